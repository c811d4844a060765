"""Whatever is asked of the driver, in whatever order: what it commands keeps the limits."""

from collections.abc import Callable

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from reachy_motion.backends import Motors
from reachy_motion.backends.mock_backend import MockBackend
from reachy_motion.errand import RefusedError
from reachy_motion.errors import LimitError
from reachy_motion.posture import Posture, from_body, in_body
from reachy_motion.robot_driver import RobotDriver
from reachy_motion.robot_mode import DriverConfig, Mode

# Shorter times than by default, so that more happens in a test.
CONFIG = DriverConfig(rest_after_s=0.8, rest_s=0.5, wake_s=0.5, sleep_s=0.3)
LIMITS = CONFIG.limits
DT_S = CONFIG.period_s
# What leading the robot back from the last 3 % of its reach, and rounding, may add: at most
# 15/8 of 3 % of the range in 1 s.
SLACK = 15.0 / 8.0 * 0.03 * np.maximum(-LIMITS.lower, LIMITS.upper) + 1e-6

share = st.floats(-1.0, 1.0, width=32)
postures = st.lists(share, min_size=9, max_size=9).map(
    lambda shares: from_body(np.where(np.less(shares, 0.0), -LIMITS.lower, LIMITS.upper) * shares)
)
seconds = st.floats(0.005, 1.2).map(lambda value: round(value, 3))


class Watched(MockBackend):
    """Remembers what it is commanded, anew whenever its motors come on."""

    def __init__(self) -> None:
        super().__init__('empty')
        self.runs: list[list[Posture]] = [[]]

    def switch_motors(self, motors: Motors) -> None:
        if self.motors is not motors:
            self.runs.append([])
        super().switch_motors(motors)

    def command(self, posture: Posture) -> None:
        if self.motors is Motors.ON:
            if not self.runs[-1]:
                self.runs[-1].append(self.state().posture)
            self.runs[-1].append(posture)
        super().command(posture)


class World:
    """A driver and those who ask things of it."""

    def __init__(self) -> None:
        self.robot = Watched()
        self.robot.start()
        self.driver = RobotDriver(self.robot, CONFIG)
        self.errand = None

    def ask(self, what: Callable[[], object]) -> None:
        """Ask something that may be refused."""
        try:
            answer = what()
        except RefusedError:
            assert self.driver.mode is Mode.STOPPED
        else:
            self.errand = answer or self.errand

    def do(self, action: str, posture: Posture, other: Posture, time_s: float) -> None:
        """Do one thing, then let time pass, or let time pass while targets come."""
        driver = self.driver
        if action == 'jumping targets':
            for k in range(round(time_s / 0.1)):
                self.pass_time(0.1, posture if k % 2 else other)
        elif action == 'moving targets':
            steps = max(1, round(time_s / 0.01))
            for k in range(steps):
                self.pass_time(0.01, posture + (other - posture) * (k / steps))
        elif action == 'lead' and driver.motors is not Motors.ON:
            try:
                self.robot.lead(posture)
            except LimitError:
                return  # no hand can put it there
        elif action == 'cancel' and self.errand is not None:
            driver.cancel(self.errand)
        elif action in ('wake_up', 'go_to_sleep', 'emergency_stop', 'release'):
            self.ask(
                {'release': lambda: driver.release() and None}.get(action, getattr(driver, action))
            )
        elif action in [motors.value for motors in Motors]:
            self.ask(lambda: driver.switch_motors(Motors(action)))
        self.pass_time(time_s)

    def pass_time(self, time_s: float, target: Posture | None = None) -> None:
        """Let time pass; the target comes at its beginning."""
        if target is not None:
            self.driver.take(target)
        for _ in range(max(1, round(time_s / DT_S))):
            self.driver.step(DT_S)


ACTIONS = (
    *('jumping targets', 'moving targets', 'silence', 'lead', 'cancel', 'wake_up', 'go_to_sleep'),
    *('emergency_stop', 'release', *(motors.value for motors in Motors)),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(ACTIONS), postures, postures, seconds), max_size=12))
def test_commands_keep_the_limits(script):
    world = World()
    for action, posture, other, time_s in script:
        world.do(action, posture, other, time_s)
    for run in world.robot.runs:
        path = np.array([in_body(posture) for posture in run]).reshape(-1, 9)
        assert np.all(path >= LIMITS.lower - 1e-9)
        assert np.all(path <= LIMITS.upper + 1e-9)
        speeds = np.abs(np.diff(path, axis=0)) / DT_S
        assert np.all(speeds <= LIMITS.velocity + SLACK)


@settings(max_examples=30, deadline=None)
@given(postures, postures, st.floats(0.05, 1.0))
def test_an_emergency_stop_ends_all_movement_in_a_quarter_of_a_second(posture, other, time_s):
    world = World()
    world.do('jumping targets', posture, other, time_s)
    world.driver.emergency_stop()
    world.pass_time(0.25)
    stopped = world.robot.state().posture
    world.do('moving targets', other, posture, 1.0)
    assert np.abs(world.robot.state().posture - stopped).max() < 1e-9
