"""What tests of nodes need: a domain of their own, and somebody who watches and waits."""

import random
import socket
import time
from collections.abc import Callable
from types import TracebackType
from typing import Any, TypeVar

import rclpy
from rclpy.executors import SingleThreadedExecutor
from rclpy.node import Node
from rclpy.qos import QoSProfile, QoSReliabilityPolicy
from rclpy.time import Time

# RTPS 2.5, section 9.6.2.3: the port of discovery is 7400 + 250 * domain.
DISCOVERY_PORT = 7400
PORTS_PER_DOMAIN = 250
DOMAINS = range(1, 101)

NodeT = TypeVar('NodeT', bound=Node)


def free_domain() -> int:
    """Return a ROS domain that nobody on this machine uses.

    Raises:
        RuntimeError: If there is none.
    """
    for domain_id in random.SystemRandom().sample(DOMAINS, len(DOMAINS)):
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
            try:
                probe.bind(('', DISCOVERY_PORT + PORTS_PER_DOMAIN * domain_id))
            except OSError:
                continue
            return domain_id
    raise RuntimeError(f'every ROS domain from {DOMAINS[0]} to {DOMAINS[-1]} is in use')


class Observer:
    """Watches topics, spins nodes under test beside itself, and waits for conditions.

    Use it in a `with` block.

    Args:
        domain_id: ROS domain of what is watched.
        namespace: Namespace of the observing node; empty: the root.
    """

    def __init__(self, domain_id: int, namespace: str = '') -> None:
        self.context = rclpy.Context()
        rclpy.init(context=self.context, domain_id=domain_id)
        self.node = rclpy.create_node('observer', context=self.context, namespace=namespace)
        self._under_test: list[Any] = []
        self._executor = SingleThreadedExecutor(context=self.context)
        self._executor.add_node(self.node)

    def __enter__(self) -> 'Observer':
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        for node in self._under_test:
            node.close()
        self._executor.shutdown()
        for node in (*self._under_test, self.node):
            node.destroy_node()
        rclpy.shutdown(context=self.context)

    def run(self, node: NodeT) -> NodeT:
        """Spin a node under test too; it must have been created in this `context`."""
        self._under_test.append(node)
        self._executor.add_node(node)
        return node

    def collect(self, message_type: type, topic: str, qos: QoSProfile | None = None) -> list[Any]:
        """Return a list that grows by every message of a topic."""
        messages: list[Any] = []
        reliable = QoSProfile(depth=1000, reliability=QoSReliabilityPolicy.RELIABLE)
        self.node.create_subscription(message_type, topic, messages.append, qos or reliable)
        return messages

    def newest(self, messages: list[Any], timeout_s: float = 20.0) -> Any:
        """Wait for a message, collected in a list, that is stamped after this moment.

        Raises:
            TimeoutError: If none has come in time.
        """
        begun = self.node.get_clock().now().nanoseconds

        def is_new() -> bool:
            return bool(messages) and Time.from_msg(messages[-1].header.stamp).nanoseconds > begun

        self.wait(is_new, timeout_s)
        return messages[-1]

    def wait(self, is_done: Callable[[], object], timeout_s: float = 20.0) -> None:
        """Spin until something is true.

        Raises:
            TimeoutError: If it has not become true in time.
        """
        end_s = time.monotonic() + timeout_s
        while not is_done():
            if time.monotonic() > end_s:
                raise TimeoutError(f'not true within {timeout_s} s')
            self._executor.spin_once(timeout_sec=0.05)
