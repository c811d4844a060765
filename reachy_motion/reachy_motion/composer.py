"""The composer: turns moves, offsets and listening into one smooth target within all limits.

In this order: what the sequencer plays, the antennas that freeze while the robot listens, the
offsets of live sources, the reach of the head's mechanism, and the limiter, which has the last
word. Knows no clock and no thread: time arrives with `step`.
"""

from dataclasses import dataclass, field
from math import isfinite

from reachy_motion.limiter import Limiter
from reachy_motion.limits import MotionLimits
from reachy_motion.listening import Listening, ListeningConfig
from reachy_motion.offsets import OffsetConfig, OffsetMixer, apply_offset
from reachy_motion.posture import Posture
from reachy_motion.reach import Reach
from reachy_motion.sequencer import Sequencer, SequencerConfig


@dataclass(frozen=True)
class ComposerConfig:
    """How the target is composed.

    Attributes:
        period_s: Length of one step [s].
        limits: What the robot may do.
        sequencer: How one move leads to the next.
        listening: How the robot listens.
        offsets: How offsets are taken and mixed.
    """

    period_s: float = 0.01
    limits: MotionLimits = field(default_factory=MotionLimits)
    sequencer: SequencerConfig = field(default_factory=SequencerConfig)
    listening: ListeningConfig = field(default_factory=ListeningConfig)
    offsets: OffsetConfig = field(default_factory=OffsetConfig)


class Composer:
    """Composes the robot's target, step by step.

    Args:
        config: How it is composed.
        start: (9,) posture in which the robot is, at rest.
        now_s: The time of `start` [s]; later times come with `step`.
        reach: The reach of the head's mechanism; None: all within the limits is in reach.

    Attributes:
        sequencer: Plays the moves.
        listening: Freezes the antennas.
        offsets: Mixes the offsets.
    """

    def __init__(
        self,
        config: ComposerConfig,
        start: Posture,
        now_s: float,
        reach: Reach | None = None,
    ) -> None:
        self._limits = config.limits
        self._reach = reach
        self._limiter = Limiter(
            config.limits, config.period_s, start, reach.contains if reach is not None else None
        )
        self._now_s = now_s
        start = self._limiter.posture
        self.sequencer = Sequencer(config.sequencer, config.limits, start, now_s)
        self.listening = Listening(config.listening, start, now_s)
        self.offsets = OffsetMixer(config.offsets)

    @property
    def posture(self) -> Posture:
        """The newest output, (9,)."""
        return self._limiter.posture

    def configure(self, config: ComposerConfig) -> None:
        """Compose in another way from now on; period and limits stay those of the beginning."""
        self.sequencer.configure(config.sequencer)
        self.listening.configure(config.listening)
        self.offsets.configure(config.offsets)

    def step(self, now_s: float) -> Posture:
        """Advance to a time and return the posture to command, (9,), within all limits.

        Args:
            now_s: Time [s] on the same clock as before; an earlier one counts as no progress.

        Raises:
            ValueError: If the time is not finite.
        """
        if not isfinite(now_s):
            raise ValueError(f'time {now_s} s is not finite')
        dt_s = now_s - self._now_s
        if dt_s <= 0.0:
            return self.posture
        self._now_s = now_s
        posture = self.sequencer.step(now_s, may_breathe=not self.listening.is_active)
        posture = self.listening.step(posture, now_s)
        posture = apply_offset(posture, self.offsets.step(now_s, dt_s))
        posture = self._limits.clamp(posture)
        if self._reach is not None:
            posture = self._reach.project(posture)
        return self._limiter.step(posture, dt_s)
