"""One child process: start it, hear its output as it comes, learn how it ended."""

import asyncio
import functools
import os
import pty
import signal
from collections.abc import Callable, Mapping, Sequence

# How long after the end of a child its last words are waited for: a grandchild that lives on
# may hold the pipes open for ever.
_DRAIN_TIMEOUT_S = 0.5


class LineBuffer:
    """Cuts pieces of output into lines."""

    def __init__(self) -> None:
        self._rest = b''

    def feed(self, data: bytes) -> list[str]:
        """Return the lines that are complete with this piece."""
        *lines, self._rest = (self._rest + data).split(b'\n')
        return [_decode(line) for line in lines]

    def flush(self) -> list[str]:
        """Return the last line if it lacks its end."""
        rest, self._rest = self._rest, b''
        return [_decode(rest)] if rest else []


def _decode(line: bytes) -> str:
    return line.removesuffix(b'\r').decode(errors='replace')


class _OutputReader(asyncio.Protocol):
    """Passes on what arrives at the read end of a pipe or terminal."""

    def __init__(self, on_data: Callable[[bytes], None]) -> None:
        self._on_data = on_data
        self.closed = asyncio.Event()

    def data_received(self, data: bytes) -> None:
        self._on_data(data)

    def connection_lost(self, exc: Exception | None) -> None:
        self.closed.set()


class ChildProcess(asyncio.SubprocessProtocol):
    """A running child, in the process group of the launch, as the shell would have it."""

    def __init__(self) -> None:
        self._exited = asyncio.Event()
        self._read_ends: list[int] = []
        self._transport: asyncio.SubprocessTransport | None = None

    @classmethod
    async def start(
        cls,
        cmd: Sequence[str],
        *,
        cwd: str | None,
        env: Mapping[str, str],
        shell: bool,
        emulate_tty: bool,
    ) -> 'ChildProcess':
        """Start a child.

        Args:
            cmd: Program and arguments; with ``shell``, words of a shell command.
            cwd: Working directory, ``None`` for the one of the launch.
            env: Its whole environment.
            shell: Whether a shell reads the command.
            emulate_tty: Whether its output goes to a terminal, so that it writes line by line
                and in colors.

        Raises:
            OSError: If it cannot be started.
        """
        child = cls()
        channels = [pty.openpty() if emulate_tty else os.pipe() for _ in range(2)]
        words = ['/bin/sh', '-c', ' '.join(cmd)] if shell else cmd
        (_, stdout), (_, stderr) = channels
        try:
            await asyncio.get_running_loop().subprocess_exec(
                lambda: child, *words, stdout=stdout, stderr=stderr, cwd=cwd, env=env
            )
        except BaseException:
            for read_end, _ in channels:
                os.close(read_end)
            raise
        finally:
            os.close(stdout)
            os.close(stderr)
        child._read_ends = [read_end for read_end, _ in channels]
        return child

    @property
    def pid(self) -> int:
        """The process id."""
        assert self._transport is not None  # set before start() returns
        return self._transport.get_pid()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Remember the transport (called by asyncio)."""
        assert isinstance(transport, asyncio.SubprocessTransport)
        self._transport = transport

    def process_exited(self) -> None:
        """Remember the end (called by asyncio)."""
        self._exited.set()

    def send_signal(self, signal_number: signal.Signals) -> None:
        """Send a signal, unless the child has ended."""
        assert self._transport is not None
        if not self._exited.is_set():
            self._transport.send_signal(signal_number)

    async def exits_within(self, timeout_s: float) -> bool:
        """Return true as soon as the child has ended, false if it outlasts the time."""
        try:
            await asyncio.wait_for(self._exited.wait(), timeout_s)
        except TimeoutError:
            return False
        return True

    async def run_to_end(self, on_output: Callable[[int, bytes], None]) -> int:
        """Pass on the output until the child has ended.

        Args:
            on_output: Called with 1 (standard output) or 2 (standard error) and each piece.

        Returns:
            The exit code, or minus the signal that ended it.
        """
        loop = asyncio.get_running_loop()
        listeners, ends = [], []
        for fd, read_end in enumerate(self._read_ends, 1):
            listener, reader = await loop.connect_read_pipe(
                functools.partial(_OutputReader, functools.partial(on_output, fd)),
                os.fdopen(read_end, 'rb', buffering=0),
            )
            listeners.append(listener)
            ends.append(asyncio.ensure_future(reader.closed.wait()))
        await self._exited.wait()
        _, late = await asyncio.wait(ends, timeout=_DRAIN_TIMEOUT_S)
        for end in late:
            end.cancel()
        for listener in listeners:
            listener.close()
        assert self._transport is not None  # set before start() returns
        returncode = self._transport.get_returncode()
        assert returncode is not None  # it has exited
        self._transport.close()
        return returncode
