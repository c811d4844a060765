"""The figures of a periodic loop."""

import numpy as np
from numpy.typing import NDArray

from support.peer import LoopRecord

HEADER = ('', 'rate Hz', 'p50 ms', 'p99 ms', 'max ms', 'missed', 'late /10k', 'CPU %')
LATE_S = 0.005
EARLY_S = 0.001


def loop_row(name: str, record: LoopRecord, period_s: float) -> list[str | float]:
    """Return the row of a loop under `HEADER`.

    Missed are whole periods without a tick, wherever the loop's grid is; late are the points of a
    fixed grid that had no tick within `LATE_S`. A loop that keeps no grid drifts through it.
    """
    ticks_s = record.ticks_s
    periods_ms = np.diff(ticks_s) * 1e3
    missed = int(np.round(periods_ms / (period_s * 1e3) - 1).clip(0).sum())
    return [
        name,
        (len(ticks_s) - 1) / (ticks_s[-1] - ticks_s[0]),
        *np.percentile(periods_ms, (50, 99)),
        periods_ms.max(),
        str(missed),
        f'{late_per_10000(ticks_s, period_s):.0f}',
        record.cpu_percent,
    ]


def late_per_10000(ticks_s: NDArray[np.float64], period_s: float) -> float:
    """Return how many of 10,000 points of a grid had no tick within `LATE_S`."""
    phases = (ticks_s - ticks_s[0]) / period_s
    # The grid lies where most ticks do; as an angle, so that it does not matter where phases wrap.
    origin = np.angle(np.exp(2j * np.pi * phases).mean()) / (2.0 * np.pi)
    points = np.floor(phases - origin + EARLY_S / period_s)
    on_time = phases - origin - points <= LATE_S / period_s
    count = points[-1] - points[0] + 1
    return float(1e4 * (1.0 - len(np.unique(points[on_time])) / count))
