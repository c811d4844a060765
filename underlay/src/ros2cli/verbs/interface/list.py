"""List all interface types available."""

import argparse

from rosidl_runtime_py import (
    get_action_interfaces,
    get_message_interfaces,
    get_service_interfaces,
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the verb's arguments."""
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
    """Print the interfaces by kind."""
    kinds = (
        ('Messages', args.only_msgs, get_message_interfaces),
        ('Services', args.only_srvs, get_service_interfaces),
        ('Actions', args.only_actions, get_action_interfaces),
    )
    wants_all = not any(is_wanted for _, is_wanted, _ in kinds)
    for title, is_wanted, getter in kinds:
        if is_wanted or wants_all:
            print(f'{title}:')
            for package, names in sorted(getter().items()):
                for name in names:
                    print(f'    {package}/{name}')
