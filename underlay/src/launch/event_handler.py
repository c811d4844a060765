"""Handlers: which event leads to which entities."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeAlias

from launch.event import Event
from launch.launch_description_entity import (
    LaunchDescriptionEntity,
    SomeEntitiesType,
    as_entities,
)

if TYPE_CHECKING:
    from launch.launch_context import LaunchContext

# The event is Any: each handler passes the event class that it matches.
Callback: TypeAlias = Callable[[Any, 'LaunchContext'], SomeEntitiesType | None]
SomeReaction: TypeAlias = SomeEntitiesType | Callback


class EventHandler:
    """Gives the entities to visit after an event."""

    def __init__(
        self,
        *,
        matcher: Callable[[Event], bool],
        entities: SomeReaction | None = None,
        handle_once: bool = False,
    ) -> None:
        self._matcher = matcher
        self._reaction = entities
        self._handle_once = handle_once

    def matches(self, event: Event) -> bool:
        """Return whether this handler is for the event."""
        return self._matcher(event)

    def handle(self, event: Event, context: 'LaunchContext') -> list[LaunchDescriptionEntity]:
        """Return the entities to visit; they find the event as ``context.locals.event``."""
        context.extend_locals({'event': event})
        if self._handle_once:
            context.unregister_event_handler(self)
        if callable(self._reaction):
            return as_entities(self._reaction(event, context))
        return as_entities(self._reaction)

    def describe_entities(self) -> list[LaunchDescriptionEntity]:
        """Return the entities, as far as they are known before the event."""
        return [] if callable(self._reaction) else as_entities(self._reaction)


BaseEventHandler = EventHandler
