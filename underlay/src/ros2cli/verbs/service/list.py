"""Output a list of available services."""

import argparse

from ros2cli.discovery import add_graph_arguments, discover
from ros2cli.names import visible
from ros2cli.node import cli_node


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the verb's arguments."""
    add_graph_arguments(parser)
    parser.add_argument(
        '-t', '--show-types', action='store_true', help='Additionally show the service type'
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
    """Print the services, one a line."""
    with cli_node(args) as node:
        discover(node, args)
        services = visible(node.get_service_names_and_types(), args.include_hidden_services)
    if args.count_services:
        print(len(services))
        return
    for name, types in services:
        print(f'{name} [{", ".join(types)}]' if args.show_types else name)
