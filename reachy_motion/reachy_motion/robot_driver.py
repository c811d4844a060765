"""Moves a robot after a stream of targets, within limits whatever the stream does.

Pure: no ROS, no clock, no thread. One thread calls it.
"""

from reachy_motion.backends.base import RobotBackend, RobotState, check_finite
from reachy_motion.errors import LimitError
from reachy_motion.limiter import Limiter
from reachy_motion.limits import MotionLimits
from reachy_motion.posture import Posture


class RobotDriver:
    """The guard between the targets, which may come from anyone, and the robot.

    It starts from the posture in which it finds the robot, and goes to each target evenly in the
    time until the next one is due: targets come more rarely than steps, and a command that waits
    for them would make the robot stutter. In front of a pose that the limits of
    the axes allow but the robot's joints cannot reach, it holds the robot where it is.

    Args:
        backend: A started robot.
        limits: What the robot may do.
        period_s: Nominal time between two calls of `step` [s].
        target_period_s: Nominal time between two targets [s].
    """

    def __init__(
        self, backend: RobotBackend, limits: MotionLimits, period_s: float, target_period_s: float
    ) -> None:
        self._backend = backend
        self._target_period_s = target_period_s
        self._limiter = Limiter(limits, period_s, backend.state().posture)
        self._target = self._begin = self._wanted = self._limiter.posture
        self._since_target_s = 0.0
        self._held = self._limiter.posture
        self._obstacle: LimitError | None = None

    @property
    def obstacle(self) -> LimitError | None:
        """Why the robot is being held; None while it follows."""
        return self._obstacle

    def step(self, target: Posture, dt_s: float) -> None:
        """Let the robot follow a target for a moment.

        Args:
            target: (9,) where the robot shall be; another object than before is a new target.
            dt_s: Time since the previous call [s].

        Raises:
            ValueError: If the target is not finite; the robot does not get it.
            RobotError: If the robot is lost.
        """
        check_finite(target)
        if target is not self._target:
            self._target, self._begin, self._since_target_s = target, self._wanted, 0.0
        self._since_target_s += max(0.0, dt_s)
        done = min(1.0, self._since_target_s / self._target_period_s)
        self._wanted = self._begin + (target - self._begin) * done
        posture = self._limiter.step(self._wanted, dt_s)
        try:
            self._backend.command(posture)
            self._held, self._obstacle = posture, None
        except LimitError as err:
            # Starting again from here, at rest, keeps the way back into reach smooth too.
            self._limiter.reset(self._held)
            self._obstacle = err
        self._backend.advance(dt_s)

    def state(self) -> RobotState:
        """Return the robot's present state."""
        return self._backend.state()
