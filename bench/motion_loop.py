"""How evenly, cheaply and quickly the node `motion` runs.

Periods are taken from the stamps of `target`, made in the tick itself. The peer is a bare loop
that only sleeps until absolute deadlines, in a process of its own at the same time: what the
machine can do at best. Each pair runs on a machine that is otherwise idle, and beside a process
that keeps one core busy.
"""

import argparse
import os
import time
from contextlib import ExitStack

import numpy as np
import rclpy
from diagnostic_msgs.msg import DiagnosticArray
from numpy.typing import NDArray
from rclpy.action import ActionClient
from rclpy.executors import SingleThreadedExecutor
from rclpy.node import Node
from rclpy.parameter import Parameter
from rclpy.parameter_client import AsyncParameterClient
from rclpy.qos import QoSProfile
from reachy_interfaces.action import Goto
from reachy_interfaces.msg import HeadTarget
from support.bare_loop import BareLoop
from support.processes import CpuMeter, busy, node, running
from support.table import print_table

PERIOD_S = 0.01
NAMESPACE = '/bench'


class Observer(Node):
    """Listens to motion and robot, and sends goals."""

    def __init__(self) -> None:
        super().__init__('observer', namespace=NAMESPACE)
        self.stamps_s: list[float] = []
        self.yaws: list[float] = []
        self.latency_p95_ms: list[float] = []
        self.create_subscription(HeadTarget, 'target', self._on_target, QoSProfile(depth=1000))
        self.create_subscription(DiagnosticArray, '/diagnostics', self._on_diagnostics, 10)
        self._goto = ActionClient(self, Goto, 'goto')
        self._parameters = AsyncParameterClient(self, 'motion')
        self._executor = SingleThreadedExecutor()
        self._executor.add_node(self)

    def run_for(self, seconds: float) -> None:
        """Listen for a time."""
        end_s = time.monotonic() + seconds
        while (left_s := end_s - time.monotonic()) > 0.0:
            self._executor.spin_once(timeout_sec=left_s)

    def wait_for_targets(self) -> None:
        """Wait until motion publishes."""
        self.stamps_s.clear()
        end_s = time.monotonic() + 30.0
        while len(self.stamps_s) < 100:
            if time.monotonic() > end_s:
                raise SystemExit('no target has arrived for 30 s')
            self.run_for(0.1)

    def set_parameter(self, name: str, value: bool | float) -> None:
        """Set a parameter of motion."""
        future = self._parameters.set_parameters([Parameter(name, value=value)])
        self._executor.spin_until_future_complete(future)

    def goto(self, yaw: float, duration_s: float) -> tuple[float, float]:
        """Send a goal; return when it was sent and when its acceptance came back [s]."""
        goal = Goto.Goal(duration=duration_s)
        goal.head_rpy.z = yaw
        sent_s = time.time()
        future = self._goto.send_goal_async(goal)
        self._executor.spin_until_future_complete(future)
        return sent_s, time.time()

    def _on_target(self, msg: HeadTarget) -> None:
        stamp = msg.header.stamp
        self.stamps_s.append(stamp.sec + stamp.nanosec * 1e-9)
        self.yaws.append(2.0 * np.arctan2(msg.head.orientation.z, msg.head.orientation.w))

    def _on_diagnostics(self, msg: DiagnosticArray) -> None:
        for status in msg.status:
            if status.name.startswith(f'{NAMESPACE}/robot'):
                values = {item.key: item.value for item in status.values}
                self.latency_p95_ms.append(float(values['target latency p95 [ms]']))


def row(name: str, ticks_s: NDArray[np.float64], cpu_percent: float | str) -> list[str | float]:
    """Return the figures of one loop."""
    periods_ms = np.diff(ticks_s) * 1e3
    missed = int(np.round(periods_ms / (PERIOD_S * 1e3) - 1).clip(0).sum())
    return [
        name,
        (len(ticks_s) - 1) / (ticks_s[-1] - ticks_s[0]),
        *np.percentile(periods_ms, (50, 99)),
        periods_ms.max(),
        str(missed),
        cpu_percent,
    ]


def measure_loop(
    observer: Observer, motion_pid: int, seconds: float, moving: bool, loaded: bool
) -> list[list[str | float]]:
    """Return the rows of motion and of the bare loop beside it."""
    name = ('goto' if moving else 'breathing') + (', one core busy' if loaded else '')
    with ExitStack() as stack:
        if loaded:
            stack.enter_context(running(*busy()))
        observer.run_for(1.0)
        bare = BareLoop(PERIOD_S, seconds)
        observer.stamps_s.clear()
        meter = CpuMeter(motion_pid)
        end_s = time.monotonic() + seconds
        yaw = 0.5
        while time.monotonic() < end_s:
            if moving:
                observer.goto(yaw, 1.0)
                yaw = -yaw
            observer.run_for(min(1.0, max(0.0, end_s - time.monotonic())))
        cpu_percent = meter.percent()
        ticks_s = np.array(observer.stamps_s)
        return [
            row(f'motion, {name}', ticks_s, cpu_percent),
            row('  bare loop beside it', bare.ticks(), ''),
        ]


def measure_reaction(observer: Observer, goals: int) -> list[list[str | float]]:
    """Return the row of the time from a goal to the first target that it changes."""
    observer.set_parameter('breathing.enabled', False)
    observer.goto(0.0, 0.0)
    observer.run_for(3.0)
    after_sent_ms, after_accepted_ms = [], []
    yaw = 0.4
    for _ in range(goals):
        observer.stamps_s.clear()
        observer.yaws.clear()
        observer.run_for(0.05 + np.random.default_rng(len(after_sent_ms)).uniform(0.0, 0.01))
        still = observer.yaws[-1]
        sent_s, accepted_s = observer.goto(yaw, 0.5)
        observer.run_for(1.2)
        changed = np.flatnonzero(np.abs(np.array(observer.yaws) - still) > 1e-7)
        changed_s = observer.stamps_s[changed[0]]
        after_sent_ms.append((changed_s - sent_s) * 1e3)
        after_accepted_ms.append((changed_s - accepted_s) * 1e3)
        yaw = -yaw
    return [
        ['goal sent to first changed target', *np.percentile(after_sent_ms, (50, 95))],
        ['goal accepted to first changed target', *np.percentile(after_accepted_ms, (50, 95))],
    ]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.split('\n')[0])
    parser.add_argument('--seconds', type=float, default=20.0, help='length of each measurement')
    parser.add_argument('--goals', type=int, default=40, help='goals for the reaction time')
    arguments = parser.parse_args()
    os.environ.setdefault('OMP_NUM_THREADS', '1')
    os.environ['ROS_DOMAIN_ID'] = str(os.getpid() % 100 + 1)
    rclpy.init()
    with (
        running(*node('reachy_motion', 'robot', NAMESPACE)),
        running(*node('reachy_motion', 'motion', NAMESPACE)) as motion,
    ):
        observer = Observer()
        observer.wait_for_targets()
        rows = []
        for loaded in (False, True):
            for moving in (False, True):
                rows += measure_loop(observer, motion.pid, arguments.seconds, moving, loaded)
        observer.latency_p95_ms.clear()
        reaction = measure_reaction(observer, arguments.goals)
        latency_ms = observer.latency_p95_ms
    rclpy.shutdown()
    print_table(
        f'Loop of motion at {1 / PERIOD_S:.0f} Hz, {arguments.seconds:.0f} s each',
        ['', 'rate Hz', 'p50 ms', 'p99 ms', 'max ms', 'missed', 'CPU %'],
        rows,
    )
    to_robot = ['target stamped to MuJoCo command, p95 of each second']
    print_table(
        'Reaction',
        ['', 'p50 ms', 'p95 ms'],
        [*reaction, [*to_robot, *np.percentile(latency_ms, (50, 95))]],
    )


if __name__ == '__main__':
    main()
