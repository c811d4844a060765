"""Drives a robot: after targets while they come, safely when they do not, to sleep and back.

Pure: no ROS, no clock, no thread. One thread at a time calls it.
"""

from contextlib import suppress
from math import inf
from typing import Final

import numpy as np

from reachy_motion.backends.base import Motors, RobotBackend, RobotState, check_finite
from reachy_motion.errand import Errand, RefusedError
from reachy_motion.errors import LimitError
from reachy_motion.kinematics import HeadKinematics
from reachy_motion.movement import Movement
from reachy_motion.posture import Posture, neutral
from reachy_motion.reach import Reach
from reachy_motion.robot_mode import DriverConfig, Mode
from reachy_motion.target_stream import TargetStream

REST: Final = neutral()
# The vendor's folded posture: head low and bent forward by 24.4 degrees, antennas down.
SLEEP: Final = np.array([-0.021, 0.0, -0.044, 0.0, 0.426, 0.0, -3.05, 3.05, 0.0])

HEAD_Z: Final = 2

_LIMP: Final = {Motors.OFF: Mode.OFF, Motors.GRAVITY_COMPENSATION: Mode.COMPLIANT}
_RELEASE: Final = 'release it first: call emergency_stop with data: false'


class RobotDriver:
    """The guard between whoever sends targets and the robot, and the keeper of its mode.

    What it passes on keeps the limits of position and velocity, whatever comes in and whatever
    mode follows which. Instead of a pose that the limits of the axes allow, but that the head's
    mechanism does not reach, it commands the nearest one within reach.

    Args:
        backend: A started robot.
        config: Times and limits.
    """

    def __init__(self, backend: RobotBackend, config: DriverConfig) -> None:
        self._backend = backend
        self._config = config
        self._movement = Movement(config.limits, Reach(HeadKinematics()), config.period_s)
        self._stream = TargetStream(config.target_period_s, config.hold_after_s)
        self._mode = Mode.UNAVAILABLE
        self._motors = Motors.OFF
        self._errand: Errand | None = None
        self._is_kept = False
        self._is_stopped = False
        self._waited_s = 0.0
        self._is_found = self._is_up = False
        self._check_robot()
        self._bring_up()

    @property
    def mode(self) -> Mode:
        """What it is doing."""
        return self._mode

    @property
    def motors(self) -> Motors:
        """What the motors do, as the robot has reported it last."""
        return self._motors

    @property
    def problem(self) -> str:
        """Why the robot cannot be commanded; empty when it can."""
        return self._backend.problem

    @property
    def is_kept(self) -> bool:
        """Whether it is holding until somebody says what to do, whatever targets come."""
        return self._is_kept

    @property
    def silence_s(self) -> float:
        """Time since the newest target [s]; infinite before the first."""
        return self._stream.silence_s

    @property
    def is_out_of_reach(self) -> bool:
        """Whether the robot is kept from where it is wanted by the reach of its mechanism."""
        return self._is_driving and self._movement.is_projected

    def state(self) -> RobotState | None:
        """Return the robot's present state; None if it is not known, or the robot not up yet.

        Whoever waits for the state before it begins to move the robot finds it awake.
        """
        return self._backend.state() if self._is_up and self._backend.is_reporting else None

    def take(self, target: Posture) -> None:
        """Take a new target, (9,); while it is not following, the newest is only remembered.

        Raises:
            ValueError: If the target is not finite; the robot does not get it.
        """
        check_finite(target)
        self._stream.take(target)
        if self._mode is Mode.FOLLOWING and self._stream.length == 2:
            # With the second target of a stream its velocity has become known.
            self._movement.follow(self._stream, self._config.resume_s)

    def step(self, dt_s: float) -> None:
        """Command the robot and let its time pass.

        Args:
            dt_s: Time since the previous call [s].

        Raises:
            RobotError: If the robot cannot go on.
        """
        dt_s = max(0.0, dt_s)
        self._check_robot()
        self._bring_up()
        self._stream.advance(dt_s)
        self._work(dt_s)
        self._watch()
        if self._is_driving:
            self._command(dt_s)
        self._backend.advance(dt_s)

    def switch_motors(self, motors: Motors) -> None:
        """Ask for another state of the motors; `motors` tells when it has come about.

        Asked to go limp, it follows no longer. Switched on, it begins where it was found.

        Raises:
            RefusedError: If the mode forbids it.
            RobotError: If the robot cannot do it.
        """
        if motors is not Motors.OFF:
            self._check_may_move()
        elif self.problem:
            raise RefusedError(f'the robot is unavailable: {self.problem}')
        self._backend.switch_motors(motors)
        self._drop_errand(f'the motors were asked to be {motors.value}')
        if self._motors is Motors.ON and not self._is_stopped:
            self._hold(is_kept=motors is not Motors.ON)

    def wake_up(self) -> Errand:
        """Switch the motors on and rise to the rest posture; targets are ignored meanwhile.

        Raises:
            RefusedError: If the mode forbids it.
            RobotError: If the motors cannot be switched on.
        """
        return self._begin_errand(Errand('wake_up'), Mode.WAKING)

    def go_to_sleep(self) -> Errand:
        """Fold the robot and switch its motors off; targets are ignored from now on.

        Raises:
            RefusedError: If the mode forbids it.
            RobotError: If the motors cannot be switched on for it.
        """
        return self._begin_errand(Errand('go_to_sleep'), Mode.GOING_TO_SLEEP)

    def cancel(self, errand: Errand) -> None:
        """End an errand early: the robot holds, and ignores targets, until it is told otherwise.

        What tells it otherwise is another errand or switching the motors.
        """
        if errand is self._errand:
            self._drop_errand('canceled')
            self._hold(is_kept=True)

    def emergency_stop(self) -> None:
        """Brake as hard as the limits allow, and stay until `release`."""
        if self._is_stopped:
            return
        self._is_stopped = True
        self._drop_errand('ended by the emergency stop')
        if self._mode is not Mode.UNAVAILABLE:
            self._mode = Mode.STOPPED
            self._movement.brake()

    def release(self) -> bool:
        """End the emergency stop: follow again, or be limp as before; False: there was none."""
        was_stopped, self._is_stopped = self._is_stopped, False
        if self._mode is Mode.STOPPED:
            self._hold(is_kept=False)
        return was_stopped

    @property
    def _is_driving(self) -> bool:
        return self._mode is not Mode.UNAVAILABLE and self._motors is Motors.ON

    def _check_may_move(self) -> None:
        if self.problem:
            raise RefusedError(f'the robot is unavailable: {self.problem}')
        if self._is_stopped:
            raise RefusedError(f'the emergency stop is on; {_RELEASE}')

    def _check_robot(self) -> None:
        """Notice what has happened to the robot: lost, found, motors switched by anyone."""
        backend = self._backend
        if backend.problem:
            if self._mode is not Mode.UNAVAILABLE:
                self._mode = Mode.UNAVAILABLE
                self._drop_errand(f'the robot is unavailable: {backend.problem}')
        elif self._mode is Mode.UNAVAILABLE or self._motors is not backend.motors:
            self._motors = backend.motors
            if self._motors is Motors.ON:
                self._set_out()
            else:
                self._go_limp()

    def _bring_up(self) -> None:
        """Wake a robot that is found folded for the first time, and wait until that is over."""
        if self._is_up or self._mode is Mode.UNAVAILABLE:
            return
        if not self._is_found:
            self._is_found = True
            is_folded = self._backend.state().posture[HEAD_Z] < 0.5 * SLEEP[HEAD_Z]
            if self._config.wakes_up and is_folded and not self._is_stopped:
                self.wake_up()
        self._is_up = self._errand is None

    def _set_out(self) -> None:
        """Begin to move the robot, from where it was found."""
        self._movement.start_from(self._backend.state().posture)
        if self._is_stopped:
            self._mode = Mode.STOPPED
        elif self._errand is not None:
            self._glide()
        else:
            self._hold(self._is_kept)

    def _go_limp(self) -> None:
        self._is_kept = False
        if self._mode is not Mode.ASLEEP:
            self._drop_errand(f'the motors are {self._motors.value}')
            self._mode = Mode.STOPPED if self._is_stopped else _LIMP[self._motors]

    def _watch(self) -> None:
        """Follow while targets come; hold, and later rest, when they do not."""
        silence_s, config = self._stream.silence_s, self._config
        is_fresh = silence_s < config.hold_after_s
        if self._mode is Mode.FOLLOWING:
            if not is_fresh:
                self._hold(is_kept=False)
        elif self._mode is Mode.RESTING or (self._mode is Mode.HOLDING and not self._is_kept):
            if is_fresh:
                self._mode = Mode.FOLLOWING
                self._movement.follow(self._stream, config.resume_s)
            elif self._mode is Mode.HOLDING and config.rest_after_s <= silence_s < inf:
                self._mode = Mode.RESTING
                self._movement.glide([REST], config.rest_s)

    def _hold(self, is_kept: bool) -> None:
        self._is_kept = is_kept
        self._mode = Mode.HOLDING if self._motors is Motors.ON else _LIMP[self._motors]
        self._movement.hold()

    def _begin_errand(self, errand: Errand, mode: Mode) -> Errand:
        self._check_may_move()
        if self._motors is not Motors.ON:
            if mode is Mode.GOING_TO_SLEEP and self._mode is Mode.ASLEEP:
                errand.succeed('it is asleep already')
                return errand
            self._backend.switch_motors(Motors.ON)
        self._drop_errand(f'replaced by {errand.name}')
        self._errand, self._mode = errand, mode
        self._is_kept, self._waited_s = False, 0.0
        if self._motors is Motors.ON:
            self._glide()
        return errand

    def _glide(self) -> None:
        if self._mode is Mode.WAKING:
            self._movement.glide([REST], self._config.wake_s)
        else:
            # Upright first: a straight way down from a turned or tilted head may be out of reach.
            self._movement.glide([REST, SLEEP], self._config.sleep_s)

    def _work(self, dt_s: float) -> None:
        """Go on with the errand."""
        if self._errand is None:
            return
        is_patient = self._waited_s < self._config.motors_timeout_s
        if self._mode is Mode.ASLEEP:
            self._waited_s += dt_s
            if self._motors is not Motors.ON:
                self._finish('asleep; the motors are off')
            elif not is_patient:
                self._finish('asleep, but the robot reports that its motors are still on')
        elif self._motors is not Motors.ON:
            self._waited_s += dt_s
            if not is_patient:
                self._drop_errand('the robot does not report that its motors are on')
                self._hold(is_kept=False)
        else:
            self._errand.progress = self._movement.progress
            if self._movement.is_over:
                self._arrive()

    def _arrive(self) -> None:
        """Be awake or asleep now that the glide is over."""
        if self._mode is Mode.WAKING:
            self._finish('awake')
            self._hold(is_kept=False)
        else:
            self._mode, self._waited_s = Mode.ASLEEP, 0.0
            self._backend.switch_motors(Motors.OFF)

    def _finish(self, message: str) -> None:
        if self._errand is not None:
            self._errand.succeed(message)
            self._errand = None

    def _drop_errand(self, reason: str) -> None:
        if self._errand is not None:
            self._errand.fail(reason)
            self._errand = None

    def _command(self, dt_s: float) -> None:
        # Nothing is out of reach but, for a moment, the way back from where a hand has put it.
        with suppress(LimitError):
            self._backend.command(self._movement.step(dt_s))
