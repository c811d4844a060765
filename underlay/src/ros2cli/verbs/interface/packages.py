"""Output a list of packages that provide interfaces."""

import argparse

from rosidl_runtime_py import (
    get_action_interfaces,
    get_interface_packages,
    get_message_interfaces,
    get_service_interfaces,
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the verb's arguments."""
    parser.add_argument(
        '-m',
        '--only-msgs',
        action='store_true',
        help='Only list packages that generate messages',
    )
    parser.add_argument(
        '-s',
        '--only-srvs',
        action='store_true',
        help='Only list packages that generate services',
    )
    parser.add_argument(
        '-a',
        '--only-actions',
        action='store_true',
        help='Only list packages that generate actions',
    )


def main(args: argparse.Namespace) -> None:
    """Print the packages, one a line."""
    if args.only_msgs:
        packages = list(get_message_interfaces())
    elif args.only_srvs:
        packages = list(get_service_interfaces())
    elif args.only_actions:
        packages = list(get_action_interfaces())
    else:
        packages = list(get_interface_packages())
    for package in sorted(packages):
        print(package)
