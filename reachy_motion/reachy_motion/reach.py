"""Keeps postures within the reach of the head's mechanism.

The Stewart platform reaches less than the box that the limits of the single axes span. A posture
outside its reach is replaced by the one at the edge on the way to neutral: the reach is round
enough about neutral for this to move evenly along the edge when the posture does.
"""

from reachy_motion.errors import LimitError
from reachy_motion.kinematics import HeadKinematics
from reachy_motion.posture import BODY_YAW, HEAD, HEAD_YAW, Posture

BISECTIONS = 12


class Reach:
    """Tells which postures can be reached, and brings others back.

    Args:
        kinematics: The head's kinematics.
    """

    def __init__(self, kinematics: HeadKinematics) -> None:
        self._kinematics = kinematics
        self._projected = 0

    @property
    def projected(self) -> int:
        """How many postures have been brought back so far."""
        return self._projected

    def check(self, posture: Posture) -> None:
        """Check that a posture, (9,), can be reached.

        Raises:
            LimitError: Naming the pose.
        """
        self._kinematics.check_reach(posture)

    def project(self, posture: Posture) -> Posture:
        """Return a posture, (9,), or the reachable one nearest to it on the way to neutral.

        The way leads to the head's neutral pose over the present body, which always is in reach.
        """
        if self._is_reachable(posture):
            return posture
        self._projected += 1
        neutral = posture.copy()
        neutral[HEAD] = 0.0
        neutral[HEAD_YAW] = posture[BODY_YAW]
        inside, outside = 0.0, 1.0
        for _ in range(BISECTIONS):
            middle = 0.5 * (inside + outside)
            if self._is_reachable(neutral + middle * (posture - neutral)):
                inside = middle
            else:
                outside = middle
        return neutral + inside * (posture - neutral)

    def _is_reachable(self, posture: Posture) -> bool:
        try:
            self._kinematics.check_reach(posture)
        except LimitError:
            return False
        return True
