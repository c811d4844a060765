"""Two players of the same moves, stepped on a virtual clock: ours, and one without transitions."""

from abc import ABC, abstractmethod

from reachy_motion.breathing import Breathing, BreathingStyle
from reachy_motion.clips import Clip, ClipMove
from reachy_motion.composer import Composer, ComposerConfig
from reachy_motion.goto import Goto
from reachy_motion.kinematics import HeadKinematics
from reachy_motion.limits import MotionLimits
from reachy_motion.min_jerk import MinJerk
from reachy_motion.moves import Hold
from reachy_motion.posture import PARTS, Posture, neutral
from reachy_motion.reach import Reach
from reachy_motion.sequencer import SequencerConfig

PERIOD_S = 0.01
IDLE_DELAY_S = 0.3
BREATHING_ENTRY_S = 1.0


class Player(ABC):
    """Plays moves from neutral on; what is told to it holds from the latest step on."""

    @abstractmethod
    def goto(self, goal: Posture, duration_s: float) -> None:
        """Go to a posture, (9,), at once."""

    @abstractmethod
    def dance(self, clip: Clip) -> None:
        """Play a dance at once, instead of whatever plays."""

    @abstractmethod
    def stop_dance(self) -> None:
        """End the dance early."""

    @abstractmethod
    def step(self, now_s: float) -> Posture:
        """Advance to a time and return the posture to command, (9,)."""


class ComposedPlayer(Player):
    """Plays through the composer, limits and reach included.

    Args:
        breathes: Whether it breathes when idle.
    """

    def __init__(self, breathes: bool) -> None:
        breathing = BreathingStyle() if breathes else None
        config = ComposerConfig(PERIOD_S, sequencer=SequencerConfig(breathing=breathing))
        self._composer = Composer(config, neutral(), 0.0, Reach(HeadKinematics()))

    def goto(self, goal: Posture, duration_s: float) -> None:
        """Go to a posture, (9,), at once."""
        goals = {part: goal[axes].tolist() for part, axes in PARTS.items()}
        self._composer.sequencer.play_now(Goto(goals, MotionLimits(), duration_s))

    def dance(self, clip: Clip) -> None:
        """Play a dance at once, instead of whatever plays."""
        self._composer.sequencer.play_now(ClipMove(clip))

    def stop_dance(self) -> None:
        """End the dance early."""
        self._composer.sequencer.end_kind('dance')

    def step(self, now_s: float) -> Posture:
        """Advance to a time and return the posture to command, (9,)."""
        return self._composer.step(now_s)


class RawPlayer(Player):
    """Plays everything as it is written, without transitions, as the vendor's programs do.

    A goto is the minimum-jerk path from rest that is the SDK's default; a dance is sampled; what
    is stopped stays where it is; breathing is entered by one straight second to neutral.

    Args:
        breathes: Whether it breathes when idle.
    """

    def __init__(self, breathes: bool) -> None:
        self._breathes = breathes
        self._posture = neutral()
        self._now_s = 0.0
        self._begin(Hold(self._posture), 0.0)

    def goto(self, goal: Posture, duration_s: float) -> None:
        """Go to a posture, (9,), at once."""
        self._begin(MinJerk(self._posture, goal, duration_s), duration_s)

    def dance(self, clip: Clip) -> None:
        """Play a dance at once, instead of whatever plays."""
        self._begin(clip, clip.duration_s)

    def stop_dance(self) -> None:
        """End the dance early."""
        self._begin(Hold(self._posture), 0.0)

    def step(self, now_s: float) -> Posture:
        """Advance to a time and return the posture to command, (9,)."""
        self._now_s = now_s
        played_s = now_s - self._begun_s
        idle_s = played_s - self._duration_s - IDLE_DELAY_S
        if self._breathes and idle_s >= 0.0:
            self._posture = self._breathe(idle_s)
        else:
            self._posture = self._source.sample(min(played_s, self._duration_s))
        return self._posture

    def _begin(self, source: Clip | MinJerk | Hold, duration_s: float) -> None:
        self._source = source
        self._begun_s, self._duration_s = self._now_s, duration_s

    def _breathe(self, idle_s: float) -> Posture:
        breathing_s = idle_s - BREATHING_ENTRY_S
        if breathing_s >= 0.0:
            return Breathing(neutral(), BreathingStyle()).sample(breathing_s)
        return self._source.sample(self._duration_s) * (-breathing_s / BREATHING_ENTRY_S)
