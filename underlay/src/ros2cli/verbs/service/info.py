"""Print information about a service."""

import argparse

from ros2cli.discovery import add_graph_arguments, discover
from ros2cli.errors import CliError
from ros2cli.names import visible
from ros2cli.node import cli_node


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the verb's arguments."""
    add_graph_arguments(parser)
    parser.add_argument(
        'service_name', help="Name of the ROS service to get info (e.g. '/add_two_ints')"
    )


def main(args: argparse.Namespace) -> None:
    """Print type, and the number of clients and servers."""
    name = args.service_name
    with cli_node(args) as node:

        def types() -> list[str]:
            services = visible(node.get_service_names_and_types(), args.include_hidden_services)
            return dict(services).get(name, [])

        discover(node, args)
        discover(node, args, lambda: bool(types()))
        if not types():
            raise CliError(f"Unknown service '{name}'")
        print(f'Type: {types()[0] if len(types()) == 1 else types()}')
        print(f'Clients count: {node.count_clients(name)}')
        print(f'Services count: {node.count_services(name)}')
