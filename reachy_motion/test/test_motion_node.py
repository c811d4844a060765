from math import isnan, nan, sin
from pathlib import Path

import numpy as np
import pytest
import yaml
from action_msgs.msg import GoalStatus
from diagnostic_msgs.msg import DiagnosticArray, DiagnosticStatus
from rclpy.action import ActionClient
from rclpy.parameter import Parameter
from reachy_common.testing import Observer, free_domain
from reachy_interfaces.action import Goto
from reachy_interfaces.msg import HeadTarget
from reachy_motion.motion_node import MotionNode
from reachy_motion.motion_parameters import PARAMETERS
from reachy_motion.robot_node import RobotNode
from std_srvs.srv import Trigger

CONFIG = Path(__file__).parents[1] / 'config/motion.yaml'


class Bench(Observer):
    """A motion node, and whatever else a test wants of it."""

    def __init__(self) -> None:
        super().__init__(free_domain())
        self.targets = self.collect(HeadTarget, 'target')
        self.diagnostics = self.collect(DiagnosticArray, '/diagnostics')
        self.feedback: list[Goto.Feedback] = []
        self._goto = ActionClient(self.node, Goto, 'goto')
        self._stop = self.node.create_client(Trigger, 'stop')
        self.motion = self.run(MotionNode(context=self.context))

    def add_robot(self) -> RobotNode:
        backend = Parameter('backend', value='mock')
        robot = self.run(RobotNode(context=self.context, parameter_overrides=[backend]))
        self.wait(lambda: len(self.targets) > 5)
        return robot

    def send(self, yaw: float = 0.0, **fields: object):
        """Send a goal and return its handle once it is accepted."""
        goal = Goto.Goal(**fields)
        goal.head_rpy.z = yaw
        self.wait(self._goto.server_is_ready)
        future = self._goto.send_goal_async(goal, lambda msg: self.feedback.append(msg.feedback))
        self.wait(future.done)
        assert future.result().accepted
        return future.result()

    def result(self, handle) -> tuple[int, Goto.Result]:
        """Wait for the end of a goal; return its status and result."""
        future = handle.get_result_async()
        self.wait(future.done)
        return future.result().status, future.result().result

    def stop(self) -> Trigger.Response:
        self.wait(self._stop.service_is_ready)
        future = self._stop.call_async(Trigger.Request())
        self.wait(future.done)
        return future.result()

    def status(self) -> DiagnosticStatus:
        """Return the next diagnostics of motion."""

        def of_motion() -> list[DiagnosticStatus]:
            statuses = [status for msg in self.diagnostics for status in msg.status]
            return [status for status in statuses if status.name == '/motion: loop']

        self.diagnostics.clear()
        self.wait(of_motion)
        return of_motion()[-1]

    def newest(self) -> HeadTarget:
        """Return the next target that arrives."""
        self.targets.clear()
        self.wait(lambda: self.targets)
        return self.targets[-1]


@pytest.fixture
def bench():
    with Bench() as bench:
        yield bench


@pytest.fixture
def robot(bench):
    bench.add_robot()
    return bench


def test_it_commands_nothing_before_the_robot_has_reported(bench):
    assert 'does not report' in bench.status().message
    assert bench.status().level == DiagnosticStatus.ERROR
    assert bench.targets == []
    status, result = bench.result(bench.send(0.5))
    assert status == GoalStatus.STATUS_ABORTED
    assert 'is the node "robot" running?' in result.message


def test_targets_come_in_the_neutral_frame_with_stamps_of_the_loop(robot):
    robot.wait(lambda: len(robot.targets) > 60)
    stamps = [msg.header.stamp.sec + msg.header.stamp.nanosec * 1e-9 for msg in robot.targets]
    assert np.median(np.diff(stamps)) == pytest.approx(0.01, abs=0.002)
    assert {msg.header.frame_id for msg in robot.targets} == {'reachy_head_neutral'}


def test_a_goal_is_reached_with_progress_and_error(robot):
    status, result = robot.result(robot.send(0.5, duration=0.6))
    assert status == GoalStatus.STATUS_SUCCEEDED
    assert result.success
    assert result.message.startswith('reached within head')
    assert result.position_error < 0.003
    assert result.rotation_error < 0.035
    assert isnan(result.antennas_error)
    assert isnan(result.body_yaw_error)
    progress = [feedback.progress for feedback in robot.feedback]
    assert len(progress) >= 5
    assert progress == sorted(progress)
    assert all(
        feedback.remaining == pytest.approx(0.6 * (1.0 - feedback.progress), abs=1e-6)
        for feedback in robot.feedback
    )
    assert robot.newest().head.orientation.z == pytest.approx(sin(0.25), abs=1e-3)


def test_antennas_and_body_are_moved_when_they_are_named(robot):
    goal = robot.send(antennas=[0.6, -0.6], body_yaw=0.3, parts=['antennas', 'body'])
    _, result = robot.result(goal)
    assert result.success
    assert isnan(result.position_error)
    assert result.antennas_error < 0.1
    assert result.body_yaw_error < 0.035


@pytest.mark.parametrize(
    ('yaw', 'fields', 'message'),
    [
        (3.5, {}, 'rejected: head yaw 3.500 rad is outside [-3.142, 3.142] rad'),
        (1.3, {}, 'rejected: head yaw 1.300 rad is 1.300 rad away from body yaw'),
        (nan, {}, 'rejected: head [0.0, 0.0, 0.0, 0.0, 0.0, nan] is not finite'),
        (0.5, {'duration': 0.05}, 'rejected: duration 0.050 s is too short'),
        (0.5, {'duration': 1.0, 'speed': 0.5}, 'rejected: duration 1.0 s and speed 0.5'),
        (0.5, {'parts': ['tail']}, 'rejected: unknown part "tail"'),
        (0.5, {'when': 'later'}, 'rejected: when "later" is unknown'),
    ],
)
def test_a_goal_that_cannot_be_met_is_refused_with_its_reason(robot, yaw, fields, message):
    status, result = robot.result(robot.send(yaw, **fields))
    assert status == GoalStatus.STATUS_ABORTED
    assert not result.success
    assert result.message.startswith(message)
    assert abs(robot.newest().head.orientation.z) < 1e-6


def test_a_combination_out_of_the_platforms_reach_is_refused(robot):
    goal = Goto.Goal()
    goal.head_xyz.x, goal.head_xyz.z = 0.045, 0.022
    handle = robot.send(head_xyz=goal.head_xyz)
    _, result = robot.result(handle)
    assert 'move it nearer to neutral' in result.message


def test_canceling_a_goal_stops_on_the_way(robot):
    handle = robot.send(0.8, duration=10.0)
    robot.wait(lambda: robot.targets[-1].head.orientation.z > 0.01)
    future = handle.cancel_goal_async()
    robot.wait(future.done)
    status, result = robot.result(handle)
    assert status == GoalStatus.STATUS_CANCELED
    assert (result.success, result.message) == (False, 'canceled')
    assert robot.newest().head.orientation.z < 0.3


def test_a_newer_goal_replaces_the_older(robot):
    older = robot.send(0.8, duration=10.0)
    newer = robot.send(-0.3, duration=0.5)
    status, result = robot.result(older)
    assert (status, result.message) == (GoalStatus.STATUS_ABORTED, 'replaced by a newer goal')
    _, result = robot.result(newer)
    assert result.success


def test_a_queued_goal_waits_for_the_one_before(robot):
    first = robot.send(0.3, duration=0.5)
    second = robot.send(-0.3, duration=0.5, when='queue')
    assert robot.result(first)[1].success
    assert robot.result(second)[1].success
    assert robot.newest().head.orientation.z == pytest.approx(sin(-0.15), abs=1e-3)


def test_stop_ends_all_goals(robot):
    first = robot.send(0.8, duration=10.0)
    second = robot.send(-0.3, when='queue')
    response = robot.stop()
    assert (response.success, response.message) == (True, 'stopped; 2 moves ended')
    assert robot.result(first)[1].message == 'stopped'
    assert robot.result(second)[1].message == 'stopped'
    assert robot.stop().message == 'stopped; 0 moves ended'


def test_a_robot_that_is_lost_on_the_way_is_told(bench):
    robot = bench.add_robot()
    handle = bench.send(0.5, duration=2.5)
    robot.close()
    status, result = bench.result(handle)
    assert status == GoalStatus.STATUS_ABORTED
    assert 'no longer reports' in result.message
    assert bench.status().level == DiagnosticStatus.ERROR


def test_breathing_changes_while_it_runs(robot):
    robot.wait(lambda: 'breathing' in {item.value for item in robot.status().values})
    results = robot.motion.set_parameters([Parameter('breathing.antenna_sway', value=0.7)])
    assert results[0].successful
    robot.wait(lambda: max(abs(target.antennas[0]) for target in robot.targets) > 0.6)


@pytest.mark.parametrize('value', [nan, -0.1, 5.0])
def test_a_parameter_out_of_range_is_refused(bench, value):
    result = bench.motion.set_parameters([Parameter('breathing.antenna_sway', value=value)])[0]
    assert not result.successful


def test_the_diagnostics_tell_what_it_does(robot):
    handle = robot.send(0.5, duration=10.0)
    values = {item.key: item.value for item in robot.status().values}
    assert values['playing'] == 'goto'
    assert float(values['age of the robot state [s]']) < 1.0
    assert float(values['period p50 [ms]']) == pytest.approx(10.0, abs=2.0)
    robot.stop()
    robot.result(handle)


def test_the_parameter_file_has_every_parameter_with_its_default():
    values = yaml.safe_load(CONFIG.read_text())['/**/motion']['ros__parameters']
    assert values.keys() == {name for name, _, _ in PARAMETERS}
    for name, default, _ in PARAMETERS:
        assert values[name] == pytest.approx(default, abs=1e-3)
