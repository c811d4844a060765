"""Print a topic's type."""

import argparse

from ros2cli.discovery import add_graph_arguments, discover
from ros2cli.names import visible
from ros2cli.node import cli_node


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the verb's arguments."""
    add_graph_arguments(parser)
    parser.add_argument('topic_name', help="Name of the ROS topic to get type (e.g. '/chatter')")


def main(args: argparse.Namespace) -> int:
    """Print the types of the topic; return 1 if there is no such topic."""
    with cli_node(args) as node:

        def types() -> list[str]:
            topics = visible(node.get_topic_names_and_types(), args.include_hidden_topics)
            return dict(topics).get(args.topic_name, [])

        discover(node, args, lambda: bool(types()))
        for name in types():
            print(name)
        return 0 if types() else 1
