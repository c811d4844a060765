"""The sequencer: decides which move plays now, and leads smoothly from one to the next.

Moves are exclusive and wait in a queue. When none is left the robot holds still, and after a
moment it breathes around its rest posture: the place that the last goto led it to. Whatever
interrupts what, position and velocity stay continuous (see `blend`). Knows no clock and no thread:
time arrives with `step`.
"""

from collections import deque
from dataclasses import dataclass, field
from enum import Enum
from itertools import count
from math import inf, isfinite

from reachy_motion.blend import Blend, blend_time, stopping_place
from reachy_motion.breathing import Breathing, BreathingStyle
from reachy_motion.errors import MotionError
from reachy_motion.limits import MotionLimits
from reachy_motion.moves import Hold, Move, Trajectory
from reachy_motion.posture import Posture, neutral

VELOCITY_PROBE_S = 1e-4
BRAKING_FRACTION = 0.5


class Outcome(Enum):
    """How a move ended."""

    COMPLETED = 'completed'
    CANCELED = 'canceled'
    PREEMPTED = 'replaced by a newer goal'
    STOPPED = 'stopped'
    FAILED = 'failed'


@dataclass(frozen=True)
class MoveEnded:
    """Tells that a move has ended; `reason` says why a failed one could not begin."""

    move_id: int
    outcome: Outcome
    reason: str = ''


@dataclass(frozen=True)
class MoveProgress:
    """Where a move is: `elapsed_s` of `duration_s`, which is endless while the move waits."""

    elapsed_s: float
    duration_s: float

    @property
    def fraction(self) -> float:
        """Part of the move that is done, 0 to 1."""
        return self.elapsed_s / self.duration_s if self.duration_s > 0.0 else 1.0

    @property
    def remaining_s(self) -> float:
        """Time until the move ends [s]; infinite while it waits."""
        return self.duration_s - self.elapsed_s


@dataclass(frozen=True)
class SequencerConfig:
    """How one move leads to the next.

    Attributes:
        blend_s: Shortest time in which one movement passes into the next [s].
        idle_delay_s: Time without a move after which breathing begins [s].
        breathing: Size and pace of breathing; None: hold still.
        breathing_blend_s: Shortest time in which breathing begins [s].
    """

    blend_s: float = 0.4
    idle_delay_s: float = 0.3
    breathing: BreathingStyle | None = field(default_factory=BreathingStyle)
    breathing_blend_s: float = 1.0

    def __post_init__(self) -> None:
        """Check the times."""
        for name in ('blend_s', 'idle_delay_s', 'breathing_blend_s'):
            value = getattr(self, name)
            if not (isfinite(value) and value >= 0.0):
                raise ValueError(f'{name} {value} s must be finite and not negative')


@dataclass(frozen=True)
class _Playing:
    """A trajectory that runs since `begun_s`, entered through a blend."""

    trajectory: Trajectory
    begun_s: float
    blend: Blend
    move: Move | None = None
    move_id: int = 0

    @property
    def duration_s(self) -> float:
        return max(self.trajectory.duration_s, self.blend.duration_s)

    @property
    def end_s(self) -> float:
        return self.begun_s + self.duration_s

    def sample(self, now_s: float) -> Posture:
        t_s = now_s - self.begun_s
        return self.trajectory.sample(t_s) + self.blend.sample(t_s)

    def velocity(self, now_s: float) -> Posture:
        """Return the velocity by a difference that lies within the time played."""
        left_s = max(self.begun_s, now_s - VELOCITY_PROBE_S)
        right_s = left_s + VELOCITY_PROBE_S
        return (self.sample(right_s) - self.sample(left_s)) / VELOCITY_PROBE_S


class Sequencer:
    """Plays moves one after another and idles between them.

    Args:
        config: How one move leads to the next.
        limits: What the robot may do: places are kept within, and time is taken, by them.
        start: (9,) posture in which the robot is, at rest.
        now_s: The time of `start` [s]; later times come with `step`.
    """

    def __init__(
        self, config: SequencerConfig, limits: MotionLimits, start: Posture, now_s: float
    ) -> None:
        self._config = config
        self._limits = limits
        self._now_s = self._quiet_since_s = now_s
        self._rest = start
        self._queue: deque[tuple[int, Move]] = deque()
        self._ids = count(1)
        self._ended: list[MoveEnded] = []
        self._playing = _Playing(Hold(start), now_s, Blend(neutral(), neutral(), 0.0))

    @property
    def playing(self) -> str:
        """Name of what is played now; `hold` or `breathing` when idle."""
        if self._playing.move is not None:
            return self._playing.move.name
        return 'breathing' if isinstance(self._playing.trajectory, Breathing) else 'hold'

    @property
    def waiting(self) -> list[str]:
        """Names of the moves in the queue."""
        return [move.name for _, move in self._queue]

    @property
    def kind(self) -> str:
        """Kind of the running move; empty when idle."""
        return self._playing.move.kind if self._playing.move is not None else ''

    @property
    def elapsed_s(self) -> float:
        """Time since what is played now began [s]."""
        return self._now_s - self._playing.begun_s

    @property
    def duration_s(self) -> float:
        """Length of the running move [s]; 0 when idle."""
        return self._playing.duration_s if self._playing.move is not None else 0.0

    def configure(self, config: SequencerConfig) -> None:
        """Lead from move to move in another way from now on."""
        self._config = config
        if isinstance(self._playing.trajectory, Breathing):
            self._hold(self._now_s)

    def play_now(self, move: Move) -> int:
        """Replace the running move and the queue, and return the id of the new move.

        Raises:
            MotionError: If the move cannot be done; what was played goes on.
        """
        trajectory = self._plan(move, self._now_s)
        self._clear(Outcome.PREEMPTED)
        move_id = next(self._ids)
        self._begin(trajectory, self._now_s, self._config.blend_s, move, move_id)
        return move_id

    def enqueue(self, move: Move) -> int:
        """Append a move to the queue and return its id; it replaces idling at once."""
        move_id = next(self._ids)
        self._queue.append((move_id, move))
        return move_id

    def end_kind(self, kind: str) -> int:
        """End the running move and the waiting ones of one kind; return how many that ended."""
        waiting = [(move_id, move) for move_id, move in self._queue if move.kind == kind]
        for entry in waiting:
            self._queue.remove(entry)
            self._ended.append(MoveEnded(entry[0], Outcome.STOPPED))
        if self._playing.move is None or self._playing.move.kind != kind:
            return len(waiting)
        self._end(Outcome.STOPPED)
        self._hold(self._now_s)
        return len(waiting) + 1

    def cancel(self, move_id: int) -> bool:
        """End one move, running or waiting; the queue goes on. False: there is no such move."""
        if move_id and self._playing.move_id == move_id:
            self._end(Outcome.CANCELED)
            self._hold(self._now_s)
            return True
        for waiting in self._queue:
            if waiting[0] == move_id:
                self._queue.remove(waiting)
                self._ended.append(MoveEnded(move_id, Outcome.CANCELED))
                return True
        return False

    def stop(self) -> int:
        """End the running move and the queue, stay here; return how many moves that ended."""
        ended = self._clear(Outcome.STOPPED)
        self._hold(self._now_s)
        self._rest = self._playing.trajectory.sample(0.0)
        return ended

    def progress(self, move_id: int) -> MoveProgress | None:
        """Return where a move is; None if it is over or unknown."""
        playing = self._playing
        if move_id and playing.move_id == move_id:
            elapsed_s = min(self._now_s - playing.begun_s, playing.duration_s)
            return MoveProgress(elapsed_s, playing.duration_s)
        if any(waiting == move_id for waiting, _ in self._queue):
            return MoveProgress(0.0, inf)
        return None

    def take_ended(self) -> list[MoveEnded]:
        """Return the moves that have ended since the previous call, in order."""
        ended, self._ended = self._ended, []
        return ended

    def step(self, now_s: float, may_breathe: bool = True) -> Posture:
        """Advance to a time and return what plays then, (9,).

        Args:
            now_s: Time [s], not earlier than that of the previous step.
            may_breathe: False: hold still instead of breathing.
        """
        self._choose(now_s, may_breathe)
        self._now_s = now_s
        return self._playing.sample(now_s)

    def _choose(self, now_s: float, may_breathe: bool) -> None:
        """Let what is over end, and begin what is due, each at its own moment."""
        while True:
            playing = self._playing
            if playing.move is not None:
                if now_s < playing.end_s:
                    return
                self._end(Outcome.COMPLETED)
                self._hold(playing.end_s)
            elif self._queue:
                self._begin_waiting()
            else:
                self._breathe_when_due(now_s, may_breathe)
                return

    def _begin_waiting(self) -> None:
        move_id, move = self._queue.popleft()
        # Between two steps if the move before it has just ended there, else at the latest step.
        begun_s = max(self._now_s, self._playing.begun_s)
        try:
            trajectory = self._plan(move, begun_s)
        except MotionError as err:
            self._ended.append(MoveEnded(move_id, Outcome.FAILED, str(err)))
            return
        self._begin(trajectory, begun_s, self._config.blend_s, move, move_id)

    def _breathe_when_due(self, now_s: float, may_breathe: bool) -> None:
        style = self._config.breathing
        is_breathing = isinstance(self._playing.trajectory, Breathing)
        if not may_breathe:
            self._quiet_since_s = now_s
            if is_breathing:
                self._hold(self._now_s)
            return
        due_s = max(self._playing.begun_s, self._quiet_since_s) + self._config.idle_delay_s
        if style is not None and not is_breathing and now_s >= due_s:
            breathing = Breathing(self._rest, style)
            self._begin(breathing, due_s, self._config.breathing_blend_s)

    def _plan(self, move: Move, at_s: float) -> Trajectory:
        stopping_place, _ = self._stopping(at_s)
        return move.plan(self._playing.sample(at_s), stopping_place)

    def _begin(
        self,
        trajectory: Trajectory,
        at_s: float,
        least_blend_s: float,
        move: Move | None = None,
        move_id: int = 0,
    ) -> None:
        entering = _Playing(trajectory, at_s, Blend(neutral(), neutral(), 0.0))
        offset = self._playing.sample(at_s) - entering.sample(at_s)
        velocity = self._playing.velocity(at_s) - entering.velocity(at_s)
        limits = self._limits
        blend_s = blend_time(
            offset, least_blend_s, limits.comfort_velocity, limits.comfort_acceleration
        )
        blend = Blend(offset, velocity, blend_s)
        self._playing = _Playing(trajectory, at_s, blend, move, move_id)

    def _hold(self, at_s: float) -> None:
        """Come to rest from the movement of a moment, without turning back."""
        place, time_s = self._stopping(at_s)
        playing = self._playing
        blend = Blend(playing.sample(at_s) - place, playing.velocity(at_s), time_s)
        self._playing = _Playing(Hold(place), at_s, blend)

    def _stopping(self, at_s: float) -> tuple[Posture, float]:
        """Return where and how soon the movement of a moment can come to rest."""
        limits = self._limits
        place, time_s = stopping_place(
            self._playing.sample(at_s),
            self._playing.velocity(at_s),
            BRAKING_FRACTION * limits.acceleration,
        )
        return limits.clamp(place), time_s

    def _clear(self, outcome: Outcome) -> int:
        ended = len(self._queue)
        self._ended += [MoveEnded(move_id, outcome) for move_id, _ in self._queue]
        self._queue.clear()
        if self._playing.move is not None:
            self._end(outcome)
            ended += 1
        return ended

    def _end(self, outcome: Outcome) -> None:
        """Report the end of the running move; what plays next is the caller's choice."""
        playing = self._playing
        assert playing.move is not None
        at_s = min(self._now_s, playing.end_s)
        self._rest = playing.move.rest_after(
            self._rest, playing.sample(at_s), outcome is Outcome.COMPLETED
        )
        self._ended.append(MoveEnded(playing.move_id, outcome))
