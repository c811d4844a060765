"""The loop that visits launch descriptions and handles events until nothing is left to do."""

import asyncio
import signal
import traceback
from collections.abc import Sequence
from logging import DEBUG, INFO
from typing import Any

from launch import logging
from launch.event import Event
from launch.event_handler import EventHandler
from launch.events import IncludeLaunchDescription, Shutdown, TimerEvent
from launch.launch_context import LaunchContext
from launch.launch_description import LaunchDescription
from launch.launch_description_entity import LaunchDescriptionEntity


class LaunchService:
    """Runs launch descriptions in the main thread.

    Every event is handled, and every entity visited, in one thread and one after the other;
    child processes and timers are asyncio tasks of its loop that emit events.
    """

    def __init__(
        self,
        *,
        argv: Sequence[str] | None = None,
        noninteractive: bool = False,
        debug: bool = False,
    ) -> None:
        logging.launch_config.level = DEBUG if debug else INFO
        self._logger = logging.get_logger('launch')
        self._context = LaunchContext(argv=argv, noninteractive=noninteractive)
        self._context.register_event_handler(
            EventHandler(
                matcher=lambda event: isinstance(event, IncludeLaunchDescription),
                entities=lambda event, _: event.launch_description,
            )
        )
        self._context.register_event_handler(
            EventHandler(
                matcher=lambda event: isinstance(event, TimerEvent),
                entities=lambda event, context: event.timer_action.handle(context),
            )
        )
        self._loop: asyncio.AbstractEventLoop | None = None
        self._wake_up = asyncio.Event()
        self._pending: set[asyncio.Future[Any]] = set()
        self._got_sigint = False
        self._status = 0

    @property
    def context(self) -> LaunchContext:
        """The state that all entities share."""
        return self._context

    def include_launch_description(self, launch_description: LaunchDescription) -> None:
        """Have a launch description visited, from any thread."""
        self.emit_event(IncludeLaunchDescription(launch_description))

    def emit_event(self, event: Event) -> None:
        """Have an event handled, from any thread."""
        if self._loop is None:
            self._context.emit_event_sync(event)
        else:
            self._loop.call_soon_threadsafe(self._context.emit_event_sync, event)

    def shutdown(self) -> None:
        """End the launch, from any thread; does nothing if it does not run."""
        if self._loop is not None:
            self._loop.call_soon_threadsafe(self._shutdown, 'LaunchService.shutdown() called')

    def run(self, *, shutdown_when_idle: bool = True) -> int:
        """Run until nothing is left to do.

        Args:
            shutdown_when_idle: Whether to end when no process and no timer is left.

        Returns:
            0, or 1 if an error or SIGTERM ended the launch.
        """
        return asyncio.run(self.run_async(shutdown_when_idle=shutdown_when_idle))

    async def run_async(self, *, shutdown_when_idle: bool = True) -> int:
        """Do the same as :meth:`run` in the running loop of the main thread."""
        self._logger.info(f'All log files can be found below {logging.launch_config.log_dir}')
        level = logging.launch_config.level_name
        self._logger.info(f'Default logging verbosity is set to {level}')
        self._loop = asyncio.get_running_loop()
        self._context.on_emit = self._wake_up.set
        self._loop.add_signal_handler(signal.SIGINT, self._on_sigint)
        self._loop.add_signal_handler(signal.SIGTERM, self._on_sigterm, signal.SIGTERM)
        self._loop.add_signal_handler(signal.SIGQUIT, self._on_sigterm, signal.SIGQUIT)
        try:
            return await self._run_until_done(shutdown_when_idle)
        finally:
            for signal_number in (signal.SIGINT, signal.SIGTERM, signal.SIGQUIT):
                self._loop.remove_signal_handler(signal_number)
            self._loop = None

    async def _run_until_done(self, shutdown_when_idle: bool) -> int:
        while True:
            try:
                self._forget_finished()
                if self._context.events:
                    self._handle(self._context.events.popleft())
                    await asyncio.sleep(0)  # a flood of events must not starve the tasks
                elif self._pending or not (self._context.is_shutdown or shutdown_when_idle):
                    await self._wake_up.wait()
                    self._wake_up.clear()
                elif self._context.is_shutdown:
                    return self._status
                else:
                    self._shutdown('idle')
            except Exception as err:
                # Whatever a launch file raised: what already runs must still end in order.
                message = f'Caught exception in launch (see debug for traceback): {err}'
                self._logger.debug(traceback.format_exc())
                self._logger.error(message)
                self._shutdown(message)
                self._status = 1

    def _forget_finished(self) -> None:
        finished = {future for future in self._pending if future.done()}
        self._pending -= finished
        for future in finished:
            future.result()

    def _handle(self, event: Event) -> None:
        self._logger.debug(f"processing event: '{event.name}'")
        if isinstance(event, Shutdown):
            self._context.is_shutdown = True
        for handler in tuple(self._context.event_handlers):
            if handler.matches(event):
                self._context.push_locals()
                try:
                    for entity in handler.handle(event, self._context):
                        self._visit(entity)
                finally:
                    self._context.pop_locals()

    def _visit(self, entity: LaunchDescriptionEntity) -> None:
        """Visit an entity and all that it leads to, depth first."""
        sub_entities = entity.visit(self._context) or []
        future = entity.get_asyncio_future()
        if future is not None and future not in self._pending:
            self._pending.add(future)
            future.add_done_callback(lambda _: self._wake_up.set())
        for sub_entity in sub_entities:
            self._visit(sub_entity)

    def _shutdown(self, reason: str, due_to_sigint: bool = False) -> None:
        if not self._context.is_shutdown:
            self._context.is_shutdown = True
            self._context.emit_event_sync(Shutdown(reason=reason, due_to_sigint=due_to_sigint))

    def _on_sigint(self) -> None:
        again = ' again, ignoring...' if self._got_sigint else ''
        self._logger.warning(f'user interrupted with ctrl-c (SIGINT){again}')
        self._got_sigint = True
        self._shutdown('ctrl-c (SIGINT)', due_to_sigint=True)

    def _on_sigterm(self, signal_number: signal.Signals) -> None:
        self._logger.error(f'user interrupted with ctrl-\\ ({signal_number.name}), terminating...')
        self._status = 1
        self._shutdown(signal_number.name)
