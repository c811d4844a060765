"""A composer that several threads may use: one steps it, others submit moves."""

import threading

from reachy_motion.composer import Composer, ComposerConfig, MoveEnded, MoveProgress
from reachy_motion.errors import RobotError
from reachy_motion.moves import Move
from reachy_motion.posture import Posture


class Player:
    """Guards a composer, which begins when the robot's posture is first known.

    Args:
        config: How moves are composed.
    """

    def __init__(self, config: ComposerConfig) -> None:
        self._lock = threading.Lock()
        self._config = config
        self._composer: Composer | None = None

    @property
    def has_begun(self) -> bool:
        """Whether the robot's posture is known."""
        return self._composer is not None

    def begin(self, start: Posture, now_s: float) -> None:
        """Begin in a posture, (9,), in which the robot is at rest."""
        with self._lock:
            self._composer = Composer(self._config, start, now_s)

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
                raise RobotError(
                    'the robot has not reported its posture yet; is the node "robot" running?'
                )
            return self._composer.enqueue(move) if queued else self._composer.play_now(move)

    def cancel(self, move_id: int) -> bool:
        """End one move, running or waiting; False if there is no such move."""
        with self._lock:
            return self._composer is not None and self._composer.cancel(move_id)

    def stop(self) -> int:
        """End all moves and stay; return how many that ended."""
        with self._lock:
            return self._composer.stop() if self._composer is not None else 0

    def progress(self, move_id: int) -> MoveProgress | None:
        """Return where a move is; None if it is over or unknown."""
        with self._lock:
            return self._composer.progress(move_id) if self._composer is not None else None

    def describe(self) -> tuple[str, list[str]]:
        """Return the name of what is played and the names of the waiting moves."""
        with self._lock:
            if self._composer is None:
                return 'waiting for the robot', []
            return self._composer.playing, self._composer.waiting

    def step(self, now_s: float) -> tuple[Posture, list[MoveEnded]]:
        """Advance to a time; return the posture to command and the moves that have ended."""
        with self._lock:
            if self._composer is None:
                raise RuntimeError('step called before begin')
            return self._composer.step(now_s), self._composer.take_ended()
