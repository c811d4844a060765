"""The node `motion`: decides how the robot moves and publishes one target at 100 Hz.

Two threads: the executor serves goals, services and reports of the robot; the loop steps the
composer and publishes. They meet in `Player`, and moves that end come back to the executor through
a guard condition.
"""

import queue
import time
from pathlib import Path
from typing import Any

from geometry_msgs.msg import PoseStamped
from rclpy.node import Node
from rclpy.parameter import Parameter
from reachy_common.deadline_loop import DeadlineLoop, LoopStatistics
from reachy_common.node_main import run_node
from reachy_common.parameters import declare
from reachy_interfaces.msg import HeadTarget, MotionState
from sensor_msgs.msg import JointState
from std_msgs.msg import Bool
from std_srvs.srv import Trigger

from reachy_common import diagnostics, qos
from reachy_motion.conversions import motion_state_to_msg, pose_from_msg, target_to_msg
from reachy_motion.goto_server import GotoServer
from reachy_motion.kinematics import HeadKinematics
from reachy_motion.library import MoveLibrary
from reachy_motion.measured import MeasuredPosture
from reachy_motion.motion_parameters import PARAMETERS, composer_config
from reachy_motion.offset_input import OffsetInput
from reachy_motion.play_server import PlayServer
from reachy_motion.player import Player
from reachy_motion.reach import Reach
from reachy_motion.sequencer import MoveEnded

STATE_PERIOD_S = 0.1


class MotionNode(Node):
    """Plays moves one after another, breathes between them, and publishes the robot's target."""

    def __init__(self, **options: Any) -> None:
        super().__init__('motion', **options)
        declare(self, PARAMETERS)
        config = composer_config(self)
        self._reach = Reach(HeadKinematics())
        self._player = Player(config, self._reach)
        self._measured = MeasuredPosture(self._value('robot_timeout'))
        self._news: queue.SimpleQueue[MoveEnded] = queue.SimpleQueue()
        self._news_guard = self.create_guard_condition(self._on_news)
        self._missed_ticks = 0
        self._rate_hz = 0.0

        self._target_publisher = self.create_publisher(HeadTarget, 'target', qos.TARGET_OUT)
        self._state_publisher = self.create_publisher(MotionState, 'motion_state', qos.STATE_OUT)
        self._diagnostics_publisher = self.create_publisher(
            diagnostics.DiagnosticArray, '/diagnostics', qos.DIAGNOSTICS
        )
        self._servers = (
            GotoServer(
                self,
                self._player,
                config.limits,
                self._measured,
                self._reach.check,
                time.monotonic,
                lambda: self._value('settle_time'),
            ),
            PlayServer(self, self._player, self._load_library()),
        )
        self._offsets = OffsetInput(self, self._player, time.monotonic)
        self.create_service(Trigger, 'stop', self._on_stop)
        for kind in ('dance', 'emotion'):
            self.create_service(Trigger, f'stop_{kind}', self._make_on_stop_kind(kind))
        self.create_subscription(Bool, 'listening', self._on_listening, qos.LATCHED)
        self.create_subscription(PoseStamped, 'head_pose', self._on_head_pose, qos.STATE_IN)
        self.create_subscription(JointState, 'joint_states', self._on_joint_states, qos.STATE_IN)
        self.add_post_set_parameters_callback(self._on_parameters)
        self._loop = DeadlineLoop(
            config.period_s, self._on_tick, self._on_tick_error, name='motion'
        )
        self.create_timer(STATE_PERIOD_S, self._publish_state)
        self.create_timer(1.0, self._on_diagnostics)
        self._loop.start()
        self.get_logger().info('waiting for the robot to report its posture')

    def close(self) -> None:
        """End the loop; nothing is published afterwards."""
        self._loop.stop()

    def _value(self, name: str) -> Any:
        return self.get_parameter(name).value

    def _load_library(self) -> MoveLibrary:
        folders = [Path(folder) for folder in self._value('move_folders').split(':') if folder]
        library = MoveLibrary(folders)
        for error in library.errors:
            self.get_logger().warning(f'move left out: {error}')
        return library

    def _on_tick(self, deadline_s: float) -> None:
        if not self._player.has_begun:
            start = self._measured.posture(deadline_s)
            if start is None:
                return
            self._player.begin(start, deadline_s)
            self.get_logger().info('the robot has reported its posture; motion begins')
        posture, ended = self._player.step(deadline_s)
        self._target_publisher.publish(target_to_msg(posture, self.get_clock().now().to_msg()))
        if ended:
            for news in ended:
                self._news.put(news)
            self._news_guard.trigger()

    def _on_tick_error(self, error: Exception) -> None:
        if self.context.ok():  # after a signal the context is gone before the loop is
            self.get_logger().error(f'tick failed: {error!r}', throttle_duration_sec=1.0)

    def _on_news(self) -> None:
        while not self._news.empty():
            ended = self._news.get()
            for server in self._servers:
                server.on_ended(ended)
        self._publish_state()

    def _on_head_pose(self, msg: PoseStamped) -> None:
        try:
            self._measured.update_head(pose_from_msg(msg.pose), time.monotonic())
        except ValueError as err:
            self.get_logger().warning(f'head_pose ignored: {err}', throttle_duration_sec=1.0)

    def _on_joint_states(self, msg: JointState) -> None:
        try:
            self._measured.update_joints(msg.name, msg.position, time.monotonic())
        except ValueError as err:
            self.get_logger().warning(f'joint_states ignored: {err}', throttle_duration_sec=1.0)

    def _on_listening(self, msg: Bool) -> None:
        self._player.listen(msg.data)

    def _on_stop(self, _: Trigger.Request, response: Trigger.Response) -> Trigger.Response:
        response.success = True
        response.message = f'stopped; {_moves(self._player.stop())} ended'
        return response

    def _make_on_stop_kind(self, kind: str) -> Any:
        def on_stop(_: Trigger.Request, response: Trigger.Response) -> Trigger.Response:
            response.success = True
            response.message = f'{_moves(self._player.end_kind(kind))} of kind {kind} ended'
            return response

        return on_stop

    def _on_parameters(self, _: list[Parameter]) -> None:
        self._player.configure(composer_config(self))

    def _publish_state(self) -> None:
        state = self._player.state()
        if state is None:
            return
        msg = motion_state_to_msg(state, self.get_clock().now().to_msg())
        msg.rate, msg.missed_ticks = self._rate_hz, self._missed_ticks
        self._state_publisher.publish(msg)

    def _on_diagnostics(self) -> None:
        loop = self._loop.take_statistics()
        self._rate_hz = loop.rate_hz
        self._missed_ticks += loop.missed
        age_s = self._measured.age_s(time.monotonic())
        level, message = _judge(loop, age_s, self._value('robot_timeout'))
        state = self._player.state()
        values = {
            'playing': state.playing if state else 'nothing yet',
            'waiting moves': len(state.waiting) if state else 0,
            'offset sources': ', '.join(state.offset_sources) if state else '',
            **self._offsets.as_diagnostics(),
            'postures brought back into reach': self._reach.projected,
            'age of the robot state [s]': age_s,
            **loop.as_diagnostics(),
        }
        self._diagnostics_publisher.publish(
            diagnostics.diagnostic_array(
                self.get_clock().now().to_msg(),
                f'{self.get_fully_qualified_name()}: loop',
                level,
                message,
                values,
            )
        )


def _moves(count: int) -> str:
    return f'{count} move{"" if count == 1 else "s"}'


def _judge(loop: LoopStatistics, age_s: float, timeout_s: float) -> tuple[bytes, str]:
    if loop.errors:
        return diagnostics.ERROR, f'{loop.errors} ticks failed; see the log'
    if age_s > timeout_s:
        return diagnostics.ERROR, 'the robot does not report its posture'
    if loop.missed:
        return diagnostics.WARN, f'{loop.missed} ticks missed; the machine is overloaded'
    return diagnostics.OK, f'{loop.rate_hz:.1f} Hz'


def main() -> int:
    """Run the node until it is interrupted."""
    return run_node(MotionNode)
