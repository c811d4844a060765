"""Show descriptive information about declared parameters."""

import argparse
from typing import Any

from ros2cli.parameters import TYPE_NAMES, add_node_arguments, remote_parameters


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the verb's arguments."""
    add_node_arguments(parser)
    parser.add_argument('parameter_names', nargs='+', help='Names of the parameters')


def main(args: argparse.Namespace) -> None:
    """Print type, description and limits of the parameters."""
    with remote_parameters(args) as parameters:
        for descriptor in parameters.descriptors(args.parameter_names):
            _print_descriptor(descriptor)


def _print_descriptor(descriptor: Any) -> None:
    print('Parameter name:', descriptor.name)
    print('  Type:', TYPE_NAMES[descriptor.type])
    if descriptor.description:
        print('  Description:', descriptor.description)
    print('  Constraints:')
    if descriptor.read_only:
        print('    Read only: true')
    for limits in [*descriptor.floating_point_range, *descriptor.integer_range]:
        print('    Min value:', limits.from_value)
        print('    Max value:', limits.to_value)
        if limits.step:
            print('    Step:', limits.step)
    if descriptor.additional_constraints:
        print('    Additional constraints:', descriptor.additional_constraints)
