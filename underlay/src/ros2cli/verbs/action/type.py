"""Print a action's type."""

import argparse

from ros2cli.actions import action_types
from ros2cli.discovery import discover
from ros2cli.node import cli_node


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the verb's arguments."""
    parser.add_argument(
        'action_name', help="Name of the ROS action to get info (e.g. '/fibonacci')"
    )


def main(args: argparse.Namespace) -> int:
    """Print the types of the action; return 1 if there is no such action."""
    with cli_node(args) as node:
        discover(node, args, lambda: bool(action_types(node, args.action_name)))
        types = action_types(node, args.action_name)
    for name in types:
        print(name)
    return 0 if types else 1
