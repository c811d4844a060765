"""Reaction to the end of the launch."""

from launch.event_handler import EventHandler, SomeReaction
from launch.events import Shutdown


class OnShutdown(EventHandler):
    """Visits entities, or calls a function, when the launch begins to end."""

    def __init__(self, *, on_shutdown: SomeReaction, handle_once: bool = False) -> None:
        super().__init__(
            matcher=lambda event: isinstance(event, Shutdown),
            entities=on_shutdown,
            handle_once=handle_once,
        )
