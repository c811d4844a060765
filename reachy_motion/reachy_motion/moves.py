"""What the composer can play: moves, and the trajectories that they become when they begin."""

from abc import ABC, abstractmethod
from dataclasses import dataclass
from math import inf

from reachy_motion.posture import Posture


class Trajectory(ABC):
    """A path in time, from its beginning at 0 s to `duration_s`; it ends at rest or never."""

    duration_s: float = inf

    @abstractmethod
    def sample(self, t_s: float) -> Posture:
        """Return the posture, shape (9,), at a time in [0, duration_s]."""


class Move(ABC):
    """Something to play that is exclusive and queued.

    Attributes:
        name: Shown in states, logs and results.
        kind: `goto`, `dance`, `emotion` or `recorded`.
    """

    name: str
    kind: str

    @abstractmethod
    def plan(self, start: Posture, stopping_place: Posture) -> Trajectory:
        """Return the trajectory for the robot of this moment.

        The trajectory need not begin where the robot is: the composer blends into it.

        Args:
            start: (9,) posture of this moment.
            stopping_place: (9,) posture in which the robot would come to rest from its movement.

        Raises:
            MotionError: If the move cannot be done from there; its text is for the user.
        """

    def rest_after(self, rest: Posture, now: Posture, completed: bool) -> Posture:
        """Return the posture to idle in after the move.

        Args:
            rest: (9,) posture in which the robot idled before.
            now: (9,) posture in which the move ended.
            completed: Whether it was played to its end.
        """
        return rest


@dataclass(frozen=True)
class Hold(Trajectory):
    """Stays in one posture, endlessly."""

    posture: Posture

    def sample(self, t_s: float) -> Posture:
        """Return the posture."""
        return self.posture
