"""The life of a child process: start, output, respawn, and an end that gets more insistent."""

import asyncio
import contextlib
import signal
from collections.abc import Callable
from dataclasses import dataclass
from logging import Logger

from launch.child_process import ChildProcess, LineBuffer


@dataclass(frozen=True)
class ProcessPlan:
    """A process as it shall run, with every substitution performed.

    Attributes:
        name: Unique name, such as ``talker-1``.
        cmd: Program and arguments.
        cwd: Working directory, ``None`` for the one of the launch.
        env: Whole environment.
        shell: Whether a shell reads the command.
        emulate_tty: Whether the output goes to a terminal.
        sigterm_timeout: Seconds from SIGINT to SIGTERM, as the user wrote them.
        sigkill_timeout: Seconds from SIGTERM to SIGKILL, as the user wrote them.
        respawn: Whether to start again after the end.
        respawn_delay_s: Pause before that [s].
        max_respawns: How often at most; negative for any number.
    """

    name: str
    cmd: list[str]
    cwd: str | None
    env: dict[str, str]
    shell: bool
    emulate_tty: bool
    sigterm_timeout: str
    sigkill_timeout: str
    respawn: bool
    respawn_delay_s: float
    max_respawns: int

    @property
    def command_line(self) -> str:
        """The command for people to read."""
        return ' '.join(word for word in self.cmd if word.strip())


class ProcessSupervisor:
    """Carries out a plan until the process has ended for good.

    Args:
        plan: What to run.
        logger: For what happens to the process.
        output_loggers: For lines of standard output and of standard error.
        on_start: Called with the process id.
        on_output: Called with 1 (standard output) or 2 (standard error) and each piece.
        on_exit: Called with the exit code, or minus the signal that ended the process.
    """

    def __init__(
        self,
        plan: ProcessPlan,
        logger: Logger,
        output_loggers: tuple[Logger, Logger],
        *,
        on_start: Callable[[int], None],
        on_output: Callable[[int, bytes], None],
        on_exit: Callable[[int], None],
    ) -> None:
        self._plan = plan
        self._logger = logger
        self._output_loggers = dict(zip((1, 2), output_loggers, strict=True))
        self._lines = {1: LineBuffer(), 2: LineBuffer()}
        self._on_start = on_start
        self._on_output = on_output
        self._on_exit = on_exit
        self._child: ChildProcess | None = None
        self._stopping = asyncio.Event()
        self._escalation: asyncio.Task[None] | None = None

    async def run(self) -> None:
        """Run the process, again and again if the plan says so, until it has ended for good."""
        respawns = 0
        while not self._stopping.is_set() and await self._run_once():
            if not self._plan.respawn or respawns == self._plan.max_respawns:
                return
            respawns += 1
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._stopping.wait(), self._plan.respawn_delay_s)

    def stop(self, *, send_sigint: bool) -> None:
        """Have the process end and not start again.

        Args:
            send_sigint: Whether it needs a SIGINT, or had one from the terminal already.
        """
        if self._stopping.is_set():
            return
        self._stopping.set()
        if self._child is not None:
            self._begin_to_stop(self._child, send_sigint)

    def send_signal(self, signal_number: signal.Signals) -> None:
        """Send a signal to the process if it runs."""
        if self._child is not None:
            self._send(self._child, signal_number)

    async def _run_once(self) -> bool:
        """Run the process to its end; return whether it could be started."""
        plan = self._plan
        try:
            child = await ChildProcess.start(
                plan.cmd,
                cwd=plan.cwd,
                env=plan.env,
                shell=plan.shell,
                emulate_tty=plan.emulate_tty,
            )
        except (OSError, ValueError) as err:
            self._logger.error(f"cannot start '{plan.command_line}': {err}")
            return False
        self._logger.info(f'process started with pid [{child.pid}]')
        self._on_start(child.pid)
        self._child = child
        if self._stopping.is_set():  # while it was being started
            self._begin_to_stop(child, send_sigint=True)
        returncode = await child.run_to_end(self._log_output)
        self._child = None
        self._log_end(child.pid, returncode)
        self._on_exit(returncode)
        return True

    def _log_output(self, fd: int, data: bytes) -> None:
        for line in self._lines[fd].feed(data):
            self._output_loggers[fd].info(f'[{self._plan.name}] {line}')
        self._on_output(fd, data)

    def _log_end(self, pid: int, returncode: int) -> None:
        for fd, buffer in self._lines.items():
            for line in buffer.flush():
                self._output_loggers[fd].info(f'[{self._plan.name}] {line}')
        if returncode == 0:
            self._logger.info(f'process has finished cleanly [pid {pid}]')
        else:
            self._logger.error(
                f'process has died [pid {pid}, exit code {returncode}, '
                f"cmd '{self._plan.command_line}']."
            )

    def _begin_to_stop(self, child: ChildProcess, send_sigint: bool) -> None:
        if send_sigint:
            self._send(child, signal.SIGINT)
        # The reference keeps the task alive: the event loop itself holds only weak ones.
        self._escalation = asyncio.create_task(self._escalate(child))

    async def _escalate(self, child: ChildProcess) -> None:
        sigterm_s = float(self._plan.sigterm_timeout)
        sigkill_s = float(self._plan.sigkill_timeout)
        if not await child.exits_within(sigterm_s):
            self._log_escalation(self._plan.sigterm_timeout, signal.SIGINT, signal.SIGTERM)
            self._send(child, signal.SIGTERM)
            if not await child.exits_within(sigkill_s):
                # Counted from SIGINT, as users of launch know this line.
                self._log_escalation(str(sigterm_s + sigkill_s), signal.SIGTERM, signal.SIGKILL)
                self._send(child, signal.SIGKILL)

    def _log_escalation(
        self, waited: str, sent: signal.Signals, following: signal.Signals
    ) -> None:
        self._logger.error(
            f"process[{self._plan.name}] failed to terminate '{waited}' seconds after receiving "
            f"'{sent.name}', escalating to '{following.name}'"
        )

    def _send(self, child: ChildProcess, signal_number: signal.Signals) -> None:
        self._logger.info(f"sending signal '{signal_number.name}' to process[{self._plan.name}]")
        child.send_signal(signal_number)
