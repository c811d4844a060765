"""How evenly, cheaply and quickly the node `motion` runs.

Periods are taken from the stamps of `target`, made in the tick itself. Beside each loop runs a
bare one that only sleeps until absolute deadlines: what the machine can do at best. The peer is
a loop that sleeps relative to its own beginning, as that of the vendor's conversation app does;
with a checkout of that app its own loop is measured too, before the vendor's daemon.
"""

import argparse
import os
import sys
import time
from contextlib import ExitStack
from pathlib import Path
from typing import NamedTuple

import numpy as np
import rclpy
from reachy_motion.dances import REMEDY, load_dances
from support import offset_sources
from support.loop_figures import HEADER, loop_row
from support.observer import Observer
from support.peer import LoopRecord, Peer
from support.processes import CpuMeter, busy, node, running
from support.step_cost import step_costs
from support.table import print_table

PERIOD_S = 0.01
NAMESPACE = '/bench'
SOURCES = ('bench_face', 'bench_speech', 'bench_hand')


class Case(NamedTuple):
    """What happens while the loop of motion is measured."""

    name: str
    moves: bool = False
    has_offsets: bool = False
    is_loaded: bool = False


CASES = (
    Case('breathing'),
    Case('goto', moves=True),
    Case('breathing, 3 offset sources', has_offsets=True),
    Case('breathing, one core busy', is_loaded=True),
    Case('goto, one core busy', moves=True, is_loaded=True),
)


def measure_motion(
    observer: Observer, motion_pid: int, seconds: float, case: Case
) -> list[list[str | float]]:
    """Return the rows of motion and of the bare loop beside it."""
    with ExitStack() as stack:
        if case.is_loaded:
            stack.enter_context(running(*busy()))
        if case.has_offsets:
            sources = (offset_sources.__file__, NAMESPACE, str(1 / PERIOD_S), *SOURCES)
            stack.enter_context(running(sys.executable, *sources))
            observer.wait_until(lambda: set(SOURCES) <= set(observer.sources), '3 offset sources')
        observer.run_for(1.0)
        bare = Peer('bare_loop', PERIOD_S, seconds)
        observer.stamps_s.clear()
        meter = CpuMeter(motion_pid)
        end_s = time.monotonic() + seconds
        yaw = 0.5
        while time.monotonic() < end_s:
            if case.moves:
                observer.goto(yaw, 1.0)
                yaw = -yaw
            observer.run_for(min(1.0, max(0.0, end_s - time.monotonic())))
        record = LoopRecord(np.array(observer.stamps_s), meter.percent())
        return [
            loop_row(f'motion, {case.name}', record, PERIOD_S),
            loop_row('  bare loop beside it', bare.record(), PERIOD_S),
        ]


def measure_peer(
    name: str, is_loaded: bool, seconds: float, module: str, *arguments: object
) -> list[list[str | float]]:
    """Return the rows of another loop and of the bare loop beside it."""
    with ExitStack() as stack:
        if is_loaded:
            stack.enter_context(running(*busy()))
        peer = Peer(module, *arguments, seconds)
        bare = Peer('bare_loop', PERIOD_S, seconds)
        return [
            loop_row(name + (', one core busy' if is_loaded else ''), peer.record(), PERIOD_S),
            loop_row('  bare loop beside it', bare.record(), PERIOD_S),
        ]


def measure_peers(seconds: float, vendor_app: Path | None) -> list[list[str | float]]:
    """Return the rows of the loops of others."""
    rows = []
    for is_loaded in (False, True):
        name = "relative-sleep loop (the design of the vendor's app)"
        rows += measure_peer(name, is_loaded, seconds, 'relative_loop', PERIOD_S)
        if vendor_app is not None:
            name = "vendor's app, breathing"
            rows += measure_peer(name, is_loaded, seconds, 'vendor_loop', vendor_app)
    return rows


def measure_reaction(observer: Observer, goals: int) -> list[list[str | float]]:
    """Return the rows of the time from a goal to the first target that it changes."""
    observer.set_parameter('breathing.enabled', False)
    observer.goto(0.0, 0.0)
    observer.run_for(3.0)
    after_sent_ms: list[float] = []
    after_accepted_ms: list[float] = []
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
    latency_ms = observer.latency_p95_ms[-goals:]
    return [
        ['goal sent to first changed target', *np.percentile(after_sent_ms, (50, 95))],
        ['goal accepted to first changed target', *np.percentile(after_accepted_ms, (50, 95))],
        [
            'target stamped to MuJoCo command, p95 of each second',
            *np.percentile(latency_ms, (50, 95)),
        ],
    ]


def print_step_costs() -> None:
    """Measure and print what the composer costs."""
    dances = load_dances()
    if not dances:
        raise SystemExit(f'the dances are not installed; {REMEDY}')
    print_table(
        'One step of composer and limiter; aim: p50 under 150 us',
        ['', 'p50 us', 'p99 us', 'out of reach %'],
        step_costs(dances),
    )


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.split('\n')[0])
    parser.add_argument('--seconds', type=float, default=15.0, help='length of each measurement')
    parser.add_argument('--goals', type=int, default=30, help='goals for the reaction time')
    parser.add_argument('--vendor-app', type=Path, help="checkout of the vendor's app")
    arguments = parser.parse_args()
    os.environ.setdefault('OMP_NUM_THREADS', '1')
    os.environ['ROS_DOMAIN_ID'] = str(os.getpid() % 100 + 1)
    print_step_costs()
    rclpy.init()
    with (
        running(*node('reachy_motion', 'robot', NAMESPACE)),
        running(*node('reachy_motion', 'motion', NAMESPACE)) as motion,
    ):
        observer = Observer(NAMESPACE)
        observer.wait_until(lambda: len(observer.stamps_s) > 100, 'targets of motion')
        rows = []
        for case in CASES:
            rows += measure_motion(observer, motion.pid, arguments.seconds, case)
        reaction = measure_reaction(observer, arguments.goals)
    rclpy.shutdown()
    rows += measure_peers(arguments.seconds, arguments.vendor_app)
    title = f'Loop at {1 / PERIOD_S:.0f} Hz, {arguments.seconds:.0f} s each'
    print_table(title, HEADER, rows)
    print_table('Reaction', ['', 'p50 ms', 'p95 ms'], reaction)


if __name__ == '__main__':
    main()
