"""The action `goto`."""

import math
from collections.abc import Callable
from dataclasses import dataclass

from rclpy.action.server import ServerGoalHandle
from rclpy.node import Node
from rclpy.task import Future
from reachy_interfaces.action import Goto as GotoAction

from reachy_motion.goto import Goto, ReachCheck
from reachy_motion.limits import MotionLimits
from reachy_motion.measured import MeasuredPosture, PostureError, posture_error
from reachy_motion.move_goals import NOW, goto_from_goal
from reachy_motion.move_server import MoveServer
from reachy_motion.moves import Move
from reachy_motion.player import Player
from reachy_motion.sequencer import MoveProgress

SETTLED_RATIO = 1.05
TOLERANCE = PostureError(
    position=0.003, rotation=math.radians(2.0), antennas=0.1, body_yaw=math.radians(2.0)
)


@dataclass
class _Arrival:
    """A path that has been commanded to its end, while the robot may still be on its way."""

    move: Goto
    deadline_s: float
    reached: Future
    error: PostureError | None = None


class GotoServer(MoveServer):
    """Serves the action `goto`, and measures how well the robot has reached the goal.

    Args:
        node: Node that offers the action.
        player: Plays the moves.
        limits: What a goal may ask for.
        measured: The robot's posture.
        check_reach: See `Goto`.
        now_s: The clock of `measured` [s].
        settle_s: Time that the robot gets to arrive after its path has ended [s].
    """

    def __init__(
        self,
        node: Node,
        player: Player,
        limits: MotionLimits,
        measured: MeasuredPosture,
        check_reach: ReachCheck,
        now_s: Callable[[], float],
        settle_s: Callable[[], float],
    ) -> None:
        self._limits = limits
        self._measured = measured
        self._check_reach = check_reach
        self._now_s = now_s
        self._settle_s = settle_s
        self._arrivals: list[_Arrival] = []
        super().__init__(node, GotoAction, 'goto', player, when=NOW)

    def _make_move(self, goal: GotoAction.Goal) -> Goto:
        return goto_from_goal(goal, self._limits, self._check_reach)

    def _make_feedback(self, move: Move, progress: MoveProgress) -> GotoAction.Feedback:
        return GotoAction.Feedback(progress=progress.fraction, remaining=progress.remaining_s)

    async def _finish(self, handle: ServerGoalHandle, move: Move) -> GotoAction.Result:
        assert isinstance(move, Goto)
        reached = Future(executor=self._node.executor)
        self._arrivals.append(_Arrival(move, self._now_s() + self._settle_s(), reached))
        error: PostureError | None = await reached
        if error is not None and error.within(TOLERANCE):
            handle.succeed()
            return _result(True, f'reached within {error}', error)
        handle.abort()
        if error is None:
            return self._failure('the path was sent, but the robot no longer reports its posture')
        reason = f'stopped short of the goal: {error}; is something in the way?'
        return _result(False, reason, error)

    def _failure(self, message: str) -> GotoAction.Result:
        return _result(False, message, PostureError())

    def _on_timer(self) -> None:
        super()._on_timer()
        for arrival in list(self._arrivals):
            before, arrival.error = arrival.error, self._error(arrival.move)
            if _has_settled(before, arrival.error) or self._now_s() >= arrival.deadline_s:
                self._arrivals.remove(arrival)
                arrival.reached.set_result(arrival.error)

    def _error(self, move: Goto) -> PostureError | None:
        measured = self._measured.posture(self._now_s())
        if measured is None:
            return None
        return posture_error(move.goal(measured), measured, list(move.goals))


def _has_settled(before: PostureError | None, error: PostureError | None) -> bool:
    """Tell whether the robot is at its goal and comes no nearer."""
    if before is None or error is None or not error.within(TOLERANCE):
        return False
    return before.within(error.scaled(SETTLED_RATIO))


def _result(success: bool, message: str, error: PostureError) -> GotoAction.Result:
    return GotoAction.Result(
        success=success,
        message=message,
        position_error=error.position,
        rotation_error=error.rotation,
        antennas_error=error.antennas,
        body_yaw_error=error.body_yaw,
    )
