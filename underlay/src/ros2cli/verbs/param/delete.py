"""Delete parameter."""

import argparse
import sys

from ros2cli.parameters import add_node_arguments, remote_parameters, with_reason


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the verb's arguments."""
    add_node_arguments(parser)
    parser.add_argument('parameter_name', help='Name of the parameter')


def main(args: argparse.Namespace) -> None:
    """Delete the parameter; a node's refusal is printed, and is no failure of the verb."""
    with remote_parameters(args) as parameters:
        (result,) = parameters.delete([args.parameter_name])
    if result.successful:
        print(with_reason('Deleted parameter successfully', result))
    else:
        print(with_reason('Deleting parameter failed', result), file=sys.stderr)
