"""Events that a launch description causes itself."""

from typing import Any

from launch import logging
from launch.action import Action
from launch.event import Event
from launch.events import Shutdown as ShutdownEvent
from launch.events.process import ProcessExited
from launch.launch_context import LaunchContext


class EmitEvent(Action):
    """Emits an event."""

    def __init__(self, *, event: Event, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.event = event

    def execute(self, context: LaunchContext) -> None:
        """Emit the event."""
        context.emit_event_sync(self.event)


class Shutdown(EmitEvent):
    """Ends the launch."""

    def __init__(self, *, reason: str = 'reason not given', **kwargs: Any) -> None:
        super().__init__(event=ShutdownEvent(reason=reason), **kwargs)

    def execute(self, context: LaunchContext) -> None:
        """Emit the event, and name the process whose end is the cause."""
        cause = context.get_locals_as_dict().get('event')
        if isinstance(cause, ProcessExited):
            logging.get_logger('launch').info(
                f'process[{cause.process_name}] was required: shutting down launched system'
            )
        super().execute(context)
