"""A thread that calls a function at a fixed rate, kept on an absolute grid of deadlines.

Sleeping until the next point of a grid, instead of for a period, keeps the mean rate exact. A
tick that comes more than a period late skips the points that have passed: they are counted, never
made up in a burst. An own thread, not a timer of the executor, because callbacks that share an
executor with a timer delay it.
"""

import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

STATISTICS_WINDOW = 2048


@dataclass(frozen=True)
class LoopStatistics:
    """What a loop did since the statistics were last taken.

    Attributes:
        ticks: Number of ticks.
        missed: Deadlines that passed without a tick of their own.
        errors: Ticks that raised an exception.
        rate_hz: Mean rate; 0 without ticks.
        period_p50_s: Median time between ticks [s].
        period_p99_s: Its 99th percentile [s].
        period_max_s: Longest time between ticks [s].
        busy_p50_s: Median time that a tick took [s].
        busy_max_s: Longest time that a tick took [s].
    """

    ticks: int = 0
    missed: int = 0
    errors: int = 0
    rate_hz: float = 0.0
    period_p50_s: float = 0.0
    period_p99_s: float = 0.0
    period_max_s: float = 0.0
    busy_p50_s: float = 0.0
    busy_max_s: float = 0.0

    def as_diagnostics(self) -> dict[str, int | float]:
        """Return the figures by name, for a diagnostic message."""
        return {
            'rate [Hz]': self.rate_hz,
            'missed ticks': self.missed,
            'failed ticks': self.errors,
            'period p50 [ms]': self.period_p50_s * 1e3,
            'period p99 [ms]': self.period_p99_s * 1e3,
            'period max [ms]': self.period_max_s * 1e3,
            'tick p50 [ms]': self.busy_p50_s * 1e3,
            'tick max [ms]': self.busy_max_s * 1e3,
        }


class DeadlineLoop:
    """Calls `tick(deadline_s)` every `period_s` in a thread of its own.

    Args:
        period_s: Time between ticks [s].
        tick: Called with the deadline on the clock of `time.monotonic` [s], the point of the grid
            and not the moment of waking, so that what it computes moves evenly.
        on_error: Called with an exception that `tick` raised; the loop goes on.
        name: Name of the thread.
    """

    def __init__(
        self,
        period_s: float,
        tick: Callable[[float], None],
        on_error: Callable[[Exception], None],
        name: str,
    ) -> None:
        if not period_s > 0.0:
            raise ValueError(f'period {period_s} s must be positive')
        self._period_s = period_s
        self._tick = tick
        self._on_error = on_error
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)
        self._lock = threading.Lock()
        self._clear()

    def start(self) -> None:
        """Start the thread."""
        self._thread.start()

    def stop(self) -> None:
        """End the thread and wait until its last tick is over."""
        self._stopping.set()
        if self._thread.is_alive() and self._thread is not threading.current_thread():
            self._thread.join()

    def take_statistics(self) -> LoopStatistics:
        """Return the statistics since the previous call, and begin new ones."""
        with self._lock:
            periods, busy = np.array(self._periods), np.array(self._busy)
            ticks, missed, errors = self._ticks, self._missed, self._errors
            self._clear()
        if len(periods) == 0:
            return LoopStatistics(ticks=ticks, missed=missed, errors=errors)
        return LoopStatistics(
            ticks=ticks,
            missed=missed,
            errors=errors,
            rate_hz=float(1.0 / periods.mean()),
            period_p50_s=float(np.percentile(periods, 50)),
            period_p99_s=float(np.percentile(periods, 99)),
            period_max_s=float(periods.max()),
            busy_p50_s=float(np.percentile(busy, 50)),
            busy_max_s=float(busy.max()),
        )

    def _clear(self) -> None:
        self._periods: deque[float] = deque(maxlen=STATISTICS_WINDOW)
        self._busy: deque[float] = deque(maxlen=STATISTICS_WINDOW)
        self._ticks = self._missed = self._errors = 0

    def _run(self) -> None:
        deadline = time.monotonic()
        woken = None
        while not self._stopping.is_set():
            previous, woken = woken, time.monotonic()
            error = None
            try:
                self._tick(deadline)
            except Exception as err:  # the boundary of the loop: it reports and goes on
                error = err
            done = time.monotonic()
            missed = int((done - deadline) / self._period_s)
            deadline += (missed + 1) * self._period_s
            with self._lock:
                self._ticks += 1
                self._missed += missed
                self._errors += error is not None
                self._busy.append(done - woken)
                if previous is not None:
                    self._periods.append(woken - previous)
            if error is not None:
                self._on_error(error)
            # Not Event.wait, which would add a lock to each tick: at most one period is slept.
            time.sleep(max(0.0, deadline - time.monotonic()))
