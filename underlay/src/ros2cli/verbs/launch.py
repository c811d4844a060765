"""Run a launch file."""

import argparse
import os
import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING

from ros2cli.errors import CliError

if TYPE_CHECKING:
    from launch.declared_argument import DeclaredArgument


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of this verb."""
    parser.add_argument(
        '-n',
        '--noninteractive',
        action='store_true',
        default=not sys.stdin.isatty(),
        help='Run the launch system non-interactively, with no terminal associated',
    )
    parser.add_argument(
        '-d',
        '--debug',
        action='store_true',
        help='Put the launch system in debug mode, provides more verbose output.',
    )
    group = parser.add_mutually_exclusive_group()
    group.add_argument(
        '-p',
        '--print',
        '--print-description',
        action='store_true',
        help='Print the launch description to the console without launching it.',
    )
    group.add_argument(
        '-s',
        '--show-args',
        '--show-arguments',
        action='store_true',
        help='Show arguments that may be given to the launch file.',
    )
    parser.add_argument(
        '-a',
        '--show-all-subprocesses-output',
        action='store_true',
        help="Show all launched subprocesses' output by overriding their output configuration "
        'using the OVERRIDE_LAUNCH_PROCESS_OUTPUT envvar.',
    )
    parser.add_argument(
        '--launch-prefix',
        help='Prefix command, which should go before all executables. Command must be wrapped in '
        "quotes if it contains spaces (e.g. --launch-prefix 'xterm -e gdb -ex run --args').",
    )
    parser.add_argument(
        '--launch-prefix-filter',
        help='Regex pattern for filtering which executables the --launch-prefix is applied to by '
        'matching the executable name.',
    )
    parser.add_argument(
        'package_name', help='Name of the ROS package which contains the launch file'
    )
    parser.add_argument('launch_file_name', nargs='?', help='Name of the launch file')
    parser.add_argument(
        'launch_arguments',
        nargs='*',
        help="Arguments to the launch file; '<name>:=<value>' (for duplicates, last one wins)",
    )


def main(args: argparse.Namespace) -> int:
    """Run, show or print the launch file.

    Returns:
        0, or 1 if the launch failed.
    """
    words = list(args.launch_arguments)
    if os.path.isfile(args.package_name):
        # `ros2 launch FILE [ARGUMENT...]`: the word after the file is an argument already.
        path = args.package_name
        if args.launch_file_name is not None:
            words.insert(0, args.launch_file_name)
    else:
        path = _find_launch_file(args.package_name, args.launch_file_name)
    if args.launch_prefix_filter is not None and args.launch_prefix is None:
        raise CliError('--launch-prefix must be specified if --launch-prefix-filter is provided')
    if args.launch_prefix is not None:
        words.append(f'launch-prefix:={args.launch_prefix}')
    if args.launch_prefix_filter is not None:
        words.append(f'launch-prefix-filter:={args.launch_prefix_filter}')
    if args.show_args or args.print:
        _describe(path, arguments_only=args.show_args)
        return 0
    if args.show_all_subprocesses_output:
        os.environ['OVERRIDE_LAUNCH_PROCESS_OUTPUT'] = 'both'
    return _launch(path, words, args.noninteractive, args.debug)


def _find_launch_file(package: str, file_name: str | None) -> str:
    """Return the path of a file anywhere in the share folder of a package."""
    from ament_index_python.packages import PackageNotFoundError, get_package_share_directory

    try:
        share = get_package_share_directory(package)
    except (PackageNotFoundError, ValueError) as err:
        raise CliError(f"Package '{package}' not found: {err}") from err
    if file_name is None:
        raise CliError(
            f"no launch file given; usage: ros2 launch {package} FILE ['<name>:=<value>' ...]"
        )
    paths = [
        os.path.join(folder, file_name)
        for folder, _, names in os.walk(share)
        if file_name in names
    ]
    if not paths:
        raise CliError(
            f"file '{file_name}' was not found in the share directory of package '{package}' "
            f"which is at '{share}'"
        )
    if len(paths) > 1:
        raise CliError(
            f"file '{file_name}' was found more than once in the share directory of package "
            f"'{package}': {sorted(paths)}"
        )
    return paths[0]


def _parse_launch_arguments(words: Iterable[str]) -> list[tuple[str, str]]:
    """Return names and values; the last value of a name wins."""
    values: dict[str, str] = {}
    for word in words:
        name, separator, value = word.partition(':=')
        if not (name and separator and value):
            raise CliError(
                f"malformed launch argument '{word}', expected format '<name>:=<value>'"
            )
        values[name] = value
    return list(values.items())


def _describe(path: str, *, arguments_only: bool) -> None:
    from launch.declared_argument import find_declared_arguments
    from launch.launch_description_sources import get_launch_description_from_any_launch_file
    from launch.launch_introspector import LaunchIntrospector

    try:
        description = get_launch_description_from_any_launch_file(path)
    except Exception as err:  # a launch file is a program and can raise anything
        raise CliError(f"cannot load launch file '{path}': {err}") from err
    if arguments_only:
        _print_arguments(find_declared_arguments(description.entities))
    else:
        print(LaunchIntrospector().format_launch_description(description))


def _print_arguments(arguments: 'list[DeclaredArgument]') -> None:
    print("Arguments (pass arguments as '<name>:=<value>'):")
    for argument in arguments:
        declaration = argument.action
        print(f"\n    '{declaration.name}':{'*' if argument.is_conditional else ''}")
        print(f'        {declaration.description}')
        if declaration.default_value is not None:
            default = ' + '.join(part.describe() for part in declaration.default_value)
            print(f'        (default: {default})')
    if not arguments:
        print('\n  No arguments.')
    elif any(argument.is_conditional for argument in arguments):
        print('\n* argument(s) which are only used if specific conditions occur')


def _launch(path: str, words: list[str], noninteractive: bool, debug: bool) -> int:
    arguments = _parse_launch_arguments(words)

    from launch import LaunchDescription, LaunchService
    from launch.actions import IncludeLaunchDescription
    from launch.launch_description_sources import AnyLaunchDescriptionSource

    try:
        service = LaunchService(argv=words, noninteractive=noninteractive, debug=debug)
    except OSError as err:
        raise CliError(f'cannot write logs: {err}; set ROS_LOG_DIR to a folder for them') from err
    # Included, so that the file is the one that ThisLaunchFileDir means.
    include = IncludeLaunchDescription(
        AnyLaunchDescriptionSource(path), launch_arguments=arguments
    )
    service.include_launch_description(LaunchDescription([include]))
    return service.run()
