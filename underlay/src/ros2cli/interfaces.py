"""Message, service and action classes for verbs, and messages filled from the command line."""

import sys
from collections.abc import Callable
from typing import Any

import yaml
from rosidl_runtime_py.set_message import StampSetter, set_message_fields
from rosidl_runtime_py.utilities import get_action, get_message, get_service

from ros2cli.errors import CliError

_UNKNOWN_TYPE = (AttributeError, ModuleNotFoundError, ValueError)
_BAD_VALUE = (AttributeError, TypeError, ValueError, AssertionError, OverflowError)


def load_message(identifier: str, problem: str = 'The passed message type is invalid') -> Any:
    """Import a message class; ``problem`` is what to tell the user otherwise."""
    return _load(get_message, identifier, problem)


def load_service(identifier: str) -> Any:
    """Import a service class."""
    return _load(get_service, identifier, 'The passed service type is invalid')


def load_action(identifier: str) -> Any:
    """Import an action class."""
    return _load(get_action, identifier, 'The passed action type is invalid')


def new(message_class: Any) -> Any:
    """Create a message that refuses values of the wrong type or out of range."""
    return message_class(check_fields=True)


def parse_values(text: str) -> Any:
    """Parse what the user gave as YAML.

    Raises:
        CliError: If it is malformed, with the place, on one line.
    """
    try:
        return yaml.safe_load(text)
    except yaml.MarkedYAMLError as err:
        mark = err.problem_mark
        where = f' at line {mark.line + 1}, column {mark.column + 1}' if mark else ''
        raise CliError(f'Malformed YAML value: {err.problem}{where}: {text.strip()!r}') from err
    except yaml.YAMLError as err:
        raise CliError(f'Malformed YAML value: {" ".join(str(err).split())}') from err


def fill(message: Any, values: Any, problem: str, expand: bool = False) -> list[StampSetter]:
    """Set the fields of a message from parsed values.

    Args:
        message: Any ROS message.
        values: What the user gave, parsed.
        problem: How to begin what the user is told if it does not fit; ``{}`` is the error.
        expand: Whether ``auto`` headers and ``now`` times mean the time of sending.

    Returns:
        Functions that set those stamps.
    """
    try:
        return set_message_fields(message, values, expand, expand)
    except _BAD_VALUE as err:
        raise CliError(problem.format(err)) from err


def read_values(args_values: str, stdin: bool) -> str:
    """Return the values from the command line, or all of standard input."""
    return sys.stdin.read() if stdin else args_values


def _load(getter: Callable[[str], Any], identifier: str, problem: str) -> Any:
    try:
        return getter(identifier)
    except _UNKNOWN_TYPE as err:
        raise CliError(problem) from err
