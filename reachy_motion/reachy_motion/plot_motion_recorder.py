"""Records what the robot was told and what it did."""

import time
from typing import Final

from builtin_interfaces.msg import Time
from geometry_msgs.msg import PoseStamped
from rclpy.executors import SingleThreadedExecutor
from rclpy.node import Node
from rclpy.qos import QoSProfile, ReliabilityPolicy
from reachy_interfaces.msg import HeadTarget
from sensor_msgs.msg import JointState

from reachy_motion.conversions import pose_from_msg, target_from_msg
from reachy_motion.errors import RobotError
from reachy_motion.measured import ANTENNA_JOINTS, BODY_JOINT
from reachy_motion.plot_motion_signals import Signal, measured_postures, overlap, signal
from reachy_motion.posture import Matrix, Posture
from reachy_motion.robot_model import ANTENNA_JOINT_SIGN

# Every message counts, and some may wait while others are being taken.
EVERY_MESSAGE: Final = QoSProfile(depth=1000, reliability=ReliabilityPolicy.RELIABLE)
WAIT_S: Final = 5.0


class MotionRecorder:
    """Listens to `target`, `head_pose` and `joint_states`; malformed messages do not count.

    Args:
        node: Node in the namespace of the robot.
    """

    def __init__(self, node: Node) -> None:
        self._node = node
        self._targets: list[tuple[float, Posture]] = []
        self._heads: list[tuple[float, Matrix]] = []
        self._joints: list[tuple[float, tuple[float, float, float]]] = []
        subscribe = node.create_subscription
        subscribe(HeadTarget, 'target', self._on_target, EVERY_MESSAGE)
        subscribe(PoseStamped, 'head_pose', self._on_head, EVERY_MESSAGE)
        subscribe(JointState, 'joint_states', self._on_joints, EVERY_MESSAGE)

    def record(self, seconds: float) -> tuple[Signal, Signal]:
        """Wait for the robot, record it, and return its targets and measured postures, (N, 9).

        Args:
            seconds: How long [s].

        Raises:
            RobotError: If not all of it arrives, with stamps of the same time.
        """
        executor = SingleThreadedExecutor(context=self._node.context)
        executor.add_node(self._node)
        try:
            end_s = time.monotonic() + WAIT_S
            while self._missing() and time.monotonic() < end_s:
                executor.spin_once(timeout_sec=0.1)
            self._check_arrived()
            for messages in (self._targets, self._heads, self._joints):
                messages.clear()
            end_s = time.monotonic() + seconds
            while time.monotonic() < end_s:
                executor.spin_once(timeout_sec=0.1)
            self._check_arrived()
        finally:
            executor.shutdown()
        return self._common_time()

    def _common_time(self) -> tuple[Signal, Signal]:
        targets, postures = signal(self._targets), measured_postures(self._heads, self._joints)
        if len(postures.times_s):
            begin_s, end_s = overlap(targets, postures)
            targets, postures = (one.between(begin_s, end_s) for one in (targets, postures))
        if not (len(targets.times_s) and len(postures.times_s)):
            raise RobotError(
                'the stamps of target, head_pose and joint_states have no time in common; check '
                'that the nodes share one clock'
            )
        return targets, postures

    def _missing(self) -> list[str]:
        messages = {
            'target': self._targets,
            'head_pose': self._heads,
            'joint_states': self._joints,
        }
        return [self._node.resolve_topic_name(name) for name, got in messages.items() if not got]

    def _check_arrived(self) -> None:
        if self._missing():
            raise RobotError(
                f'nothing came on {", ".join(self._missing())}; check that the robot runs '
                '(ros2 node list), its --namespace and ROS_DOMAIN_ID'
            )

    def _on_target(self, msg: HeadTarget) -> None:
        try:
            self._targets.append((_seconds(msg.header.stamp), target_from_msg(msg)))
        except ValueError as err:
            self._node.get_logger().warning(f'a target does not count: {err}')

    def _on_head(self, msg: PoseStamped) -> None:
        try:
            self._heads.append((_seconds(msg.header.stamp), pose_from_msg(msg.pose)))
        except ValueError as err:
            self._node.get_logger().warning(f'a head pose does not count: {err}')

    def _on_joints(self, msg: JointState) -> None:
        by_name = dict(zip(msg.name, msg.position, strict=False))
        try:
            right, left = (ANTENNA_JOINT_SIGN * by_name[name] for name in ANTENNA_JOINTS)
            self._joints.append((_seconds(msg.header.stamp), (right, left, by_name[BODY_JOINT])))
        except KeyError as err:
            self._node.get_logger().warning(f'joints do not count: {err} is missing')


def _seconds(stamp: Time) -> float:
    return float(stamp.sec + 1e-9 * stamp.nanosec)
