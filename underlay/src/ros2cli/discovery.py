"""How long a fresh node must listen before it knows the graph.

There is no daemon that knows it already. Instead of a fixed time, listen until the graph is
complete as far as one can tell: it has not changed for a while, everybody on this machine has
answered, and the node behind every endpoint is known by name.
"""

import argparse
import time
from collections.abc import Callable
from typing import Any

from rclpy.node import Node

from ros2cli.neighbours import ANNOUNCEMENT_PERIOD_S, all_answered
from ros2cli.node import spin

_POLL_S = 0.02
# All that a process offers arrives within 0.15 s (measured).
_QUIET_S = 0.2
# Other machines take longer to answer, and are not counted.
_QUIET_ALONE_S = 0.5
# What the user names should exist: give it more time before saying that it does not.
_QUIET_MISSING_S = 0.5
# What the middleware calls a node of which only the endpoints have been announced so far.
_UNKNOWN_NODE = '_NODE_NAME_UNKNOWN_'
# Those who have not answered or are not known by name until then are stopped or dead.
_LIMIT_S = ANNOUNCEMENT_PERIOD_S + _QUIET_MISSING_S


def add_spin_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of every verb that looks at the graph with a node of its own."""
    parser.add_argument(
        '--spin-time',
        type=float,
        help='Spin time in seconds to wait for discovery (default: until the graph is quiet)',
    )
    parser.add_argument(
        '-s', '--use-sim-time', action='store_true', help='Enable ROS simulation time'
    )


def add_graph_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of every verb that could also ask a daemon."""
    add_spin_arguments(parser)
    parser.add_argument(
        '--no-daemon', action='store_true', help='Accepted for compatibility: there is no daemon'
    )


def discover(
    node: Node, args: argparse.Namespace, found: Callable[[], bool] | None = None
) -> None:
    """Listen until the graph is complete, or until what is sought has been found.

    Args:
        node: The verb's node.
        args: The verb's arguments; ``spin_time``, if given, is the time to listen.
        found: Tells whether the graph has what the user named; ends the wait early.
    """
    spin_time = getattr(args, 'spin_time', None)
    if spin_time is not None:
        spin(node, found or (lambda: False), spin_time)
        return
    watch = _GraphWatch(node, _QUIET_S if found is None else _QUIET_MISSING_S)
    spin(node, lambda: (found is not None and found()) or watch.is_quiet(), _LIMIT_S, _POLL_S)


class _GraphWatch:
    """Notices when the graph has stopped changing."""

    def __init__(self, node: Node, quiet_s: float) -> None:
        self._node = node
        self._quiet_s = quiet_s
        self._graph: tuple[list[Any], ...] | None = None
        self._changed_at = time.monotonic()

    def is_quiet(self) -> bool:
        """Look again; return whether nothing has changed for the quiet time."""
        now = time.monotonic()
        graph = (
            sorted(self._node.get_node_names_and_namespaces()),
            sorted(self._node.get_topic_names_and_types()),
            sorted(self._node.get_service_names_and_types()),
        )
        if graph != self._graph:
            self._graph = graph
            self._changed_at = now
        needed_s = max(self._quiet_s, _QUIET_ALONE_S) if len(graph[0]) == 1 else self._quiet_s
        is_complete = all_answered(self._node) and not self._has_unknown_nodes()
        return is_complete and now - self._changed_at >= needed_s

    def _has_unknown_nodes(self) -> bool:
        # Nearly every node publishes on /rosout, so this topic stands for all of its endpoints.
        publishers = self._node.get_publishers_info_by_topic('/rosout')
        return any(info.node_name == _UNKNOWN_NODE for info in publishers)
