from math import pi, radians

import numpy as np
import pytest
from reachy_motion.posture import (
    head_matrix,
    neutral,
    posture_from_matrix,
    rotation_between,
    rotation_from_rpy,
    rpy_from_rotation,
)


def test_yaw_turns_x_towards_y():
    assert rotation_from_rpy([0.0, 0.0, pi / 2]) @ [1.0, 0.0, 0.0] == pytest.approx([0, 1, 0])


def test_positive_pitch_looks_down():
    assert rotation_from_rpy([0.0, pi / 6, 0.0]) @ [1.0, 0.0, 0.0] == pytest.approx(
        [0.8660254, 0.0, -0.5]
    )


def test_roll_is_applied_before_yaw_about_fixed_axes():
    rotation = rotation_from_rpy([pi / 2, 0.0, pi / 2])
    assert rotation @ [0.0, 1.0, 0.0] == pytest.approx([0.0, 0.0, 1.0])


@pytest.mark.parametrize('rpy', [(0.1, -0.2, 0.3), (-0.7, 0.69, -3.1), (0.0, 0.0, pi)])
def test_rpy_survives_the_way_through_a_matrix(rpy):
    assert rpy_from_rotation(rotation_from_rpy(rpy), near_yaw=rpy[2]) == pytest.approx(rpy)


def test_yaw_is_given_in_the_turn_next_to_the_body():
    turned = head_matrix(np.array([0, 0, 0, 0, 0, radians(190), 0, 0, 0]))
    posture = posture_from_matrix(turned, (0.0, 0.0), radians(150))
    assert posture[5] == pytest.approx(radians(190))


def test_posture_survives_the_way_through_a_matrix():
    posture = np.array([0.01, -0.02, 0.015, 0.1, -0.2, 0.5, 1.0, -1.0, 0.2])
    again = posture_from_matrix(head_matrix(posture), posture[6:8], posture[8])
    assert again == pytest.approx(posture)


def test_neutral_is_the_identity():
    assert np.array_equal(head_matrix(neutral()), np.eye(4))


@pytest.mark.parametrize('angle', [0.0, 1e-8, 1e-3, 0.5, 3.0])
def test_rotation_between_measures_small_and_large_angles(angle):
    a = rotation_from_rpy([0.3, -0.2, 0.1])
    b = a @ rotation_from_rpy([0.0, 0.0, angle])
    assert rotation_between(a, b) == pytest.approx(angle, abs=1e-12)
