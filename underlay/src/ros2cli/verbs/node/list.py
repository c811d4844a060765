"""Output a list of available nodes."""

import argparse
import sys

from ros2cli.discovery import add_graph_arguments, discover
from ros2cli.names import node_names
from ros2cli.node import cli_node


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the verb's arguments."""
    add_graph_arguments(parser)
    parser.add_argument(
        '-a', '--all', action='store_true', help='Display all nodes even hidden ones'
    )
    parser.add_argument(
        '-c',
        '--count-nodes',
        action='store_true',
        help='Only display the number of nodes discovered',
    )


def main(args: argparse.Namespace) -> None:
    """Print the full names of the nodes, one a line."""
    with cli_node(args) as node:
        discover(node, args)
        names = sorted(name.full for name in node_names(node, include_hidden=args.all))
    if args.count_nodes:
        print(len(names))
        return
    if len(set(names)) < len(names):
        print(
            'WARNING: Be aware that there are nodes in the graph that share an exact name, which '
            'can have unintended side effects.',
            file=sys.stderr,
        )
    for name in names:
        print(name)
