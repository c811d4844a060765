"""Output a service's type."""

import argparse

from ros2cli.discovery import discover
from ros2cli.names import visible
from ros2cli.node import cli_node


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the verb's arguments."""
    parser.add_argument(
        'service_name',
        help="Name of the ROS service to get type (e.g. '/talker/list_parameters')",
    )


def main(args: argparse.Namespace) -> int:
    """Print the types of the service; return 1 if there is no such service."""
    with cli_node(args) as node:

        def types() -> list[str]:
            services = visible(node.get_service_names_and_types(), args.include_hidden_services)
            return dict(services).get(args.service_name, [])

        discover(node, args, lambda: bool(types()))
        for name in types():
            print(name)
        return 0 if types() else 1
