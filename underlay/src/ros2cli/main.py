"""Entry point of the ``ros2`` command: parse, run the verb, turn its outcome into a status."""

import argparse
import io
import os
import signal
import sys
from collections.abc import Sequence

from ros2cli import verbs
from ros2cli.commands import add_commands
from ros2cli.errors import CliError, Terminated


def main(argv: Sequence[str] | None = None) -> int:
    """Run ``ros2`` with the given arguments; every foreseeable failure ends in one line.

    Args:
        argv: Words after ``ros2``; by default those of the process.

    Returns:
        The exit status: 0 success, 1 a failed verb, 2 wrong usage or Ctrl-C, 15 SIGTERM.
    """
    try:
        status = _run(sys.argv[1:] if argv is None else list(argv))
        sys.stdout.flush()
    except BrokenPipeError:
        # The reader (`| head -1`) has what it wanted. Python flushes stdout once more at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except Terminated:
        return int(signal.SIGTERM)
    except KeyboardInterrupt:
        return int(signal.SIGINT)
    except (CliError, RuntimeError) as err:
        # RuntimeError: how rclpy reports what rcl and the middleware refuse.
        print(err, file=sys.stderr)
        return 1
    return status


def _run(argv: Sequence[str]) -> int:
    """Parse, and call the verb if there is one; else print the help of the command so far."""
    args = _build_parser(argv).parse_args(argv)
    if not args.use_python_default_buffering:
        _flush_every_line()
    if not hasattr(args, 'main'):
        args.parser.print_help()
        return 0
    return args.main(args) or 0


def _flush_every_line() -> None:
    """Let the reader of a pipe see each line at once."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(line_buffering=True)


def _build_parser(argv: Sequence[str]) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog='ros2',
        description='ros2 is an extensible command-line tool for ROS 2.',
        formatter_class=argparse.RawDescriptionHelpFormatter,
        epilog='There is no daemon: every command discovers the graph by itself.',
    )
    parser.add_argument(
        '--use-python-default-buffering',
        action='store_true',
        help='Do not force line buffering in stdout and instead use the python default '
        'buffering, which might be affected by PYTHONUNBUFFERED/-u and depends on whatever '
        'stdout is interactive or not',
    )
    parser.set_defaults(parser=parser)
    add_commands(parser, verbs, argv)
    return parser


if __name__ == '__main__':
    sys.exit(main())
