"""The ``ros2`` command as a process, and a node that it can look at, in a domain of their own."""

import os
import queue
import random
import shlex
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from ros2cli.neighbours import local_participants

# Fails a test that would hang; nothing below waits that long when it works.
TIMEOUT_S = 30.0
# Apart from those that people and other tests choose from; all their ports are free for use.
DOMAINS = range(215, 232)


@dataclass(frozen=True)
class Outcome:
    """What a command printed and how it ended."""

    status: int
    out: str
    err: str

    @property
    def lines(self) -> list[str]:
        return self.out.splitlines()


class Running:
    """A command that has not ended yet, with its output line by line."""

    def __init__(self, command: list[str], env: dict[str, str]) -> None:
        self._process = subprocess.Popen(
            command, env=env, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
            stderr=subprocess.PIPE, text=True,
        )  # fmt: skip
        self._lines: queue.Queue[str | None] = queue.Queue()
        self._seen: list[str] = []
        threading.Thread(target=self._read, daemon=True).start()

    def wait_for_line(self, text: str) -> str:
        """Wait until a line contains the text, and return the line."""
        while True:
            line = self._lines.get(timeout=TIMEOUT_S)
            assert line is not None, f'no {text!r} in {self._seen}'
            self._seen.append(line)
            if text in line:
                return line

    def interrupt(self, number: signal.Signals = signal.SIGINT) -> Outcome:
        """Send a signal, and wait for the end."""
        self._process.send_signal(number)
        return self.wait()

    def wait(self) -> Outcome:
        """Wait for the end; the output includes the lines that were waited for."""
        status = self._process.wait(timeout=TIMEOUT_S)
        while (line := self._lines.get(timeout=TIMEOUT_S)) is not None:
            self._seen.append(line)
        return Outcome(status, ''.join(self._seen), self._process.stderr.read())

    def end(self) -> None:
        """End it if nothing else has, so that it takes its leave of the others."""
        self._process.terminate()
        try:
            self._process.wait(TIMEOUT_S)
        finally:
            self._process.kill()

    def _read(self) -> None:
        for line in self._process.stdout:
            self._lines.put(line)
        self._lines.put(None)


@pytest.fixture(scope='session')
def cli_env() -> dict[str, str]:
    """Return an environment with a domain in which nobody is."""
    domains = random.sample(DOMAINS, len(DOMAINS))
    domain = next(domain for domain in domains if local_participants(domain) == 0)
    return {
        **os.environ,
        'ROS_DOMAIN_ID': str(domain),
        'ROS_AUTOMATIC_DISCOVERY_RANGE': 'LOCALHOST',
    }


@pytest.fixture
def start(cli_env: dict[str, str]) -> Iterator[Callable[..., Running]]:
    """Return a function that starts ``ros2`` with the given words."""
    running: list[Running] = []

    def start_command(*words: str) -> Running:
        command = [sys.executable, '-m', 'ros2cli.main', *words]
        running.append(Running(command, cli_env))
        return running[-1]

    yield start_command
    for command in running:
        command.end()


@pytest.fixture(scope='session')
def ros2(cli_env: dict[str, str]) -> Callable[..., Outcome]:
    """Return a function that runs ``ros2`` with the given words to its end."""

    def run(*words: str, stdin: str = '') -> Outcome:
        done = subprocess.run(
            [sys.executable, '-m', 'ros2cli.main', *words], env=cli_env, input=stdin,
            capture_output=True, text=True, timeout=TIMEOUT_S,
        )  # fmt: skip
        return Outcome(done.returncode, done.stdout, done.stderr)

    return run


@pytest.fixture(scope='session')
def ros2_all(ros2: Callable[..., Outcome]) -> Callable[..., list[Outcome]]:
    """Return a function that runs several commands in turn, each given as one line."""
    return lambda *lines: [ros2(*shlex.split(line)) for line in lines]


@pytest.fixture(scope='session')
def demo(cli_env: dict[str, str]) -> Iterator[Running]:
    """Keep the demo node running, so that the verbs have something to look at."""
    script = Path(__file__).with_name('demo_node.py')
    node = Running([sys.executable, str(script)], cli_env)
    node.wait_for_line('ready')
    yield node
    outcome = node.interrupt()
    assert (outcome.status, outcome.err) == (0, '')
