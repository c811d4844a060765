"""Output a list of available topics of a given type."""

import argparse

from ros2cli.discovery import add_graph_arguments, discover
from ros2cli.names import visible
from ros2cli.node import cli_node


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the verb's arguments."""
    add_graph_arguments(parser)
    parser.add_argument(
        'topic_type', help="Name of the ROS topic type to filter for (e.g. 'std_msg/msg/String')"
    )
    parser.add_argument(
        '-c',
        '--count-topics',
        action='store_true',
        help='Only display the number of topics discovered',
    )
    parser.add_argument(
        '--include-hidden-topics',
        action='store_true',
        default=argparse.SUPPRESS,
        help='Consider hidden topics as well',
    )


def main(args: argparse.Namespace) -> None:
    """Print the topics of the type, one a line."""
    with cli_node(args) as node:
        discover(node, args)
        topics = visible(node.get_topic_names_and_types(), args.include_hidden_topics)
    names = [name for name, types in topics if args.topic_type in types]
    if args.count_topics:
        print(len(names))
        return
    for name in names:
        print(name)
