"""What the robot may do: range, velocity and acceleration of every axis.

The head's yaw is limited from the body, as its mechanism is; a body that is turned along carries
the head further.

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
from reachy_motion.posture import AXES, BODY_YAW, HEAD_YAW, UNITS, Posture, from_body, in_body

RANGE_TILT = radians(40)
RANGE_YAW = radians(65)
RANGE_BODY = radians(160)
TOLERANCE = 1e-9  # what rounding may add to a posture that was clamped


def _axes(*values: float) -> Posture:
    """Spread head x, y, z, roll, pitch, yaw, antennas, body yaw over the nine axes."""
    x, y, z, roll, pitch, yaw, antennas, body = values
    return np.array([x, y, z, roll, pitch, yaw, antennas, antennas, body])


@dataclass(frozen=True)
class MotionLimits:
    """Limits per axis in the order of `posture.AXES`, the head's yaw counted from the body's.

    Attributes:
        lower: (9,) smallest position [m, rad].
        upper: (9,) largest position [m, rad].
        velocity: (9,) largest speed [m/s, rad/s].
        acceleration: (9,) largest acceleration [m/s^2, rad/s^2].
        comfort_velocity: (9,) peak speed of an unhurried movement [m/s, rad/s].
        comfort_acceleration: (9,) its peak acceleration [m/s^2, rad/s^2].
        turns_body_along: Whether a head that is to look further than it reaches turns the body
            along, as far as it must.
    """

    lower: Posture = field(
        default_factory=lambda: _axes(
            -0.045, -0.045, -0.045, -RANGE_TILT, -RANGE_TILT, -RANGE_YAW, -3.05, -RANGE_BODY
        )
    )
    upper: Posture = field(
        default_factory=lambda: _axes(
            0.045, 0.045, 0.022, RANGE_TILT, RANGE_TILT, RANGE_YAW, 3.05, RANGE_BODY
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
    turns_body_along: bool = True

    def __post_init__(self) -> None:
        """Check that every limit is usable."""
        if not np.all(self.lower < self.upper):
            raise ValueError('every lower limit must be below its upper limit')
        for name in ('velocity', 'acceleration', 'comfort_velocity', 'comfort_acceleration'):
            if not np.all(getattr(self, name) > 0.0):
                raise ValueError(f'every {name} limit must be positive')

    def turn_along(self, posture: Posture) -> Posture:
        """Return a posture whose body is turned after the head, as far as the head needs."""
        if not self.turns_body_along:
            return posture
        turned = posture.copy()
        head, body = posture[HEAD_YAW], posture[BODY_YAW]
        body = min(max(body, head - self.upper[HEAD_YAW]), head - self.lower[HEAD_YAW])
        turned[BODY_YAW] = min(max(body, self.lower[BODY_YAW]), self.upper[BODY_YAW])
        return turned

    def clamp(self, posture: Posture) -> Posture:
        """Return the nearest posture, axis by axis, that lies within the position limits."""
        return from_body(np.clip(in_body(self.turn_along(posture)), self.lower, self.upper))

    def check(self, posture: Posture) -> None:
        """Check that a posture lies within the position limits.

        Raises:
            LimitError: Naming the axis, its value, its limit and the remedy.
        """
        lower, upper = from_body(self.lower), from_body(self.upper)  # the yaw's widest range
        for axis, value, low, high, unit in zip(AXES, posture, lower, upper, UNITS, strict=True):
            if not low - TOLERANCE <= value <= high + TOLERANCE:
                raise LimitError(
                    f'{axis} {value:.3f} {unit} is outside [{low:.3f}, {high:.3f}] {unit}; '
                    'ask for a value within this range'
                )
        yaw, body = posture[HEAD_YAW], posture[BODY_YAW]
        if not self.lower[HEAD_YAW] - TOLERANCE <= yaw - body <= self.upper[HEAD_YAW] + TOLERANCE:
            raise LimitError(
                f'head yaw {yaw:.3f} rad is {abs(yaw - body):.3f} rad away from body yaw '
                f'{body:.3f} rad, limit {self.upper[HEAD_YAW]:.3f} rad; turn the body too '
                '(part "body")'
            )
