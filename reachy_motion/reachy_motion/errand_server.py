"""An action that sends the robot on an errand: `wake_up` or `go_to_sleep`."""

from collections.abc import Callable
from typing import Any

from rclpy.action import ActionServer, CancelResponse
from rclpy.action.server import ServerGoalHandle
from rclpy.node import Node
from rclpy.task import Future

from reachy_motion.errand import Errand
from reachy_motion.errors import MotionError

FEEDBACK_PERIOD_S = 0.05


class ErrandServer:
    """Serves one action.

    A goal that the robot cannot follow now is accepted and aborted at once instead of rejected,
    because only a result can carry the sentence that says why. A new goal replaces the running
    one. Cancelling makes the robot hold.

    Args:
        node: Node that offers the action.
        action_type: `WakeUp` or `GoToSleep`.
        name: Name of the action.
        begin: Sends the robot off; raises MotionError if it cannot go.
        cancel: Calls it back.
    """

    def __init__(
        self,
        node: Node,
        action_type: Any,
        name: str,
        begin: Callable[[], Errand],
        cancel: Callable[[Errand], None],
    ) -> None:
        self._node = node
        self._type = action_type
        self._begin = begin
        self._cancel = cancel
        self._running: list[tuple[ServerGoalHandle, Errand, Future]] = []
        self._timer = node.create_timer(FEEDBACK_PERIOD_S, self._on_timer, autostart=False)
        self._server = ActionServer(
            node, action_type, name, self._on_goal, cancel_callback=self._on_cancel
        )

    async def _on_goal(self, handle: ServerGoalHandle) -> Any:
        if handle.is_cancel_requested:
            handle.canceled()
            return self._type.Result(success=False, message='canceled before it began')
        try:
            errand = self._begin()
        except MotionError as err:
            handle.abort()
            return self._type.Result(success=False, message=f'refused: {err}')
        over = Future(executor=self._node.executor)
        self._running.append((handle, errand, over))
        self._timer.reset()
        await over
        if errand.success:
            handle.succeed()
        elif handle.is_cancel_requested:
            handle.canceled()
        else:
            handle.abort()
        return self._type.Result(success=errand.success, message=errand.message)

    def _on_cancel(self, handle: ServerGoalHandle) -> CancelResponse:
        for running, errand, _ in self._running:
            if running.goal_id == handle.goal_id:
                self._cancel(errand)
        return CancelResponse.ACCEPT

    def _on_timer(self) -> None:
        for running in list(self._running):
            handle, errand, over = running
            if errand.is_over:
                self._running.remove(running)
                over.set_result(None)
            else:
                handle.publish_feedback(self._type.Feedback(progress=errand.progress))
        if not self._running:
            self._timer.cancel()
