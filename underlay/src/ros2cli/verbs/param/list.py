"""Output a list of available parameters."""

import argparse
import re

from ros2cli.discovery import add_graph_arguments, discover
from ros2cli.errors import CliError
from ros2cli.names import node_names, parse_node_name
from ros2cli.node import cli_node
from ros2cli.parameters import TYPE_NAMES, RemoteParameters, no_services


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the verb's arguments."""
    add_graph_arguments(parser)
    parser.add_argument('node_name', nargs='?', help='Name of the ROS node')
    parser.add_argument(
        '--filter',
        type=re.compile,
        help='Only parameters matching the regex expression will be showed. Supports `re` regex '
        'syntax.',
    )
    parser.add_argument(
        '--include-hidden-nodes', action='store_true', help='Consider hidden nodes as well'
    )
    parser.add_argument(
        '--param-prefixes', nargs='+', help='Only list parameters with the provided prefixes'
    )
    parser.add_argument(
        '--param-type', action='store_true', help='Print parameter types with parameter names'
    )


def main(args: argparse.Namespace) -> None:
    """Print the names of the parameters of one node, or of all nodes."""
    with cli_node(args) as node:
        if args.node_name:
            name = parse_node_name(args.node_name)
            discover(node, args, lambda: name in node_names(node, args.include_hidden_nodes))
            if name not in node_names(node, args.include_hidden_nodes):
                raise CliError('Node not found')
            names = [name]
        else:
            discover(node, args)
            names = node_names(node, args.include_hidden_nodes)
        for name in sorted(names, key=lambda name: name.full):
            parameters = RemoteParameters(node, name.full)
            if parameters.wait_until_ready():
                _print_parameters(name.full, parameters, args)
            else:
                print(no_services(name.full))


def _print_parameters(
    node_name: str, parameters: RemoteParameters, args: argparse.Namespace
) -> None:
    names = parameters.names(args.param_prefixes)
    if args.filter is not None:
        names = [name for name in names if args.filter.match(name)]
    if names and not args.node_name:
        print(f'{node_name}:')
    if not args.param_type:
        for name in names:
            print(f'  {name}')
        return
    # A node describes nothing it has not declared, though it lists it.
    described = {found.name: found.type for found in parameters.descriptors(names)}
    for name in names:
        print(f'  {name} (type: {TYPE_NAMES[described.get(name, 0)]})')
