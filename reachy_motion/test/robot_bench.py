"""A robot node in a domain of its own, and one who commands and watches it."""

from dataclasses import dataclass
from math import degrees
from typing import Any

import numpy as np
from builtin_interfaces.msg import Time
from diagnostic_msgs.msg import DiagnosticArray, DiagnosticStatus
from geometry_msgs.msg import PoseStamped
from rclpy.action import ActionClient
from rclpy.action.client import ClientGoalHandle
from rclpy.parameter import Parameter
from rclpy.task import Future
from reachy_common.testing import Observer, free_domain
from reachy_interfaces.msg import HeadTarget
from reachy_motion.conversions import pose_from_msg, target_to_msg
from reachy_motion.posture import Posture, head_matrix, rotation_between
from reachy_motion.robot_node import RobotNode
from sensor_msgs.msg import JointState

from reachy_common import qos


class Bench(Observer):
    """A robot node, and one that commands and watches it.

    Args:
        is_up: Whether the robot reports its state without anybody's help.
        parameters: Those of the node.
    """

    def __init__(self, *, is_up: bool = True, **parameters: object) -> None:
        super().__init__(free_domain(), namespace='test')
        self.joints = self.collect(JointState, 'joint_states')
        self.heads = self.collect(PoseStamped, 'head_pose')
        self._diagnostics = self.collect(DiagnosticArray, '/diagnostics')
        self._publisher = self.node.create_publisher(HeadTarget, 'target', qos.TARGET_OUT)
        self._stream: Posture | None = None
        self.node.create_timer(0.01, self._on_timer)
        overrides = [Parameter(name, value=value) for name, value in parameters.items()]
        self.robot = self.run(
            RobotNode(context=self.context, namespace='test', parameter_overrides=overrides)
        )
        self.wait(lambda: self._publisher.get_subscription_count() and (self.heads or not is_up))

    @property
    def statuses(self) -> list[DiagnosticStatus]:
        """All diagnostics of the loop that have come."""
        return self._statuses('loop')

    @property
    def modes(self) -> list[DiagnosticStatus]:
        """All diagnostics of the mode that have come."""
        return self._statuses('mode')

    @property
    def mode(self) -> str:
        """The newest mode that diagnostics have told."""
        return values_of(self.modes[-1])['mode'] if self.modes else ''

    def mode_since(self, index: int, mode: str) -> Time:
        """Return when diagnostics first told a mode, from an index of `modes` on."""
        told = [
            msg.header.stamp
            for msg in self._diagnostics
            for status in msg.status
            if status.name.endswith(': mode')
        ]
        return next(
            told[i] for i in range(index, len(told)) if values_of(self.modes[i])['mode'] == mode
        )

    def _statuses(self, part: str) -> list[DiagnosticStatus]:
        statuses = [status for msg in self._diagnostics for status in msg.status]
        return [status for status in statuses if status.name == f'/test/robot: {part}']

    def send(self, target: Posture | HeadTarget) -> None:
        """Publish a target once."""
        if not isinstance(target, HeadTarget):
            target = target_to_msg(target, self.node.get_clock().now().to_msg())
        self._publisher.publish(target)

    def stream(self, target: Posture | None) -> None:
        """Publish a target at 100 Hz from now on, whenever this waits; None: no longer."""
        self._stream = target

    def call(self, service_type: type, name: str, **fields: object) -> Any:
        """Call a service and return its response."""
        client = self.node.create_client(service_type, name)
        self.wait(client.service_is_ready)
        future = client.call_async(service_type.Request(**fields))
        self.wait(future.done)
        return future.result()

    def begin(self, action_type: type, name: str) -> 'Errand':
        """Send an action's goal and return what follows, once it is accepted."""
        client = ActionClient(self.node, action_type, name)
        self.wait(client.server_is_ready)
        progress: list[float] = []
        future = client.send_goal_async(
            action_type.Goal(), lambda msg: progress.append(msg.feedback.progress)
        )
        self.wait(future.done)
        handle = future.result()
        assert handle.accepted
        return Errand(self, handle, handle.get_result_async(), progress)

    def _on_timer(self) -> None:
        if self._stream is not None:
            self.send(self._stream)

    def error(self, goal: Posture) -> tuple[float, float]:
        """Return distance [m] and angle [deg] of the newest head pose from a goal."""
        head, wanted = pose_from_msg(self.heads[-1].pose), head_matrix(goal)
        return (
            float(np.linalg.norm(head[:3, 3] - wanted[:3, 3])),
            degrees(rotation_between(head[:3, :3], wanted[:3, :3])),
        )

    def is_at(self, goal: Posture) -> bool:
        """Tell whether the newest head pose is within 3 mm and 2 degrees of a goal."""
        distance_m, angle_deg = self.error(goal)
        return distance_m < 0.003 and angle_deg < 2.0

    def next_status(self) -> tuple[DiagnosticStatus, dict[str, str]]:
        """Return the next diagnostics and its values."""
        count = len(self.statuses)
        self.wait(lambda: len(self.statuses) > count)
        return self.statuses[-1], values_of(self.statuses[-1])


@dataclass
class Errand:
    """A goal that is being worked on, and the progress that it has reported."""

    bench: Bench
    handle: ClientGoalHandle
    over: Future
    progress: list[float]

    def cancel(self) -> None:
        """Ask for an early end."""
        self.bench.wait(self.handle.cancel_goal_async().done)

    def result(self) -> tuple[int, Any]:
        """Return status and result, once it is over."""
        self.bench.wait(self.over.done)
        return self.over.result().status, self.over.result().result


def values_of(status: DiagnosticStatus) -> dict[str, str]:
    return {item.key: item.value for item in status.values}
