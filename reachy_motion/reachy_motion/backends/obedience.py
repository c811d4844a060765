"""Tells whether a robot does what it is told.

The daemon drops commands without a word while it plays a movement of its own, begun by another
program. Then the robot is far from all that it was told lately. Pure: time is an argument.
"""

from collections import deque
from math import inf, radians
from typing import Final

import numpy as np

from reachy_motion.posture import Posture

# A command counts for this long: what is reported of it comes 60 ms later, more on a busy machine.
MEMORY_S: Final = 0.4
PATIENCE_S: Final = 0.3
STILL_S: Final = 0.5
# Antennas do not count: people touch them.
TOLERANCE: Final = np.array([0.03, 0.03, 0.03, *(3 * [radians(23)]), inf, inf, radians(23)])
STILLNESS: Final = np.array([0.001, 0.001, 0.001, *(3 * [radians(1)]), inf, inf, radians(1)])


class Obedience:
    """Compares the postures that a robot reports with those that it was told."""

    def __init__(self) -> None:
        self.reset()

    @property
    def is_obeying(self) -> bool:
        """Whether it does; once it does not, only standing still makes it trusted again."""
        return self._is_obeying

    def reset(self) -> None:
        """Forget all, and trust."""
        self._told: deque[tuple[float, Posture]] = deque()
        self._near_s = self._moved_s = -inf
        self._place: Posture | None = None
        self._is_obeying = True

    def tell(self, now_s: float, posture: Posture) -> None:
        """Note what the robot is told, (9,)."""
        self._told.append((now_s, posture))

    def observe(self, now_s: float, posture: Posture) -> None:
        """Note where the robot is, (9,)."""
        while len(self._told) > 1 and self._told[0][0] < now_s - MEMORY_S:
            self._told.popleft()
        if self._place is None or (np.abs(posture - self._place) > STILLNESS).any():
            self._place, self._moved_s = posture, now_s
        if not self._is_obeying:
            if now_s - self._moved_s >= STILL_S:
                self.reset()
        elif self._is_near(posture) or self._near_s == -inf:
            self._near_s = now_s
        elif now_s - self._near_s >= PATIENCE_S:
            self._is_obeying = False
            self._near_s, self._moved_s = -inf, now_s

    def _is_near(self, posture: Posture) -> bool:
        """Tell whether it is near to anything that it was told lately, if to anything at all."""
        return not self._told or any(
            (np.abs(told - posture) <= TOLERANCE).all() for _, told in reversed(self._told)
        )
