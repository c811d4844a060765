"""Breathing: the small endless movement that keeps an idle robot alive."""

from dataclasses import dataclass
from math import pi, radians, sin

from reachy_motion.moves import Trajectory
from reachy_motion.posture import ANTENNAS, Posture

Z = 2


@dataclass(frozen=True)
class BreathingStyle:
    """Size and pace of breathing; the defaults are those of the vendor's conversation app.

    Attributes:
        height_m: Amplitude of the head's rise and fall [m].
        rate_hz: Breaths per second [Hz].
        antenna_sway_rad: Amplitude of the antennas' sway, in opposite directions [rad].
        antenna_rate_hz: Its frequency [Hz].
    """

    height_m: float = 0.005
    rate_hz: float = 0.1
    antenna_sway_rad: float = radians(15.0)
    antenna_rate_hz: float = 0.5


@dataclass(frozen=True)
class Breathing(Trajectory):
    """Breathes around a posture, endlessly."""

    rest: Posture
    style: BreathingStyle

    def sample(self, t_s: float) -> Posture:
        """Return the posture at a time."""
        posture = self.rest.copy()
        posture[Z] += self.style.height_m * sin(2.0 * pi * self.style.rate_hz * t_s)
        sway = self.style.antenna_sway_rad * sin(2.0 * pi * self.style.antenna_rate_hz * t_s)
        posture[ANTENNAS] += (sway, -sway)
        return posture
