"""Print information about an action."""

import argparse

from ros2cli.actions import NamesAndTypes, action_clients, action_servers, action_types
from ros2cli.discovery import discover
from ros2cli.node import cli_node


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the verb's arguments."""
    parser.add_argument(
        'action_name', help="Name of the ROS action to get info (e.g. '/fibonacci')"
    )
    parser.add_argument(
        '-t', '--show-types', action='store_true', help='Additionally show the action type'
    )
    parser.add_argument(
        '-c',
        '--count',
        action='store_true',
        help='Only display the number of action clients and action servers',
    )


def main(args: argparse.Namespace) -> None:
    """Print the nodes that call and that serve the action."""
    name = args.action_name
    with cli_node(args) as node:
        discover(node, args)
        discover(node, args, lambda: bool(action_types(node, name)))
        clients = action_clients(node, name)
        servers = action_servers(node, name)
    print(f'Action: {name}')
    _print_nodes('Action clients', clients, args)
    _print_nodes('Action servers', servers, args)


def _print_nodes(title: str, nodes: NamesAndTypes, args: argparse.Namespace) -> None:
    print(f'{title}: {len(nodes)}')
    if args.count:
        return
    for name, types in nodes:
        print(f'    {name} [{", ".join(types)}]' if args.show_types else f'    {name}')
