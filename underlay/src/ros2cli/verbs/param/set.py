"""Set parameter."""

import argparse
import sys

from rcl_interfaces.msg import Parameter
from rclpy.parameter import get_parameter_value

from ros2cli.parameters import add_node_arguments, remote_parameters, with_reason


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the verb's arguments."""
    add_node_arguments(parser)
    parser.add_argument('parameter_name', help='Name of the parameter')
    parser.add_argument('value', help='Value of the parameter')


def main(args: argparse.Namespace) -> None:
    """Set the parameter; a node's refusal is printed, and is no failure of the verb."""
    parameter = Parameter(name=args.parameter_name, value=get_parameter_value(args.value))
    with remote_parameters(args) as parameters:
        (result,) = parameters.set([parameter])
    if result.successful:
        print(with_reason('Set parameter successful', result))
    else:
        print(with_reason('Setting parameter failed', result), file=sys.stderr)
