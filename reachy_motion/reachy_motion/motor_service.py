"""The service `set_motors`: switches the motors and answers when the robot reports it."""

from collections.abc import Callable
from dataclasses import dataclass

from rclpy.callback_groups import ReentrantCallbackGroup
from rclpy.node import Node
from rclpy.task import Future
from reachy_interfaces.srv import SetMotors

from reachy_motion.backends import Motors
from reachy_motion.errors import MotionError

POLL_PERIOD_S = 0.05


@dataclass
class _Request:
    motors: Motors
    deadline_s: float
    answered: Future


class MotorService:
    """Serves `set_motors`.

    Args:
        node: Node that offers the service.
        switch: Asks the robot for another state; raises MotionError if that is not possible.
        motors: Returns what the robot reports.
        now_s: A clock [s].
        timeout_s: Time in which the robot must report what it was asked [s].
    """

    def __init__(
        self,
        node: Node,
        switch: Callable[[Motors], None],
        motors: Callable[[], Motors],
        now_s: Callable[[], float],
        timeout_s: float,
    ) -> None:
        self._node = node
        self._switch = switch
        self._motors = motors
        self._now_s = now_s
        self._timeout_s = timeout_s
        self._waiting: list[_Request] = []
        self._timer = node.create_timer(POLL_PERIOD_S, self._on_timer, autostart=False)
        # While an answer is awaited, the timer, and others who ask, must get their turn.
        node.create_service(
            SetMotors, 'set_motors', self._on_request, callback_group=ReentrantCallbackGroup()
        )

    async def _on_request(
        self, request: SetMotors.Request, response: SetMotors.Response
    ) -> SetMotors.Response:
        try:
            motors = Motors(request.mode)
        except ValueError:
            choices = ', '.join(motors.value for motors in Motors)
            response.message = f'unknown mode {request.mode!r}; choose one of: {choices}'
            return response
        try:
            self._switch(motors)
        except MotionError as err:
            response.message = f'refused: {err}'
            return response
        answered = Future(executor=self._node.executor)
        self._waiting.append(_Request(motors, self._now_s() + self._timeout_s, answered))
        self._timer.reset()
        response.success = await answered
        response.message = f'the motors are {self._motors().value}'
        if not response.success:
            response.message = (
                f'the robot still reports that its motors are {self._motors().value} and holds; '
                f"it may not be able to make them {motors.value}; end the wait with mode 'on'"
            )
        return response

    def _on_timer(self) -> None:
        for request in list(self._waiting):
            is_done = self._motors() is request.motors
            if is_done or self._now_s() >= request.deadline_s:
                self._waiting.remove(request)
                request.answered.set_result(is_done)
        if not self._waiting:
            self._timer.cancel()
