"""A node with one of everything that the verbs look at: topics, services, parameters, an action.

Run as a process of its own, so that the verbs meet it as they meet any node.
"""

import time
from collections.abc import Callable

import rclpy
from geometry_msgs.msg import PoseStamped
from rcl_interfaces.msg import FloatingPointRange, ParameterDescriptor
from rclpy.action import ActionServer, CancelResponse, GoalResponse
from rclpy.action.server import ServerGoalHandle
from rclpy.callback_groups import ReentrantCallbackGroup
from rclpy.executors import ExternalShutdownException, MultiThreadedExecutor
from rclpy.node import Node
from rclpy.qos import DurabilityPolicy, QoSProfile
from rclpy.task import Future
from reachy_interfaces.action import Goto
from sensor_msgs.msg import JointState
from std_msgs.msg import Header, String, UInt8MultiArray
from std_srvs.srv import SetBool, Trigger

RATE_HZ = 20.0


class DemoNode(Node):
    """Publishes at 20 Hz, echoes /demo/in, answers services, goals and parameter requests."""

    def __init__(self) -> None:
        super().__init__('talker', namespace='/demo')
        self._declare_parameters()
        latched = QoSProfile(depth=1, durability=DurabilityPolicy.TRANSIENT_LOCAL)
        self._chatter = self.create_publisher(String, 'chatter', 10)
        self._pose = self.create_publisher(PoseStamped, 'pose', 10)
        self._joints = self.create_publisher(JointState, 'joints', 10)
        self._bytes = self.create_publisher(UInt8MultiArray, 'bytes', 10)
        self._heard = self.create_publisher(Header, 'heard', latched)
        self.create_publisher(String, 'hidden/_topic', 10)
        self._mode = self.create_publisher(String, 'mode', latched)
        self._mode.publish(String(data='idle'))
        self.create_subscription(Header, 'in', self._heard.publish, 10)
        self.create_service(SetBool, 'enable', self._on_enable)
        self.create_service(Trigger, 'stop', self._on_stop)
        group = ReentrantCallbackGroup()
        self._action = ActionServer(
            self,
            Goto,
            'do',
            self._on_execute,
            callback_group=group,
            goal_callback=self._on_goal,
            cancel_callback=self._on_cancel,
        )
        self._count = 0
        self.create_timer(1.0 / RATE_HZ, self._on_tick)

    def _declare_parameters(self) -> None:
        gain = ParameterDescriptor(
            description='Gain of the demo [-].',
            floating_point_range=[FloatingPointRange(from_value=0.0, to_value=2.0)],
        )
        self.declare_parameter('gain', 1.5, gain)
        self.declare_parameter('count', 3, ParameterDescriptor(read_only=True))
        self.declare_parameter('name', 'abc')
        self.declare_parameter('on', True)
        self.declare_parameter('arm.rates', [1.0, 2.0])
        self.declare_parameter('spare', 'x', ParameterDescriptor(dynamic_typing=True))

    def _on_tick(self) -> None:
        stamp = self.get_clock().now().to_msg()
        pose = PoseStamped(header=Header(stamp=stamp, frame_id='base'))
        pose.pose.position.x = 0.25
        self._pose.publish(pose)
        self._chatter.publish(String(data=f'hello {self._count}'))
        self._joints.publish(
            JointState(header=pose.header, name=['yaw_body', 'stewart_1'], position=[0.1, -0.2])
        )
        self._bytes.publish(UInt8MultiArray(data=list(range(200))))
        self._count += 1

    def _on_enable(self, request: SetBool.Request, response: SetBool.Response) -> SetBool.Response:
        response.success = True
        response.message = 'on' if request.data else 'off'
        return response

    def _on_stop(self, _: Trigger.Request, response: Trigger.Response) -> Trigger.Response:
        response.success = True
        response.message = 'stopped'
        return response

    def _on_goal(self, goal: Goto.Goal) -> GoalResponse:
        if goal.when == 'ponder':
            print('pondering', flush=True)
            # Long enough that a test can interrupt the client before the answer.
            time.sleep(1.0)
        return GoalResponse.REJECT if goal.duration < 0.0 else GoalResponse.ACCEPT

    def _on_cancel(self, handle: ServerGoalHandle) -> CancelResponse:
        refuses = handle.request.when == 'stubborn'
        return CancelResponse.REJECT if refuses else CancelResponse.ACCEPT

    async def _on_execute(self, handle: ServerGoalHandle) -> Goto.Result:
        for progress in (0.0, 0.5):
            handle.publish_feedback(Goto.Feedback(progress=progress))
        await self._until(handle.request.duration, lambda: handle.is_cancel_requested)
        if handle.is_cancel_requested:
            handle.canceled()
            return Goto.Result(message='interrupted')
        if handle.request.when == 'fail':
            handle.abort()
            return Goto.Result(message='failed')
        handle.succeed()
        return Goto.Result(success=True, message='there')

    async def _until(self, duration_s: float, is_over: Callable[[], bool]) -> None:
        """Wait without keeping an executor thread busy."""
        end_s = time.monotonic() + duration_s
        done = Future()

        def check() -> None:
            if (is_over() or time.monotonic() >= end_s) and not done.done():
                done.set_result(None)

        timer = self.create_timer(0.02, check, callback_group=self._action.callback_group)
        await done
        self.destroy_timer(timer)


def main() -> None:
    """Spin until interrupted."""
    rclpy.init()
    node = DemoNode()
    executor = MultiThreadedExecutor(2)
    executor.add_node(node)
    print('ready', flush=True)
    try:
        executor.spin()
    except (KeyboardInterrupt, ExternalShutdownException):
        pass
    finally:
        node.destroy_node()
        rclpy.try_shutdown()


if __name__ == '__main__':
    main()
