"""Output the interface definition."""

import argparse
import re
import sys
from pathlib import Path

from rosidl_adapter.parser import PRIMITIVE_TYPES
from rosidl_runtime_py import get_interface_path

from ros2cli.errors import CliError

# The first word of a field: its type, perhaps with bounds; group 1 is the type alone.
_TYPE = re.compile(r'([\w/]+)(<=\d+)?(\[(<=)?\d*\])?\s')
# A comment, as far as its mark is not part of a quoted default value.
_COMMENT = re.compile(r"""^((?:[^#'"]|'[^']*'|"[^"]*")*)#.*$""")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the verb's arguments."""
    comments = parser.add_mutually_exclusive_group()
    comments.add_argument(
        '--all-comments',
        action='store_true',
        help='Show all comments, including for nested interface definitions',
    )
    comments.add_argument(
        '--no-comments', action='store_true', help='Show no comments or whitespace'
    )
    parser.add_argument(
        'type',
        help="Show an interface definition (e.g. 'example_interfaces/msg/String'). Passing '-' "
        "reads the argument from stdin (e.g. 'ros2 topic type /chatter | ros2 interface show "
        "-').",
    )


def main(args: argparse.Namespace) -> None:
    """Print the definition with those of the nested types indented below their fields."""
    name = args.type
    if name == '-':
        if sys.stdin.isatty():
            args.parser.error('expected stdin pipe')
        name = sys.stdin.readline().strip()
    if not name:
        args.parser.error('the passed value is empty')
    try:
        _show(name, 0, not args.no_comments, args.all_comments)
    except (LookupError, ValueError) as err:
        raise CliError(err.args[0]) from err


def _show(name: str, depth: int, comments: bool, nested_comments: bool) -> None:
    parts = name.split('/')
    if len(parts) != 3:
        raise ValueError(f"Invalid name '{name}'. Expected three parts separated by '/'")
    for line in Path(get_interface_path(name)).read_text(encoding='utf-8').splitlines():
        text = line.rstrip() if comments else _COMMENT.sub(r'\1', line).strip()
        if text or comments:
            print('\t' * depth + text if text else '')
        nested = _nested_type(line, parts[0])
        if nested is not None:
            _show(nested, depth + 1, nested_comments, nested_comments)


def _nested_type(line: str, package: str) -> str | None:
    """Return the full name of a field's type, if that is a message."""
    match = _TYPE.match(line.lstrip())
    if match is None or match[1] in (*PRIMITIVE_TYPES, 'string', 'wstring'):
        return None
    prefix, _, name = match[1].rpartition('/')
    return f'{prefix or package}/msg/{name}'
