"""The node `robot`: drives a simulated or real Reachy Mini after the newest target.

Two threads: the executor takes targets and reports diagnostics; the loop commands the robot, lets
its time pass and publishes its state. They share the newest target, replaced as a whole, and the
monitor.
"""

import time
from dataclasses import dataclass
from typing import Any

from builtin_interfaces.msg import Time
from geometry_msgs.msg import PoseStamped
from rclpy.duration import Duration
from rclpy.node import Node
from rclpy.time import Time as RosTime
from reachy_common.deadline_loop import DeadlineLoop, LoopStatistics
from reachy_common.node_main import run_node
from reachy_common.parameters import declare
from reachy_interfaces.msg import HeadTarget
from sensor_msgs.msg import JointState

from reachy_common import diagnostics, qos
from reachy_motion.backends import make_backend
from reachy_motion.conversions import HEAD_FRAME, pose_to_msg, target_from_msg
from reachy_motion.posture import Posture
from reachy_motion.robot_driver import RobotDriver
from reachy_motion.robot_monitor import RobotMonitor, RobotReport
from reachy_motion.robot_parameters import PARAMETERS, guard_limits


@dataclass(frozen=True)
class _Target:
    posture: Posture
    sent_s: float


class RobotNode(Node):
    """Guards and drives the robot, and publishes its state.

    Args:
        options: Options of every node, such as its namespace; see `rclpy.node.Node`.
    """

    def __init__(self, **options: Any) -> None:
        super().__init__('robot', **options)
        declare(self, PARAMETERS)
        self._period_s = float(self._value('physics_period'))
        self._backend = make_backend(self._value('backend'), self._value('scene'))
        self._backend.start()
        self._driver = RobotDriver(
            self._backend, guard_limits(self), self._period_s, self._value('target_period')
        )
        now_s = time.monotonic()
        self._monitor = RobotMonitor(now_s)
        self._target = self._followed = _Target(self._driver.state().posture, now_s)
        self._stepped_s = self._state_due_s = now_s

        self._joint_publisher = self.create_publisher(JointState, 'joint_states', qos.STATE_OUT)
        self._head_publisher = self.create_publisher(PoseStamped, 'head_pose', qos.STATE_OUT)
        self._diagnostics_publisher = self.create_publisher(
            diagnostics.DiagnosticArray, '/diagnostics', qos.DIAGNOSTICS
        )
        self.create_subscription(HeadTarget, 'target', self._on_target, qos.TARGET_IN)
        self._loop = DeadlineLoop(self._period_s, self._on_tick, self._on_tick_error, name='robot')
        self.create_timer(1.0, self._on_diagnostics)
        self._loop.start()
        self.get_logger().info(f'backend {self._value("backend")} is running')

    def close(self) -> None:
        """End the loop and release the robot."""
        self._loop.stop()
        self._backend.close()

    def _value(self, name: str) -> Any:
        return self.get_parameter(name).value

    def _on_target(self, msg: HeadTarget) -> None:
        try:
            if msg.header.frame_id not in ('', HEAD_FRAME):
                raise ValueError(f'frame {msg.header.frame_id!r} is not {HEAD_FRAME!r}')
            posture = target_from_msg(msg)
        except ValueError as err:
            self._monitor.on_refusal(str(err))
            self.get_logger().warning(f'target refused: {err}', throttle_duration_sec=1.0)
            return
        now_s = time.monotonic()
        self._monitor.on_target(now_s)
        self._target = _Target(posture, now_s - self._age_s(msg.header.stamp))

    def _age_s(self, stamp: Time) -> float:
        """Return the time since a message was stamped; 0 for a message without a stamp."""
        if stamp == Time():
            return 0.0
        return float((self.get_clock().now() - RosTime.from_msg(stamp)).nanoseconds) * 1e-9

    def _on_tick(self, deadline_s: float) -> None:
        target = self._target
        self._driver.step(target.posture, deadline_s - self._stepped_s)
        self._stepped_s = deadline_s
        if target is not self._followed:
            self._followed = target
            self._monitor.on_command(time.monotonic() - target.sent_s)
        if self._driver.obstacle is not None:
            self._monitor.on_held()
            self.get_logger().warning(
                f'target not followed: {self._driver.obstacle}', throttle_duration_sec=1.0
            )
        if deadline_s >= self._state_due_s - 0.5 * self._period_s:
            self._publish_state(deadline_s)
            self._state_due_s += 1.0 / self._value('state_rate')
            self._state_due_s = max(self._state_due_s, deadline_s)

    def _on_tick_error(self, error: Exception) -> None:
        if self.context.ok():  # after a signal the context is gone before the loop is
            self.get_logger().error(f'tick failed: {error!r}', throttle_duration_sec=1.0)

    def _publish_state(self, deadline_s: float) -> None:
        state = self._driver.state()
        self._monitor.on_state(deadline_s, state.time_s)
        # The state is that of the tick's deadline, which is a little while ago.
        late = Duration(seconds=time.monotonic() - deadline_s)
        stamp = (self.get_clock().now() - late).to_msg()
        joints = JointState(name=state.joint_names)
        joints.header.stamp = stamp
        joints.position = state.positions.tolist()
        joints.velocity = state.velocities.tolist()
        head = PoseStamped(pose=pose_to_msg(state.head))
        head.header.stamp = stamp
        head.header.frame_id = HEAD_FRAME
        self._joint_publisher.publish(joints)
        self._head_publisher.publish(head)

    def _on_diagnostics(self) -> None:
        loop = self._loop.take_statistics()
        report = self._monitor.take_report(time.monotonic())
        level, message = self._judge(loop, report)
        values = {
            'backend': self._value('backend'),
            **report.as_diagnostics(),
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

    def _judge(self, loop: LoopStatistics, report: RobotReport) -> tuple[bytes, str]:
        if loop.errors:
            return diagnostics.ERROR, f'{loop.errors} ticks failed; see the log'
        if report.refused:
            return diagnostics.WARN, f'{report.refused} targets refused: {report.last_refusal}'
        if report.held:
            return diagnostics.WARN, 'the target cannot be reached; the robot is held'
        pace = min(report.real_time_factor, loop.rate_hz * self._period_s)
        if pace < self._value('min_pace'):
            return diagnostics.WARN, f'at {pace:.2f} of real time; the machine is overloaded'
        return diagnostics.OK, f'following at {loop.rate_hz:.0f} Hz'


def main() -> int:
    """Run the node until it is interrupted."""
    return run_node(RobotNode)


if __name__ == '__main__':
    raise SystemExit(main())
