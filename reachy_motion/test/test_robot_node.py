"""The node `robot` in a domain of its own: with the mock backend, and once with the simulator."""

from collections.abc import Iterator
from functools import reduce
from math import degrees, inf, nan

import numpy as np
import pytest
from builtin_interfaces.msg import Time
from diagnostic_msgs.msg import DiagnosticArray, DiagnosticStatus
from geometry_msgs.msg import PoseStamped, Quaternion
from rclpy.parameter import Parameter
from reachy_common.testing import Observer, free_domain
from reachy_interfaces.msg import HeadTarget
from reachy_motion.conversions import HEAD_FRAME, pose_from_msg, target_to_msg
from reachy_motion.limits import MotionLimits
from reachy_motion.posture import Posture, head_matrix, neutral, rotation_between
from reachy_motion.robot_model import JOINT_NAMES
from reachy_motion.robot_node import RobotNode
from sensor_msgs.msg import JointState

from reachy_common import qos

LEFT = np.array([0.0, 0.0, 0.0, 0.0, 0.0, 0.5, 0.3, -0.3, 0.4])
OUT_OF_REACH = np.array([0.045, 0.0, 0.020, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0])


class Bench(Observer):
    """A robot node, and one that commands and watches it."""

    def __init__(self, **parameters: object) -> None:
        super().__init__(free_domain(), namespace='test')
        self.joints = self.collect(JointState, 'joint_states')
        self.heads = self.collect(PoseStamped, 'head_pose')
        self._diagnostics = self.collect(DiagnosticArray, '/diagnostics')
        self._publisher = self.node.create_publisher(HeadTarget, 'target', qos.TARGET_OUT)
        overrides = [Parameter(name, value=value) for name, value in parameters.items()]
        self.robot = self.run(
            RobotNode(context=self.context, namespace='test', parameter_overrides=overrides)
        )
        self.wait(lambda: self._publisher.get_subscription_count() and self.heads)

    @property
    def statuses(self) -> list[DiagnosticStatus]:
        """All diagnostics that have come."""
        return [status for msg in self._diagnostics for status in msg.status]

    def send(self, target: Posture | HeadTarget) -> None:
        """Publish a target once."""
        if not isinstance(target, HeadTarget):
            target = target_to_msg(target, self.node.get_clock().now().to_msg())
        self._publisher.publish(target)

    def error(self, goal: Posture) -> tuple[float, float]:
        """Return distance [m] and angle [deg] of the newest head pose from a goal."""
        head, wanted = pose_from_msg(self.heads[-1].pose), head_matrix(goal)
        return (
            float(np.linalg.norm(head[:3, 3] - wanted[:3, 3])),
            degrees(rotation_between(head[:3, :3], wanted[:3, :3])),
        )

    def is_at(self, goal: Posture) -> bool:
        """Tell whether the newest head pose is within 3 mm and 2 degrees of a goal."""
        distance_m, angle_deg = self.error(goal)
        return distance_m < 0.003 and angle_deg < 2.0

    def next_status(self) -> tuple[DiagnosticStatus, dict[str, str]]:
        """Return the next diagnostics and its values."""
        count = len(self.statuses)
        self.wait(lambda: len(self.statuses) > count)
        status = self.statuses[-1]
        return status, {item.key: item.value for item in status.values}


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
    assert np.median(periods(bench.joints)) == pytest.approx(0.020, abs=0.002)
    assert np.median(periods(bench.heads)) == pytest.approx(0.020, abs=0.002)
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
    assert np.median(periods(bench.heads[begin + 5 :])) == pytest.approx(0.010, abs=0.002)


def test_the_backend_cannot_change_while_it_runs(bench):
    result = bench.robot.set_parameters([Parameter('backend', value='mujoco')])
    assert not result[0].successful


def test_it_follows_a_target_within_the_limits_of_the_guard(bench):
    begin = len(bench.joints)
    bench.send(LEFT)
    bench.wait(lambda: bench.is_at(LEFT) and bench.joints[-1].velocity[0] == 0.0)
    assert bench.error(LEFT) == pytest.approx((0.0, 0.0), abs=1e-3)
    positions = dict(zip(JOINT_NAMES, bench.joints[-1].position, strict=True))
    assert positions['yaw_body'] == pytest.approx(0.4)
    assert positions['right_antenna'] == pytest.approx(-0.3)  # the joints' axes point back
    assert positions['left_antenna'] == pytest.approx(0.3)
    speeds = np.abs([message.velocity for message in bench.joints[begin:]])
    limit = MotionLimits().velocity
    assert 0.1 < speeds[:, 0].max() <= 1.25 * limit[8] + 1e-6
    assert speeds[:, 7:].max() <= 1.25 * limit[6] + 1e-6


def test_an_unstamped_target_is_followed(bench):
    bench.send(target_to_msg(LEFT, Time()))
    bench.wait(lambda: bench.is_at(LEFT))


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
    bench.send(LEFT)
    bench.wait(lambda: bench.is_at(LEFT))


def test_before_an_unreachable_target_it_holds_and_says_so(bench):
    bench.send(OUT_OF_REACH)
    bench.wait(lambda: bench.statuses and 'cannot be reached' in bench.statuses[-1].message)
    status, values = bench.next_status()
    assert status.level == DiagnosticStatus.WARN
    assert int(values['ticks held by an unreachable pose']) > 100
    bench.send(neutral())
    bench.wait(lambda: bench.is_at(neutral()))
    bench.next_status()
    status, values = bench.next_status()
    assert values['ticks held by an unreachable pose'] == '0'


def test_diagnostics_tell_rate_and_latency(bench):
    bench.next_status()
    for _ in range(50):
        bench.send(LEFT)
        count = len(bench.heads)
        bench.wait(lambda count=count: len(bench.heads) > count)
    status, values = bench.next_status()
    assert status.name == '/test/robot: loop'
    assert status.hardware_id == 'reachy_mini'
    assert values['backend'] == 'mock'
    assert float(values['rate [Hz]']) == pytest.approx(200.0, rel=0.1)
    assert 0.0 < float(values['target latency p50 [ms]']) < 100.0
    assert float(values['target latency p95 [ms]']) >= float(values['target latency p50 [ms]'])
    assert 0.0 <= float(values['target age [s]']) < 2.0
    assert float(values['real-time factor']) == pytest.approx(1.0, abs=0.1)


def test_the_simulated_head_arrives():
    with Bench(backend='mujoco') as bench:
        assert bench.is_at(neutral())
        goal = np.array([0.0, 0.0, 0.005, 0.1, -0.1, 0.5, 0.5, -0.5, 0.3])
        bench.send(goal)
        bench.wait(lambda: bench.is_at(goal))
        _, values = bench.next_status()
        assert values['backend'] == 'mujoco'
        assert float(values['real-time factor']) == pytest.approx(1.0, abs=0.1)
