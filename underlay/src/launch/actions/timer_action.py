"""Actions after a while."""

import asyncio
from collections.abc import Iterable
from typing import Any

from launch.action import Action
from launch.events import TimerEvent
from launch.launch_context import LaunchContext
from launch.launch_description_entity import LaunchDescriptionEntity
from launch.substitution import SomeSubstitutionsType
from launch.typed_value import perform_typed


class TimerAction(Action):
    """Visits actions once, a period after it was reached.

    They see the launch configurations of the moment when they are visited, not of the group that
    the timer stands in.
    """

    def __init__(
        self,
        *,
        period: float | SomeSubstitutionsType,
        actions: Iterable[LaunchDescriptionEntity],
        cancel_on_shutdown: bool | SomeSubstitutionsType = True,
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
        if isinstance(period, int):
            raise TypeError(f'period must be a float or a substitution; write {period}.0')
        self.period = period
        self.actions = list(actions)
        self._cancel_on_shutdown = cancel_on_shutdown
        self._locals: dict[str, Any] = {}
        self._canceled = asyncio.Event()
        self._task: asyncio.Task[None] | None = None

    def describe_conditional_sub_entities(
        self,
    ) -> list[tuple[str, Iterable[LaunchDescriptionEntity]]]:
        """Return the actions, which happen unless the timer is canceled before."""
        return [(f'{self.period} seconds pass without being canceled', self.actions)]

    def execute(self, context: LaunchContext) -> None:
        """Start to wait."""
        from launch.event_handlers import OnShutdown

        period_s = perform_typed(context, self.period, float)
        self._locals = context.get_locals_as_dict()
        self._task = context.asyncio_loop.create_task(self._wait(context, period_s))
        if perform_typed(context, self._cancel_on_shutdown, bool):
            context.register_event_handler(OnShutdown(on_shutdown=lambda *_: self.cancel()))

    def cancel(self) -> None:
        """Stop waiting; the actions will not happen."""
        self._canceled.set()

    def handle(self, context: LaunchContext) -> list[LaunchDescriptionEntity]:
        """Return the actions to visit now that the period is over."""
        context.extend_locals(self._locals)
        return self.actions

    def get_asyncio_future(self) -> asyncio.Future[Any] | None:
        """Return what is done when the timer has fired or was canceled."""
        return self._task

    async def _wait(self, context: LaunchContext, period_s: float) -> None:
        try:
            await asyncio.wait_for(self._canceled.wait(), period_s)
        except TimeoutError:
            context.emit_event_sync(TimerEvent(timer_action=self))
