"""Processes that a benchmark starts, watches and ends."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ament_index_python.packages import get_package_prefix

END_TIMEOUT_S = 10.0
TICKS_PER_S = os.sysconf('SC_CLK_TCK')


@contextmanager
def running(*command: str) -> Iterator[subprocess.Popen[bytes]]:
    """Run a command for the time of a `with` block; ended by SIGINT."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        yield process
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(END_TIMEOUT_S)


def node(package: str, executable: str, namespace: str, **parameters: object) -> list[str]:
    """Return the command that runs a node without any launcher in between."""
    command = [str(Path(get_package_prefix(package), 'lib', package, executable))]
    command += ['--ros-args', '-r', f'__ns:={namespace}', '--log-level', 'warn']
    for name, value in parameters.items():
        command += ['-p', f'{name}:={value}']
    return command


def busy() -> list[str]:
    """Return a command that keeps one core busy."""
    return [sys.executable, '-c', 'while True: pass']


class CpuMeter:
    """Measures the processor time of another process.

    Args:
        pid: Its process id.
    """

    def __init__(self, pid: int) -> None:
        self._pid = pid
        self.restart()

    def restart(self) -> None:
        """Begin to measure."""
        self._used_s, self._begun_s = self._cpu_s(), time.monotonic()

    def percent(self) -> float:
        """Return the share of one core used since the beginning [%]."""
        return 100.0 * (self._cpu_s() - self._used_s) / (time.monotonic() - self._begun_s)

    def _cpu_s(self) -> float:
        fields = Path(f'/proc/{self._pid}/stat').read_text().rpartition(')')[2].split()
        return (int(fields[11]) + int(fields[12])) / TICKS_PER_S
