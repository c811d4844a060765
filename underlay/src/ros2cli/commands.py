"""Find the commands and verbs on disk, and build the parsers of the invoked ones only.

Start-up time decides how a command line feels, so nothing is imported beyond the modules on
the path from ``ros2`` to the invoked verb; the help of their neighbours is read from the first
line of their docstrings without running them.
"""

import argparse
import ast
import importlib
import pkgutil
from collections.abc import Sequence
from pathlib import Path
from types import ModuleType


def add_commands(
    parser: argparse.ArgumentParser, package: ModuleType, argv: Sequence[str]
) -> None:
    """Add a sub-parser for every module of a package, complete only for the invoked one.

    Args:
        parser: Gets the sub-parsers; its ``prog`` names the command so far.
        package: Holds one module or package per command.
        argv: The arguments that follow ``prog``; the first word that is no option chooses.
    """
    summaries = {
        info.name: _summary(package, info.name) for info in pkgutil.iter_modules(package.__path__)
    }
    group = parser.add_subparsers(
        title='Commands',
        description=_listing(summaries),
        metavar=f'Call `{parser.prog} <command> -h` for more detailed usage.',
    )
    words = [word for word in argv if not word.startswith('-')]
    for name, summary in sorted(summaries.items()):
        child = group.add_parser(name, description=summary)
        if words and words[0] == name:
            module = importlib.import_module(f'{package.__name__}.{name}')
            _complete(child, module, argv[argv.index(name) + 1 :])


def _complete(parser: argparse.ArgumentParser, module: ModuleType, argv: Sequence[str]) -> None:
    """Add to a sub-parser what its module defines: arguments, sub-verbs or a main function."""
    parser.set_defaults(parser=parser)
    if hasattr(module, 'add_arguments'):
        module.add_arguments(parser)
    if hasattr(module, '__path__'):
        parser.formatter_class = argparse.RawDescriptionHelpFormatter
        add_commands(parser, module, argv)
    else:
        parser.set_defaults(main=module.main)


def _summary(package: ModuleType, name: str) -> str:
    """Return the first docstring line of a module without importing it."""
    for folder in package.__path__:
        for path in (Path(folder, f'{name}.py'), Path(folder, name, '__init__.py')):
            if path.is_file():
                docstring = ast.get_docstring(ast.parse(path.read_text(encoding='utf-8'))) or ''
                return docstring.partition('\n')[0].rstrip('.')
    return ''


def _listing(summaries: dict[str, str]) -> str:
    """Lay out names and summaries in two columns."""
    width = max(map(len, summaries), default=0)
    return '\n'.join(f'{name:<{width}}  {text}' for name, text in sorted(summaries.items()))
