"""The minimum-jerk path between two postures at rest.

Source: Flash and Hogan, "The coordination of arm movements", J. Neuroscience 5(7), 1985: the
quintic 10 s^3 - 15 s^4 + 6 s^5 in s = t / T. Its largest speed is 15/8 of the mean speed, its
largest acceleration 10 / sqrt(3) times distance / T^2.
"""

from dataclasses import dataclass

import numpy as np

from reachy_motion.moves import Trajectory
from reachy_motion.posture import Posture

PEAK_SPEED = 15.0 / 8.0
PEAK_ACCELERATION = 10.0 / 3.0**0.5


@dataclass(frozen=True)
class MinJerk(Trajectory):
    """Goes from one posture at rest to another, every axis in the same time."""

    start: Posture
    goal: Posture
    duration_s: float

    def sample(self, t_s: float) -> Posture:
        """Return the posture at a time; the ends outside [0, duration_s]."""
        if t_s >= self.duration_s:
            return self.goal
        s = max(0.0, t_s / self.duration_s)
        return self.start + (self.goal - self.start) * (s**3 * (10.0 + s * (6.0 * s - 15.0)))


def shortest_duration(way: Posture, velocity: Posture, acceleration: Posture) -> float:
    """Return the least time in which a way can be gone within peak velocity and acceleration.

    Args:
        way: (9,) distance of each axis [m, rad], of either sign.
        velocity: (9,) largest speed [m/s, rad/s].
        acceleration: (9,) largest acceleration [m/s^2, rad/s^2].
    """
    way = np.abs(way)
    by_velocity = PEAK_SPEED * way / velocity
    by_acceleration = np.sqrt(PEAK_ACCELERATION * way / acceleration)
    return float(np.maximum(by_velocity, by_acceleration).max())
