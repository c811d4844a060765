"""The driver of the robot on a virtual clock, with the mock backend."""

from dataclasses import replace
from math import inf, nan

import numpy as np
import pytest
from reachy_motion.backends import Motors
from reachy_motion.backends.mock_backend import MockBackend
from reachy_motion.errand import Errand, RefusedError
from reachy_motion.limits import MotionLimits
from reachy_motion.posture import Posture, in_body, neutral
from reachy_motion.robot_driver import SLEEP, RobotDriver
from reachy_motion.robot_mode import DriverConfig, Mode

CONFIG = DriverConfig()
DT_S = CONFIG.period_s
LIMITS = CONFIG.limits
LEFT = np.array([0.0, 0.0, 0.0, 0.0, 0.0, 1.0, 1.0, -1.0, 0.8])
# Within the limits of every axis, but further than the legs of the platform reach.
OUT_OF_REACH = np.array([0.045, 0.0, 0.020, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0])


class Bench:
    """A driver, its robot, and what the robot has done so far."""

    def __init__(self, config: DriverConfig = CONFIG) -> None:
        self.robot = MockBackend('empty')
        self.robot.start()
        self.driver = RobotDriver(self.robot, config)
        self.postures = [self.robot.state().posture]
        self.modes: list[Mode] = []

    @property
    def posture(self) -> Posture:
        """Where the robot is."""
        return self.postures[-1]

    def run(self, seconds: float, target: Posture | None = None) -> None:
        """Let time pass; a target comes every other step, as it does from `motion`."""
        for step in range(round(seconds / DT_S)):
            if target is not None and step % 2 == 0:
                self.driver.take(target)
            self.driver.step(DT_S)
            self.postures.append(self.robot.state().posture)
            if self.modes[-1:] != [self.driver.mode]:
                self.modes.append(self.driver.mode)

    def run_until_over(self, errand: Errand, target: Posture | None = None) -> float:
        """Let time pass until an errand is over; return how long it took."""
        begin = len(self.postures)
        while not errand.is_over:
            assert len(self.postures) - begin < 10.0 / DT_S, 'the errand does not end'
            self.run(DT_S, target)
        return (len(self.postures) - begin) * DT_S

    def steps(self, since: int = 0) -> np.ndarray:
        """Return the velocity of every step since an index of `postures`, in the body's frame."""
        return np.diff([in_body(posture) for posture in self.postures[since:]], axis=0) / DT_S

    def assert_smooth(self, since: int = 0) -> None:
        """The robot has kept the limits of velocity and acceleration; it began at rest."""
        velocities = self.steps(since)
        assert np.all(np.abs(velocities) <= LIMITS.velocity * 1.001)
        accelerations = np.diff(velocities, axis=0, prepend=np.zeros((1, 9))) / DT_S
        assert np.all(np.abs(accelerations) <= LIMITS.acceleration * 1.001)


@pytest.fixture
def bench() -> Bench:
    return Bench()


@pytest.fixture
def following(bench) -> Bench:
    """A bench whose robot follows targets at neutral, the passage into it over."""
    bench.run(1.0, neutral())
    assert bench.driver.mode is Mode.FOLLOWING
    return bench


def test_without_a_target_it_holds_for_ever(bench):
    bench.run(10.0)
    assert bench.modes == [Mode.HOLDING]
    assert bench.driver.silence_s == inf
    assert bench.posture == pytest.approx(neutral(), abs=1e-9)


def test_the_first_target_is_approached_without_hurry(bench):
    bench.run(3.0, LEFT)
    bench.assert_smooth()
    assert bench.posture == pytest.approx(LEFT, abs=1e-6)
    comfort = LIMITS.comfort_velocity
    assert np.all(np.abs(bench.steps()).max(axis=0) <= 1.05 * comfort)


def test_a_jump_in_the_stream_is_followed_within_limits_and_reached(following):
    following.run(2.0, LEFT)
    following.assert_smooth()
    assert following.posture == pytest.approx(LEFT, abs=1e-6)


def test_looser_limits_let_it_arrive_sooner():
    target = np.array([0.0, 0.0, 0.0, 0.0, 0.0, 2.0, 0.0, 0.0, 2.0])
    seconds = []
    for factor in (1.0, 2.0):
        limits = replace(LIMITS, velocity=factor * LIMITS.velocity)
        bench = Bench(replace(CONFIG, limits=limits))
        bench.run(1.0, neutral())
        begin = len(bench.postures)
        bench.run(2.0, target)
        body_yaw = np.array(bench.postures[begin:])[:, 8]
        seconds.append(np.argmax(body_yaw > 1.999) * DT_S)
    # By hand for the body's 4 rad/s and 40 rad/s^2: 2 rad / v + v / a is 0.60 s and 0.45 s.
    assert seconds == pytest.approx([0.60, 0.45], abs=0.03)


def test_a_target_beyond_the_limits_is_clamped(following):
    following.run(4.0, np.array([0, 0, 0, 0, 0, 9.0, 9.0, -9.0, 9.0]))
    assert following.posture[6:] == pytest.approx([3.05, -3.05, LIMITS.upper[8]], abs=1e-6)


def test_nan_is_an_error_and_the_robot_stays(following):
    with pytest.raises(ValueError, match='not finite'):
        following.driver.take(np.full(9, nan))
    following.run(0.2)
    assert following.posture == pytest.approx(neutral(), abs=1e-9)


def test_out_of_reach_it_goes_to_the_nearest_pose_and_returns_smoothly(following):
    following.run(2.0, OUT_OF_REACH)
    assert following.driver.is_out_of_reach
    assert 0.010 < following.posture[0] < OUT_OF_REACH[0]
    # On the way to it, as x is to z.
    assert following.posture[0] / following.posture[2] == pytest.approx(0.045 / 0.020, rel=1e-3)
    back = len(following.postures)
    following.run(2.0, neutral())
    assert not following.driver.is_out_of_reach
    following.assert_smooth()
    assert following.posture == pytest.approx(neutral(), abs=1e-6)
    assert np.abs(following.steps(back)).max() > 0.0


def test_no_time_no_movement(bench):
    bench.driver.take(LEFT)
    bench.driver.step(0.0)
    assert bench.robot.state().posture == pytest.approx(neutral(), abs=1e-9)


def test_a_stream_of_targets_is_followed_without_stutter(following):
    begin = len(following.postures)
    for tick in range(100):
        target = neutral()
        target[5] = 0.5 * (1.0 - np.cos(np.pi * 2 * tick * DT_S))
        following.run(2 * DT_S, target)
    yaw = np.array(following.postures[begin:])[:, 5]
    # The movement itself accelerates by 0.5 pi^2, 4.9 rad/s^2, at most. Between two targets the
    # way is straight, so that the speed changes once a target, by twice that in one step.
    assert np.abs(np.diff(yaw, n=2)).max() / DT_S**2 < 1.05 * 2 * 4.94
    assert yaw[-1] == pytest.approx(target[5], abs=1e-9)


def test_the_watchdog_holds_after_300_ms_and_rests_after_3_s(bench):
    bench.run(3.0, LEFT)
    silence_s = bench.driver.silence_s
    assert silence_s == pytest.approx(0.01)
    bench.modes.clear()
    bench.run(0.295 - silence_s)
    assert bench.modes == [Mode.FOLLOWING]
    bench.run(0.010)
    assert bench.modes == [Mode.FOLLOWING, Mode.HOLDING]
    held = bench.posture
    bench.run(2.690)
    assert bench.driver.silence_s == pytest.approx(2.995)
    assert bench.modes == [Mode.FOLLOWING, Mode.HOLDING]
    assert bench.posture == pytest.approx(held, abs=1e-9)
    bench.run(0.010)
    assert bench.modes == [Mode.FOLLOWING, Mode.HOLDING, Mode.RESTING]
    bench.run(2.1)
    assert bench.posture == pytest.approx(neutral(), abs=1e-6)
    bench.run(60.0)
    assert bench.modes[-1] is Mode.RESTING
    bench.assert_smooth()


def test_it_holds_where_it_is_when_a_fast_stream_breaks_off(following):
    target = neutral()
    for _ in range(10):
        target = target.copy()
        target[5] += 0.03  # 3 rad/s at 100 Hz
        following.run(2 * DT_S, target)
    following.run(1.0)
    assert following.driver.mode is Mode.HOLDING
    assert following.posture == pytest.approx(target, abs=1e-6)
    following.assert_smooth()


@pytest.mark.parametrize('silence_s', [0.4, 3.5, 8.0])
def test_it_follows_again_smoothly_when_targets_return(following, silence_s):
    following.run(2.0, LEFT)
    following.run(silence_s)
    following.run(2.0, LEFT)
    assert following.driver.mode is Mode.FOLLOWING
    assert following.posture == pytest.approx(LEFT, abs=1e-6)
    following.assert_smooth()


def test_it_takes_up_a_moving_stream_with_its_velocity(bench):
    begin = neutral()
    for tick in range(100):
        target = begin.copy()
        target[5] = 0.5 * tick * 2 * DT_S
        bench.run(2 * DT_S, target)
    assert bench.posture[5] == pytest.approx(target[5], abs=1e-6)
    bench.assert_smooth()
    # 0.5 rad/s gained over the passage of 0.5 s: nothing like the limit of 100 rad/s^2.
    accelerations = np.diff(bench.steps()[:, 5]) / DT_S
    assert np.abs(accelerations).max() < 15.0


def test_the_emergency_stop_brakes_as_hard_as_the_limits_allow(following):
    target = neutral()
    for _ in range(20):
        target = target.copy()
        target[8] += 0.02  # the body at 2 rad/s, and the head with it
        target[5] += 0.02
        following.run(2 * DT_S, target)
    stopped = len(following.postures) - 1
    following.driver.emergency_stop()
    following.run(1.0, LEFT)
    following.assert_smooth()
    assert following.driver.mode is Mode.STOPPED
    # By hand: 2 rad/s at 40 rad/s^2 and 200 Hz is 10 steps of 0.2 rad/s; it goes on for 9 + 8 +
    # ... + 1 times 1 mrad.
    assert following.posture[8] - following.postures[stopped][8] == pytest.approx(0.045)
    speeds = following.steps(stopped)[:, 8]
    assert speeds[:10] == pytest.approx(np.arange(1.8, -0.1, -0.2))
    assert speeds[10:] == pytest.approx(0.0)


def test_the_emergency_stop_stays_until_it_is_released(following):
    following.driver.emergency_stop()
    following.driver.emergency_stop()
    stopped = following.posture
    following.run(10.0, LEFT)
    assert following.driver.mode is Mode.STOPPED
    assert following.posture == pytest.approx(stopped, abs=1e-9)
    for ask in (
        following.driver.wake_up,
        following.driver.go_to_sleep,
        lambda: following.driver.switch_motors(Motors.ON),
        lambda: following.driver.switch_motors(Motors.GRAVITY_COMPENSATION),
    ):
        with pytest.raises(RefusedError, match='emergency stop is on; release it'):
            ask()
    assert following.driver.release()
    assert not following.driver.release()
    following.run(3.0, LEFT)
    assert following.driver.mode is Mode.FOLLOWING
    assert following.posture == pytest.approx(LEFT, abs=1e-6)
    following.assert_smooth()


def test_a_stopped_robot_may_be_made_limp_and_stays_stopped(bench):
    bench.driver.emergency_stop()
    bench.driver.switch_motors(Motors.OFF)
    bench.run(0.1, LEFT)
    assert (bench.driver.mode, bench.driver.motors) == (Mode.STOPPED, Motors.OFF)
    bench.driver.release()
    bench.run(0.1, LEFT)
    assert bench.driver.mode is Mode.OFF


@pytest.mark.parametrize(
    ('motors', 'mode'),
    [(Motors.OFF, Mode.OFF), (Motors.GRAVITY_COMPENSATION, Mode.COMPLIANT)],
)
def test_limp_it_ignores_targets_and_begins_again_where_it_was_led(following, motors, mode):
    following.driver.switch_motors(motors)
    following.run(1.0, LEFT)
    assert following.driver.mode is mode
    assert following.posture == pytest.approx(neutral(), abs=1e-9)
    by_hand = np.array([0.005, 0.0, -0.01, 0.1, 0.2, -0.5, 0.4, 0.4, -0.3])
    following.robot.lead(by_hand)
    following.run(0.1, LEFT)
    led = len(following.postures) - 1
    following.driver.switch_motors(Motors.ON)
    following.run(4.0, LEFT)
    assert following.postures[led + 1] == pytest.approx(by_hand, abs=1e-3)
    following.assert_smooth(led)
    assert following.posture == pytest.approx(LEFT, abs=1e-6)


def test_it_comes_back_without_a_jump_from_beyond_the_limits(following):
    following.driver.switch_motors(Motors.OFF)
    following.run(0.1)
    beyond = neutral()
    beyond[2] = -0.049  # the limit is 45 mm, the mechanism's end 50 mm
    following.robot.lead(beyond)
    following.run(0.1)
    led = len(following.postures) - 1
    following.driver.switch_motors(Motors.ON)
    following.run(2.0, neutral())
    following.assert_smooth(led)
    assert following.posture == pytest.approx(neutral(), abs=1e-6)


def test_asked_to_go_limp_it_follows_no_longer_even_if_the_robot_does_not_obey(following):
    following.robot.switch_motors = lambda motors: None
    following.driver.switch_motors(Motors.OFF)
    following.run(1.0, LEFT)
    assert (following.driver.mode, following.driver.motors) == (Mode.HOLDING, Motors.ON)
    assert following.posture == pytest.approx(neutral(), abs=1e-9)
    following.driver.switch_motors(Motors.ON)
    following.run(3.0, LEFT)
    assert following.posture == pytest.approx(LEFT, abs=1e-6)


def test_a_robot_that_is_found_folded_is_woken_before_its_state_is_told():
    robot = MockBackend('empty')
    robot.start()
    robot.switch_motors(Motors.OFF)
    robot.lead(SLEEP)
    robot.advance(DT_S)
    driver = RobotDriver(robot, CONFIG)
    assert (driver.mode, driver.state()) == (Mode.WAKING, None)
    steps = 0
    while driver.state() is None:
        driver.step(DT_S)
        steps += 1
    assert steps * DT_S == pytest.approx(CONFIG.wake_s, abs=0.1)
    assert driver.mode is Mode.HOLDING
    assert driver.state().posture == pytest.approx(neutral(), abs=1e-3)


def test_or_it_is_left_as_it_is():
    robot = MockBackend('empty')
    robot.start()
    robot.switch_motors(Motors.OFF)
    robot.lead(SLEEP)
    robot.advance(DT_S)
    driver = RobotDriver(robot, replace(CONFIG, wakes_up=False))
    assert driver.mode is Mode.OFF
    assert driver.state().posture == pytest.approx(SLEEP, abs=1e-3)


def test_motors_that_do_not_come_on_end_an_errand(following):
    following.driver.switch_motors(Motors.OFF)
    following.run(0.1)
    following.robot.switch_motors = lambda motors: None
    errand = following.driver.wake_up()
    seconds = following.run_until_over(errand)
    assert seconds == pytest.approx(CONFIG.motors_timeout_s, abs=0.02)
    assert errand.message == 'the robot does not report that its motors are on'
    assert following.driver.mode is Mode.OFF


def test_motors_that_do_not_go_off_are_told_of(following):
    following.robot.switch_motors = lambda motors: None
    errand = following.driver.go_to_sleep()
    following.run_until_over(errand)
    assert errand.success
    assert errand.message == 'asleep, but the robot reports that its motors are still on'
    following.run(1.0, LEFT)
    assert following.posture == pytest.approx(SLEEP, abs=1e-6)


def test_it_goes_to_sleep_and_wakes_up(following):
    following.run(2.0, LEFT)
    sleeping = following.driver.go_to_sleep()
    seconds = following.run_until_over(sleeping, target=LEFT)
    assert (sleeping.success, sleeping.progress) == (True, 1.0)
    assert sleeping.message == 'asleep; the motors are off'
    assert seconds == pytest.approx(2.0, abs=0.3)
    assert (following.driver.mode, following.driver.motors) == (Mode.ASLEEP, Motors.OFF)
    assert following.posture == pytest.approx(SLEEP, abs=1e-6)

    following.run(5.0, LEFT)
    assert following.driver.mode is Mode.ASLEEP
    assert following.posture == pytest.approx(SLEEP, abs=1e-6)

    begin = len(following.postures)
    waking = following.driver.wake_up()
    seconds = following.run_until_over(waking, target=LEFT)
    assert (waking.success, waking.message) == (True, 'awake')
    assert seconds == pytest.approx(2.0, abs=0.3)
    assert following.posture == pytest.approx(neutral(), abs=1e-3)
    following.run(3.0, LEFT)
    assert following.posture == pytest.approx(LEFT, abs=1e-6)
    following.assert_smooth()
    heights = np.array(following.postures[begin:])[:, 2]
    assert np.all(np.diff(heights) > -1e-6)  # up, and never down again


def test_from_a_far_turned_head_sleep_leads_over_upright(following):
    far = np.array([0.0, 0.0, 0.0, 0.0, 0.3, 2.5, 0.0, 0.0, 1.9])
    following.run(4.0, far)
    errand = following.driver.go_to_sleep()
    following.run_until_over(errand)
    assert errand.success
    distances = np.abs(np.array(following.postures)[:, :6]).max(axis=1)
    assert distances[np.argmax(distances > 2.4) :].min() < 1e-3
    following.assert_smooth()


def test_progress_grows_evenly_from_nothing_to_one(following):
    errand = following.driver.go_to_sleep()
    progress = [errand.progress]
    while not errand.is_over:
        following.run(DT_S)
        progress.append(errand.progress)
    assert progress[0] == 0.0
    assert progress[-1] == 1.0
    assert np.all(np.diff(progress) >= 0.0)
    assert np.diff(progress).max() < 0.02


def test_asleep_already_it_says_so(following):
    following.run_until_over(following.driver.go_to_sleep())
    errand = following.driver.go_to_sleep()
    assert errand.is_over
    assert (errand.success, errand.message) == (True, 'it is asleep already')
    assert following.driver.motors is Motors.OFF


@pytest.mark.parametrize('begin', ['wake_up', 'go_to_sleep'])
def test_cancelled_it_holds_whatever_targets_come(following, begin):
    following.run(2.0, LEFT)
    errand = getattr(following.driver, begin)()
    following.run(0.7, LEFT)
    following.driver.cancel(errand)
    assert (errand.is_over, errand.success, errand.message) == (True, False, 'canceled')
    assert 0.1 < errand.progress < 0.9
    following.run(0.5, LEFT)
    held = following.posture
    following.run(5.0, LEFT)
    assert following.driver.mode is Mode.HOLDING
    assert following.driver.is_kept
    assert following.posture == pytest.approx(held, abs=1e-9)
    following.driver.switch_motors(Motors.ON)
    following.run(3.0, LEFT)
    assert following.posture == pytest.approx(LEFT, abs=1e-6)
    following.assert_smooth()


def test_one_errand_replaces_another(following):
    sleeping = following.driver.go_to_sleep()
    following.run(0.7)
    waking = following.driver.wake_up()
    assert sleeping.message == 'replaced by wake_up'
    following.driver.cancel(sleeping)  # too late
    following.run_until_over(waking)
    assert waking.success
    following.assert_smooth()


def test_the_emergency_stop_ends_an_errand(following):
    errand = following.driver.go_to_sleep()
    following.run(0.5)
    following.driver.emergency_stop()
    assert (errand.success, errand.message) == (False, 'ended by the emergency stop')
    following.run(1.0)
    following.assert_smooth()


def test_switching_the_motors_ends_an_errand(following):
    errand = following.driver.go_to_sleep()
    following.run(0.5)
    following.driver.switch_motors(Motors.OFF)
    assert not errand.success
    assert 'motors were asked to be off' in errand.message
    following.run(0.1)
    assert following.driver.mode is Mode.OFF


def test_times_that_contradict_each_other_are_refused():
    with pytest.raises(ValueError, match=r'rest_after_s 0\.2 s must exceed hold_after_s 0\.3 s'):
        DriverConfig(rest_after_s=0.2)
    with pytest.raises(ValueError, match='wake_s nan s must be finite'):
        DriverConfig(wake_s=nan)


def test_the_sleeping_posture_is_within_the_limits():
    MotionLimits().check(SLEEP)
