"""A node that listens to motion and robot, and commands them."""

import time
from collections.abc import Callable

import numpy as np
from diagnostic_msgs.msg import DiagnosticArray
from rclpy.action import ActionClient
from rclpy.executors import SingleThreadedExecutor
from rclpy.node import Node
from rclpy.parameter import Parameter
from rclpy.parameter_client import AsyncParameterClient
from rclpy.qos import QoSProfile
from reachy_interfaces.action import Goto
from reachy_interfaces.msg import HeadTarget, MotionState

TIMEOUT_S = 30.0
LATENCY = 'target latency p95 [ms]'  # a figure in the robot's diagnostics


class Observer(Node):
    """Listens to motion and robot, and sends goals.

    Args:
        namespace: Where they run.

    Attributes:
        stamps_s: Stamps of the targets [s].
        yaws: Yaw of the head in each [rad].
        latency_p95_ms: 95th percentile from target to robot, of each second [ms].
        sources: Sources of offsets that act now.
    """

    def __init__(self, namespace: str) -> None:
        super().__init__('observer', namespace=namespace)
        self.stamps_s: list[float] = []
        self.yaws: list[float] = []
        self.latency_p95_ms: list[float] = []
        self.sources: list[str] = []
        self.create_subscription(HeadTarget, 'target', self._on_target, QoSProfile(depth=1000))
        self.create_subscription(MotionState, 'motion_state', self._on_motion_state, 1)
        self.create_subscription(DiagnosticArray, '/diagnostics', self._on_diagnostics, 10)
        self._goto = ActionClient(self, Goto, 'goto')
        self._parameters = AsyncParameterClient(self, 'motion')
        self._executor = SingleThreadedExecutor()
        self._executor.add_node(self)

    def run_for(self, seconds: float) -> None:
        """Listen for a time."""
        end_s = time.monotonic() + seconds
        while (left_s := end_s - time.monotonic()) > 0.0:
            self._executor.spin_once(timeout_sec=left_s)

    def wait_until(self, condition: Callable[[], bool], what: str) -> None:
        """Listen until a condition holds.

        Raises:
            SystemExit: If it takes too long, naming what has not happened.
        """
        end_s = time.monotonic() + TIMEOUT_S
        while not condition():
            if time.monotonic() > end_s:
                raise SystemExit(f'{what}: not seen within {TIMEOUT_S:.0f} s')
            self.run_for(0.1)

    def set_parameter(self, name: str, value: bool | float) -> None:
        """Set a parameter of motion."""
        future = self._parameters.set_parameters([Parameter(name, value=value)])
        self._executor.spin_until_future_complete(future)

    def goto(self, yaw: float, duration_s: float) -> tuple[float, float]:
        """Send a goal; return when it was sent and when its acceptance came back [s]."""
        goal = Goto.Goal(duration=duration_s)
        goal.head_rpy.z = yaw
        sent_s = time.time()
        future = self._goto.send_goal_async(goal)
        self._executor.spin_until_future_complete(future)
        return sent_s, time.time()

    def _on_target(self, msg: HeadTarget) -> None:
        stamp = msg.header.stamp
        self.stamps_s.append(stamp.sec + stamp.nanosec * 1e-9)
        self.yaws.append(2.0 * np.arctan2(msg.head.orientation.z, msg.head.orientation.w))

    def _on_motion_state(self, msg: MotionState) -> None:
        self.sources = list(msg.offset_sources)

    def _on_diagnostics(self, msg: DiagnosticArray) -> None:
        for status in msg.status:
            values = {item.key: item.value for item in status.values}
            if LATENCY in values:
                self.latency_p95_ms.append(float(values[LATENCY]))
