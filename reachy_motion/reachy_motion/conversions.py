"""Conversion between messages and the arrays of the pure modules, and nothing else."""

import math
from typing import Final

import numpy as np
from builtin_interfaces.msg import Time
from geometry_msgs.msg import Pose
from reachy_interfaces.msg import HeadTarget, MotionState

from reachy_motion.player import PlayerState
from reachy_motion.posture import Matrix, Posture, head_matrix, posture_from_matrix

HEAD_FRAME: Final = 'reachy_head_neutral'


def pose_to_msg(matrix: Matrix) -> Pose:
    """Return a (4, 4) homogeneous matrix [m] as a message."""
    pose = Pose()
    pose.position.x, pose.position.y, pose.position.z = matrix[:3, 3].tolist()
    x, y, z, w = _quaternion(matrix)
    pose.orientation.x, pose.orientation.y, pose.orientation.z = x, y, z
    pose.orientation.w = w
    return pose


def pose_from_msg(pose: Pose) -> Matrix:
    """Return a message as a (4, 4) homogeneous matrix [m].

    Raises:
        ValueError: If a value is not finite or the quaternion has no direction.
    """
    p, q = pose.position, pose.orientation
    values = (p.x, p.y, p.z, q.x, q.y, q.z, q.w)
    if not all(map(math.isfinite, values)):
        raise ValueError(f'pose {values} is not finite')
    norm = math.sqrt(q.x * q.x + q.y * q.y + q.z * q.z + q.w * q.w)
    if norm < 1e-3:
        raise ValueError(f'orientation {values[3:]} is no rotation: its length is {norm:.4f}')
    x, y, z, w = q.x / norm, q.y / norm, q.z / norm, q.w / norm
    matrix = np.eye(4)
    matrix[:3, :3] = [
        [1 - 2 * (y * y + z * z), 2 * (x * y - z * w), 2 * (x * z + y * w)],
        [2 * (x * y + z * w), 1 - 2 * (x * x + z * z), 2 * (y * z - x * w)],
        [2 * (x * z - y * w), 2 * (y * z + x * w), 1 - 2 * (x * x + y * y)],
    ]
    matrix[:3, 3] = values[:3]
    return matrix


def target_to_msg(posture: Posture, stamp: Time) -> HeadTarget:
    """Return a posture as the robot's command."""
    target = HeadTarget()
    target.header.stamp = stamp
    target.header.frame_id = HEAD_FRAME
    target.head = pose_to_msg(head_matrix(posture))
    target.antennas = posture[6:8]
    target.body_yaw = float(posture[8])
    return target


def target_from_msg(target: HeadTarget) -> Posture:
    """Return the robot's command as a posture; the head's yaw in the turn next to the body's.

    Raises:
        ValueError: If a value is not finite or the quaternion has no direction.
    """
    others = (*target.antennas, target.body_yaw)
    if not all(map(math.isfinite, others)):
        raise ValueError(f'antennas and body_yaw {tuple(map(float, others))} are not finite')
    return posture_from_matrix(pose_from_msg(target.head), others[:2], others[2])


def motion_state_to_msg(state: PlayerState, stamp: Time) -> MotionState:
    """Return what is being composed as a message, the loop's figures left out."""
    msg = MotionState(
        playing=state.playing,
        kind=state.kind,
        elapsed=state.elapsed_s,
        duration=state.duration_s,
        waiting=state.waiting,
        listening=state.listening,
        offset_sources=state.offset_sources,
    )
    msg.header.stamp = stamp
    msg.offset_xyz.x, msg.offset_xyz.y, msg.offset_xyz.z = state.offset[:3].tolist()
    msg.offset_rpy.x, msg.offset_rpy.y, msg.offset_rpy.z = state.offset[3:].tolist()
    return msg


def _quaternion(matrix: Matrix) -> tuple[float, float, float, float]:
    """Return x, y, z, w of a rotation matrix.

    Source: Shepperd, "Quaternion from rotation matrix", J. Guidance and Control 1(3), 1978:
    the largest component is computed first, so that nothing is divided by a small number.
    """
    m = matrix[:3, :3].tolist()
    squares = (
        1 + m[0][0] - m[1][1] - m[2][2],
        1 - m[0][0] + m[1][1] - m[2][2],
        1 - m[0][0] - m[1][1] + m[2][2],
        1 + m[0][0] + m[1][1] + m[2][2],
    )
    largest = max(range(4), key=squares.__getitem__)
    root = math.sqrt(squares[largest])
    f = 0.5 / root
    xy, xz, yz = m[1][0] + m[0][1], m[0][2] + m[2][0], m[2][1] + m[1][2]
    xw, yw, zw = m[2][1] - m[1][2], m[0][2] - m[2][0], m[1][0] - m[0][1]
    half = 0.5 * root
    return (
        (half, xy * f, xz * f, xw * f),
        (xy * f, half, yz * f, yw * f),
        (xz * f, yz * f, half, zw * f),
        (xw * f, yw * f, zw * f, half),
    )[largest]
