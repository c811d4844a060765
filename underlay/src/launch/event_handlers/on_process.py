"""Reactions to what child processes do."""

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeAlias

from launch.action import Action
from launch.event import Event
from launch.event_handler import EventHandler, SomeReaction
from launch.events.process import ProcessExited, ProcessIO, ProcessStarted, RunningProcessEvent
from launch.launch_description_entity import SomeEntitiesType

if TYPE_CHECKING:
    from launch.launch_context import LaunchContext

Target: TypeAlias = Action | Callable[[Action], bool] | None


def _matcher(event_class: type[RunningProcessEvent], target: Target) -> Callable[[Event], bool]:
    """Return a matcher for events of a class about the target; ``None`` means any process."""

    def matches(event: Event) -> bool:
        if not isinstance(event, event_class):
            return False
        if target is None or isinstance(target, Action):
            return target is None or event.action is target
        return target(event.action)

    return matches


class OnProcessStart(EventHandler):
    """Visits entities, or calls a function, when a process has started."""

    def __init__(
        self,
        *,
        target_action: Target = None,
        on_start: SomeReaction,
        handle_once: bool = False,
    ) -> None:
        super().__init__(
            matcher=_matcher(ProcessStarted, target_action),
            entities=on_start,
            handle_once=handle_once,
        )


class OnProcessExit(EventHandler):
    """Visits entities, or calls a function, when a process has ended."""

    def __init__(
        self,
        *,
        target_action: Target = None,
        on_exit: SomeReaction | None,
        handle_once: bool = False,
    ) -> None:
        super().__init__(
            matcher=_matcher(ProcessExited, target_action),
            entities=on_exit,
            handle_once=handle_once,
        )


class OnProcessIO(EventHandler):
    """Calls a function with each piece of a process's output."""

    def __init__(
        self,
        *,
        target_action: Target = None,
        on_stdout: Callable[[ProcessIO], SomeEntitiesType | None] | None = None,
        on_stderr: Callable[[ProcessIO], SomeEntitiesType | None] | None = None,
        handle_once: bool = False,
    ) -> None:
        def react(event: ProcessIO, context: 'LaunchContext') -> SomeEntitiesType | None:
            callback = on_stdout if event.from_stdout else on_stderr
            return callback(event) if callback is not None else None

        super().__init__(
            matcher=_matcher(ProcessIO, target_action),
            entities=react,
            handle_once=handle_once,
        )
