from math import isnan, nan, sin
from pathlib import Path

import numpy as np
import pytest
import yaml
from action_msgs.msg import GoalStatus
from builtin_interfaces.msg import Time
from diagnostic_msgs.msg import DiagnosticArray, DiagnosticStatus
from geometry_msgs.msg import Vector3
from rclpy.action import ActionClient
from rclpy.parameter import Parameter
from reachy_common.testing import Observer, free_domain
from reachy_interfaces.action import Goto, PlayMove
from reachy_interfaces.msg import HeadTarget, MotionState, PoseOffset
from reachy_interfaces.srv import ListMoves
from reachy_motion.motion_node import MotionNode
from reachy_motion.motion_parameters import PARAMETERS
from reachy_motion.robot_node import RobotNode
from std_msgs.msg import Bool, Header
from std_srvs.srv import Trigger

from reachy_common import qos

CONFIG = Path(__file__).parents[1] / 'config/motion.yaml'


class Bench(Observer):
    """A motion node, and whatever else a test wants of it."""

    def __init__(self) -> None:
        super().__init__(free_domain())
        self.targets = self.collect(HeadTarget, 'target')
        self.diagnostics = self.collect(DiagnosticArray, '/diagnostics')
        self.feedback: list[Goto.Feedback] = []
        self._goto = ActionClient(self.node, Goto, 'goto')
        self._play = ActionClient(self.node, PlayMove, 'play_move')
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

    def play(self, goal: PlayMove.Goal):
        """Send a goal for a move and return its handle once it is accepted."""
        self.wait(self._play.server_is_ready)
        future = self._play.send_goal_async(goal, lambda msg: self.feedback.append(msg.feedback))
        self.wait(future.done)
        return future.result()

    def result(self, handle) -> tuple[int, Goto.Result]:
        """Wait for the end of a goal; return its status and result."""
        future = handle.get_result_async()
        self.wait(future.done)
        return future.result().status, future.result().result

    def stop(self) -> Trigger.Response:
        return self.trigger('stop')

    def trigger(self, service: str) -> Trigger.Response:
        client = self.node.create_client(Trigger, service)
        self.wait(client.service_is_ready)
        future = client.call_async(Trigger.Request())
        self.wait(future.done)
        return future.result()

    def values(self) -> dict[str, str]:
        """Return the values of the next diagnostics of motion."""
        return {item.key: item.value for item in self.status().values}

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
        (4.5, {}, 'rejected: head yaw 4.500 rad is outside [-3.927, 3.927] rad'),
        (
            1.3,
            {'parts': ['head', 'body']},
            'rejected: head yaw 1.300 rad is 1.300 rad away from body yaw',
        ),
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


def test_a_move_is_played_with_feedback(robot):
    goal = PlayMove.Goal(kind='dance', name='simple_nod', speed=4.0)
    status, result = robot.result(robot.play(goal))
    assert (status, result.success) == (GoalStatus.STATUS_SUCCEEDED, True)
    assert result.message == 'simple_nod played'
    assert {feedback.name for feedback in robot.feedback} == {'simple_nod'}
    elapsed = [feedback.elapsed for feedback in robot.feedback]
    assert elapsed == sorted(elapsed)


@pytest.mark.parametrize(
    ('fields', 'message'),
    [
        ({'name': 'simple_not'}, 'simple_nod'),
        ({'kind': 'song', 'name': 'simple_nod'}, 'unknown kind "song"'),
        ({'name': 'simple_nod', 'speed': 9.0}, 'speed 9.0 is outside [0.25, 4]'),
        ({'name': 'simple_nod', 'amplitude': nan}, 'amplitude nan is outside (0, 2]'),
        ({'name': 'simple_nod', 'repeat': 1000}, 'repeat 1000 is outside [1, 100]'),
    ],
)
def test_a_move_that_cannot_be_played_is_refused_with_its_reason(robot, fields, message):
    status, result = robot.result(robot.play(PlayMove.Goal(**fields)))
    assert status == GoalStatus.STATUS_ABORTED
    assert result.message.startswith('rejected: ')
    assert message in result.message


def test_dances_end_and_other_moves_stay(robot):
    dance = robot.play(PlayMove.Goal(kind='dance', name='random', repeat=50))
    goto = robot.send(0.3, duration=0.3, when='queue')
    assert robot.trigger('stop_emotion').message == '0 moves of kind emotion ended'
    assert robot.trigger('stop_dance').message == '1 move of kind dance ended'
    assert robot.result(dance)[1].message == 'stopped'
    assert robot.result(goto)[1].success


def test_the_moves_are_listed_with_kind_and_duration(robot):
    client = robot.node.create_client(ListMoves, 'list_moves')
    robot.wait(client.service_is_ready)
    future = client.call_async(ListMoves.Request())
    robot.wait(future.done)
    moves = {(move.kind, move.name): move for move in future.result().moves}
    assert len([kind for kind, _ in moves if kind == 'dance']) == 20
    # The vendor's nod takes four beats at 114 a minute.
    assert moves['dance', 'simple_nod'].duration == pytest.approx(4 * 60 / 114)
    assert all(move.description for move in moves.values())


def test_an_offset_moves_the_head_until_its_source_falls_silent(robot):
    publisher = robot.node.create_publisher(PoseOffset, 'offsets', 10)
    robot.wait(publisher.get_subscription_count)
    offset = PoseOffset(source='gaze')
    offset.rpy.z = 0.3

    def is_turned():
        publisher.publish(offset)
        return abs(robot.newest().head.orientation.z - sin(0.15)) < 0.01

    robot.wait(is_turned)
    assert 'gaze' in robot.values()['offset sources']
    robot.wait(lambda: abs(robot.newest().head.orientation.z) < 1e-3)
    assert robot.values()['offset sources'] == ''


@pytest.mark.parametrize(
    ('change', 'reason'),
    [
        ({'rpy': Vector3(x=nan)}, 'not finite'),
        ({'xyz': Vector3(x=30.0)}, 'exceeds 0.100; send metres and radians'),
        ({'source': ''}, 'names no source'),
        ({'header': Header(frame_id='map')}, 'frame map'),
        ({'header': Header(stamp=Time(sec=1))}, 's old, outside'),
    ],
)
def test_an_offset_that_cannot_be_taken_is_counted_with_its_reason(robot, change, reason):
    publisher = robot.node.create_publisher(PoseOffset, 'offsets', 10)
    robot.wait(publisher.get_subscription_count)
    publisher.publish(PoseOffset(**{'source': 'x', **change}))
    robot.wait(lambda: robot.values()['refused offsets'] == '1')
    assert reason in robot.values()['last refusal']
    assert abs(robot.newest().head.orientation.z) < 1e-6


def test_listening_freezes_the_antennas_also_for_a_node_that_joins_late(bench):
    publisher = bench.node.create_publisher(Bool, 'listening', qos.LATCHED)
    publisher.publish(Bool(data=True))
    bench.add_robot()
    states = bench.collect(MotionState, 'motion_state')
    bench.wait(lambda: states and states[-1].listening)
    handle = bench.send(parts=['antennas'], antennas=[1.0, 1.0], duration=0.5)
    bench.wait(lambda: states[-1].playing == 'goto')
    bench.wait(lambda: states[-1].playing == 'hold')
    assert list(bench.newest().antennas) == pytest.approx([0.0, 0.0], abs=1e-6)
    assert 'stopped short of the goal' in bench.result(handle)[1].message
    publisher.publish(Bool(data=False))
    bench.wait(lambda: abs(bench.newest().antennas[0]) > 0.5)


def test_the_state_tells_what_plays_and_what_waits(robot):
    states = robot.collect(MotionState, 'motion_state')
    first = robot.send(0.5, duration=5.0)
    robot.play(PlayMove.Goal(name='simple_nod'))
    robot.wait(lambda: states and states[-1].waiting)
    state = states[-1]
    assert (state.playing, state.kind, list(state.waiting)) == ('goto', 'goto', ['simple_nod'])
    assert 0.0 <= state.elapsed <= state.duration == pytest.approx(5.0)
    robot.stop()
    robot.result(first)
    robot.wait(lambda: states[-1].playing in ('hold', 'breathing') and not states[-1].waiting)
    assert (states[-1].kind, states[-1].duration) == ('', 0.0)


def test_breathing_changes_while_it_runs(robot):
    robot.wait(lambda: robot.values()['playing'] == 'breathing')
    results = robot.motion.set_parameters([Parameter('breathing.antenna_sway', value=0.7)])
    assert results[0].successful
    robot.wait(lambda: max(abs(target.antennas[0]) for target in robot.targets) > 0.6)


@pytest.mark.parametrize('value', [nan, -0.1, 5.0])
def test_a_parameter_out_of_range_is_refused(bench, value):
    result = bench.motion.set_parameters([Parameter('breathing.antenna_sway', value=value)])[0]
    assert not result.successful


def test_the_diagnostics_tell_what_it_does(robot):
    handle = robot.send(0.5, duration=10.0)
    values = robot.values()
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
