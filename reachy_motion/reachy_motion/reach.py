"""Keeps postures within the reach of the head's mechanism.

The Stewart platform reaches less than the box that the limits of the single axes span. A posture
outside its reach is replaced by the one at the edge on the way to neutral: the reach is round
enough about neutral for this to move evenly along the edge when the posture does. The edge lies a
little inside, so that there is room to brake beyond it.
"""

from reachy_motion.errors import LimitError
from reachy_motion.kinematics import HeadKinematics
from reachy_motion.posture import BODY_YAW, HEAD, HEAD_YAW, Posture

MARGIN = 0.97
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

    def contains(self, posture: Posture) -> bool:
        """Tell whether the robot can be in a (9,) posture, up to the very edge."""
        return self._kinematics.reaches(posture)

    def check(self, posture: Posture) -> None:
        """Check that a (9,) posture may be a goal.

        Raises:
            LimitError: Naming the pose.
        """
        self._kinematics.check_reach(posture)
        if not self._is_inside(_above_body(posture), posture):
            raise LimitError(
                f'the head pose is within {1.0 - MARGIN:.0%} of the end of its reach; '
                'move it nearer to neutral'
            )

    def project(self, posture: Posture) -> Posture:
        """Return a posture, (9,), or the nearest one inside on the way to neutral.

        The way leads to the head's neutral pose over the present body, which always is inside.
        """
        neutral = _above_body(posture)
        if self._is_inside(neutral, posture):
            return posture
        self._projected += 1
        inside, outside = 0.0, 1.0
        for _ in range(BISECTIONS):
            middle = 0.5 * (inside + outside)
            if self._is_inside(neutral, neutral + middle * (posture - neutral)):
                inside = middle
            else:
                outside = middle
        return neutral + inside * (posture - neutral)

    def _is_inside(self, neutral: Posture, posture: Posture) -> bool:
        return self._kinematics.reaches(neutral + (posture - neutral) / MARGIN)


def _above_body(posture: Posture) -> Posture:
    """Return a posture with its head neutral over the body."""
    neutral = posture.copy()
    neutral[HEAD] = 0.0
    neutral[HEAD_YAW] = posture[BODY_YAW]
    return neutral
