"""Events that concern one child process."""

import signal
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from launch.event import Event

if TYPE_CHECKING:
    from launch.actions import ExecuteProcess


class RunningProcessEvent(Event):
    """Something about a process that was started.

    Attributes:
        action: The action that started it.
        process_name: Its unique name, such as ``talker-1``.
        cmd: Its command line.
        cwd: Its working directory, ``None`` for the one of the launch.
        env: Its environment.
        pid: Its process id.
    """

    name = 'launch.events.process.RunningProcessEvent'

    def __init__(
        self,
        *,
        action: 'ExecuteProcess',
        name: str,
        cmd: list[str],
        cwd: str | None,
        env: dict[str, str],
        pid: int,
    ) -> None:
        self.action = action
        self.process_name = name
        self.cmd = cmd
        self.cwd = cwd
        self.env = env
        self.pid = pid


class ProcessStarted(RunningProcessEvent):
    """The process runs."""

    name = 'launch.events.process.ProcessStarted'


class ProcessExited(RunningProcessEvent):
    """The process ended; a negative ``returncode`` is the signal that ended it."""

    name = 'launch.events.process.ProcessExited'

    def __init__(self, *, returncode: int, **details: Any) -> None:
        super().__init__(**details)
        self.returncode = returncode


class ProcessIO(RunningProcessEvent):
    """The process wrote ``text`` (bytes) to standard output or standard error."""

    name = 'launch.events.process.ProcessIO'

    def __init__(self, *, text: bytes, fd: int, **details: Any) -> None:
        super().__init__(**details)
        self.text = text
        self.from_stdout = fd == 1
        self.from_stderr = fd == 2


class ProcessTargetedEvent(Event):
    """A wish that concerns the processes whose action the matcher accepts."""

    name = 'launch.events.process.ProcessTargetedEvent'

    def __init__(self, *, process_matcher: Callable[['ExecuteProcess'], bool]) -> None:
        self.process_matcher = process_matcher


class ShutdownProcess(ProcessTargetedEvent):
    """The process shall end: SIGINT, then SIGTERM, then SIGKILL."""

    name = 'launch.events.process.ShutdownProcess'


class SignalProcess(ProcessTargetedEvent):
    """The process shall get a signal, given by number or by name such as ``'SIGUSR1'``."""

    name = 'launch.events.process.SignalProcess'

    def __init__(
        self,
        *,
        signal_number: int | str,
        process_matcher: Callable[['ExecuteProcess'], bool],
    ) -> None:
        super().__init__(process_matcher=process_matcher)
        if isinstance(signal_number, str):
            self.signal = signal.Signals[signal_number]
        else:
            self.signal = signal.Signals(signal_number)

    @property
    def signal_name(self) -> str:
        """Name of the signal, such as ``SIGINT``."""
        return self.signal.name
