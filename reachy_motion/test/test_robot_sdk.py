"""The node `robot` with the vendor's daemon: waiting for it, losing it, finding it again."""

from collections.abc import Iterator

import numpy as np
import pytest
from builtin_interfaces.msg import Time
from daemon import Daemon, needs_sdk
from diagnostic_msgs.msg import DiagnosticStatus
from reachy_interfaces.action import GoToSleep, WakeUp
from reachy_interfaces.srv import SetMotors
from reachy_motion.limits import MotionLimits
from reachy_motion.posture import neutral
from robot_bench import Bench

pytestmark = needs_sdk

LEFT = np.array([0.0, 0.0, 0.0, 0.0, 0.0, 0.5, 0.3, -0.3, 0.4])


@pytest.fixture
def daemon() -> Iterator[Daemon]:
    with Daemon('mockup-sim') as daemon:
        yield daemon


@pytest.fixture
def bench(daemon) -> Iterator[Bench]:
    with Bench(is_up=False, backend='sdk', **{'sdk.port': daemon.port}) as bench:
        yield bench


def seconds(stamp: Time) -> float:
    return stamp.sec + stamp.nanosec * 1e-9


def follow(bench: Bench) -> None:
    """Wait until the robot is up and follows."""
    bench.stream(LEFT)
    count = len(bench.heads)
    bench.wait(lambda: len(bench.heads) > count and bench.is_at(LEFT), timeout_s=40.0)
    bench.wait(lambda: bench.mode == 'following')


def lost(bench: Bench) -> None:
    """Wait until it is told that the robot is lost."""
    bench.wait(lambda: bench.mode == 'unavailable')
    assert bench.modes[-1].level == DiagnosticStatus.ERROR


def assert_no_jump(bench: Bench, begin: int) -> None:
    """The joints have moved no faster than the guard lets them."""
    moving = bench.joints[begin:]
    body = [message.position[0] for message in moving]
    antenna = [message.position[7] for message in moving]
    passed = np.diff([seconds(message.header.stamp) for message in moving])
    limit = 1.25 * MotionLimits().velocity
    for path, speed in ((body, limit[8]), (antenna, limit[6])):
        # The daemon moves in steps of 20 ms, of which two may fall between two messages.
        assert np.all(np.abs(np.diff(path)) <= speed * (passed + 0.04))


def test_it_waits_for_the_daemon_and_wakes_the_robot_up(bench, daemon):
    lost(bench)
    assert f'no daemon answers at localhost:{daemon.port}' in bench.modes[-1].message
    assert f'run: reachy-mini-daemon --fastapi-port {daemon.port}' in bench.modes[-1].message
    _, result = bench.begin(WakeUp, 'wake_up').result()
    assert not result.success
    assert 'refused: the robot is unavailable: no daemon answers' in result.message
    assert not bench.call(SetMotors, 'set_motors', mode='on').success
    assert bench.heads == []

    daemon.start()
    bench.wait(lambda: bench.heads, timeout_s=40.0)
    assert bench.is_at(neutral())  # whoever waits for the first state finds the robot awake
    follow(bench)


def test_a_daemon_without_a_robot_is_told_from_none(bench, daemon):
    daemon.start('--no-autostart')
    bench.wait(lambda: bench.modes and 'answers, but has no robot' in bench.modes[-1].message)


def test_a_daemon_that_is_killed_is_noticed_and_found_again(bench, daemon):
    daemon.start()
    follow(bench)
    daemon.kill()
    lost(bench)
    count = len(bench.heads)
    bench.next_status()
    assert len(bench.heads) <= count + 1  # what is not known is not told
    daemon.start()
    begin = len(bench.joints)
    follow(bench)
    assert_no_jump(bench, begin)
    # It begins at the place where the new daemon has its robot, folded, with antennas down.
    assert bench.joints[begin].position[7] > 2.0


def test_a_daemon_that_hangs_is_noticed_within_half_a_second(bench, daemon):
    daemon.start()
    follow(bench)
    told = len(bench.modes)
    daemon.freeze()
    lost(bench)
    noticed_s = seconds(bench.mode_since(told, 'unavailable'))
    assert 'has fallen silent' in bench.modes[-1].message
    assert noticed_s - seconds(bench.heads[-1].header.stamp) < 0.5
    begin = len(bench.joints)
    daemon.thaw()
    follow(bench)
    assert_no_jump(bench, begin)


def test_the_robot_sleeps_and_its_motors_go_off(bench, daemon):
    daemon.start()
    follow(bench)
    _, result = bench.begin(GoToSleep, 'go_to_sleep').result()
    assert (result.success, result.message) == (True, 'asleep; the motors are off')
    answer = bench.call(SetMotors, 'set_motors', mode='on')
    assert (answer.success, answer.message) == (True, 'the motors are on')
    follow(bench)
