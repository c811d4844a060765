"""What the entities of one launch share: configurations, environment, locals and events."""

import asyncio
import os
from collections import deque
from collections.abc import Callable, MutableMapping, Sequence
from types import SimpleNamespace
from typing import Any

from launch.event import Event
from launch.event_handler import EventHandler
from launch.substitution import Substitution


class LaunchContext:
    """State of one launch. Everything but :meth:`emit_event_sync` belongs to its one thread.

    Attributes:
        argv: The ``name:=value`` arguments that the launch was started with.
        noninteractive: Whether there is no terminal that sends Ctrl-C to the children as well.
        launch_configurations: Launch arguments and whatever actions keep beside them.
        is_shutdown: Whether the launch is ending; then nothing starts any more.
        events: What was emitted and waits for the launch service.
        event_handlers: Asked in this order about each event.
        on_emit: Called after each emitted event; the launch service wakes up by it.
    """

    def __init__(self, *, argv: Sequence[str] | None = None, noninteractive: bool = False) -> None:
        self.argv = list(argv or [])
        self.noninteractive = noninteractive
        self.launch_configurations: dict[str, Any] = {}
        self.is_shutdown = False
        self._globals: dict[str, Any] = {}
        self._locals: dict[str, Any] = {}
        self._locals_stack: list[dict[str, Any]] = []
        self._configurations_stack: list[dict[str, Any]] = []
        self._environment_stack: list[dict[str, str]] = []
        self._first_environment = dict(os.environ)
        self.events: deque[Event] = deque()
        self.event_handlers: deque[EventHandler] = deque()
        self.on_emit: Callable[[], None] = lambda: None

    @property
    def environment(self) -> MutableMapping[str, str]:
        """The environment that children inherit: the one of this process."""
        return os.environ

    @property
    def asyncio_loop(self) -> asyncio.AbstractEventLoop:
        """The loop that the launch runs in."""
        return asyncio.get_running_loop()

    @property
    def locals(self) -> Any:
        """What surrounding entities told, as attributes; for example ``locals.event``."""
        return SimpleNamespace(**self.get_locals_as_dict())

    def get_locals_as_dict(self) -> dict[str, Any]:
        """Return what :attr:`locals` shows."""
        return {**self._globals, **self._locals}

    def extend_locals(self, extensions: dict[str, Any]) -> None:
        """Add locals until the event in progress is handled."""
        self._locals.update(extensions)

    def extend_globals(self, extensions: dict[str, Any]) -> None:
        """Add locals for good."""
        self._globals.update(extensions)

    def push_locals(self) -> None:
        """Remember the locals."""
        self._locals_stack.append(dict(self._locals))

    def pop_locals(self) -> None:
        """Go back to the locals remembered last."""
        self._locals = self._locals_stack.pop()

    def push_launch_configurations(self) -> None:
        """Remember the launch configurations."""
        self._configurations_stack.append(dict(self.launch_configurations))

    def pop_launch_configurations(self) -> None:
        """Go back to the launch configurations remembered last."""
        self.launch_configurations = self._configurations_stack.pop()

    def push_environment(self) -> None:
        """Remember the environment."""
        self._environment_stack.append(dict(os.environ))

    def pop_environment(self) -> None:
        """Go back to the environment remembered last."""
        _replace_environment(self._environment_stack.pop())

    def reset_environment(self) -> None:
        """Go back to the environment that the launch was started in."""
        _replace_environment(self._first_environment)

    def register_event_handler(self, event_handler: EventHandler, append: bool = False) -> None:
        """Add a handler before the ones that are there, or after them."""
        if append:
            self.event_handlers.append(event_handler)
        else:
            self.event_handlers.appendleft(event_handler)

    def unregister_event_handler(self, event_handler: EventHandler) -> None:
        """Remove a handler."""
        self.event_handlers.remove(event_handler)

    def emit_event_sync(self, event: Event) -> None:
        """Queue an event; the launch service handles it soon."""
        self.events.append(event)
        self.on_emit()

    async def emit_event(self, event: Event) -> None:
        """Queue an event, for callers that await it."""
        self.emit_event_sync(event)

    def perform_substitution(self, substitution: Substitution) -> str:
        """Return the text of one substitution."""
        return substitution.perform(self)


def _replace_environment(environment: dict[str, str]) -> None:
    # os.environ itself must stay: assigning another mapping would not reach the C library.
    os.environ.clear()
    os.environ.update(environment)
