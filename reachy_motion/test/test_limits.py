from dataclasses import replace
from math import radians

import numpy as np
import pytest
from reachy_motion.errors import LimitError
from reachy_motion.limits import MotionLimits
from reachy_motion.posture import AXES, BODY_YAW, HEAD_YAW, neutral

LIMITS = MotionLimits()


@pytest.mark.parametrize('axis', range(len(AXES)))
def test_an_axis_out_of_range_is_named_with_value_and_limit(axis):
    posture = neutral()
    posture[axis] = 9.0
    posture[BODY_YAW] = 9.0 if axis == BODY_YAW else 0.0
    with pytest.raises(LimitError, match=rf'{AXES[axis]} 9\.000 .*{LIMITS.upper[axis]:.3f}'):
        LIMITS.check(posture)


def test_a_head_turned_too_far_from_the_body_is_told_to_turn_the_body():
    posture = neutral()
    posture[HEAD_YAW] = radians(70)
    with pytest.raises(LimitError, match=r'1\.222 rad away .* limit 1\.134 rad; turn the body'):
        LIMITS.check(posture)
    posture[BODY_YAW] = radians(6)
    LIMITS.check(posture)


def test_clamp_brings_every_axis_into_its_range():
    clamped = LIMITS.clamp(np.full(9, 9.0))
    assert np.all(clamped <= LIMITS.upper)
    LIMITS.check(clamped)


def test_clamp_leaves_a_posture_within_the_limits_alone():
    posture = np.array([0.01, -0.02, 0.015, 0.1, -0.2, 0.5, 1.0, -1.0, 0.2])
    assert np.array_equal(LIMITS.clamp(posture), posture)


def test_clamp_keeps_the_head_within_reach_of_the_body():
    posture = neutral()
    posture[HEAD_YAW], posture[BODY_YAW] = 2.0, 0.5
    assert LIMITS.clamp(posture)[HEAD_YAW] == pytest.approx(0.5 + radians(65))


@pytest.mark.parametrize(
    'change',
    [
        {'lower': LIMITS.upper},
        {'velocity': np.zeros(9)},
        {'acceleration': np.full(9, np.nan)},
        {'relative_yaw': 0.0},
    ],
)
def test_unusable_limits_are_refused(change):
    with pytest.raises(ValueError, match=r'limit|relative_yaw'):
        replace(LIMITS, **change)
