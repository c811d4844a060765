"""What the topic verbs share: the type of a topic, with time to discover it, and filters."""

import argparse
from collections.abc import Callable
from typing import Any

from rclpy.expand_topic_name import expand_topic_name
from rclpy.node import Node
from rclpy.validate_full_topic_name import validate_full_topic_name

from ros2cli.discovery import discover
from ros2cli.errors import CliError
from ros2cli.interfaces import load_message
from ros2cli.node import spin


def discovered_class(node: Node, topic: str, args: argparse.Namespace) -> Any | None:
    """Return the message class of a topic, or None with a warning if nobody has the topic."""
    discover(node, args, lambda: bool(_types_of(node, topic)))
    types = _types_of(node, topic)
    if not types:
        print(f'WARNING: topic [{topic}] does not appear to be published yet')
        return None
    return _load(topic, types)


def awaited_class(node: Node, topic: str, args: argparse.Namespace) -> Any:
    """Return the message class of a topic, however long it takes until somebody has it."""
    message_class = discovered_class(node, topic, args)
    if message_class is None:
        spin(node, lambda: bool(_types_of(node, topic)))
        message_class = _load(topic, _types_of(node, topic))
    return message_class


def message_filter(expression: str | None) -> Callable[[Any], bool] | None:
    """Compile a Python expression about a message called ``m``.

    Raises:
        CliError: If it is no expression; and later, if it cannot be evaluated for a message.
    """
    if expression is None:
        return None
    try:
        code = compile(expression, '<filter>', 'eval')
    except SyntaxError as err:
        raise CliError(f"Invalid filter expression '{expression}': {err.msg}") from err

    def accepts(message: Any) -> bool:
        try:
            # The user's own expression, on the user's own machine.
            return bool(eval(code, {'m': message}))
        except Exception as err:
            raise CliError(f"Cannot evaluate filter expression '{expression}': {err}") from err

    return accepts


def _types_of(node: Node, topic: str) -> list[str]:
    try:
        full_name = expand_topic_name(topic, node.get_name(), node.get_namespace())
    except ValueError as err:
        # What follows is where in the C code this was noticed.
        raise CliError(str(err).partition(', at /')[0]) from err
    validate_full_topic_name(full_name)
    return dict(node.get_topic_names_and_types()).get(full_name, [])


def _load(topic: str, types: list[str]) -> Any:
    if len(types) > 1:
        raise CliError(
            f"Cannot echo topic '{topic}', as it contains more than one type: [{', '.join(types)}]"
        )
    return load_message(types[0], f"The message type '{types[0]}' is invalid")
