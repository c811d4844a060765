"""The action `goto`: turns goals into moves, reports their progress and what came of them."""

import math
from collections.abc import Callable
from dataclasses import dataclass

from rclpy.action import ActionServer, CancelResponse
from rclpy.action.server import ServerGoalHandle
from rclpy.node import Node
from rclpy.task import Future
from reachy_interfaces.action import Goto as GotoAction

from reachy_motion.composer import MoveEnded, Outcome
from reachy_motion.errors import MotionError
from reachy_motion.goto import Goto, ReachCheck
from reachy_motion.goto_goal import goto_from_goal, is_queued
from reachy_motion.limits import MotionLimits
from reachy_motion.measured import MeasuredPosture, PostureError, posture_error
from reachy_motion.player import Player

FEEDBACK_PERIOD_S = 0.05
SETTLED_RATIO = 1.2
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


class GotoServer:
    """Serves the action `goto`.

    A goal that is out of limits is accepted and aborted at once instead of rejected, because only
    a result can carry the sentence that names the value and the limit.

    Args:
        node: Node that offers the action.
        player: Plays the moves.
        limits: What a goal may ask for.
        measured: The robot's posture, to tell how well a goal was reached.
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
        self._node = node
        self._player = player
        self._limits = limits
        self._measured = measured
        self._check_reach = check_reach
        self._now_s = now_s
        self._settle_s = settle_s
        self._goals: dict[int, tuple[ServerGoalHandle, Future]] = {}
        self._arrivals: list[_Arrival] = []
        self._timer = node.create_timer(FEEDBACK_PERIOD_S, self._on_timer, autostart=False)
        self._server = ActionServer(
            node, GotoAction, 'goto', self._on_goal, cancel_callback=self._on_cancel
        )

    def on_ended(self, ended: MoveEnded) -> None:
        """Take the news that a move has ended; those of other actions are ignored."""
        if ended.move_id in self._goals:
            self._goals[ended.move_id][1].set_result(ended)

    async def _on_goal(self, handle: ServerGoalHandle) -> GotoAction.Result:
        if handle.is_cancel_requested:
            handle.canceled()
            return _result(False, 'canceled before it began')
        try:
            move = goto_from_goal(handle.request, self._limits, self._check_reach)
            move_id = self._player.play(move, is_queued(handle.request.when, 'now'))
        except MotionError as err:
            self._node.get_logger().warning(f'goto rejected: {err}')
            handle.abort()
            return _result(False, f'rejected: {err}')
        over = Future(executor=self._node.executor)
        self._goals[move_id] = (handle, over)
        self._timer.reset()
        try:
            return await self._finish(handle, move, await over)
        finally:
            del self._goals[move_id]

    async def _finish(
        self, handle: ServerGoalHandle, move: Goto, ended: MoveEnded
    ) -> GotoAction.Result:
        if ended.outcome is not Outcome.COMPLETED:
            handle.canceled() if handle.is_cancel_requested else handle.abort()
            reason = f'rejected: {ended.reason}' if ended.reason else ended.outcome.value
            return _result(False, reason, self._error(move))
        reached = Future(executor=self._node.executor)
        self._arrivals.append(_Arrival(move, self._now_s() + self._settle_s(), reached))
        self._timer.reset()
        error: PostureError | None = await reached
        if error is not None and error.within(TOLERANCE):
            handle.succeed()
            return _result(True, f'reached within {error}', error)
        handle.abort()
        if error is None:
            return _result(False, 'the path was sent, but the robot no longer reports its posture')
        return _result(
            False, f'stopped short of the goal: {error}; is something in the way?', error
        )

    def _on_cancel(self, handle: ServerGoalHandle) -> CancelResponse:
        for move_id, (active, _) in self._goals.items():
            if active.goal_id == handle.goal_id:
                self._player.cancel(move_id)
        return CancelResponse.ACCEPT

    def _on_timer(self) -> None:
        for move_id, (handle, over) in self._goals.items():
            progress = self._player.progress(move_id)
            if progress is not None and not over.done():
                feedback = GotoAction.Feedback()
                feedback.progress = progress.fraction
                feedback.remaining = progress.remaining_s
                handle.publish_feedback(feedback)
        for arrival in list(self._arrivals):
            before, arrival.error = arrival.error, self._error(arrival.move)
            if _has_settled(before, arrival.error) or self._now_s() >= arrival.deadline_s:
                self._arrivals.remove(arrival)
                arrival.reached.set_result(arrival.error)
        if not self._goals:
            self._timer.cancel()

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


def _result(success: bool, message: str, error: PostureError | None = None) -> GotoAction.Result:
    error = error or PostureError()
    return GotoAction.Result(
        success=success,
        message=message,
        position_error=error.position,
        rotation_error=error.rotation,
        antennas_error=error.antennas,
        body_yaw_error=error.body_yaw,
    )
