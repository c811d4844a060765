"""Child processes as actions."""

import asyncio
import functools
import itertools
import os
import re
import shlex
from collections.abc import Iterable, Mapping
from typing import Any, TypeAlias

from launch import logging
from launch.action import Action
from launch.conditions import evaluate_condition_expression
from launch.event_handler import EventHandler, SomeReaction
from launch.event_handlers import OnProcessExit, OnShutdown
from launch.events import Shutdown
from launch.events.process import (
    ProcessExited,
    ProcessIO,
    ProcessStarted,
    ProcessTargetedEvent,
    ShutdownProcess,
    SignalProcess,
)
from launch.launch_context import LaunchContext
from launch.launch_description_entity import LaunchDescriptionEntity, as_entities
from launch.process_supervisor import ProcessPlan, ProcessSupervisor
from launch.substitution import (
    SomeSubstitutionsType,
    normalize_to_list_of_substitutions,
    perform_substitutions,
)
from launch.substitutions import LaunchConfiguration
from launch.typed_value import perform_typed

SomeEnvironment: TypeAlias = Mapping[SomeSubstitutionsType, SomeSubstitutionsType]
SomeOutput: TypeAlias = SomeSubstitutionsType | Mapping[str, str | Iterable[str]]

_SIGTERM_TIMEOUT = LaunchConfiguration('sigterm_timeout', default=5)
_SIGKILL_TIMEOUT = LaunchConfiguration('sigkill_timeout', default=5)
_PREFIX = LaunchConfiguration('launch-prefix', default='')
_PREFIX_FILTER = LaunchConfiguration('launch-prefix-filter', default='')

_process_numbers = itertools.count(1)


class ExecuteProcess(Action):
    """Runs a command until it ends or the launch does.

    At the end of the launch the process gets SIGINT, after ``sigterm_timeout`` seconds SIGTERM,
    and ``sigkill_timeout`` seconds later SIGKILL.

    Args:
        cmd: Program and arguments, each a text, a substitution or a list of these.
        prefix: Words to put before the command; by default those of ``--launch-prefix``.
        name: Label of the process; by default the program's file name.
        cwd: Working directory.
        env: Whole environment; by default the one of the launch.
        additional_env: Variables to add.
        shell: Whether a shell reads the command.
        sigterm_timeout: Seconds from SIGINT to SIGTERM.
        sigkill_timeout: Seconds from SIGTERM to SIGKILL.
        emulate_tty: Whether the output goes to a terminal.
        output: Where the output goes, see :func:`launch.logging.get_output_loggers`.
        log_cmd: Whether to log the command at the start.
        on_exit: What to visit or call when the process ends.
        respawn: Whether to start the process again when it ends.
        respawn_delay: Seconds until then.
        respawn_max_retries: How many times at most; negative for any number.
        condition: Whether to run the command.
    """

    def __init__(
        self,
        *,
        cmd: Iterable[SomeSubstitutionsType],
        prefix: SomeSubstitutionsType | None = None,
        name: SomeSubstitutionsType | None = None,
        cwd: SomeSubstitutionsType | None = None,
        env: SomeEnvironment | None = None,
        additional_env: SomeEnvironment | None = None,
        shell: bool = False,
        sigterm_timeout: SomeSubstitutionsType = _SIGTERM_TIMEOUT,
        sigkill_timeout: SomeSubstitutionsType = _SIGKILL_TIMEOUT,
        emulate_tty: bool = False,
        output: SomeOutput = 'log',
        log_cmd: bool = False,
        on_exit: SomeReaction | None = None,
        respawn: bool | SomeSubstitutionsType = False,
        respawn_delay: float | None = None,
        respawn_max_retries: int = -1,
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
        self.cmd = [normalize_to_list_of_substitutions(word) for word in cmd]
        self.name = name
        self.shell = shell
        self.output = output
        self._prefix = prefix
        self._cwd = cwd
        self._env = env
        self._additional_env = additional_env
        self._sigterm_timeout = sigterm_timeout
        self._sigkill_timeout = sigkill_timeout
        self._emulate_tty = emulate_tty
        self._log_cmd = log_cmd
        self._on_exit = on_exit
        self._respawn = respawn
        self._respawn_delay_s = respawn_delay or 0.0
        self._max_respawns = respawn_max_retries
        self._details: dict[str, Any] | None = None
        self._return_code: int | None = None
        self._task: asyncio.Task[None] | None = None

    @property
    def process_details(self) -> dict[str, Any] | None:
        """Action, name, cmd, cwd, env and, once started, pid; ``None`` before execution."""
        return self._details

    @property
    def return_code(self) -> int | None:
        """Exit code, or minus the signal that ended the process; ``None`` before its end."""
        return self._return_code

    def get_sub_entities(self) -> list[LaunchDescriptionEntity]:
        """Return what is visited when the process ends, as far as known before."""
        return [] if callable(self._on_exit) else as_entities(self._on_exit)

    def get_asyncio_future(self) -> asyncio.Future[Any] | None:
        """Return what is done when the process has ended for good."""
        return self._task

    def make_command(self, context: LaunchContext) -> list[str]:
        """Return program and arguments, without prefix."""
        return [perform_substitutions(context, word) for word in self.cmd]

    def execute(self, context: LaunchContext) -> None:
        """Start the process, unless the launch is ending.

        Raises:
            RuntimeError: If this action was executed before: each runs one process.
        """
        if self._details is not None:
            raise RuntimeError(
                f"ExecuteProcess action '{self._details['name']}' executed more than once"
            )
        plan = self._make_plan(context)
        self._details = {
            'action': self,
            'name': plan.name,
            'cmd': plan.cmd,
            'cwd': plan.cwd,
            'env': plan.env,
        }
        if context.is_shutdown:
            return
        logger = logging.get_logger(plan.name)
        if self._log_cmd:
            logger.info(f"process details: cmd='{plan.command_line}', cwd='{plan.cwd}'")
        supervisor = ProcessSupervisor(
            plan,
            logger,
            logging.get_output_loggers(plan.name, self._performed_output(context)),
            on_start=functools.partial(self._on_start, context),
            on_output=functools.partial(self._on_output, context),
            on_exit=functools.partial(self._on_process_exit, context),
        )
        self._register_handlers(context, supervisor)
        self._task = context.asyncio_loop.create_task(supervisor.run())

    def _make_plan(self, context: LaunchContext) -> ProcessPlan:
        def text(some: SomeSubstitutionsType) -> str:
            return perform_substitutions(context, normalize_to_list_of_substitutions(some))

        command = self.make_command(context)
        if self._prefix is not None:
            command = shlex.split(text(self._prefix)) + command
        elif re.match(text(_PREFIX_FILTER), os.path.basename(command[0])):
            command = shlex.split(text(_PREFIX)) + command
        env = dict(context.environment) if self._env is None else {}
        for some_environment in (self._env, self._additional_env):
            for name, value in (some_environment or {}).items():
                env[text(name)] = text(value)
        label = os.path.basename(command[0]) if self.name is None else text(self.name)
        emulate_tty = self._emulate_tty
        if 'emulate_tty' in context.launch_configurations:
            configured = normalize_to_list_of_substitutions(LaunchConfiguration('emulate_tty'))
            emulate_tty = evaluate_condition_expression(context, configured)
        return ProcessPlan(
            name=f'{label}-{next(_process_numbers)}',
            cmd=command,
            cwd=None if self._cwd is None else text(self._cwd),
            env=env,
            shell=self.shell,
            emulate_tty=emulate_tty,
            sigterm_timeout=text(self._sigterm_timeout),
            sigkill_timeout=text(self._sigkill_timeout),
            respawn=perform_typed(context, self._respawn, bool),
            respawn_delay_s=self._respawn_delay_s,
            max_respawns=self._max_respawns,
        )

    def _performed_output(self, context: LaunchContext) -> str | Mapping[str, str | Iterable[str]]:
        output = os.environ.get('OVERRIDE_LAUNCH_PROCESS_OUTPUT') or self.output
        if isinstance(output, Mapping):
            return output
        return perform_substitutions(context, normalize_to_list_of_substitutions(output))

    def _register_handlers(self, context: LaunchContext, supervisor: ProcessSupervisor) -> None:
        def on_shutdown(event: Shutdown, context: LaunchContext) -> None:
            # In a terminal, Ctrl-C has reached the children too: they are in its process group.
            from_terminal = event.due_to_sigint and not context.noninteractive
            supervisor.stop(send_sigint=not from_terminal)

        def on_targeted(event: ProcessTargetedEvent, context: LaunchContext) -> None:
            if not event.process_matcher(self):
                return
            if isinstance(event, ShutdownProcess):
                supervisor.stop(send_sigint=True)
            elif isinstance(event, SignalProcess):
                supervisor.send_signal(event.signal)

        context.register_event_handler(
            EventHandler(
                matcher=lambda event: isinstance(event, ProcessTargetedEvent),
                entities=on_targeted,
            )
        )
        context.register_event_handler(OnShutdown(on_shutdown=on_shutdown))
        context.register_event_handler(OnProcessExit(target_action=self, on_exit=self._on_exit))

    def _on_start(self, context: LaunchContext, pid: int) -> None:
        assert self._details is not None  # set by execute()
        self._details['pid'] = pid
        context.emit_event_sync(ProcessStarted(**self._details))

    def _on_output(self, context: LaunchContext, fd: int, data: bytes) -> None:
        context.emit_event_sync(ProcessIO(text=data, fd=fd, **(self._details or {})))

    def _on_process_exit(self, context: LaunchContext, returncode: int) -> None:
        self._return_code = returncode
        context.emit_event_sync(ProcessExited(returncode=returncode, **(self._details or {})))
