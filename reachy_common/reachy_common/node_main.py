"""The life of a node's process: start, spin, clean end."""

import signal
from collections.abc import Callable
from typing import Protocol

import rclpy
from rclpy.exceptions import InvalidParameterTypeException, ParameterException
from rclpy.executors import ExternalShutdownException, SingleThreadedExecutor
from rclpy.logging import get_logger

from reachy_common.errors import ReachyError


class RunnableNode(Protocol):
    """A node that has something to end before it is destroyed."""

    def close(self) -> None:
        """End threads and let go of hardware; the ROS context may be gone already."""

    def destroy_node(self) -> None:
        """Let go of all that the node has created."""


def run_node(create: Callable[[], RunnableNode]) -> int:
    """Create a node and spin it until SIGINT or SIGTERM; return the exit code of the process.

    An error of the suite, or a parameter that the node refuses, ends it with one line in the
    log and exit code 1.
    """
    # rclpy shuts its context down at SIGINT and SIGTERM, which ends `spin`. Python's own answer to
    # SIGINT would add a KeyboardInterrupt anywhere, twice if both terminal and launch send one.
    signal.signal(signal.SIGINT, lambda *_: None)
    rclpy.init()
    try:
        node = create()
    except (ReachyError, ParameterException, InvalidParameterTypeException) as err:
        get_logger('main').fatal(str(err))
        rclpy.try_shutdown()
        return 1
    except Exception:
        if rclpy.ok():
            raise
        return 0  # interrupted while it was being created
    executor = SingleThreadedExecutor()
    executor.add_node(node)
    try:
        executor.spin()
    except ExternalShutdownException:
        pass  # the ordinary end
    finally:
        node.close()
        executor.shutdown()
        node.destroy_node()
        rclpy.try_shutdown()
    return 0
