"""A composer that several threads may use: one steps it, others submit moves and offsets."""

import threading
from dataclasses import dataclass

from reachy_motion.composer import Composer, ComposerConfig
from reachy_motion.errors import OffsetError, RobotError
from reachy_motion.moves import Move
from reachy_motion.posture import Posture
from reachy_motion.reach import Reach
from reachy_motion.sequencer import MoveEnded, MoveProgress

NO_ROBOT = 'the robot has not reported its posture yet; is the node "robot" running?'


@dataclass(frozen=True)
class PlayerState:
    """What is being composed.

    Attributes:
        playing: Name of the running move; `hold` or `breathing` when idle.
        kind: Its kind; empty when idle.
        elapsed_s: Time since it began [s].
        duration_s: Its length [s]; 0 when idle.
        waiting: Names of the moves in the queue.
        listening: Whether the robot listens.
        offset_sources: Sources of offsets that act now.
        offset: (6,) their sum, as applied [m, rad].
    """

    playing: str
    kind: str
    elapsed_s: float
    duration_s: float
    waiting: tuple[str, ...]
    listening: bool
    offset_sources: tuple[str, ...]
    offset: Posture


class Player:
    """Guards a composer, which begins when the robot's posture is first known.

    Args:
        config: How the target is composed.
        reach: See `Composer`.
    """

    def __init__(self, config: ComposerConfig, reach: Reach | None = None) -> None:
        self._lock = threading.Lock()
        self._config = config
        self._reach = reach
        self._listens = False
        self._composer: Composer | None = None

    @property
    def has_begun(self) -> bool:
        """Whether the robot's posture is known."""
        return self._composer is not None

    def begin(self, start: Posture, now_s: float) -> None:
        """Begin in a posture, (9,), in which the robot is at rest."""
        with self._lock:
            self._composer = Composer(self._config, start, now_s, self._reach)
            self._composer.listening.set(self._listens)

    def configure(self, config: ComposerConfig) -> None:
        """Compose in another way from now on."""
        with self._lock:
            self._config = config
            if self._composer is not None:
                self._composer.configure(config)

    def play(self, move: Move, queued: bool) -> int:
        """Play a move, now or after those that wait, and return its id.

        Raises:
            MotionError: If the move cannot be done; nothing else is disturbed.
        """
        with self._lock:
            if self._composer is None:
                raise RobotError(NO_ROBOT)
            sequencer = self._composer.sequencer
            return sequencer.enqueue(move) if queued else sequencer.play_now(move)

    def cancel(self, move_id: int) -> bool:
        """End one move, running or waiting; False if there is no such move."""
        with self._lock:
            return self._composer is not None and self._composer.sequencer.cancel(move_id)

    def stop(self) -> int:
        """End all moves and stay; return how many that ended."""
        with self._lock:
            return self._composer.sequencer.stop() if self._composer is not None else 0

    def end_kind(self, kind: str) -> int:
        """End all moves of one kind; return how many that ended."""
        with self._lock:
            return self._composer.sequencer.end_kind(kind) if self._composer is not None else 0

    def progress(self, move_id: int) -> MoveProgress | None:
        """Return where a move is; None if it is over or unknown."""
        with self._lock:
            return self._composer.sequencer.progress(move_id) if self._composer else None

    def listen(self, listens: bool) -> None:
        """Begin or end to listen."""
        with self._lock:
            self._listens = listens
            if self._composer is not None:
                self._composer.listening.set(listens)

    def update_offset(self, source: str, value: Posture, stamp_s: float, now_s: float) -> None:
        """Take the newest offset of a source; see `OffsetMixer.update`.

        Raises:
            OffsetError: If it is not taken.
        """
        with self._lock:
            if self._composer is None:
                raise OffsetError(NO_ROBOT)
            self._composer.offsets.update(source, value, stamp_s, now_s)

    def state(self) -> PlayerState | None:
        """Return what is being composed; None before the beginning."""
        with self._lock:
            if self._composer is None:
                return None
            sequencer, offsets = self._composer.sequencer, self._composer.offsets
            return PlayerState(
                playing=sequencer.playing,
                kind=sequencer.kind,
                elapsed_s=sequencer.elapsed_s,
                duration_s=sequencer.duration_s,
                waiting=tuple(sequencer.waiting),
                listening=self._composer.listening.is_active,
                offset_sources=tuple(offsets.sources),
                offset=offsets.offset,
            )

    def step(self, now_s: float) -> tuple[Posture, list[MoveEnded]]:
        """Advance to a time; return the posture to command and the moves that have ended."""
        with self._lock:
            if self._composer is None:
                raise RuntimeError('step called before begin')
            return self._composer.step(now_s), self._composer.sequencer.take_ended()
