"""Output a list of package specific executables."""

import argparse
import os


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of this verb."""
    parser.add_argument('package_name', nargs='?', help='The package name')
    parser.add_argument(
        '--full-path', action='store_true', help='Show full path of each executable'
    )


def main(args: argparse.Namespace) -> None:
    """Print the executables of one package or of all."""
    from ament_index_python.packages import get_packages_with_prefixes

    from ros2cli.packages import executable_paths

    names = [args.package_name] if args.package_name else sorted(get_packages_with_prefixes())
    for name in names:
        for path in executable_paths(name):
            print(path if args.full_path else f'{name} {os.path.basename(path)}')
