"""Clips: authored movements such as dances and emotions, and the moves that play them."""

from abc import ABC, abstractmethod
from dataclasses import dataclass
from math import isfinite

from reachy_motion.blend import Blend
from reachy_motion.errors import GoalError
from reachy_motion.moves import Move, Trajectory
from reachy_motion.posture import Posture

SPEEDS = (0.25, 4.0)
LARGEST_AMPLITUDE = 2.0
MOST_REPEATS = 100
SEAM_S = 0.4
PROBE_S = 1e-3


class Clip(ABC):
    """An authored movement around the neutral posture.

    Attributes:
        name: Unique within its kind.
        kind: `dance`, `emotion` or `recorded`.
        description: One sentence.
        duration_s: Length at speed 1 [s].
        sound: File name of the sound that belongs to it; empty: none.
    """

    name: str
    kind: str
    description: str
    duration_s: float
    sound: str = ''

    @abstractmethod
    def sample(self, t_s: float) -> Posture:
        """Return the posture, (9,), at a time in [0, duration_s]."""


class ClipMove(Move):
    """Plays a clip, faster or slower, larger or smaller, once or more often.

    Args:
        clip: What is played.
        speed: Factor on its speed, within `SPEEDS`.
        amplitude: Factor on its postures, (0, `LARGEST_AMPLITUDE`].
        repeat: How often it is played, 1 to `MOST_REPEATS`.

    Raises:
        GoalError: If a factor is out of range.
    """

    def __init__(
        self, clip: Clip, speed: float = 1.0, amplitude: float = 1.0, repeat: int = 1
    ) -> None:
        slowest, fastest = SPEEDS
        if not (isfinite(speed) and slowest <= speed <= fastest):
            raise GoalError(f'speed {speed} is outside [{slowest:g}, {fastest:g}]')
        if not (isfinite(amplitude) and 0.0 < amplitude <= LARGEST_AMPLITUDE):
            raise GoalError(f'amplitude {amplitude} is outside (0, {LARGEST_AMPLITUDE:g}]')
        if not 1 <= repeat <= MOST_REPEATS:
            raise GoalError(f'repeat {repeat} is outside [1, {MOST_REPEATS}]')
        self.name = clip.name
        self.kind = clip.kind
        self.clip = clip
        self._playback = _Playback(
            clip, speed, amplitude, repeat, _seam(clip), clip.duration_s * repeat / speed
        )

    def plan(self, start: Posture, stopping_place: Posture) -> Trajectory:
        """Return the clip's trajectory, wherever the robot is: the composer blends into it."""
        return self._playback


@dataclass(frozen=True)
class _Playback(Trajectory):
    clip: Clip
    speed: float
    amplitude: float
    repeat: int
    seam: Blend
    duration_s: float

    def sample(self, t_s: float) -> Posture:
        length_s = self.clip.duration_s
        played_s = min(max(0.0, t_s * self.speed), length_s * self.repeat)
        # The end of the last round is the end of the clip, not the beginning of another round.
        rounds = min(int(played_s / length_s), self.repeat - 1)
        round_s = played_s - rounds * length_s
        posture = self.clip.sample(round_s)
        if rounds > 0:
            posture = posture + self.seam.sample(round_s)
        return self.amplitude * posture


def _seam(clip: Clip) -> Blend:
    """Return what leads smoothly from the end of a clip into its next round."""
    h, end_s = PROBE_S, clip.duration_s
    first, last = clip.sample(0.0), clip.sample(end_s)
    velocity = (last - clip.sample(end_s - h)) / h - (clip.sample(h) - first) / h
    return Blend(last - first, velocity, min(SEAM_S, end_s))
