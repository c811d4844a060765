from math import pi, sin

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reachy_motion.limiter import MAX_CATCH_UP_STEPS, Limiter
from reachy_motion.limits import MotionLimits
from reachy_motion.posture import HEAD_YAW, from_body, in_body, neutral

LIMITS = MotionLimits()
DT = 0.01
YAW_STEP = LIMITS.acceleration[HEAD_YAW] * DT * DT


def yaw(value):
    posture = neutral()
    posture[HEAD_YAW] = value
    return posture


def follow(limiter, targets):
    return np.array([limiter.step(target, DT) for target in targets])


def test_a_target_within_the_limits_passes_unchanged():
    limiter = Limiter(LIMITS, DT, neutral())
    targets = [yaw(0.5 * (1 - np.cos(2 * pi * 0.5 * t))) for t in np.arange(0, 4, DT)]
    assert follow(limiter, targets) == pytest.approx(np.array(targets), abs=1e-12)


def test_the_first_step_towards_a_jump_is_one_of_full_acceleration():
    limiter = Limiter(LIMITS, DT, neutral())
    assert limiter.step(yaw(1.0), DT)[HEAD_YAW] == pytest.approx(YAW_STEP)
    assert limiter.step(yaw(1.0), DT)[HEAD_YAW] == pytest.approx(3 * YAW_STEP)


def test_a_jump_is_reached_without_overshoot_and_held():
    limiter = Limiter(LIMITS, DT, neutral())
    path = follow(limiter, [yaw(1.0)] * 100)[:, HEAD_YAW]
    assert np.all(np.diff(path) >= -1e-12)
    assert path.max() <= 1.0 + 1e-12
    assert path[-1] == pytest.approx(1.0, abs=1e-9)
    # 1 rad at 100 rad/s^2 up and down takes 2 sqrt(1 / 100) = 0.2 s; steps cost a little more.
    assert np.argmax(path > 0.999) * DT == pytest.approx(0.2, abs=0.05)


def test_a_jump_out_of_the_workspace_ends_at_its_edge():
    limiter = Limiter(LIMITS, DT, neutral())
    path = follow(limiter, [np.full(9, 100.0)] * 300)
    assert np.all(path <= from_body(LIMITS.upper) + 1e-12)
    assert path[-1] == pytest.approx(LIMITS.clamp(np.full(9, 100.0)))


def test_a_movement_too_fast_to_follow_is_followed_as_fast_as_allowed():
    limiter = Limiter(LIMITS, DT, neutral())
    targets = [yaw(1.1 * sin(2 * pi * 3 * t)) for t in np.arange(0, 3, DT)]
    path = follow(limiter, targets)[:, HEAD_YAW]
    velocity = np.diff(path) / DT
    assert np.abs(velocity).max() <= LIMITS.velocity[HEAD_YAW] + 1e-9
    assert np.abs(velocity).max() > 0.9 * LIMITS.velocity[HEAD_YAW]


def test_no_time_means_no_movement():
    limiter = Limiter(LIMITS, DT, neutral())
    assert np.array_equal(limiter.step(yaw(1.0), 0.0), neutral())
    assert np.array_equal(limiter.step(yaw(1.0), -5.0), neutral())


def test_a_long_pause_is_not_made_up():
    limiter = Limiter(LIMITS, DT, neutral())
    reached = limiter.step(yaw(1.0), 3600.0)[HEAD_YAW]
    # k steps of full acceleration from rest go k (k + 1) / 2 steps.
    assert reached <= MAX_CATCH_UP_STEPS * (MAX_CATCH_UP_STEPS + 1) / 2 * YAW_STEP + 1e-12


def test_uneven_ticks_advance_at_the_mean_rate():
    limiter = Limiter(LIMITS, DT, neutral())
    times = np.cumsum(np.tile([0.004, 0.013, 0.013], 100))
    for t in times:
        limiter.step(yaw(0.1 * t), 0.0 if t == 0 else float(t - limiter_time(times, t)))
    assert limiter.posture[HEAD_YAW] == pytest.approx(0.1 * times[-1], abs=0.1 * DT)


def limiter_time(times, t):
    earlier = times[times < t]
    return earlier[-1] if len(earlier) else 0.0


@pytest.mark.parametrize('bad', [np.nan, np.inf, -np.inf])
def test_a_target_that_is_not_finite_is_refused_and_changes_nothing(bad):
    limiter = Limiter(LIMITS, DT, neutral())
    with pytest.raises(ValueError, match='not finite'):
        limiter.step(yaw(bad), DT)
    assert np.array_equal(limiter.posture, neutral())


def test_a_start_outside_the_limits_is_brought_inside():
    limiter = Limiter(LIMITS, DT, yaw(5.0))
    LIMITS.check(limiter.posture)


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.tuples(st.lists(st.floats(-4.0, 4.0), min_size=9, max_size=9), st.integers(1, 40)),
        min_size=1,
        max_size=12,
    )
)
def test_no_target_makes_a_step_exceed_the_limits(segments):
    limiter = Limiter(LIMITS, DT, neutral())
    path = [limiter.posture, limiter.posture]
    for target, ticks in segments:
        path += [limiter.step(np.array(target), DT) for _ in range(ticks)]
    path = np.array([in_body(posture) for posture in path])
    velocity = np.diff(path, axis=0) / DT
    acceleration = np.diff(velocity, axis=0) / DT
    assert np.all(path >= LIMITS.lower - 1e-9)
    assert np.all(path <= LIMITS.upper + 1e-9)
    assert np.all(np.abs(velocity) <= LIMITS.velocity * (1 + 1e-9))
    assert np.all(np.abs(acceleration) <= LIMITS.acceleration * (1 + 1e-6))
