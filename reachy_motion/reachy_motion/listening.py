"""What listening does to the antennas: they freeze where they are, and blend back afterwards."""

from dataclasses import dataclass

import numpy as np

from reachy_motion.blend import Blend, stopping_place
from reachy_motion.posture import ANTENNAS, Posture


@dataclass(frozen=True)
class ListeningConfig:
    """How the robot listens; the times are those of the vendor's conversation app.

    Attributes:
        debounce_s: Time that a change must last before it counts [s].
        blend_back_s: Time in which the antennas return to what plays [s].
        braking: Deceleration with which they come to rest [rad/s^2].
    """

    debounce_s: float = 0.15
    blend_back_s: float = 0.4
    braking: float = 60.0


class Listening:
    """Freezes the antennas while somebody is listened to.

    Args:
        config: Its times.
        start: (9,) posture in which the robot is, at rest.
        now_s: The time of `start` [s].
    """

    def __init__(self, config: ListeningConfig, start: Posture, now_s: float) -> None:
        self._config = config
        self._wanted = self._active = False
        self._changed_s = self._begun_s = self._now_s = now_s
        self._live = self._output = self._frozen = start[ANTENNAS].copy()
        self._velocity = np.zeros(2)
        self._blend = Blend(np.zeros(2), np.zeros(2), 0.0)

    @property
    def is_active(self) -> bool:
        """Whether the robot listens, debounced."""
        return self._active

    def configure(self, config: ListeningConfig) -> None:
        """Listen in another way from now on."""
        self._config = config

    def set(self, wanted: bool) -> None:
        """Begin or end to listen."""
        if wanted != self._wanted:
            self._wanted, self._changed_s = wanted, self._now_s

    def step(self, posture: Posture, now_s: float) -> Posture:
        """Return what plays, (9,), with the antennas as listening wants them.

        Args:
            posture: (9,) what plays at `now_s`.
            now_s: Time [s], later than that of the previous step.
        """
        dt_s = now_s - self._now_s
        live, self._live = self._live, posture[ANTENNAS].copy()
        if self._wanted != self._active and (now_s - self._changed_s >= self._config.debounce_s):
            self._toggle((self._live - live) / dt_s, live)
        antennas = (self._frozen if self._active else self._live) + self._blend.sample(
            now_s - self._begun_s
        )
        self._velocity = (antennas - self._output) / dt_s
        self._output, self._now_s = antennas, now_s
        listening = posture.copy()
        listening[ANTENNAS] = antennas
        return listening

    def _toggle(self, live_velocity: Posture, live: Posture) -> None:
        """Begin or end to freeze, from the movement of the previous step."""
        self._active, self._begun_s = self._wanted, self._now_s
        if self._active:
            braking = np.full(2, self._config.braking)
            self._frozen, time_s = stopping_place(self._output, self._velocity, braking)
            self._blend = Blend(self._output - self._frozen, self._velocity, time_s)
        else:
            self._blend = Blend(
                self._output - live,
                self._velocity - live_velocity,
                self._config.blend_back_s,
            )
