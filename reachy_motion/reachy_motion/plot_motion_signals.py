"""Recorded signals: how well one follows another, and how late."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import nan
from typing import Final

import numpy as np
from numpy.typing import NDArray

from reachy_motion.posture import SIZE, Matrix, Posture, posture_from_matrix

MAX_DELAY_S: Final = 0.5
GRID_S: Final = 0.001
# Shorter recordings, and signals that move less [m, rad], tell nothing about the delay.
SHORTEST_S: Final = 2.0 * MAX_DELAY_S
SMALLEST_MOVEMENT: Final = 1e-3


@dataclass(frozen=True)
class Signal:
    """Values over time.

    Attributes:
        times_s: (N,) times, increasing [s].
        values: (N, ...) values at these times.
    """

    times_s: NDArray[np.float64]
    values: NDArray[np.float64]

    def axis(self, index: int) -> 'Signal':
        """Return one column of the values, (N,)."""
        return Signal(self.times_s, self.values[:, index])

    def between(self, begin_s: float, end_s: float) -> 'Signal':
        """Return the part from one time to another [s]."""
        inside = (self.times_s >= begin_s) & (self.times_s <= end_s)
        return Signal(self.times_s[inside], self.values[inside])

    def at(self, times_s: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the (N,) values, interpolated, at other times."""
        return np.interp(times_s, self.times_s, self.values)


@dataclass(frozen=True)
class Comparison:
    """What `compare` found.

    Attributes:
        rms: Root of the mean squared difference at the same time, in the unit of the signals.
        delay_s: How much later the second signal is [s]; NaN if the signals do not tell.
    """

    rms: float
    delay_s: float


def measured_postures(
    heads: Sequence[tuple[float, Matrix]], joints: Sequence[tuple[float, Sequence[float]]]
) -> Signal:
    """Join the reports of the head with those of the joints, which may come at other times.

    Args:
        heads: Times [s] and (4, 4) head poses.
        joints: Times [s] and right antenna, left antenna, body yaw [rad].

    Returns:
        The (N, 9) postures at the times of the heads while both were reported.
    """
    others = signal(joints)
    known = [pair for pair in heads if others.times_s[0] <= pair[0] <= others.times_s[-1]]
    times_s = np.array([time_s for time_s, _ in known])
    right, left, body_yaw = (others.axis(index).at(times_s) for index in range(3))
    rows = [
        posture_from_matrix(head, (right[row], left[row]), float(body_yaw[row]))
        for row, (_, head) in enumerate(known)
    ]
    return Signal(times_s, np.array(rows).reshape(-1, SIZE))


def signal(samples: Sequence[tuple[float, Sequence[float] | Posture]]) -> Signal:
    """Return pairs of time [s] and values, in any order, as a signal."""
    samples = sorted(samples, key=lambda sample: sample[0])
    times_s = np.array([time_s for time_s, _ in samples])
    return Signal(times_s, np.array([values for _, values in samples], dtype=np.float64))


def overlap(first: Signal, second: Signal) -> tuple[float, float]:
    """Return when the time begins and ends in which both signals are known [s]."""
    begin_s = max(first.times_s[0], second.times_s[0])
    return float(begin_s), float(min(first.times_s[-1], second.times_s[-1]))


def compare(target: Signal, measured: Signal) -> Comparison:
    """Compare a measured signal with its target, (N,) and (M,) values, where both are known."""
    begin_s, end_s = overlap(target, measured)
    if end_s - begin_s < GRID_S:
        return Comparison(nan, nan)
    grid_s = np.arange(begin_s, end_s, GRID_S)
    wanted, got = target.at(grid_s), measured.at(grid_s)
    rms = float(np.sqrt(np.mean((got - wanted) ** 2)))
    if end_s - begin_s < SHORTEST_S or min(np.ptp(wanted), np.ptp(got)) < SMALLEST_MOVEMENT:
        return Comparison(rms, nan)
    return Comparison(rms, _delay_s(wanted, got))


def _delay_s(wanted: NDArray[np.float64], got: NDArray[np.float64]) -> float:
    """Return the shift at which the signals, on the grid, are most alike; NaN if none stands out.

    That is the peak of their normalized cross-correlation. Every shift is judged by the same
    stretch of the measured signal, so that none has an advantage.
    """
    longest = round(MAX_DELAY_S / GRID_S)
    late = got[longest:] - got[longest:].mean()
    length = len(late)
    sums = np.concatenate([[0.0], np.cumsum(wanted)])
    squares = np.concatenate([[0.0], np.cumsum(wanted**2)])
    mean = (sums[length:] - sums[:-length]) / length
    power = (squares[length:] - squares[:-length]) / length - mean**2
    likeness = np.correlate(wanted, late, 'valid') / np.sqrt(np.maximum(power, 1e-12))
    delay = longest - int(np.argmax(likeness))
    return nan if delay == longest else delay * GRID_S
