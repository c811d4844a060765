"""Entry point of the ``ros2`` command: parse, run the verb, turn its outcome into a status."""

import argparse
import importlib
import os
import signal
import sys
from collections.abc import Sequence

from ros2cli.commands import VERBS_PACKAGE, add_commands
from ros2cli.errors import CliError


def main(argv: Sequence[str] | None = None) -> int:
    """Run ``ros2`` with the given arguments.

    Args:
        argv: Words after ``ros2``; by default those of the process.

    Returns:
        The exit status: 0 success, 1 a failed verb, 2 wrong usage or Ctrl-C, 15 SIGTERM.
    """
    argv = sys.argv[1:] if argv is None else list(argv)
    args = _build_parser(argv).parse_args(argv)
    if not args.use_python_default_buffering:
        sys.stdout.reconfigure(line_buffering=True)
    if not hasattr(args, 'main'):
        args.parser.print_help()
        return 0
    return _run(args)


def _build_parser(argv: Sequence[str]) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog='ros2', description='ros2 is an extensible command-line tool for ROS 2.',
        formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        '--use-python-default-buffering', action='store_true',
        help='Do not force line buffering in stdout and instead use the python default '
             'buffering, which might be affected by PYTHONUNBUFFERED/-u and depends on whatever '
             'stdout is interactive or not')
    parser.set_defaults(parser=parser)
    add_commands(parser, importlib.import_module(VERBS_PACKAGE), argv)
    return parser


def _run(args: argparse.Namespace) -> int:
    """Call the verb; every failure that a user can cause ends in one line and a status."""
    try:
        status = args.main(args) or 0
        sys.stdout.flush()
    except CliError as err:
        print(err, file=sys.stderr)
        return 1
    except BrokenPipeError:
        # The reader (`| head -1`) has what it wanted. Python flushes stdout once more at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except KeyboardInterrupt:
        return int(signal.SIGINT)
    return status


if __name__ == '__main__':
    sys.exit(main())
