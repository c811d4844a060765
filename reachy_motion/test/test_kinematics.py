from math import nan, radians

import numpy as np
import pytest
from reachy_motion.errors import LimitError
from reachy_motion.kinematics import HeadKinematics
from reachy_motion.posture import head_matrix, neutral, rotation_from_rpy
from reachy_motion.robot_model import stewart_geometry

POSE = np.array([0.010, -0.008, 0.005, 0.10, -0.15, 0.40, 0.0, 0.0, 0.0])


@pytest.fixture(scope='module')
def kinematics() -> HeadKinematics:
    return HeadKinematics()


def rod_lengths(posture: np.ndarray, joints: np.ndarray) -> np.ndarray:
    """Distance from the end of each motor's arm to where its rod meets the head."""
    geometry = stewart_geometry()
    body = np.eye(4)
    body[:3, :3] = rotation_from_rpy((0.0, 0.0, posture[8]))
    head = head_matrix(posture)
    head[2, 3] += geometry.head_height
    lengths = []
    for angle, branch in zip(joints[1:], geometry.branches, strict=True):
        arm = geometry.arm_length * np.array([np.cos(angle), np.sin(angle), 0.0])
        arm_end = body @ branch.base_to_motor @ [*arm, 1.0]
        lengths.append(np.linalg.norm(arm_end - head @ [*branch.platform_point, 1.0]))
    return np.array(lengths)


@pytest.mark.parametrize('body_yaw', [0.0, 0.25, -2.0])
def test_the_joints_close_the_rods(kinematics, body_yaw):
    posture = POSE + np.array([0, 0, 0, 0, 0, body_yaw, 0, 0, body_yaw])
    joints = kinematics.inverse(head_matrix(posture), body_yaw)
    assert joints[0] == body_yaw
    assert rod_lengths(posture, joints) == pytest.approx(np.full(6, 0.085), abs=1e-7)


def test_neutral_is_symmetric(kinematics):
    legs = kinematics.inverse(np.eye(4), 0.0)[1:]
    assert legs == pytest.approx(legs[0] * np.array([1, -1, 1, -1, 1, -1]), abs=1e-4)


def test_turning_head_and_body_together_leaves_the_legs(kinematics):
    turned = neutral()
    turned[5] = turned[8] = 1.2
    joints = kinematics.inverse(head_matrix(turned), 1.2)
    assert joints[1:] == pytest.approx(kinematics.inverse(np.eye(4), 0.0)[1:], abs=1e-9)


def test_a_mirrored_pose_mirrors_the_legs(kinematics):
    mirrored = POSE * [1, -1, 1, -1, 1, -1, 1, 1, 1]
    legs = kinematics.inverse(head_matrix(POSE), 0.0)[1:]
    assert kinematics.inverse(head_matrix(mirrored), 0.0)[1:] == pytest.approx(
        -legs[::-1], abs=1e-4
    )


def test_the_pose_is_left_as_it_was(kinematics):
    head = head_matrix(POSE)
    kinematics.inverse(head, 0.0)
    assert np.array_equal(head, head_matrix(POSE))


def test_a_pose_that_no_joints_reach_is_named(kinematics):
    with pytest.raises(LimitError, match=r'xyz \(0.000, 0.000, 0.100\) m.* out of reach'):
        kinematics.check_reach(np.array([0, 0, 0.1, 0, 0, 0, 0, 0, 0]))


def test_a_joint_beyond_its_range_is_named(kinematics):
    # The legs reach 80 degrees at 23 mm; half a millimetre further they could go, but must not.
    kinematics.check_reach(np.array([0, 0, 0.023, 0, 0, 0, 0, 0, 0]))
    with pytest.raises(LimitError, match=r'stewart_1 at 1.43\d rad, outside \[-0.838, 1.396\]'):
        kinematics.check_reach(np.array([0, 0, 0.0235, 0, 0, 0, 0, 0, 0]))


def test_the_body_turns_up_to_its_end_stop(kinematics):
    at_stop = np.array([0, 0, 0, 0, 0, radians(160), 0, 0, radians(160)])
    kinematics.check_reach(at_stop)
    with pytest.raises(LimitError, match=r'body yaw 2\.800 rad'):
        kinematics.inverse(head_matrix(at_stop), 2.8)


@pytest.mark.parametrize('axis', range(9))
def test_nan_is_never_reachable(kinematics, axis):
    posture = POSE.copy()
    posture[axis] = nan
    if axis in (6, 7):  # the antennas are no part of the platform
        kinematics.check_reach(posture)
    else:
        with pytest.raises(LimitError):
            kinematics.check_reach(posture)
