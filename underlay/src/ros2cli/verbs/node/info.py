"""Output information about a node."""

import argparse
import sys
from collections.abc import Callable

from rclpy.action import (
    get_action_client_names_and_types_by_node,
    get_action_server_names_and_types_by_node,
)
from rclpy.node import Node

from ros2cli.discovery import add_graph_arguments, discover
from ros2cli.errors import CliError
from ros2cli.names import node_names, parse_node_name, visible
from ros2cli.node import cli_node


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the verb's arguments."""
    add_graph_arguments(parser)
    parser.add_argument('node_name', help='Node name to request information')
    parser.add_argument(
        '--include-hidden',
        action='store_true',
        help='Display hidden topics, services, and actions as well',
    )


def main(args: argparse.Namespace) -> None:
    """Print what the node publishes, subscribes to, serves and calls."""
    with cli_node(args) as node:

        def count() -> int:
            names = [name.full for name in node_names(node, args.include_hidden)]
            return names.count(args.node_name)

        discover(node, args)
        discover(node, args, lambda: count() > 0)
        if count() == 0:
            raise CliError(f"Unable to find node '{args.node_name}'")
        if count() > 1:
            print(
                f'There are {count()} nodes in the graph with the exact name '
                f'"{args.node_name}". You are seeing information about only one of them.',
                file=sys.stderr,
            )
        print(args.node_name)
        _print_endpoints(node, args)


def _print_endpoints(node: Node, args: argparse.Namespace) -> None:
    name = parse_node_name(args.node_name)
    getters: dict[str, Callable[[str, str], list[tuple[str, list[str]]]]] = {
        'Subscribers': node.get_subscriber_names_and_types_by_node,
        'Publishers': node.get_publisher_names_and_types_by_node,
        'Service Servers': node.get_service_names_and_types_by_node,
        'Service Clients': node.get_client_names_and_types_by_node,
        'Action Servers': lambda *of: get_action_server_names_and_types_by_node(node, *of),
        'Action Clients': lambda *of: get_action_client_names_and_types_by_node(node, *of),
    }
    for title, getter in getters.items():
        endpoints = visible(getter(name.name, name.namespace), args.include_hidden)
        print(f'  {title}:')
        # A kind of which there is none leaves an empty line.
        print(*[f'    {endpoint}: {", ".join(types)}' for endpoint, types in endpoints], sep='\n')
