"""The node `robot` in a domain of its own: with the mock backend, and once with the simulator."""

from collections.abc import Iterator
from functools import reduce
from math import inf, nan

import numpy as np
import pytest
from builtin_interfaces.msg import Time
from diagnostic_msgs.msg import DiagnosticStatus
from geometry_msgs.msg import Quaternion
from rclpy.parameter import Parameter
from reachy_motion.conversions import HEAD_FRAME, target_to_msg
from reachy_motion.limits import MotionLimits
from reachy_motion.posture import neutral
from reachy_motion.robot_model import JOINT_NAMES
from robot_bench import Bench

LEFT = np.array([0.0, 0.0, 0.0, 0.0, 0.0, 0.5, 0.3, -0.3, 0.4])
OUT_OF_REACH = np.array([0.045, 0.0, 0.020, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0])


@pytest.fixture
def bench() -> Iterator[Bench]:
    with Bench(backend='mock') as bench:
        yield bench


def seconds(stamp: Time) -> float:
    return stamp.sec + stamp.nanosec * 1e-9


def periods(messages: list) -> np.ndarray:
    return np.diff([seconds(message.header.stamp) for message in messages])


def test_it_reports_its_state_from_the_start(bench):
    bench.wait(lambda: len(bench.joints) > 50 and len(bench.heads) > 50)
    assert tuple(bench.joints[0].name) == JOINT_NAMES
    assert bench.joints[0].header.frame_id == ''
    assert bench.heads[0].header.frame_id == HEAD_FRAME == 'reachy_head_neutral'
    assert np.abs(bench.joints[0].velocity).max() == 0.0
    assert bench.error(neutral()) == pytest.approx((0.0, 0.0), abs=1e-6)
    assert np.median(periods(bench.joints)) == pytest.approx(0.020, abs=0.005)
    assert np.median(periods(bench.heads)) == pytest.approx(0.020, abs=0.005)
    age_s = bench.robot.get_clock().now().nanoseconds * 1e-9 - seconds(
        bench.heads[-1].header.stamp
    )
    assert 0.0 < age_s < 1.0


def test_the_two_states_of_a_tick_have_one_stamp(bench):
    bench.wait(lambda: len(bench.joints) > 10 and len(bench.heads) > 10)
    heads = {seconds(message.header.stamp) for message in bench.heads}
    joints = {seconds(message.header.stamp) for message in bench.joints}
    assert len(heads & joints) >= 9


def test_the_rate_of_the_state_can_change_while_it_runs(bench):
    result = bench.robot.set_parameters([Parameter('state_rate', value=100.0)])
    assert result[0].successful
    begin = len(bench.heads)
    bench.wait(lambda: len(bench.heads) > begin + 50)
    assert np.median(periods(bench.heads[begin + 5 :])) == pytest.approx(0.010, abs=0.004)


def test_the_backend_cannot_change_while_it_runs(bench):
    result = bench.robot.set_parameters([Parameter('backend', value='mujoco')])
    assert not result[0].successful


def test_it_follows_a_target_within_the_limits_of_the_guard(bench):
    begin = len(bench.joints)
    bench.stream(LEFT)
    bench.wait(lambda: bench.is_at(LEFT) and np.abs(bench.joints[-1].velocity).max() < 1e-6)
    assert bench.error(LEFT) == pytest.approx((0.0, 0.0), abs=0.02)
    positions = dict(zip(JOINT_NAMES, bench.joints[-1].position, strict=True))
    assert positions['yaw_body'] == pytest.approx(0.4, abs=1e-3)
    assert positions['right_antenna'] == pytest.approx(-0.3, abs=1e-3)  # the axes point back
    assert positions['left_antenna'] == pytest.approx(0.3, abs=1e-3)
    speeds = np.abs([message.velocity for message in bench.joints[begin:]])
    limit = MotionLimits().velocity
    assert 0.1 < speeds[:, 0].max() <= 1.25 * limit[8] + 1e-6
    assert speeds[:, 7:].max() <= 1.25 * limit[6] + 1e-6


def test_an_unstamped_target_is_followed(bench):
    bench.send(target_to_msg(LEFT, Time()))
    bench.wait(lambda: bench.error(neutral())[1] > 2.0)


@pytest.mark.parametrize(
    ('field', 'value', 'reason'),
    [
        ('head.position.x', nan, 'not finite'),
        ('head.orientation.y', inf, 'not finite'),
        ('head.orientation', Quaternion(w=0.0), 'no rotation'),
        ('antennas', [nan, 0.0], 'not finite'),
        ('body_yaw', -inf, 'not finite'),
        ('header.frame_id', 'map', "frame 'map'"),
    ],
)
def test_a_malformed_target_is_refused_and_nothing_moves(bench, field, value, reason):
    target = target_to_msg(LEFT, Time())
    *path, name = field.split('.')
    setattr(reduce(getattr, path, target), name, value)
    bench.next_status()
    bench.send(target)
    status, values = bench.next_status()
    if values['refused targets'] == '0':  # the message came just after the report
        status, values = bench.next_status()
    assert values['refused targets'] == '1'
    assert reason in values['last refusal']
    assert status.level == DiagnosticStatus.WARN
    assert all(np.abs(message.velocity).max() == 0.0 for message in bench.joints)
    bench.stream(LEFT)
    bench.wait(lambda: bench.is_at(LEFT))


def test_it_says_that_a_target_is_out_of_reach(bench):
    bench.stream(OUT_OF_REACH)
    bench.wait(lambda: bench.statuses and 'out of reach' in bench.statuses[-1].message)
    status, values = bench.next_status()
    assert status.level == DiagnosticStatus.WARN
    assert int(values['ticks out of reach']) > 100
    bench.stream(neutral())
    bench.wait(lambda: bench.is_at(neutral()))
    bench.next_status()
    status, values = bench.next_status()
    assert values['ticks out of reach'] == '0'


def test_diagnostics_tell_rate_and_latency(bench):
    bench.next_status()
    bench.stream(LEFT)
    bench.next_status()
    status, values = bench.next_status()
    assert status.hardware_id == 'reachy_mini'
    assert values['backend'] == 'mock'
    assert 50.0 < float(values['rate [Hz]']) < 220.0  # 200 on a machine with time to spare
    assert 0.0 < float(values['target latency p50 [ms]']) < 100.0
    assert float(values['target latency p95 [ms]']) >= float(values['target latency p50 [ms]'])
    assert 0.0 <= float(values['target age [s]']) < 2.0
    assert 0.3 < float(values['real-time factor']) < 1.1


def test_the_simulated_head_arrives():
    with Bench(backend='mujoco') as bench:
        assert bench.is_at(neutral())
        goal = np.array([0.0, 0.0, 0.005, 0.1, -0.1, 0.5, 0.5, -0.5, 0.3])
        bench.stream(goal)
        bench.wait(lambda: bench.is_at(goal))
        _, values = bench.next_status()
        assert values['backend'] == 'mujoco'
        assert 0.3 < float(values['real-time factor']) < 1.1
