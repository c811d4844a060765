"""Moves a robot after a stream of targets, within limits whatever the stream does.

Pure: no ROS, no clock, no thread. One thread calls it.
"""

from reachy_motion.backends.base import RobotBackend, RobotState
from reachy_motion.errors import LimitError
from reachy_motion.limiter import Limiter
from reachy_motion.limits import MotionLimits
from reachy_motion.posture import Posture


class RobotDriver:
    """The guard between the targets, which may come from anyone, and the robot.

    It starts from the posture in which it finds the robot. In front of a pose that the limits of
    the axes allow but the robot's joints cannot reach, it holds the robot where it is.

    Args:
        backend: A started robot.
        limits: What the robot may do.
        period_s: Nominal time between two calls of `step` [s].
    """

    def __init__(self, backend: RobotBackend, limits: MotionLimits, period_s: float) -> None:
        self._backend = backend
        self._limiter = Limiter(limits, period_s, backend.state().posture)
        self._held = self._limiter.posture
        self._obstacle: LimitError | None = None

    @property
    def obstacle(self) -> LimitError | None:
        """Why the robot is being held; None while it follows."""
        return self._obstacle

    def step(self, target: Posture, dt_s: float) -> None:
        """Let the robot follow a target for a moment.

        Args:
            target: (9,) where the robot shall be.
            dt_s: Time since the previous call [s].

        Raises:
            ValueError: If the target is not finite; the robot does not get it.
            RobotError: If the robot is lost.
        """
        posture = self._limiter.step(target, dt_s)
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
