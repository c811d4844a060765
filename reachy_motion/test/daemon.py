"""The vendor's daemon with a simulated robot, as a process of a test."""

import importlib.util
import os
import shutil
import signal
import socket
import subprocess
from types import TracebackType

import pytest

needs_sdk = pytest.mark.skipif(
    shutil.which('reachy-mini-daemon') is None or importlib.util.find_spec('gi') is None,
    reason="the vendor's SDK is absent; run: python3 underlay/bootstrap.py --sdk",
)


def free_port() -> int:
    """Return a TCP port that nobody uses."""
    with socket.socket() as probe:
        probe.bind(('127.0.0.1', 0))
        return int(probe.getsockname()[1])


class Daemon:
    """A daemon that can be started, killed, stopped for a while and started again.

    Use it in a `with` block: whatever happens, it is gone afterwards.

    Args:
        robot: `mockup-sim`, which follows at once, or `sim`, with physics.
    """

    def __init__(self, robot: str) -> None:
        self.robot = robot
        self.port = free_port()
        self._process: subprocess.Popen | None = None

    def __enter__(self) -> 'Daemon':
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.kill()

    def start(self, *options: str) -> None:
        """Start it; it answers some seconds later."""
        self._process = subprocess.Popen(
            [
                *('reachy-mini-daemon', f'--{self.robot}', '--fastapi-port', str(self.port)),
                *('--headless', '--no-media', '--log-level', 'CRITICAL'),
                *('--no-wake-up-on-start', '--no-goto-sleep-on-stop', *options),
            ],
            env={**os.environ, 'REACHY_MINI_TELEMETRY': '0', 'HF_HUB_OFFLINE': '1'},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    def kill(self) -> None:
        """End it without warning."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None

    def freeze(self) -> None:
        """Let it hang, its connections open."""
        assert self._process is not None
        self._process.send_signal(signal.SIGSTOP)

    def thaw(self) -> None:
        """Let it go on."""
        assert self._process is not None
        self._process.send_signal(signal.SIGCONT)
