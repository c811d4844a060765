from math import nan

import numpy as np
import pytest
from builtin_interfaces.msg import Time
from geometry_msgs.msg import Pose
from hypothesis import given
from hypothesis import strategies as st
from reachy_interfaces.msg import HeadTarget
from reachy_motion.conversions import (
    HEAD_FRAME,
    pose_from_msg,
    pose_to_msg,
    target_from_msg,
    target_to_msg,
)
from reachy_motion.posture import rotation_from_rpy


def test_a_target_survives_the_way_through_a_message():
    posture = np.array([0.01, -0.02, 0.015, 0.1, -0.2, 2.9, 1.0, -1.0, 2.5])
    msg = target_to_msg(posture, Time(sec=7))
    assert (msg.header.stamp.sec, msg.header.frame_id) == (7, HEAD_FRAME)
    assert target_from_msg(msg) == pytest.approx(posture)


def test_yaw_is_the_z_component_of_the_quaternion():
    matrix = np.eye(4)
    matrix[:3, :3] = rotation_from_rpy([0.0, 0.0, np.pi / 2])
    orientation = pose_to_msg(matrix).orientation
    assert (orientation.x, orientation.y) == pytest.approx((0.0, 0.0))
    assert (orientation.z, orientation.w) == pytest.approx((2**-0.5, 2**-0.5))


angles = st.floats(-3.1, 3.1)


@given(angles, st.floats(-1.5, 1.5), angles)
def test_every_rotation_survives_the_way_through_a_quaternion(roll, pitch, yaw):
    matrix = np.eye(4)
    matrix[:3, :3] = rotation_from_rpy([roll, pitch, yaw])
    assert pose_from_msg(pose_to_msg(matrix)) == pytest.approx(matrix, abs=1e-9)


def test_a_quaternion_of_another_length_is_a_rotation_all_the_same():
    pose = Pose()
    pose.orientation.z, pose.orientation.w = 3.0, 3.0
    assert pose_from_msg(pose)[:2, 0] == pytest.approx([0.0, 1.0])


def test_a_quaternion_without_length_is_refused():
    pose = Pose()
    pose.orientation.w = 0.0
    with pytest.raises(ValueError, match='no rotation'):
        pose_from_msg(pose)


@pytest.mark.parametrize('field', ['position', 'orientation', 'antennas', 'body_yaw'])
def test_nan_anywhere_in_a_target_is_refused(field):
    target = HeadTarget()
    if field == 'antennas':
        target.antennas = [0.0, nan]
    elif field == 'body_yaw':
        target.body_yaw = nan
    else:
        getattr(target.head, field).x = nan
    with pytest.raises(ValueError, match='not finite'):
        target_from_msg(target)
