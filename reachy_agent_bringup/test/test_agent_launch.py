"""The suite as users run it: through `ros2 launch` and `ros2 action`, in the simulator."""

import os
import re
import signal
import subprocess
from collections.abc import Iterator
from math import cos, degrees, sin
from pathlib import Path

import numpy as np
import pytest
from geometry_msgs.msg import PoseStamped
from reachy_common.testing import Observer, free_domain
from reachy_interfaces.msg import HeadTarget
from sensor_msgs.msg import JointState

NODES = {'/reachy/description', '/reachy/motion', '/reachy/robot'}
SIDES = ('left', 'right')


class Suite:
    """The launched suite, in a ROS domain and a process session of its own."""

    def __init__(self, log_dir: Path, *arguments: str, domain_id: int) -> None:
        self.domain_id = domain_id
        self._environment = {
            **os.environ,
            'ROS_DOMAIN_ID': str(self.domain_id),
            'ROS_LOG_DIR': str(log_dir),
        }
        self._output = (log_dir / 'output').open('w')
        self.launch = subprocess.Popen(
            ['ros2', 'launch', 'reachy_agent_bringup', 'agent.launch.py', *arguments],
            env=self._environment,
            stdout=self._output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )

    def ros2(self, *arguments: str) -> str:
        """Run a `ros2` command to its end and return what it printed."""
        done = subprocess.run(
            ['ros2', *arguments],
            env=self._environment,
            capture_output=True,
            text=True,
            timeout=60,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def output(self) -> str:
        """Return all that the launch has printed."""
        return Path(self._output.name).read_text()

    def processes(self) -> list[int]:
        """Return the processes of the launch that are alive, itself included."""
        alive = []
        for entry in Path('/proc').glob('[0-9]*'):
            try:
                fields = (entry / 'stat').read_text().rpartition(')')[2].split()
            except (FileNotFoundError, ProcessLookupError):
                continue
            if int(fields[3]) == self.launch.pid and fields[0] != 'Z':
                alive.append(int(entry.name))
        return alive

    def interrupt(self) -> int:
        """Press Ctrl-C in the terminal of the launch, and return its exit code."""
        os.killpg(self.launch.pid, signal.SIGINT)
        return self.launch.wait(timeout=30)

    def close(self) -> None:
        """End what a failed test has left."""
        for pid in self.processes():
            os.kill(pid, signal.SIGKILL)
        self.launch.wait()
        self._output.close()


@pytest.fixture
def start(tmp_path) -> Iterator:
    suites = []

    def start(*arguments: str, domain_id: int | None = None) -> Suite:
        log_dir = tmp_path / str(len(suites))
        log_dir.mkdir()
        suites.append(Suite(log_dir, *arguments, domain_id=domain_id or free_domain()))
        return suites[-1]

    yield start
    for suite in suites:
        suite.close()


def angle_deg(a, b) -> float:
    """Return the angle between two unit quaternions [deg]."""
    dot = abs(a.x * b[0] + a.y * b[1] + a.z * b[2] + a.w * b[3])
    return degrees(2.0 * np.arccos(min(1.0, dot)))


def test_a_goal_sent_from_the_command_line_turns_the_simulated_head(start):
    suite = start()
    with Observer(suite.domain_id, namespace='reachy') as observer:
        heads = observer.collect(PoseStamped, 'head_pose')
        joints = observer.collect(JointState, 'joint_states')
        targets = observer.collect(HeadTarget, 'target')
        observer.wait(lambda: heads and joints and len(targets) > 10, timeout_s=60.0)
        assert set(suite.ros2('node', 'list').split()) >= NODES

        output = suite.ros2(
            'action', 'send_goal', '--feedback', '/reachy/goto', 'reachy_interfaces/action/Goto',
            '{head_xyz: {x: 0.01}, head_rpy: {z: 0.5}, body_yaw: 0.3, parts: [head, body], '
            'duration: 1.0}',
        )  # fmt: skip
        assert 'Goal finished with status: SUCCEEDED' in output
        assert re.search(r'success: true\n\s*message: reached within head', output)
        assert output.count('progress: ') >= 5
        head = observer.newest(heads).pose
        position, rotation = head.position, head.orientation
        assert angle_deg(rotation, (0.0, 0.0, sin(0.25), cos(0.25))) < 2.0
        # The head breathes by 5 mm up and down around its goal.
        assert np.hypot(position.x - 0.01, position.y) < 0.003
        assert abs(position.z) < 0.005 + 0.003
        state = observer.newest(joints)
        body = dict(zip(state.name, state.position, strict=True))['yaw_body']
        assert body == pytest.approx(0.3, abs=0.03)

    assert suite.interrupt() == 0
    assert suite.processes() == []
    assert 'Traceback' not in suite.output()
    assert suite.output().count('process has finished cleanly') == len(NODES)


def test_a_running_goal_is_interrupted_and_the_robot_stays_where_it_was_stopped(start):
    suite = start('robot:=mock')
    with Observer(suite.domain_id, namespace='reachy') as observer:
        targets = observer.collect(HeadTarget, 'target')
        observer.wait(lambda: len(targets) > 10, timeout_s=60.0)
        goal = subprocess.Popen(
            [
                'ros2', 'action', 'send_goal', '/reachy/goto', 'reachy_interfaces/action/Goto',
                '{head_rpy: {z: 0.8}, duration: 20.0}',
            ],
            env={**os.environ, 'ROS_DOMAIN_ID': str(suite.domain_id)},
            stdout=subprocess.PIPE,
            text=True,
        )  # fmt: skip
        observer.wait(lambda: targets[-1].head.orientation.z > 0.05, timeout_s=30.0)
        goal.send_signal(signal.SIGINT)
        output, _ = goal.communicate(timeout=30)
        assert 'Goal finished with status: CANCELED' in output
        observer.newest(targets)
        begun = len(targets)
        observer.wait(lambda: len(targets) > begun + 50)
        settled = targets[-1].head.orientation.z
        observer.wait(lambda: len(targets) > begun + 150)
        assert targets[-1].head.orientation.z == pytest.approx(settled, abs=1e-3)
        assert 0.05 < settled < 0.38  # far from sin(0.4), the end of the way
    assert suite.interrupt() == 0
    assert suite.processes() == []


def test_two_robots_share_a_network(start):
    left = start('robot:=mock', 'namespace:=left')
    right = start('robot:=mock', 'namespace:=right', domain_id=left.domain_id)
    with Observer(left.domain_id) as observer:
        heads = {name: observer.collect(PoseStamped, f'/{name}/head_pose') for name in SIDES}
        observer.wait(lambda: all(heads.values()), timeout_s=60.0)
        output = left.ros2(
            'action', 'send_goal', '/left/goto', 'reachy_interfaces/action/Goto',
            '{head_rpy: {z: 0.5}}',
        )  # fmt: skip
        assert 'SUCCEEDED' in output
        yaws = {name: observer.newest(heads[name]).pose.orientation.z for name in SIDES}
        assert yaws['left'] == pytest.approx(sin(0.25), abs=0.01)
        assert yaws['right'] == pytest.approx(0.0, abs=0.01)
    assert (left.interrupt(), right.interrupt()) == (0, 0)
