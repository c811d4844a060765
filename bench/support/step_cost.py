"""What one step of the composer costs: moves, offsets, reach and limits, without ROS."""

import time
from collections.abc import Iterable, Iterator
from itertools import cycle

import numpy as np
from numpy.typing import NDArray
from reachy_motion.clips import Clip, ClipMove
from reachy_motion.composer import Composer, ComposerConfig
from reachy_motion.goto import Goto
from reachy_motion.kinematics import HeadKinematics
from reachy_motion.limits import MotionLimits
from reachy_motion.moves import Move
from reachy_motion.posture import neutral
from reachy_motion.reach import Reach

PERIOD_S = 0.01
WARM_UP = 200
STEPS = 3000
SMALL_OFFSET = np.array([0.002, 0.0, 0.002, 0.02, 0.03, 0.03])
# Within the limits of each axis, but out of the reach of the six legs together.
FAR_OFFSET = np.array([0.03, 0.03, -0.03, 0.6, 0.6, 0.0])


def step_costs(dances: Iterable[Clip]) -> list[list[str | float]]:
    """Return a row for each of some cases: p50 and p99 of a step, steps out of reach [us, %].

    Args:
        dances: Dances to play in turn.
    """
    plays = {
        'breathing': (),
        'goto': map(_goto, cycle((0.3, -0.3))),
        'dances, all in turn': cycle(map(ClipMove, dances)),
    }
    rows = []
    for name, moves in plays.items():
        moves = iter(moves)
        rows.append(_row(f'{name}, no offsets', moves, 0, SMALL_OFFSET))
        rows.append(_row(f'{name}, 3 offset sources', moves, 3, SMALL_OFFSET))
    rows.append(_row('breathing, led out of reach by an offset', iter(()), 1, FAR_OFFSET))
    return rows


def _goto(yaw: float) -> Goto:
    return Goto({'head': (0.0, 0.0, 0.0, 0.0, 0.1, yaw)}, MotionLimits(), duration_s=1.0)


def _row(
    name: str, moves: Iterator[Move], sources: int, offset: NDArray[np.float64]
) -> list[str | float]:
    """Return the row of one case; queue and offsets are kept filled, which is not measured."""
    reach = Reach(HeadKinematics())
    composer = Composer(ComposerConfig(period_s=PERIOD_S), neutral(), 0.0, reach)
    costs_us = []
    for i in range(1, WARM_UP + STEPS + 1):
        now_s = i * PERIOD_S
        if not composer.sequencer.waiting and (move := next(moves, None)):
            composer.sequencer.enqueue(move)
        for source in range(sources):
            composer.offsets.update(f'source {source}', offset, now_s, now_s)
        begun_s = time.perf_counter()
        composer.step(now_s)
        costs_us.append((time.perf_counter() - begun_s) * 1e6)
    out_of_reach_percent = 100.0 * reach.projected / len(costs_us)
    return [name, *np.percentile(costs_us[WARM_UP:], (50, 99)), out_of_reach_percent]
