"""What the robot may do: range, velocity and acceleration of every axis.

Sources: single-axis reach of the head measured through the robot's inverse kinematics (x -46 to
+50 mm, y +-47 mm, z -50 to +23 mm, roll +-47.5, pitch -72 to +48 degrees), body +-160 degrees
(URDF), head to body 65 degrees and head roll and pitch +-40 degrees (vendor's documented limits).
The antennas have no mechanical limit; the vendor's folded sleeping posture, 3.05 rad, is the
largest that its software uses. Velocities and accelerations are chosen so that the vendor's
dances pass, without the steps that some of them contain (up to 70 rad/s): their smooth parts
reach 6.3 rad/s and 93 rad/s^2 in the head, 9.4 rad/s and 112 rad/s^2 in the antennas.
"""

from dataclasses import dataclass, field
from math import radians

import numpy as np

from reachy_motion.errors import LimitError
from reachy_motion.posture import AXES, BODY_YAW, HEAD_YAW, UNITS, Posture


def _axes(*values: float) -> Posture:
    """Spread head x, y, z, roll, pitch, yaw, antennas, body yaw over the nine axes."""
    x, y, z, roll, pitch, yaw, antennas, body = values
    return np.array([x, y, z, roll, pitch, yaw, antennas, antennas, body])


@dataclass(frozen=True)
class MotionLimits:
    """Limits of a posture, per axis in the order of `posture.AXES`.

    Attributes:
        lower: (9,) smallest position [m, rad].
        upper: (9,) largest position [m, rad].
        velocity: (9,) largest speed [m/s, rad/s].
        acceleration: (9,) largest acceleration [m/s^2, rad/s^2].
        comfort_velocity: (9,) peak speed of an unhurried movement [m/s, rad/s].
        comfort_acceleration: (9,) its peak acceleration [m/s^2, rad/s^2].
        relative_yaw: Largest angle between head yaw and body yaw [rad].
    """

    lower: Posture = field(
        default_factory=lambda: _axes(
            -0.045, -0.045, -0.045, -radians(40), -radians(40), -np.pi, -3.05, -radians(160)
        )
    )
    upper: Posture = field(
        default_factory=lambda: _axes(
            0.045, 0.045, 0.022, radians(40), radians(40), np.pi, 3.05, radians(160)
        )
    )
    velocity: Posture = field(
        default_factory=lambda: _axes(0.4, 0.4, 0.4, 6.5, 6.5, 6.5, 10.0, 4.0)
    )
    acceleration: Posture = field(
        default_factory=lambda: _axes(5.0, 5.0, 5.0, 100.0, 100.0, 100.0, 120.0, 40.0)
    )
    comfort_velocity: Posture = field(
        default_factory=lambda: _axes(0.1, 0.1, 0.1, 2.0, 2.0, 2.0, 5.0, 1.5)
    )
    comfort_acceleration: Posture = field(
        default_factory=lambda: _axes(0.8, 0.8, 0.8, 12.0, 12.0, 12.0, 40.0, 8.0)
    )
    relative_yaw: float = radians(65)

    def __post_init__(self) -> None:
        """Check that every limit is usable."""
        if not np.all(self.lower < self.upper):
            raise ValueError('every lower limit must be below its upper limit')
        for name in ('velocity', 'acceleration', 'comfort_velocity', 'comfort_acceleration'):
            if not np.all(getattr(self, name) > 0.0):
                raise ValueError(f'every {name} limit must be positive')
        if not 0.0 < self.relative_yaw <= np.pi:
            raise ValueError(f'relative_yaw {self.relative_yaw} rad must lie in (0, pi]')

    def clamp(self, posture: Posture) -> Posture:
        """Return the nearest posture, axis by axis, that lies within the position limits."""
        clamped = np.clip(posture, self.lower, self.upper)
        body = clamped[BODY_YAW]
        clamped[HEAD_YAW] = min(
            max(clamped[HEAD_YAW], body - self.relative_yaw), body + self.relative_yaw
        )
        return clamped

    def check(self, posture: Posture) -> None:
        """Check that a posture lies within the position limits.

        Raises:
            LimitError: Naming the axis, its value, its limit and the remedy.
        """
        for axis, value, low, high, unit in zip(
            AXES, posture, self.lower, self.upper, UNITS, strict=True
        ):
            if not low <= value <= high:
                raise LimitError(
                    f'{axis} {value:.3f} {unit} is outside [{low:.3f}, {high:.3f}] {unit}; '
                    'ask for a value within this range'
                )
        yaw, body = posture[HEAD_YAW], posture[BODY_YAW]
        if abs(yaw - body) > self.relative_yaw:
            raise LimitError(
                f'head yaw {yaw:.3f} rad is {abs(yaw - body):.3f} rad away from body yaw '
                f'{body:.3f} rad, limit {self.relative_yaw:.3f} rad; turn the body too '
                '(part "body")'
            )
