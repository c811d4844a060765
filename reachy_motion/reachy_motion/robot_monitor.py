"""Gathers what the node `robot` does, second by second, for diagnostics.

Two threads call it: counters only grow and each is written by one thread, so that reading them
needs no lock.
"""

from collections import deque
from dataclasses import dataclass
from math import inf, nan

import numpy as np

LATENCY_WINDOW = 1024


@dataclass(frozen=True)
class RobotReport:
    """What happened since the previous report.

    Attributes:
        real_time_factor: The robot's time per time; NaN if no time has passed.
        target_age_s: Time since the newest target [s]; infinite before the first.
        latency_p50_s: Median time from a target's stamp to the command for the robot [s]; NaN
            without targets.
        latency_p95_s: Its 95th percentile [s].
        refused: Malformed targets.
        refused_in_all: Malformed targets since the start of the node.
        last_refusal: What was wrong with the newest of them; empty without.
        out_of_reach: Ticks in which the robot was wanted where its head does not reach.
    """

    real_time_factor: float
    target_age_s: float
    latency_p50_s: float
    latency_p95_s: float
    refused: int
    refused_in_all: int
    last_refusal: str
    out_of_reach: int

    def as_diagnostics(self) -> dict[str, str | int | float]:
        """Return the figures by name, for a diagnostic message."""
        return {
            'real-time factor': self.real_time_factor,
            'target age [s]': self.target_age_s,
            'target latency p50 [ms]': self.latency_p50_s * 1e3,
            'target latency p95 [ms]': self.latency_p95_s * 1e3,
            'refused targets': self.refused_in_all,
            'last refusal': self.last_refusal,
            'ticks out of reach': self.out_of_reach,
        }


@dataclass(frozen=True)
class _Counters:
    now_s: float
    robot_s: float
    refused: int
    out_of_reach: int


class RobotMonitor:
    """Takes notes of targets and ticks, and makes reports of them.

    Args:
        now_s: Time of the start, when the robot's own time is 0 [s].
    """

    def __init__(self, now_s: float) -> None:
        self._latencies: deque[float] = deque(maxlen=LATENCY_WINDOW)
        self._target_s = -inf
        self._last_refusal = ''
        self._refused = self._out_of_reach = 0
        self._clocks = (now_s, 0.0)
        self._reported = _Counters(now_s, 0.0, 0, 0)

    def on_target(self, now_s: float) -> None:
        """Note a target that has been taken."""
        self._target_s = now_s

    def on_refusal(self, reason: str) -> None:
        """Note a target that has been refused."""
        self._refused += 1
        self._last_refusal = reason

    def on_command(self, latency_s: float) -> None:
        """Note that a target has reached the robot, so long after it was sent."""
        self._latencies.append(latency_s)

    def on_out_of_reach(self) -> None:
        """Note a tick in which the robot was wanted out of its reach."""
        self._out_of_reach += 1

    def on_state(self, now_s: float, robot_s: float) -> None:
        """Note the robot's own time [s] at a moment."""
        self._clocks = (now_s, robot_s)

    def take_report(self, now_s: float) -> RobotReport:
        """Return what happened since the previous call."""
        latencies, self._latencies = self._latencies, deque(maxlen=LATENCY_WINDOW)
        before = self._reported
        after = self._reported = _Counters(*self._clocks, self._refused, self._out_of_reach)
        p50, p95 = np.percentile(list(latencies), (50, 95)) if latencies else (nan, nan)
        passed_s = after.now_s - before.now_s
        return RobotReport(
            real_time_factor=(after.robot_s - before.robot_s) / passed_s if passed_s > 0 else nan,
            target_age_s=now_s - self._target_s,
            latency_p50_s=float(p50),
            latency_p95_s=float(p95),
            refused=after.refused - before.refused,
            refused_in_all=after.refused,
            last_refusal=self._last_refusal,
            out_of_reach=after.out_of_reach - before.out_of_reach,
        )
