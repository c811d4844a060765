"""What the driver's tests do not show: the single paths of a movement."""

import numpy as np
import pytest
from reachy_motion.kinematics import HeadKinematics
from reachy_motion.limits import MotionLimits
from reachy_motion.min_jerk import MinJerk
from reachy_motion.movement import Braking, Movement, Route
from reachy_motion.posture import HEAD_YAW, Posture, neutral
from reachy_motion.reach import Reach
from reachy_motion.target_stream import TargetStream

LIMITS = MotionLimits()
DT_S = 0.005


def yaw(value: float) -> Posture:
    posture = neutral()
    posture[HEAD_YAW] = value
    return posture


@pytest.fixture
def movement() -> Movement:
    return Movement(LIMITS, Reach(HeadKinematics()), DT_S)


def test_a_route_goes_leg_by_leg_and_ends_at_the_last():
    route = Route((MinJerk(yaw(0.0), yaw(1.0), 1.0), MinJerk(yaw(1.0), yaw(0.4), 2.0)))
    times = (0.0, 0.5, 1.0, 2.0, 3.0, 9.0)
    path = [route.sample(t)[HEAD_YAW] for t in times]
    assert path == pytest.approx([0.0, 0.5, 1.0, 0.7, 0.4, 0.4])


def test_braking_slows_down_by_one_step_of_the_limit_after_another():
    # 2.25 rad/s at 100 rad/s^2 and 200 Hz: 4.5 steps of 0.5 rad/s, so that 4 remain.
    braking = Braking(yaw(1.0), yaw(-2.25), LIMITS, DT_S)
    path = np.array([braking.sample(k * DT_S)[HEAD_YAW] for k in range(8)])
    assert np.diff(path) / DT_S == pytest.approx([-1.75, -1.25, -0.75, -0.25, 0.0, 0.0, 0.0])


def test_braking_ends_each_axis_by_itself():
    velocity = yaw(1.0)
    velocity[0] = 0.2  # of 5 m/s^2: 8 steps; the yaw takes 2
    braking = Braking(neutral(), velocity, LIMITS, DT_S)
    end = braking.sample(1.0)
    assert end[0] == pytest.approx(0.025 * DT_S * (7 + 6 + 5 + 4 + 3 + 2 + 1))
    assert end[HEAD_YAW] == pytest.approx(0.5 * DT_S)


def test_a_glide_reports_its_progress_and_its_end(movement):
    movement.glide([yaw(0.2)], least_s=1.0)
    assert (movement.progress, movement.is_over) == (0.0, False)
    for _ in range(100):
        posture = movement.step(DT_S)
    assert movement.progress == pytest.approx(0.5)
    assert posture[HEAD_YAW] == pytest.approx(0.1, abs=1e-3)
    for _ in range(100):
        posture = movement.step(DT_S)
    assert (movement.progress, movement.is_over) == (1.0, True)
    assert posture[HEAD_YAW] == pytest.approx(0.2, abs=1e-3)


def test_a_far_glide_takes_longer_than_asked(movement):
    # 1 rad at a peak of 2 rad/s: 15/8 * 1 / 2, 0.94 s.
    movement.glide([yaw(1.0)], least_s=0.1)
    seconds = 0.0
    while not movement.is_over:
        movement.step(DT_S)
        seconds += DT_S
    assert seconds == pytest.approx(15 / 16, abs=2 * DT_S)


def test_what_does_not_glide_is_never_over(movement):
    for begin in (movement.hold, movement.brake):
        begin()
        for _ in range(400):
            movement.step(DT_S)
        assert (movement.progress, movement.is_over) == (0.0, False)


def test_from_out_of_reach_it_leads_back_evenly(movement):
    found = neutral()
    found[2] = -0.0504
    movement.start_from(found)
    path = [found, *(movement.step(DT_S) for _ in range(250))]
    speed = np.abs(np.diff(path, axis=0)).max() / DT_S
    assert speed < 15 / 8 * 0.008
    assert path[-1][2] >= LIMITS.lower[2]


def test_a_stream_is_met_with_its_velocity(movement):
    stream = TargetStream(DT_S, 0.3)
    movement_path = []
    for k in range(200):
        stream.take(yaw(0.5 * k * DT_S))
        if k == 1:
            movement.follow(stream, 0.5)
        stream.advance(DT_S)
        movement_path.append(movement.step(DT_S)[HEAD_YAW])
    assert movement_path[-1] == pytest.approx(0.5 * 199 * DT_S, abs=1e-6)
    assert np.all(np.diff(movement_path) >= -1e-9)
