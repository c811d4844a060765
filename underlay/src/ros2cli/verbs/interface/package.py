"""Output a list of available interface types within one package."""

import argparse

from rosidl_runtime_py import (
    get_action_interfaces,
    get_interfaces,
    get_message_interfaces,
    get_service_interfaces,
)

from ros2cli.errors import CliError


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the verb's arguments."""
    parser.add_argument('package_name', help="Name of the ROS package (e.g. 'example_interfaces')")
    parser.add_argument(
        '-m', '--only-msgs', action='store_true', help='Print out only the message types'
    )
    parser.add_argument(
        '-s', '--only-srvs', action='store_true', help='Print out only the service types'
    )
    parser.add_argument(
        '-a', '--only-actions', action='store_true', help='Print out only the action types'
    )


def main(args: argparse.Namespace) -> None:
    """Print the interfaces of the package, one a line."""
    choices = (
        (args.only_msgs, get_message_interfaces),
        (args.only_srvs, get_service_interfaces),
        (args.only_actions, get_action_interfaces),
    )
    getters = [getter for is_wanted, getter in choices if is_wanted] or [get_interfaces]
    for getter in getters:
        try:
            interfaces = getter([args.package_name])
        except LookupError as err:
            raise CliError(err.args[0]) from err
        for name in interfaces.get(args.package_name, []):
            print(f'{args.package_name}/{name}')
