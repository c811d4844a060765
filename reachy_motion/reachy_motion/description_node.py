"""The node `description`: what the robot looks like, and where its parts are.

It turns what the robot reports into `/tf`, for RViz, Foxglove and whoever needs a frame. One
thread: all is done when a head pose arrives, with the joints that were reported last.
"""

import math
import time
from collections.abc import Sequence
from typing import Any, Final

import numpy as np
from builtin_interfaces.msg import Time
from geometry_msgs.msg import PoseStamped, TransformStamped
from numpy.typing import NDArray
from rclpy.node import Node
from rclpy.qos import DurabilityPolicy, QoSProfile, ReliabilityPolicy
from reachy_common.node_main import run_node
from reachy_common.parameters import declare
from sensor_msgs.msg import JointState
from std_msgs.msg import String
from tf2_msgs.msg import TFMessage

from reachy_common import qos
from reachy_motion.conversions import pose_from_msg, pose_to_msg
from reachy_motion.description import (
    HEAD_FRAME,
    NEUTRAL_FRAME,
    Joint,
    description_xml,
    frame_joints,
    read_joints,
)
from reachy_motion.description_parameters import PARAMETERS
from reachy_motion.passive_joints import PASSIVE_NAMES, PassiveJoints
from reachy_motion.posture import Matrix
from reachy_motion.robot_model import JOINT_NAMES
from reachy_motion.transforms import JointRotations

# As every broadcaster of tf2 has it.
TF_OUT: Final = QoSProfile(depth=100, reliability=ReliabilityPolicy.RELIABLE)
TF_STATIC_OUT: Final = QoSProfile(
    depth=1,
    reliability=ReliabilityPolicy.RELIABLE,
    durability=DurabilityPolicy.TRANSIENT_LOCAL,
)


class DescriptionNode(Node):
    """Publishes the robot's description and the transforms between its frames.

    Args:
        options: Options of every node, such as its namespace; see `rclpy.node.Node`.
    """

    def __init__(self, **options: Any) -> None:
        super().__init__('description', **options)
        declare(self, PARAMETERS)
        self._prefix = self._value('frame_prefix')
        joints = read_joints()
        moving = [joints[name] for name in (*JOINT_NAMES, *PASSIVE_NAMES)]
        self._passive_joints = PassiveJoints(joints)
        self._rotations = JointRotations(moving)
        self._positions: NDArray[np.float64] | None = None
        self._due_s = -math.inf
        # Most of the message stays the same from tick to tick: it is filled in, not made anew.
        self._head = self._transform(NEUTRAL_FRAME, HEAD_FRAME)
        self._moving = self._transforms(moving)
        self._message = TFMessage(transforms=[self._head, *self._moving])

        self._publisher = self.create_publisher(TFMessage, '/tf', TF_OUT)
        self._static_publisher = self.create_publisher(TFMessage, '/tf_static', TF_STATIC_OUT)
        self._xml_publisher = self.create_publisher(String, 'robot_description', qos.LATCHED)
        self.create_subscription(JointState, 'joint_states', self._on_joints, qos.STATE_IN)
        self.create_subscription(PoseStamped, 'head_pose', self._on_head, qos.STATE_IN)

        self._xml_publisher.publish(String(data=description_xml(self._value('mesh_uri'))))
        fixed = [joint for joint in joints.values() if joint.is_fixed]
        self._publish_fixed([*frame_joints(joints), *fixed])

    def close(self) -> None:
        """Do nothing: there is no thread and no hardware."""

    def _value(self, name: str) -> Any:
        return self.get_parameter(name).value

    def _transform(self, parent: str, child: str) -> TransformStamped:
        transform = TransformStamped(child_frame_id=self._prefix + child)
        transform.header.frame_id = self._prefix + parent
        return transform

    def _transforms(self, joints: Sequence[Joint]) -> list[TransformStamped]:
        transforms = [self._transform(joint.parent, joint.child) for joint in joints]
        for joint, transform in zip(joints, transforms, strict=True):
            place = transform.transform.translation
            place.x, place.y, place.z = joint.xyz.tolist()
        return transforms

    def _publish_fixed(self, joints: Sequence[Joint]) -> None:
        transforms = self._transforms(joints)
        angles = np.zeros(len(joints))
        _fill(transforms, JointRotations(joints).at(angles), self.get_clock().now().to_msg())
        self._static_publisher.publish(TFMessage(transforms=transforms))

    def _on_joints(self, msg: JointState) -> None:
        try:
            self._positions = _positions(msg)
        except ValueError as err:
            self.get_logger().warning(f'joint_states refused: {err}', throttle_duration_sec=1.0)

    def _on_head(self, msg: PoseStamped) -> None:
        period_s = 1.0 / self._value('rate')
        now_s = time.monotonic()
        # A message a little early is not one too many: its rate may just be that of `/tf`.
        if self._positions is None or now_s < self._due_s - 0.25 * period_s:
            return
        try:
            head = pose_from_msg(msg.pose)
        except ValueError as err:
            self.get_logger().warning(f'head_pose refused: {err}', throttle_duration_sec=1.0)
            return
        late_s = now_s - self._due_s
        self._due_s = now_s + period_s - (late_s if late_s < period_s else 0.0)
        self._publish(self._positions, head, msg.header.stamp)

    def _publish(self, positions: NDArray[np.float64], head: Matrix, stamp: Time) -> None:
        pose = pose_to_msg(head)
        place = self._head.transform.translation
        place.x, place.y, place.z = pose.position.x, pose.position.y, pose.position.z
        self._head.transform.rotation = pose.orientation
        self._head.header.stamp = stamp
        passive = self._passive_joints.angles(float(positions[0]), positions[1:7], head)
        _fill(self._moving, self._rotations.at(np.concatenate([positions, passive])), stamp)
        self._publisher.publish(self._message)


def _positions(msg: JointState) -> NDArray[np.float64]:
    """Return the positions of `JOINT_NAMES` [rad].

    Raises:
        ValueError: If a joint is missing or its position is not finite.
    """
    by_name = dict(zip(msg.name, msg.position, strict=False))
    missing = [name for name in JOINT_NAMES if name not in by_name]
    if missing:
        raise ValueError(f'{", ".join(missing)} missing')
    positions = np.array([by_name[name] for name in JOINT_NAMES])
    if not np.isfinite(positions).all():
        raise ValueError(f'positions {positions.tolist()} are not finite')
    return positions


def _fill(
    transforms: Sequence[TransformStamped], rotations: NDArray[np.float64], stamp: Time
) -> None:
    for transform, rotation in zip(transforms, rotations.tolist(), strict=True):
        transform.header.stamp = stamp
        quaternion = transform.transform.rotation
        quaternion.x, quaternion.y, quaternion.z, quaternion.w = rotation


def main() -> int:
    """Run the node until it is interrupted."""
    return run_node(DescriptionNode)


if __name__ == '__main__':
    raise SystemExit(main())
