"""What the actions that move the robot have in common: goals become moves and end with them."""

from abc import ABC, abstractmethod
from typing import Any

from rclpy.action import ActionServer, CancelResponse
from rclpy.action.server import ServerGoalHandle
from rclpy.node import Node
from rclpy.task import Future

from reachy_motion.errors import MotionError
from reachy_motion.move_goals import is_queued
from reachy_motion.moves import Move
from reachy_motion.player import Player
from reachy_motion.sequencer import MoveEnded, MoveProgress, Outcome

FEEDBACK_PERIOD_S = 0.05


class MoveServer(ABC):
    """Serves an action whose goals are moves.

    A goal that cannot be met is accepted and aborted at once instead of rejected, because only a
    result can carry the sentence that names the value and the limit.

    Args:
        node: Node that offers the action.
        action: Type of the action.
        name: Name of the action.
        player: Plays the moves.
        when: Whether goals wait, `now` or `queue`, if they do not say.
    """

    def __init__(self, node: Node, action: Any, name: str, player: Player, when: str) -> None:
        self._node = node
        self._action = action
        self._name = name
        self._player = player
        self._when = when
        self._goals: dict[int, tuple[ServerGoalHandle, Move, Future]] = {}
        self._timer = node.create_timer(FEEDBACK_PERIOD_S, self._on_timer, autostart=False)
        self._server = ActionServer(
            node, action, name, self._on_goal, cancel_callback=self._on_cancel
        )

    @abstractmethod
    def _make_move(self, goal: Any) -> Move:
        """Return the move that a goal asks for; raise MotionError if there is none."""

    @abstractmethod
    def _make_feedback(self, move: Move, progress: MoveProgress) -> Any:
        """Return the feedback for a move that waits or runs."""

    async def _finish(self, handle: ServerGoalHandle, move: Move) -> Any:
        """Bring a goal whose move was played to its end, and return the result."""
        handle.succeed()
        return self._action.Result(success=True, message=f'{move.name} played')

    def on_ended(self, ended: MoveEnded) -> None:
        """Take the news that a move has ended; those of other actions are ignored."""
        if ended.move_id in self._goals:
            self._goals[ended.move_id][2].set_result(ended)

    async def _on_goal(self, handle: ServerGoalHandle) -> Any:
        if handle.is_cancel_requested:
            handle.canceled()
            return self._failure('canceled before it began')
        try:
            move = self._make_move(handle.request)
            move_id = self._player.play(move, is_queued(handle.request.when, self._when))
        except MotionError as err:
            self._node.get_logger().warning(f'{self._name} rejected: {err}')
            handle.abort()
            return self._failure(f'rejected: {err}')
        over = Future(executor=self._node.executor)
        self._goals[move_id] = (handle, move, over)
        self._timer.reset()
        try:
            ended: MoveEnded = await over
            if ended.outcome is Outcome.COMPLETED:
                return await self._finish(handle, move)
            handle.canceled() if handle.is_cancel_requested else handle.abort()
            return self._failure(
                f'rejected: {ended.reason}' if ended.reason else ended.outcome.value
            )
        finally:
            del self._goals[move_id]

    def _failure(self, message: str) -> Any:
        return self._action.Result(success=False, message=message)

    def _on_cancel(self, handle: ServerGoalHandle) -> CancelResponse:
        for move_id, (active, _, _) in self._goals.items():
            if active.goal_id == handle.goal_id:
                self._player.cancel(move_id)
        return CancelResponse.ACCEPT

    def _on_timer(self) -> None:
        for move_id, (handle, move, over) in self._goals.items():
            progress = self._player.progress(move_id)
            if progress is not None and not over.done():
                handle.publish_feedback(self._make_feedback(move, progress))
        if not self._goals:
            self._timer.cancel()
