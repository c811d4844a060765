"""Output an interface prototype."""

import argparse
from typing import Any

from rosidl_runtime_py import get_interface_path, message_to_yaml
from rosidl_runtime_py.utilities import get_interface, is_action, is_service

from ros2cli.errors import CliError


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the verb's arguments."""
    parser.add_argument(
        'type', help="Show an interface definition (e.g. 'example_interfaces/msg/String')"
    )
    parser.add_argument(
        '--no-quotes', action='store_true', help='if true output has no outer quotes.'
    )


def main(args: argparse.Namespace) -> None:
    """Print a message, request or goal with its default values."""
    try:
        get_interface_path(args.type)
        instance = _instantiate(get_interface(args.type))
    except (LookupError, ValueError) as err:
        raise CliError(err.args[0]) from err
    except (AttributeError, ModuleNotFoundError) as err:
        raise CliError(f"The interface '{args.type}' has no Python class: {err}") from err
    text = message_to_yaml(instance)
    print(text if args.no_quotes else f'"{text}"')


def _instantiate(interface: Any) -> Any:
    if is_action(interface):
        return interface.Goal()
    if is_service(interface):
        return interface.Request()
    return interface()
