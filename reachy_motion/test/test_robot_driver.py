from dataclasses import replace
from math import nan

import numpy as np
import pytest
from reachy_motion.backends.mock_backend import MockBackend
from reachy_motion.limits import MotionLimits
from reachy_motion.posture import Posture, neutral
from reachy_motion.robot_driver import RobotDriver

DT_S = 0.005
TARGET_PERIOD_S = 0.01
LIMITS = MotionLimits()
LEFT = np.array([0.0, 0.0, 0.0, 0.0, 0.0, 1.0, 1.0, -1.0, 0.8])
# Within the limits of every axis, but further than the legs of the platform reach.
OUT_OF_REACH = np.array([0.045, 0.0, 0.020, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0])


def make_driver(limits: MotionLimits = LIMITS) -> RobotDriver:
    backend = MockBackend('empty')
    backend.start()
    return RobotDriver(backend, limits, DT_S, TARGET_PERIOD_S)


def follow(driver: RobotDriver, target: Posture, steps: int) -> np.ndarray:
    """Return the robot's postures, that before the first step included."""
    postures = [driver.state().posture]
    for _ in range(steps):
        driver.step(target, DT_S)
        postures.append(driver.state().posture)
    return np.array(postures)


def assert_within_limits(postures: np.ndarray) -> None:
    """Postures that begin at rest keep the limits of velocity and acceleration."""
    velocities = np.diff(postures, axis=0) / DT_S
    assert np.all(np.abs(velocities) <= LIMITS.velocity * 1.001)
    at_rest = np.zeros((1, 9))
    accelerations = np.diff(np.vstack((at_rest, velocities)), axis=0) / DT_S
    assert np.all(np.abs(accelerations) <= LIMITS.acceleration * 1.001)


def test_a_jump_of_the_target_is_followed_within_limits_and_reached():
    postures = follow(make_driver(), LEFT, 400)
    assert_within_limits(postures)
    assert postures[-1] == pytest.approx(LEFT, abs=1e-6)


def test_looser_limits_let_it_arrive_sooner():
    target = np.array([0.0, 0.0, 0.0, 0.0, 0.0, 2.0, 0.0, 0.0, 2.0])
    steps = []
    for factor in (1.0, 2.0):
        driver = make_driver(replace(LIMITS, velocity=factor * LIMITS.velocity))
        body_yaw = follow(driver, target, 400)[:, 8]
        steps.append(int(np.argmax(body_yaw > 1.999)))
    # By hand for the body's 4 rad/s and 40 rad/s^2: 2 rad / v + v / a is 0.60 s and 0.45 s.
    assert steps[0] * DT_S == pytest.approx(0.60, abs=0.02)
    assert steps[1] * DT_S == pytest.approx(0.45, abs=0.02)


def test_a_target_beyond_the_limits_is_clamped():
    postures = follow(make_driver(), np.array([0, 0, 0, 0, 0, 9.0, 9.0, -9.0, 9.0]), 800)
    assert postures[-1][6:] == pytest.approx([3.05, -3.05, LIMITS.upper[8]], abs=1e-6)


def test_nan_is_an_error_and_the_robot_stays():
    driver = make_driver()
    before = driver.state()
    with pytest.raises(ValueError, match='not finite'):
        driver.step(np.full(9, nan), DT_S)
    assert np.array_equal(driver.state().positions, before.positions)
    assert follow(driver, LEFT, 400)[-1] == pytest.approx(LEFT, abs=1e-6)


def test_before_an_unreachable_pose_the_robot_is_held_and_returns_smoothly():
    driver = make_driver()
    going = follow(driver, OUT_OF_REACH, 400)
    assert driver.obstacle is not None
    assert 'nearer to neutral' in str(driver.obstacle)
    assert 0.010 < going[-1][0] < OUT_OF_REACH[0]
    held = follow(driver, OUT_OF_REACH, 400)
    assert np.abs(np.diff(held, axis=0)).max() < 1e-3
    returning = follow(driver, neutral(), 400)
    assert driver.obstacle is None
    assert_within_limits(returning)
    assert returning[-1] == pytest.approx(neutral(), abs=1e-6)


def test_no_time_no_movement():
    driver = make_driver()
    driver.step(LEFT, 0.0)
    assert driver.state().posture == pytest.approx(neutral(), abs=1e-9)


def test_a_stream_of_targets_is_followed_without_stutter():
    driver = make_driver()
    postures = []
    for tick in range(200):
        if tick % 2 == 0:  # targets come at half the rate of the steps
            target = neutral()
            target[5] = 0.5 * (1.0 - np.cos(np.pi * tick * DT_S))
        driver.step(target, DT_S)
        postures.append(driver.state().posture[5])
    # The movement itself accelerates by 0.5 pi^2, 4.9 rad/s^2, at most. Between two targets the
    # way is straight, so that the speed changes once a target, by 0.05 rad/s.
    accelerations = np.diff(postures, n=2) / DT_S**2
    assert np.abs(accelerations).max() < 1.05 * 4.94 * TARGET_PERIOD_S / DT_S
    # It arrives at each target when the next one is due.
    assert postures[-1] == pytest.approx(target[5], abs=1e-9)
