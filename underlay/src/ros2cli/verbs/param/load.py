"""Load parameter file for a node."""

import argparse
import sys
from typing import Any

import yaml
from rclpy.parameter import parameter_dict_from_yaml_file

from ros2cli.errors import CliError
from ros2cli.parameters import add_node_arguments, remote_parameters, with_reason


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the verb's arguments."""
    add_node_arguments(parser)
    parser.add_argument('parameter_file', help='Parameter file')
    parser.add_argument(
        '--no-use-wildcard',
        action='store_true',
        help="Do not load parameters in the '/**' namespace into the node",
    )


def main(args: argparse.Namespace) -> None:
    """Set the parameters of the file, and print for each whether the node took it."""
    wanted = _read(args.parameter_file, not args.no_use_wildcard)
    with remote_parameters(args) as parameters:
        results = parameters.set(wanted)
    for parameter, result in zip(wanted, results, strict=True):
        if result.successful:
            print(with_reason(f'Set parameter {parameter.name} successful', result))
        else:
            message = with_reason(f'Set parameter {parameter.name} failed', result)
            print(message, file=sys.stderr)


def _read(path: str, use_wildcard: bool) -> list[Any]:
    try:
        return list(parameter_dict_from_yaml_file(path, use_wildcard).values())
    except OSError as err:
        raise CliError(f"Cannot read parameter file '{path}': {err.strerror}") from err
    except (yaml.YAMLError, AttributeError, TypeError) as err:
        problem = ' '.join(str(err).split())
        raise CliError(f"'{path}' is not a valid ROS parameter file: {problem}") from err
