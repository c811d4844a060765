"""The short-lived node of a verb, and the one loop in which verbs wait.

The node is hidden (its name begins with an underscore), so that it does not show up in the lists
that it makes.
"""

import argparse
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial

import rclpy
from rclpy.exceptions import NameValidationException
from rclpy.executors import SingleThreadedExecutor
from rclpy.node import Node
from rclpy.parameter import Parameter
from rclpy.signals import SignalHandlerOptions

from ros2cli.errors import CliError
from ros2cli.interrupts import deferred_interrupts, raise_interrupt
from ros2cli.neighbours import all_answered

# Waiting in the middleware does not end for a signal, so never wait longer.
_SLICE_S = 0.1
# How long to wait for everybody's answer before asking again as somebody new [s]: answers take
# 0.15 s. The second time is longer: maybe nothing was lost and the machine is busy.
_PATIENCE_S = (0.25, 0.6)


@contextmanager
def cli_node(args: argparse.Namespace, name: str | None = None) -> Iterator[Node]:
    """Run the body of a verb with a node that goes away afterwards, whatever happens.

    Args:
        args: The verb's arguments; ``use_sim_time`` counts, if the verb has it.
        name: Name of the node, for those that others shall see.

    Raises:
        CliError: If the body used a name that is no valid ROS name.
    """
    with deferred_interrupts():
        try:
            node = _enter(args, name or f'_ros2cli_{os.getpid()}')
            try:
                yield node
            finally:
                node.destroy_node()
        except NameValidationException as err:
            # The text goes on with the name and a mark below it, on lines of their own.
            problem, _, rest = str(err).partition(':\n')
            raise CliError(f'{problem}: {rest.partition(chr(10))[0].strip()}') from err
        finally:
            rclpy.try_shutdown()


def spin(
    node: Node,
    until: Callable[[], bool] = lambda: False,
    timeout_s: float | None = None,
    poll_s: float = _SLICE_S,
) -> bool:
    """Run the node's callbacks until a condition holds.

    Args:
        node: The verb's node.
        until: Looked at after every callback, and every ``poll_s``.
        timeout_s: Longest time to wait [s]; without it, for ever.
        poll_s: Longest time between two looks at the condition [s].

    Returns:
        Whether the condition holds.

    Raises:
        KeyboardInterrupt: If the user, or with SIGTERM the system, wants the verb to end.
    """
    deadline = time.monotonic() + (float('inf') if timeout_s is None else timeout_s)
    executor = SingleThreadedExecutor()
    executor.add_node(node)
    try:
        while not until():
            raise_interrupt()
            left = deadline - time.monotonic()
            if left <= 0.0:
                return False
            executor.spin_once(timeout_sec=min(poll_s, left))
        return True
    finally:
        executor.remove_node(node)
        executor.shutdown()


def _enter(args: argparse.Namespace, name: str) -> Node:
    """Create the node; afresh, if not everybody has answered soon."""
    for patience_s in _PATIENCE_S:
        node = _create(args, name)
        if spin(node, partial(all_answered, node), patience_s, poll_s=0.01):
            return node
        node.destroy_node()
        rclpy.shutdown()
    return _create(args, name)


def _create(args: argparse.Namespace, name: str) -> Node:
    rclpy.init(args=[], signal_handler_options=SignalHandlerOptions.NO)
    return rclpy.create_node(
        name,
        start_parameter_services=False,
        parameter_overrides=[
            Parameter('use_sim_time', value=getattr(args, 'use_sim_time', False)),
            Parameter('start_type_description_service', value=False),
        ],
    )
