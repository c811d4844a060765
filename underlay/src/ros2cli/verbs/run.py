"""Run a package specific executable."""

import argparse
import os
import shlex
import signal
import subprocess

from ros2cli.errors import CliError


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of this verb."""
    parser.add_argument(
        '--prefix',
        help='Prefix command, which should go before the executable. Command must be wrapped in '
        "quotes if it contains spaces (e.g. --prefix 'gdb -ex run --args').",
    )
    parser.add_argument('package_name', help='Name of the ROS package')
    parser.add_argument('executable_name', help='Name of the executable')
    parser.add_argument(
        'argv', nargs=argparse.REMAINDER, help='Pass arbitrary arguments to the executable'
    )


def main(args: argparse.Namespace) -> int:
    """Run the executable.

    Returns:
        Its exit code, or minus the signal that ended it.
    """
    from ros2cli.packages import executable_paths

    paths = [
        path
        for path in executable_paths(args.package_name)
        if os.path.basename(path) == args.executable_name
    ]
    if not paths:
        raise CliError('No executable found')
    if len(paths) > 1:
        raise CliError('Multiple executables found: ' + ', '.join(paths))
    prefix = shlex.split(args.prefix) if args.prefix else []
    try:
        return _run([*prefix, paths[0], *args.argv])
    except OSError as err:
        raise CliError(f"cannot run '{paths[0]}': {err}") from err


def _run(command: list[str]) -> int:
    process = subprocess.Popen(command)
    # The terminal sends SIGINT to the child as well, but whoever stops this command by SIGTERM
    # means the child.
    signal.signal(signal.SIGTERM, lambda signal_number, _: process.send_signal(signal_number))
    status = None
    while status is None:
        try:
            status = process.wait()
        except KeyboardInterrupt:
            continue  # the child got it too and decides when to end
    if status < 0:
        print('[ros2run]:', signal.strsignal(-status))
    elif status > 0:
        print(f'[ros2run]: Process exited with failure {status}')
    return status
