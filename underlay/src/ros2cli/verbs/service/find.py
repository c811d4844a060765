"""Output a list of available services of a given type."""

import argparse

from ros2cli.discovery import discover
from ros2cli.names import visible
from ros2cli.node import cli_node


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the verb's arguments."""
    parser.add_argument(
        'service_type',
        help='Name of the ROS service type to filter for (e.g. '
        "'rcl_interfaces/srv/ListParameters')",
    )
    parser.add_argument(
        '-c',
        '--count-services',
        action='store_true',
        help='Only display the number of services discovered',
    )
    parser.add_argument(
        '--include-hidden-services',
        action='store_true',
        default=argparse.SUPPRESS,
        help='Consider hidden services as well',
    )


def main(args: argparse.Namespace) -> None:
    """Print the services of the type, one a line."""
    with cli_node(args) as node:
        discover(node, args)
        services = visible(node.get_service_names_and_types(), args.include_hidden_services)
    names = [name for name, types in services if args.service_type in types]
    if args.count_services:
        print(len(names))
        return
    for name in names:
        print(name)
