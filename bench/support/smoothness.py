"""How a movement feels: its velocity, acceleration and jerk, by differences of postures."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from reachy_motion.posture import ANTENNAS, BODY_YAW, RPY, XYZ, rotation_from_rpy

Array = NDArray[np.float64]
Movement = Array
GROUPS = ('head mm', 'head deg', 'antennas deg', 'body deg')


class Figures(NamedTuple):
    """The largest of some sizes, and their root mean square."""

    largest: float
    rms: float


def pooled(movements: Sequence[Movement], period_s: float) -> dict[str, list[Figures]]:
    """Return figures of velocity, acceleration and jerk of some movements, taken together.

    Args:
        movements: Postures, (n, 9) each, a period apart.
        period_s: The period [s].

    Returns:
        The three for each of `GROUPS`, in its unit per s, s^2 and s^3. The head's rotation counts
        as the vector of its angular velocity, the two antennas as one vector.
    """
    runs = [_rates(movement, period_s) for movement in movements]
    return {
        group: [_figures(np.concatenate(sizes)) for sizes in zip(*parts, strict=True)]
        for group, parts in zip(GROUPS, zip(*runs, strict=True), strict=True)
    }


def distances(one: Movement, other: Movement) -> list[Figures]:
    """Return figures of the distance of two movements, (n, 9) each, for each of `GROUPS`[:3]."""
    shift = (one - other) * 1e3
    turn = np.degrees(_rotation_vectors(_rotations(other), _rotations(one)))
    antennas = np.degrees(one - other)[:, ANTENNAS]
    return [_figures(_sizes(values)) for values in (shift[:, XYZ], turn, antennas)]


def _rates(movement: Movement, period_s: float) -> list[list[Array]]:
    """Return for each group the sizes of velocity, acceleration and jerk at each moment."""
    rotations = _rotations(movement)
    way = np.diff(movement, axis=0)
    ways = (
        way[:, XYZ] * 1e3,
        np.degrees(_rotation_vectors(rotations[:-1], rotations[1:])),
        np.degrees(way[:, ANTENNAS]),
        np.degrees(way[:, BODY_YAW:]),
    )
    return [
        [_sizes(np.diff(way, order - 1, axis=0)) / period_s**order for order in (1, 2, 3)]
        for way in ways
    ]


def _sizes(vectors: Array) -> Array:
    return np.asarray(np.linalg.norm(vectors, axis=1))


def _figures(sizes: Array) -> Figures:
    return Figures(float(sizes.max()), float(np.sqrt(np.mean(sizes**2))))


def _rotations(movement: Movement) -> Array:
    return np.array([rotation_from_rpy(posture[RPY]) for posture in movement])


def _rotation_vectors(begin: Array, end: Array) -> Array:
    """Return the vectors, (n, 3), of the rotations that lead from one to the other [rad]."""
    turns = end @ begin.transpose(0, 2, 1)
    skew = turns - turns.transpose(0, 2, 1)
    axes = 0.5 * np.stack([skew[:, 2, 1], skew[:, 0, 2], skew[:, 1, 0]], axis=1)
    sines = _sizes(axes)
    angles = np.arctan2(sines, 0.5 * (np.trace(turns, axis1=1, axis2=2) - 1.0))
    scale = np.divide(angles, sines, out=np.ones_like(sines), where=sines > 0.0)
    return np.asarray(axes * scale[:, None])
