"""Smooth passage from the movement of this moment into any other trajectory.

Instead of mixing two movements, the difference between the state of this moment and the beginning
of the new trajectory is carried along and led to zero: position, velocity and acceleration of the
difference end at zero, and nothing steps at the beginning, whatever interrupts what.

Source: Bollo, "Inertialization: High-performance animation transitions in Gears of War", Game
Developers Conference 2018, here with the quintic's acceleration starting at zero.
"""

from dataclasses import dataclass

import numpy as np

from reachy_motion.min_jerk import shortest_duration
from reachy_motion.posture import Posture

SHORTEST_STOP_S = 0.1


@dataclass(frozen=True)
class Blend:
    """A difference that fades: `offset` and `velocity` at 0 s, nothing from `duration_s` on.

    Attributes:
        offset: (9,) difference of the positions at the beginning [m, rad].
        velocity: (9,) difference of the velocities at the beginning [m/s, rad/s].
        duration_s: Time that the difference takes to vanish [s].
    """

    offset: Posture
    velocity: Posture
    duration_s: float

    def sample(self, t_s: float) -> Posture:
        """Return what of the difference is left at a time, (9,)."""
        if t_s >= self.duration_s:
            return np.zeros_like(self.offset)
        s = max(0.0, t_s / self.duration_s)
        # Quintic Hermite basis functions for value and slope at the beginning.
        value = 1.0 - s**3 * (10.0 - s * (15.0 - 6.0 * s))
        slope = s - s**3 * (6.0 - s * (8.0 - 3.0 * s))
        return self.offset * value + self.velocity * (slope * self.duration_s)


def blend_time(offset: Posture, least_s: float, velocity: Posture, acceleration: Posture) -> float:
    """Return a time in which a difference can fade without hurry, at least `least_s`.

    Args:
        offset: (9,) difference of the positions [m, rad].
        least_s: Shortest time [s].
        velocity: (9,) speed that fading may reach [m/s, rad/s].
        acceleration: (9,) acceleration that it may reach [m/s^2, rad/s^2].
    """
    return max(least_s, shortest_duration(offset, velocity, acceleration))


def stopping_place(
    position: Posture, velocity: Posture, braking: Posture
) -> tuple[Posture, float]:
    """Return where, and in which time, a movement can come to rest without turning back.

    With half the velocity times the time as its way, a `Blend` slows down evenly: its speed falls
    as 1 - 3 s^2 + 2 s^3, its largest deceleration is 3/2 v / T.

    Args:
        position: (n,) where it is [m, rad].
        velocity: (n,) how fast [m/s, rad/s].
        braking: (n,) deceleration that it may use [m/s^2, rad/s^2].
    """
    time_s = max(SHORTEST_STOP_S, float((1.5 * np.abs(velocity) / braking).max()))
    return position + 0.5 * velocity * time_s, time_s
