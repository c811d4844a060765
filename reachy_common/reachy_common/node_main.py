"""The life of a node's process: start, spin, clean end."""

import signal
from collections.abc import Callable
from contextlib import ExitStack
from typing import Protocol

import rclpy
from rclpy.exceptions import InvalidParameterTypeException, ParameterException
from rclpy.executors import ExternalShutdownException, SingleThreadedExecutor
from rclpy.logging import get_logger

from reachy_common.errors import ReachyError

# How long the end of the context may go unnoticed [s].
WATCH_PERIOD_S = 0.5


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
    with ExitStack() as ending:
        ending.callback(rclpy.try_shutdown)
        try:
            executor = SingleThreadedExecutor()
            ending.callback(executor.shutdown)
            node = create()
            ending.callback(node.destroy_node)
            ending.callback(node.close)
            executor.add_node(node)
            while True:
                # Not `spin`: a signal wakes it, and if it finds the context still alive, it waits
                # again and does not learn of its end. A node without timers would never return.
                executor.spin_once(timeout_sec=WATCH_PERIOD_S)
        except (ReachyError, ParameterException, InvalidParameterTypeException) as err:
            get_logger('main').fatal(str(err))
            return 1
        except ExternalShutdownException:
            pass  # the ordinary end
        except Exception:
            if rclpy.ok():
                raise
            # Otherwise a signal has come before the node was complete.
    return 0
