"""The targets as they come, made into an even movement.

Targets come more rarely than the robot is commanded. Going to each one evenly in the time until
the next one is due keeps the robot from stuttering.
"""

from math import inf

from reachy_motion.posture import Posture, neutral


class TargetStream:
    """Interpolates between targets and knows for how long none has come.

    Args:
        period_s: Nominal time between two targets [s].
        gap_s: Silence after which a target begins a new stream instead of going on with the old.
    """

    def __init__(self, period_s: float, gap_s: float) -> None:
        self._period_s = period_s
        self._gap_s = gap_s
        self._begin = self._target = neutral()
        self._length = 0
        self._silence_s = inf

    @property
    def silence_s(self) -> float:
        """Time since the newest target [s]; infinite before the first."""
        return self._silence_s

    @property
    def length(self) -> int:
        """Targets since the last gap; the velocity is known from the second on."""
        return self._length

    @property
    def posture(self) -> Posture:
        """Where the stream is now, (9,)."""
        done = min(1.0, self._silence_s / self._period_s)
        return self._begin + (self._target - self._begin) * done

    @property
    def velocity(self) -> Posture:
        """How fast it moves towards its newest target, (9,) [m/s, rad/s]."""
        return (self._target - self._begin) / self._period_s

    def take(self, target: Posture) -> None:
        """Go towards a new target, (9,), from now on."""
        if self._silence_s >= self._gap_s:
            self._begin, self._length = target, 0
        else:
            self._begin = self.posture
        self._target = target
        self._length += 1
        self._silence_s = 0.0

    def advance(self, dt_s: float) -> None:
        """Let time pass; none for zero or less."""
        self._silence_s += max(0.0, dt_s)
