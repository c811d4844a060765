from dataclasses import replace
from math import radians

import numpy as np
import pytest
from reachy_motion.errors import LimitError
from reachy_motion.limits import MotionLimits
from reachy_motion.posture import AXES, BODY_YAW, HEAD_YAW, from_body, neutral

LIMITS = MotionLimits()


@pytest.mark.parametrize('axis', range(len(AXES)))
def test_an_axis_out_of_range_is_named_with_value_and_limit(axis):
    posture = neutral()
    posture[axis] = 9.0
    upper = LIMITS.upper[axis] + (LIMITS.upper[BODY_YAW] if axis == HEAD_YAW else 0.0)
    with pytest.raises(LimitError, match=rf'{AXES[axis]} 9\.000 .*{upper:.3f}'):
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
    assert clamped == pytest.approx(from_body(LIMITS.upper))
    LIMITS.check(clamped)


def test_clamp_leaves_a_posture_within_the_limits_alone():
    posture = np.array([0.01, -0.02, 0.015, 0.1, -0.2, 0.5, 1.0, -1.0, 0.2])
    assert np.array_equal(LIMITS.clamp(posture), posture)


def test_clamp_turns_the_body_along_with_the_head():
    posture = neutral()
    posture[HEAD_YAW], posture[BODY_YAW] = 2.0, 0.5
    clamped = LIMITS.clamp(posture)
    assert clamped[[HEAD_YAW, BODY_YAW]] == pytest.approx([2.0, 2.0 - radians(65)])


def test_clamp_keeps_the_head_within_reach_of_a_body_that_shall_not_turn():
    posture = neutral()
    posture[HEAD_YAW], posture[BODY_YAW] = 2.0, 0.5
    clamped = replace(LIMITS, turns_body_along=False).clamp(posture)
    assert clamped[[HEAD_YAW, BODY_YAW]] == pytest.approx([0.5 + radians(65), 0.5])


@pytest.mark.parametrize(
    'change',
    [
        {'lower': LIMITS.upper},
        {'velocity': np.zeros(9)},
        {'acceleration': np.full(9, np.nan)},
    ],
)
def test_unusable_limits_are_refused(change):
    with pytest.raises(ValueError, match='limit'):
        replace(LIMITS, **change)
