"""Print information about a topic."""

import argparse

from ros2cli.discovery import add_graph_arguments, discover
from ros2cli.errors import CliError
from ros2cli.node import cli_node


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the verb's arguments."""
    add_graph_arguments(parser)
    parser.add_argument('topic_name', help="Name of the ROS topic to get info (e.g. '/chatter')")
    parser.add_argument(
        '--verbose',
        '-v',
        action='store_true',
        help='Prints detailed information like the node name, node namespace, topic type, topic '
        'type hash, GUID, and QoS Profile of the publishers and subscribers to this topic',
    )


def main(args: argparse.Namespace) -> None:
    """Print type and number of endpoints; with ``--verbose`` the endpoints too."""
    name = args.topic_name
    with cli_node(args) as node:
        discover(node, args)
        discover(node, args, lambda: name in dict(node.get_topic_names_and_types()))
        types = dict(node.get_topic_names_and_types()).get(name)
        if types is None:
            raise CliError(f"Unknown topic '{name}'")
        end = '\n\n' if args.verbose else '\n'
        print(f'Type: {types[0] if len(types) == 1 else types}', end=end)
        print(f'Publisher count: {node.count_publishers(name)}', end=end)
        if args.verbose:
            for info in node.get_publishers_info_by_topic(name):
                print(info, end=end)
        print(f'Subscription count: {node.count_subscribers(name)}', end=end)
        if args.verbose:
            for info in node.get_subscriptions_info_by_topic(name):
                print(info, end=end)
