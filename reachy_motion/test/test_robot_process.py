"""The node `robot` as a process: how it begins, and how it ends."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from reachy_common.testing import free_domain


@contextmanager
def robot(*parameters: str) -> Iterator[subprocess.Popen]:
    """Start the node; whatever happens, it is gone afterwards."""
    arguments = [word for parameter in parameters for word in ('-p', parameter)]
    process = subprocess.Popen(
        [sys.executable, '-m', 'reachy_motion.robot_node', '--ros-args', *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env={**os.environ, 'ROS_DOMAIN_ID': str(free_domain()), 'PYTHONUNBUFFERED': '1'},
    )
    try:
        yield process
    finally:
        process.kill()
        process.wait()


@pytest.mark.parametrize('end', [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize('backend', ['mock', 'mujoco'])
def test_a_signal_ends_it_cleanly(backend, end):
    with robot(f'backend:={backend}') as process:
        first = process.stdout.readline()
        assert f'backend {backend} is running' in first
        process.send_signal(end)
        rest, _ = process.communicate(timeout=20)
    assert process.returncode == 0
    assert 'Traceback' not in rest
    assert 'ERROR' not in rest


@pytest.mark.parametrize(
    ('parameter', 'line'),
    [
        ('backend:=gazebo', "unknown backend 'gazebo'; choose one of: mujoco, mock"),
        ('scene:=moon', "unknown scene 'moon'; choose one of: empty, minimal"),
        ('state_rate:=50', 'use a value such as state_rate:=50.0'),
        ('physics_period:=1.0', 'Min: 0.002, Max: 0.02'),
    ],
)
def test_what_it_cannot_start_with_is_one_line_and_exit_code_1(parameter, line):
    with robot('backend:=mock', parameter) as process:
        output, _ = process.communicate(timeout=20)
    assert process.returncode == 1
    lines = output.splitlines()
    assert len(lines) == 1, output
    assert line in lines[0]
    assert 'FATAL' in lines[0]
