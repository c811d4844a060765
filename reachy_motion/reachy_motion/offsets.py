"""Offsets: live corrections of the head from any number of sources, added to whatever plays.

The newest offset of each source counts. A source that falls silent fades to zero. Each one, and
their sum, is clamped, and the sum is smoothed by a critically damped filter, so that sources may
send in steps and at any rate.
"""

from dataclasses import dataclass, field
from math import exp, isfinite

import numpy as np

from reachy_motion.errors import OffsetError
from reachy_motion.posture import (
    HEAD_YAW,
    RPY,
    XYZ,
    Posture,
    rotation_from_rpy,
    rpy_from_rotation,
)

AXIS_NAMES = ('x', 'y', 'z', 'roll', 'pitch', 'yaw')
MOST_SOURCES = 32


def _bounds(xyz: float, rpy: float) -> Posture:
    return np.array([xyz] * 3 + [rpy] * 3)


@dataclass(frozen=True)
class OffsetConfig:
    """How offsets are taken and mixed.

    Attributes:
        timeout_s: Age of its newest offset at which a source begins to fade [s].
        fade_s: Time that fading takes [s].
        future_s: How far ahead of now a stamp may lie, for clocks that differ a little [s].
        smoothing_s: Time constant of the filter [s].
        clamp: (6,) largest offset of one source and of their sum [m, rad].
        refuse: (6,) size from which an offset counts as a mistake of its sender [m, rad].
    """

    timeout_s: float = 0.5
    fade_s: float = 0.5
    future_s: float = 0.1
    smoothing_s: float = 0.05
    clamp: Posture = field(default_factory=lambda: _bounds(0.03, 0.6))
    refuse: Posture = field(default_factory=lambda: _bounds(0.1, 2.0))

    def __post_init__(self) -> None:
        """Check the times."""
        for name in ('timeout_s', 'fade_s', 'future_s', 'smoothing_s'):
            value = getattr(self, name)
            if not (isfinite(value) and value >= 0.0):
                raise ValueError(f'{name} {value} s must be finite and not negative')


@dataclass(frozen=True)
class _Source:
    value: Posture
    stamp_s: float


class OffsetMixer:
    """Mixes the offsets of all sources into one.

    Args:
        config: How they are taken and mixed.
    """

    def __init__(self, config: OffsetConfig) -> None:
        self._config = config
        self._sources: dict[str, _Source] = {}
        self._offset = np.zeros(6)
        self._velocity = np.zeros(6)

    @property
    def sources(self) -> list[str]:
        """Names of the sources that act now, sorted."""
        return sorted(self._sources)

    @property
    def offset(self) -> Posture:
        """The newest mixed offset, (6,) x, y, z [m], roll, pitch, yaw [rad]."""
        return self._offset.copy()

    def configure(self, config: OffsetConfig) -> None:
        """Mix in another way from now on."""
        self._config = config

    def update(self, source: str, value: Posture, stamp_s: float, now_s: float) -> None:
        """Take the newest offset of a source.

        Args:
            source: Name of the sender.
            value: (6,) x, y, z [m], roll, pitch, yaw [rad], along and about the base's axes.
            stamp_s: When the offset holds [s], on the clock of `now_s`.
            now_s: The present time [s].

        Raises:
            OffsetError: If it is not taken; what the source sent before stays.
        """
        config = self._config
        if not source:
            raise OffsetError('the offset names no source; fill in the field "source"')
        if not np.isfinite(value).all():
            raise OffsetError(f'offset {value.tolist()} of {source} is not finite')
        oversized = np.abs(value) > config.refuse
        if oversized.any():
            axis = int(np.argmax(oversized))
            raise OffsetError(
                f'offset {AXIS_NAMES[axis]} {value[axis]:.3f} of {source} exceeds '
                f'{config.refuse[axis]:.3f}; send metres and radians'
            )
        age_s = now_s - stamp_s
        if not -config.future_s <= age_s <= config.timeout_s:
            raise OffsetError(
                f'offset of {source} is {age_s:.3f} s old, outside '
                f'[{-config.future_s:g}, {config.timeout_s:g}] s; stamp it when it is computed'
            )
        if source not in self._sources and len(self._sources) >= MOST_SOURCES:
            raise OffsetError(f'{source} would be source {MOST_SOURCES + 1}; no more are taken')
        self._sources[source] = _Source(np.clip(value, -config.clamp, config.clamp), stamp_s)

    def step(self, now_s: float, dt_s: float) -> Posture:
        """Advance the filter and return the mixed offset, (6,)."""
        config = self._config
        total = np.zeros(6)
        for name, source in list(self._sources.items()):
            weight = self._weight(now_s - source.stamp_s)
            if weight > 0.0:
                total += weight * source.value
            else:
                del self._sources[name]
        self._smooth(np.clip(total, -config.clamp, config.clamp), max(0.0, dt_s))
        return self.offset

    def _weight(self, age_s: float) -> float:
        config = self._config
        if age_s <= config.timeout_s:
            return 1.0
        faded_s = age_s - config.timeout_s
        return 1.0 - faded_s / config.fade_s if faded_s < config.fade_s else 0.0

    def _smooth(self, goal: Posture, dt_s: float) -> None:
        """Step x'' = (goal - x) / tau^2 - 2 x' / tau exactly, for a goal that is constant."""
        tau = self._config.smoothing_s
        if tau == 0.0:
            self._offset, self._velocity = goal, np.zeros(6)
            return
        decay = exp(-dt_s / tau)
        error = self._offset - goal
        rate = self._velocity + error / tau
        self._offset = goal + (error + rate * dt_s) * decay
        self._velocity = (self._velocity - rate * dt_s / tau) * decay


def apply_offset(posture: Posture, offset: Posture) -> Posture:
    """Return a posture with its head moved by an offset in the world.

    Translations add; the rotation multiplies on the left, so that it is about the base's axes
    whatever way the head looks.

    Args:
        posture: (9,) posture.
        offset: (6,) x, y, z [m], roll, pitch, yaw [rad].
    """
    if not offset.any():
        return posture
    moved = posture.copy()
    moved[XYZ] += offset[:3]
    rotation = rotation_from_rpy(offset[3:]) @ rotation_from_rpy(posture[RPY])
    moved[RPY] = rpy_from_rotation(rotation, near_yaw=posture[HEAD_YAW] + offset[5])
    return moved
