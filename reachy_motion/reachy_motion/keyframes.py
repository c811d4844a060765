"""Movement through keyframes: postures at times, and how to get from each to the next.

A keyframe's `ease` shapes the segment that ends at it, and decides what happens there:

| ease | how the segment goes |
|---|---|
| `smooth` | gently off and gently on, at rest at both keyframes (minimum jerk); the default |
| `flow` | like `smooth`, but passes through the keyframe without stopping there |
| `out` | quick at first, then a long gentle end: a start, a shrug, a glance |
| `in` | slow at first, then a quick end: a drop, a stamp |
| `overshoot` | goes 11 % too far and comes back: weight, spring |
| `linear` | constant speed, with a jerk at both ends: machine-like |
| `hold` | stays in the posture of the keyframe before |

Position and velocity are continuous except for `linear`; for `smooth` and `flow` so is the
acceleration.
"""

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from reachy_motion.clips import Clip
from reachy_motion.move_file import MoveFileError
from reachy_motion.posture import ANTENNAS, BODY_YAW, Posture

LONGEST_S: Final = 120.0
SHORTEST_SEGMENT_S: Final = 0.02
LONGEST_LAG_S: Final = 0.5
OVERSHOOT: Final = 8.0  # goes 11 % too far
WARP: Final = 0.6  # how much the pace differs between both ends


def _smooth(s: float) -> float:
    return s**3 * (10.0 + s * (6.0 * s - 15.0))


def _out(s: float) -> float:
    return _smooth(s * (1.0 + WARP - WARP * s))


def _in(s: float) -> float:
    return _smooth(s * (1.0 - WARP + WARP * s))


def _overshoot(s: float) -> float:
    # The added bump is flat at both ends, so that the segment still ends at rest.
    return _smooth(s) + OVERSHOOT * s**3 * (1.0 - s) ** 2


def _linear(s: float) -> float:
    return s


EASINGS: Final[dict[str, Callable[[float], float]]] = {
    'smooth': _smooth,
    'flow': _smooth,
    'out': _out,
    'in': _in,
    'overshoot': _overshoot,
    'linear': _linear,
    'hold': _smooth,
}


@dataclass(frozen=True)
class Keyframe:
    """A posture at a time.

    Attributes:
        t_s: Time since the beginning [s].
        posture: (9,) posture to reach then.
        ease: One of `EASINGS`, for the segment that ends here.
    """

    t_s: float
    posture: Posture
    ease: str = 'smooth'


class KeyframeClip(Clip):
    """A clip that goes through keyframes.

    Antennas and body can lag behind the head by a fixed time: what is light swings after, what is
    heavy follows. The clip lasts until they have arrived.

    Args:
        name: Unique within its kind.
        description: One sentence.
        keyframes: At least two, the first at 0 s, times increasing.
        antennas_lag_s: How long the antennas lag behind the head [s].
        body_lag_s: How long the body lags behind the head [s].

    Raises:
        MoveFileError: Naming the index of the keyframe that is malformed.
    """

    kind = 'emotion'

    def __init__(
        self,
        name: str,
        description: str,
        keyframes: Sequence[Keyframe],
        antennas_lag_s: float = 0.0,
        body_lag_s: float = 0.0,
    ) -> None:
        for key, lag_s in (('antennas_lag_s', antennas_lag_s), ('body_lag_s', body_lag_s)):
            if not 0.0 <= lag_s <= LONGEST_LAG_S:
                raise MoveFileError(f'{key} {lag_s} s is outside [0, {LONGEST_LAG_S:g}] s')
        _check(keyframes)
        self.name = name
        self.description = description
        self.keyframes = tuple(keyframes)
        self.duration_s = keyframes[-1].t_s + max(antennas_lag_s, body_lag_s)
        self._antennas_lag_s = antennas_lag_s
        self._body_lag_s = body_lag_s
        self._times = [key.t_s for key in keyframes]
        self._velocities = _velocities(keyframes)

    def sample(self, t_s: float) -> Posture:
        """Return the posture, (9,), at a time; the ends outside [0, duration_s]."""
        posture = self._at(t_s)
        posture[ANTENNAS] = self._at(t_s - self._antennas_lag_s)[ANTENNAS]
        posture[BODY_YAW] = self._at(t_s - self._body_lag_s)[BODY_YAW]
        return posture

    def segment(self, t_s: float) -> int:
        """Return the index of the keyframe that the head moves towards at a time."""
        return min(max(bisect_right(self._times, t_s), 1), len(self._times) - 1)

    def _at(self, t_s: float) -> Posture:
        end = self.segment(t_s)
        start, goal = self.keyframes[end - 1], self.keyframes[end]
        length_s = goal.t_s - start.t_s
        s = min(max(0.0, (t_s - start.t_s) / length_s), 1.0)
        # Quintic Hermite basis functions of the slopes at the ends, their curvature zero.
        leave = s - s**3 * (6.0 - s * (8.0 - 3.0 * s))
        arrive = -(s**3) * (4.0 - s * (7.0 - 3.0 * s))
        slopes = self._velocities[end - 1] * leave + self._velocities[end] * arrive
        way = goal.posture - start.posture
        posture: Posture = start.posture + way * EASINGS[goal.ease](s) + slopes * length_s
        return posture


def _check(keyframes: Sequence[Keyframe]) -> None:
    if len(keyframes) < 2:
        raise MoveFileError(f'{len(keyframes)} keyframes are too few; give at least 2')
    if keyframes[0].t_s != 0.0:
        raise MoveFileError(f'keyframe 0: t_s {keyframes[0].t_s} s must be 0')
    for i, key in enumerate(keyframes):
        if not np.isfinite([key.t_s, *key.posture]).all():
            raise MoveFileError(f'keyframe {i}: time and posture must be finite')
        if key.ease not in EASINGS:
            raise MoveFileError(
                f'keyframe {i}: unknown ease {key.ease!r}; choose from {", ".join(EASINGS)}'
            )
        if i == 0:
            continue
        before = keyframes[i - 1]
        if key.t_s - before.t_s < SHORTEST_SEGMENT_S:
            raise MoveFileError(
                f'keyframe {i}: t_s {key.t_s} s must be at least {SHORTEST_SEGMENT_S:g} s after '
                f'{before.t_s} s of keyframe {i - 1}'
            )
    if keyframes[-1].t_s > LONGEST_S:
        raise MoveFileError(
            f'keyframe {len(keyframes) - 1}: t_s {keyframes[-1].t_s} s exceeds {LONGEST_S:g} s; '
            'split the move'
        )


def _velocities(keyframes: Sequence[Keyframe]) -> NDArray[np.float64]:
    """Return the velocity of every axis at every keyframe, (keyframes, 9).

    Zero, except where the path flows through: there the harmonic mean of the slopes at both
    sides, at most twice the smaller one, so that no axis turns back between two keyframes.

    Source: Fritsch and Butland, "A method for constructing local monotone piecewise cubic
    interpolants", SIAM J. Sci. Stat. Comput. 5(2), 1984.
    """
    times = np.array([key.t_s for key in keyframes])
    postures = np.array([key.posture for key in keyframes])
    slopes = np.diff(postures, axis=0) / np.diff(times)[:, None]
    velocities = np.zeros_like(postures)
    for i in range(1, len(keyframes) - 1):
        if keyframes[i].ease != 'flow':
            continue
        before, after = slopes[i - 1], slopes[i]
        same_way = before * after > 0.0
        velocities[i, same_way] = (
            2.0 * before[same_way] * after[same_way] / (before + after)[same_way]
        )
    return velocities
