"""Launches in this process and in their own, with a package of a few small executables."""

import os
import pty
import queue
import random
import re
import select
import signal
import subprocess
import sys
import textwrap
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from launch import LaunchContext, LaunchDescription, LaunchDescriptionEntity, LaunchService

ROS2 = str(Path(sys.executable).with_name('ros2'))

NODE = """
    import rclpy
    from rclpy.executors import ExternalShutdownException
    from rclpy.node import Node

    rclpy.init()
    node = Node('unnamed', automatically_declare_parameters_from_overrides=True)
    try:
        for name in sorted(node.get_parameters_by_prefix('')):
            value = node.get_parameter(name)
            print('PARAM', name, value.type_.name, value.value)
        print('NODE', node.get_fully_qualified_name())
        print('TOPIC', node.resolve_topic_name('chatter'))
        print('READY', flush=True)
        rclpy.spin(node)
    except (KeyboardInterrupt, ExternalShutdownException):
        pass
"""

# Says which signals it gets, and ends half a second after the first. It does not print in the
# handler, which may interrupt another print.
SIGNALS = """
    import math
    import signal
    import time

    got = []
    signal.signal(signal.SIGINT, lambda number, frame: got.append(number))
    signal.signal(signal.SIGTERM, lambda number, frame: got.append(number))
    print('READY', flush=True)
    said, end_s = 0, math.inf
    while time.monotonic() < end_s:
        if said < len(got):
            print('GOT', signal.Signals(got[said]).name, flush=True)
            said += 1
            end_s = min(end_s, time.monotonic() + 0.5)
        time.sleep(0.01)
"""

EXECUTABLES = {
    'node': NODE,
    'signals': SIGNALS,
    'exit': 'import sys; print(*sys.argv[1:]); sys.exit(int(sys.argv[1]))',
}


@dataclass(frozen=True)
class Outcome:
    """How a launch or a command ended."""

    status: int
    stdout: str
    stderr: str = ''

    @property
    def lines(self) -> list[str]:
        """The lines of standard output, without what differs from run to run."""
        text = re.sub(r'pid \[\d+\]', 'pid [PID]', self.stdout)
        text = re.sub(r'pid \d+', 'pid PID', text)
        text = re.sub(r'(log files can be found below) .*', r'\1 LOG', text)
        return text.splitlines()


class Command:
    """A running ``ros2`` command whose output can be awaited line by line."""

    def __init__(self, arguments: Iterable[str], env: dict[str, str]) -> None:
        self.process = subprocess.Popen(
            [ROS2, *arguments],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            env=env,
            start_new_session=True,
        )
        self._lines: queue.Queue[str | None] = queue.Queue()
        self.seen: list[str] = []
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self._lines.put(line.rstrip('\n'))
        self._lines.put(None)

    def wait_for(self, pattern: str, timeout_s: float = 20.0) -> str:
        deadline_s = time.monotonic() + timeout_s
        while (left_s := deadline_s - time.monotonic()) > 0:
            try:
                line = self._lines.get(timeout=left_s)
            except queue.Empty:
                break
            if line is None:
                break
            self.seen.append(line)
            if re.search(pattern, line):
                return line
        raise AssertionError(f'no line like {pattern!r} in:\n' + '\n'.join(self.seen))

    def send(self, number: signal.Signals) -> None:
        """Send a signal to the command only, not to its children."""
        self.process.send_signal(number)

    def finish(self, timeout_s: float = 20.0) -> int:
        """Wait for the end of the command and of its output; return the status."""
        status = self.process.wait(timeout_s)
        while (line := self._lines.get(timeout=timeout_s)) is not None:
            self.seen.append(line)
        return status

    def survivors(self) -> list[int]:
        """Return the processes that are left of the command and its children."""
        found = []
        for stat in Path('/proc').glob('[0-9]*/stat'):
            try:
                state, _, group, *_ = stat.read_text().rpartition(')')[2].split()
            except (FileNotFoundError, ProcessLookupError):
                continue
            if int(group) == self.process.pid and state != 'Z':
                found.append(int(stat.parent.name))
        return found

    def kill_all(self) -> None:
        for pid in self.survivors():
            os.kill(pid, signal.SIGKILL)
        self.process.wait()


@pytest.fixture(scope='session', autouse=True)
def _log_dir(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    # The log folder of a process is chosen once, so it must be set before the first launch.
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv('ROS_LOG_DIR', str(tmp_path_factory.mktemp('ros_log')))
        patch.setenv('ROS_DOMAIN_ID', str(random.SystemRandom().randint(1, 100)))
        yield


@pytest.fixture(autouse=True)
def _environment() -> Iterator[None]:
    before = dict(os.environ)
    yield
    os.environ.clear()
    os.environ.update(before)


@pytest.fixture
def context() -> LaunchContext:
    return LaunchContext()


@pytest.fixture
def run_launch(
    capsys: pytest.CaptureFixture[str],
) -> Callable[[Iterable[LaunchDescriptionEntity]], Outcome]:
    """Return a function that runs entities to their end in this process."""

    def run(entities: Iterable[LaunchDescriptionEntity]) -> Outcome:
        service = LaunchService(noninteractive=True)
        service.include_launch_description(LaunchDescription(entities))
        status = service.run()
        captured = capsys.readouterr()
        return Outcome(status, captured.out, captured.err)

    return run


@pytest.fixture
def prefix(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make the package ``demo`` and put it on the ament path."""
    root = tmp_path / 'prefix'
    marker = root / 'share/ament_index/resource_index/packages/demo'
    marker.parent.mkdir(parents=True)
    marker.touch()
    (root / 'share/demo/launch').mkdir(parents=True)
    (root / 'lib/demo').mkdir(parents=True)
    for name, source in EXECUTABLES.items():
        path = root / 'lib/demo' / name
        path.write_text(f'#!{sys.executable}\n{textwrap.dedent(source)}')
        path.chmod(0o755)
    monkeypatch.setenv('AMENT_PREFIX_PATH', f'{root}:{os.environ["AMENT_PREFIX_PATH"]}')
    return root


@pytest.fixture
def write_launch_file(prefix: Path) -> Callable[[str, str], Path]:
    """Return a function that writes a launch file of ``demo`` from the list of its entities."""

    def write(name: str, entities: str) -> Path:
        path = prefix / 'share/demo/launch' / name
        path.write_text(
            'from launch import LaunchDescription\n'
            'from launch.actions import *\n'
            'from launch.conditions import *\n'
            'from launch.event_handlers import *\n'
            'from launch.substitutions import *\n'
            'from launch_ros.actions import *\n'
            'from launch_ros.substitutions import *\n\n\n'
            'def generate_launch_description():\n'
            f'    return LaunchDescription([{entities}])\n'
        )
        return path

    return write


@pytest.fixture
def start_ros2() -> Iterator[Callable[..., Command]]:
    """Return a function that starts ``ros2`` with arguments; what is left is killed."""
    commands = []

    def start(*arguments: str) -> Command:
        commands.append(Command(arguments, dict(os.environ)))
        return commands[-1]

    yield start
    for command in commands:
        command.kill_all()


@pytest.fixture
def ros2_path() -> str:
    """Return the path of the ``ros2`` command of this environment."""
    return ROS2


@pytest.fixture
def ros2() -> Callable[..., Outcome]:
    """Return a function that runs ``ros2`` with arguments to its end."""

    def run(*arguments: str) -> Outcome:
        done = subprocess.run(
            [ROS2, *arguments],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        return Outcome(done.returncode, done.stdout, done.stderr)

    return run


@pytest.fixture
def ros2_in_terminal() -> Callable[..., Outcome]:
    """Return a function that runs ``ros2`` in a terminal and types Ctrl-C after a line."""

    def run(interrupt_after: str, *arguments: str) -> Outcome:
        pid, terminal = pty.fork()
        if pid == 0:
            os.execv(ROS2, [ROS2, *arguments])
        text, typed = '', False
        while select.select([terminal], [], [], 30.0)[0]:
            try:
                text += os.read(terminal, 65536).decode()
            except OSError:  # the last process of the terminal has ended
                break
            if interrupt_after in text and not typed:
                os.write(terminal, b'\x03')
                typed = True
        os.close(terminal)
        return Outcome(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]), text)

    return run
