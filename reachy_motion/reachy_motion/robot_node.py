"""The node `robot`: drives a simulated or real Reachy Mini after the newest target.

Two threads: the executor takes targets, serves services and actions and reports diagnostics; the
loop commands the robot, lets its time pass and publishes its state. They share the newest target,
the monitor, and the driver, which a lock guards.
"""

import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any, TypeVar

from builtin_interfaces.msg import Time
from geometry_msgs.msg import PoseStamped
from rclpy.duration import Duration
from rclpy.node import Node
from rclpy.time import Time as RosTime
from reachy_common.deadline_loop import DeadlineLoop
from reachy_common.node_main import run_node
from reachy_common.parameters import declare
from reachy_interfaces.action import GoToSleep, WakeUp
from reachy_interfaces.msg import HeadTarget
from sensor_msgs.msg import JointState
from std_srvs.srv import SetBool

from reachy_common import diagnostics, qos
from reachy_motion.backends import Motors, RobotState, make_backend
from reachy_motion.conversions import HEAD_FRAME, pose_to_msg, target_from_msg
from reachy_motion.errand_server import ErrandServer
from reachy_motion.motor_service import MotorService
from reachy_motion.posture import Posture
from reachy_motion.robot_driver import RobotDriver
from reachy_motion.robot_health import judge_loop, judge_mode
from reachy_motion.robot_mode import Mode
from reachy_motion.robot_monitor import RobotMonitor
from reachy_motion.robot_parameters import PARAMETERS, driver_config

T = TypeVar('T')


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
        config = driver_config(self)
        self._period_s = config.period_s
        self._backend = make_backend(
            self._value('backend'),
            self._value('scene'),
            self._value('sdk.host'),
            self._value('sdk.port'),
        )
        self._backend.start()
        self._driver = RobotDriver(self._backend, config)
        self._lock = threading.Lock()
        now_s = time.monotonic()
        self._monitor = RobotMonitor(now_s)
        self._targets: deque[_Target] = deque(maxlen=1)
        self._seen = self._situation()
        self._logged: tuple[Mode, str] | None = None
        self._stepped_s = self._state_due_s = now_s

        self._joint_publisher = self.create_publisher(JointState, 'joint_states', qos.STATE_OUT)
        self._head_publisher = self.create_publisher(PoseStamped, 'head_pose', qos.STATE_OUT)
        self._diagnostics_publisher = self.create_publisher(
            diagnostics.DiagnosticArray, '/diagnostics', qos.DIAGNOSTICS
        )
        self.create_subscription(HeadTarget, 'target', self._on_target, qos.TARGET_IN)
        self._serve(config.motors_timeout_s)
        self._loop = DeadlineLoop(self._period_s, self._on_tick, self._on_tick_error, name='robot')
        self._mode_guard = self.create_guard_condition(self._report_mode)
        self.create_timer(1.0, self._on_diagnostics)
        self._loop.start()
        self.get_logger().info(f'backend {self._value("backend")} is running')

    def close(self) -> None:
        """End the loop and release the robot."""
        self._loop.stop()
        self._backend.close()

    def _serve(self, motors_timeout_s: float) -> None:
        """Offer what one may ask of the robot."""
        driver, locked = self._driver, self._locked
        for action, name, begin in (
            (WakeUp, 'wake_up', driver.wake_up),
            (GoToSleep, 'go_to_sleep', driver.go_to_sleep),
        ):
            ErrandServer(
                self, action, name, partial(locked, begin), partial(locked, driver.cancel)
            )
        MotorService(
            self,
            switch=partial(locked, driver.switch_motors),
            motors=lambda: driver.motors,
            now_s=time.monotonic,
            timeout_s=motors_timeout_s,
        )
        self.create_service(SetBool, 'emergency_stop', self._on_emergency_stop)

    def _locked(self, call: Callable[..., T], *arguments: Any) -> T:
        with self._lock:
            return call(*arguments)

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
        self._targets.append(_Target(posture, now_s - self._age_s(msg.header.stamp)))

    def _age_s(self, stamp: Time) -> float:
        """Return the time since a message was stamped; 0 for a message without a stamp."""
        if stamp == Time():
            return 0.0
        return float((self.get_clock().now() - RosTime.from_msg(stamp)).nanoseconds) * 1e-9

    def _on_emergency_stop(
        self, request: SetBool.Request, response: SetBool.Response
    ) -> SetBool.Response:
        if request.data:
            self._locked(self._driver.emergency_stop)
            response.message = 'stopped; the robot ignores targets until data: false releases it'
        elif self._locked(self._driver.release):
            response.message = 'released'
        else:
            response.message = 'the emergency stop was not on'
        response.success = True
        return response

    def _on_tick(self, deadline_s: float) -> None:
        target = self._targets.pop() if self._targets else None
        with self._lock:
            if target is not None:
                self._driver.take(target.posture)
            self._driver.step(deadline_s - self._stepped_s)
        self._stepped_s = deadline_s
        if target is not None and self._driver.mode is Mode.FOLLOWING:
            self._monitor.on_command(time.monotonic() - target.sent_s)
        self._notice()
        if deadline_s >= self._state_due_s - 0.5 * self._period_s:
            self._state_due_s += 1.0 / self._value('state_rate')
            self._state_due_s = max(self._state_due_s, deadline_s)
            state = self._driver.state()
            if state is not None:
                self._publish_state(state, deadline_s)

    def _notice(self) -> None:
        """Tell of what the driver has just met with."""
        if self._driver.is_out_of_reach:
            self._monitor.on_out_of_reach()
        seen = self._situation()
        if seen != self._seen:
            self._seen = seen
            self._mode_guard.trigger()

    def _on_tick_error(self, error: Exception) -> None:
        if self.context.ok():  # after a signal the context is gone before the loop is
            self.get_logger().error(f'tick failed: {error!r}', throttle_duration_sec=1.0)

    def _publish_state(self, state: RobotState, deadline_s: float) -> None:
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

    def _situation(self) -> tuple[Mode, str, Motors]:
        return self._driver.mode, self._driver.problem, self._driver.motors

    def _report_mode(self) -> None:
        level, message = judge_mode(self._driver)
        if self._seen[:2] != self._logged:
            self._logged = self._seen[:2]
            log = self.get_logger()
            if level == diagnostics.ERROR:
                log.error(message)
            elif level == diagnostics.WARN:
                log.warning(message)
            else:
                log.info(message)
        values = {
            'mode': self._driver.mode.value,
            'motors': self._driver.motors.value,
            'target silent for [s]': self._driver.silence_s,
        }
        self._report('mode', level, message, values)

    def _on_diagnostics(self) -> None:
        self._report_mode()
        loop = self._loop.take_statistics()
        report = self._monitor.take_report(time.monotonic())
        level, message = judge_loop(loop, report, self._period_s, self._value('min_pace'))
        values = {
            'backend': self._value('backend'),
            **report.as_diagnostics(),
            **loop.as_diagnostics(),
        }
        self._report('loop', level, message, values)

    def _report(
        self, part: str, level: bytes, message: str, values: dict[str, str | int | float]
    ) -> None:
        self._diagnostics_publisher.publish(
            diagnostics.diagnostic_array(
                self.get_clock().now().to_msg(),
                f'{self.get_fully_qualified_name()}: {part}',
                level,
                message,
                values,
            )
        )


def main() -> int:
    """Run the node until it is interrupted."""
    return run_node(RobotNode)


if __name__ == '__main__':
    raise SystemExit(main())
