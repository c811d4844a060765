"""Output a list of available topics."""

import argparse

from rclpy.node import Node

from ros2cli.discovery import add_graph_arguments, discover
from ros2cli.names import visible
from ros2cli.node import cli_node


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the verb's arguments."""
    add_graph_arguments(parser)
    parser.add_argument(
        '-t', '--show-types', action='store_true', help='Additionally show the topic type'
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
    parser.add_argument(
        '-v', '--verbose', action='store_true', help='List full details about each topic'
    )


def main(args: argparse.Namespace) -> None:
    """Print the topics, one a line."""
    with cli_node(args) as node:
        discover(node, args)
        topics = visible(node.get_topic_names_and_types(), args.include_hidden_topics)
        if args.count_topics:
            print(len(topics))
        elif args.verbose:
            _print_details(node, topics)
        else:
            for name, types in topics:
                print(f'{name} [{", ".join(types)}]' if args.show_types else name)


def _print_details(node: Node, topics: list[tuple[str, list[str]]]) -> None:
    """Print the topics that are published, then those that are subscribed to."""
    for title, role, count in (
        ('Published', 'publisher', node.count_publishers),
        ('Subscribed', 'subscriber', node.count_subscribers),
    ):
        print(f'{title} topics:')
        for name, types in topics:
            number = count(name)
            if number:
                plural = 's' if number > 1 else ''
                print(f' * {name} [{", ".join(types)}] {number} {role}{plural}')
        print()
