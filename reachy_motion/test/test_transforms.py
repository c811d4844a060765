from collections.abc import Sequence

import numpy as np
import pytest
from reachy_motion.description import Joint, read_joints
from reachy_motion.posture import rotation_from_rpy
from reachy_motion.transforms import JointRotations

HALF = np.sqrt(0.5)


def joint(rpy: Sequence[float] = (0.0, 0.0, 0.0), axis: Sequence[float] = (0, 0, 0)) -> Joint:
    return Joint('joint', 'parent', 'child', rpy=np.array(rpy), axis=np.array(axis, dtype=float))


def matrix(quaternion: np.ndarray) -> np.ndarray:
    """Return the (3, 3) rotation of x, y, z, w: Rodrigues' formula on the quaternion's parts."""
    x, y, z, w = quaternion
    cross = np.array([[0, -z, y], [z, 0, -x], [-y, x, 0]])
    return np.eye(3) + 2.0 * w * cross + 2.0 * cross @ cross


def test_a_joint_turns_about_its_axis():
    rotations = JointRotations([joint(axis=(0, 0, 1)), joint(axis=(1, 0, 0))])
    # Half a turn about z: only z; a quarter turn back about x: cos and -sin of 45 degrees.
    assert rotations.at(np.array([np.pi, -np.pi / 2])) == pytest.approx(
        np.array([[0, 0, 1, 0], [-HALF, 0, 0, HALF]]), abs=1e-12
    )


def test_a_fixed_joint_stays_where_it_is_placed():
    rotations = JointRotations([joint(rpy=(0.0, np.pi / 2, 0.0))])
    assert rotations.at(np.zeros(1)) == pytest.approx(np.array([[0, HALF, 0, HALF]]), abs=1e-12)


def test_the_axis_is_that_of_the_child():
    # Placed on its side (roll by a quarter turn), what it calls z is the parent's -y.
    rotations = JointRotations([joint(rpy=(np.pi / 2, 0.0, 0.0), axis=(0, 0, 1))])
    turned = matrix(rotations.at(np.array([0.3]))[0])
    assert turned @ [0, 0, 1] == pytest.approx([0, -1, 0], abs=1e-12)
    assert turned @ [1, 0, 0] == pytest.approx([np.cos(0.3), 0, np.sin(0.3)], abs=1e-12)


def test_all_joints_of_the_robot_are_those_of_matrices():
    joints = [joint for joint in read_joints().values() if not joint.is_fixed]
    angles = np.random.default_rng(1).uniform(-np.pi, np.pi, len(joints))
    for joint_, angle, quaternion in zip(
        joints, angles, JointRotations(joints).at(angles), strict=True
    ):
        turn = rotation_from_rpy(angle * joint_.axis)  # every axis is one of x, y, z
        assert np.linalg.norm(quaternion) == pytest.approx(1.0)
        assert matrix(quaternion) == pytest.approx(joint_.origin[:3, :3] @ turn, abs=1e-9)
