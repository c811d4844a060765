"""Output a list of action names."""

import argparse

from rclpy.action import get_action_names_and_types

from ros2cli.discovery import discover
from ros2cli.node import cli_node


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the verb's arguments."""
    parser.add_argument(
        '-t', '--show-types', action='store_true', help='Additionally show the action type'
    )
    parser.add_argument(
        '-c',
        '--count-actions',
        action='store_true',
        help='Only display the number of actions discovered',
    )


def main(args: argparse.Namespace) -> None:
    """Print the actions, one a line."""
    with cli_node(args) as node:
        discover(node, args)
        actions = get_action_names_and_types(node)
    if args.count_actions:
        print(len(actions))
        return
    for name, types in actions:
        print(f'{name} [{", ".join(types)}]' if args.show_types else name)
