"""The robot's measured posture, put together from the two topics that report it."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import degrees

import numpy as np

from reachy_motion.posture import (
    ANTENNAS,
    BODY_YAW,
    RPY,
    XYZ,
    Matrix,
    Posture,
    posture_from_matrix,
    rotation_between,
    rotation_from_rpy,
)
from reachy_motion.robot_model import ANTENNA_JOINT_SIGN

ANTENNA_JOINTS = ('right_antenna', 'left_antenna')
BODY_JOINT = 'yaw_body'


@dataclass(frozen=True)
class PostureError:
    """How far a posture is from its goal; NaN where it does not matter or is not known.

    Attributes:
        position: Distance of the head [m].
        rotation: Angle between the heads [rad].
        antennas: Largest angle between the antennas [rad].
        body_yaw: Angle between the bodies [rad].
    """

    position: float = float('nan')
    rotation: float = float('nan')
    antennas: float = float('nan')
    body_yaw: float = float('nan')

    def within(self, tolerance: 'PostureError') -> bool:
        """Tell whether nothing exceeds the tolerance; NaN never does."""
        return not (
            self.position > tolerance.position
            or self.rotation > tolerance.rotation
            or self.antennas > tolerance.antennas
            or self.body_yaw > tolerance.body_yaw
        )

    def scaled(self, factor: float) -> 'PostureError':
        """Return the error with every value multiplied."""
        return PostureError(
            factor * self.position,
            factor * self.rotation,
            factor * self.antennas,
            factor * self.body_yaw,
        )

    def __str__(self) -> str:
        parts = (
            (self.position * 1e3, 'head {:.1f} mm'),
            (degrees(self.rotation), 'head {:.1f} deg'),
            (degrees(self.antennas), 'antennas {:.1f} deg'),
            (degrees(self.body_yaw), 'body {:.1f} deg'),
        )
        return ', '.join(text.format(value) for value, text in parts if value == value)


def posture_error(goal: Posture, measured: Posture, parts: Sequence[str]) -> PostureError:
    """Compare a measured posture with its goal in the parts that matter.

    Args:
        goal: (9,) wanted posture.
        measured: (9,) posture of the robot.
        parts: Names of `posture.PARTS`.
    """
    nan = float('nan')
    head = 'head' in parts
    return PostureError(
        position=float(np.linalg.norm(goal[XYZ] - measured[XYZ])) if head else nan,
        rotation=rotation_between(rotation_from_rpy(goal[RPY]), rotation_from_rpy(measured[RPY]))
        if head
        else nan,
        antennas=float(np.abs(goal[ANTENNAS] - measured[ANTENNAS]).max())
        if 'antennas' in parts
        else nan,
        body_yaw=float(abs(goal[BODY_YAW] - measured[BODY_YAW])) if 'body' in parts else nan,
    )


class MeasuredPosture:
    """Keeps the newest report of the head's pose and of the joints.

    Args:
        timeout_s: Age at which a report no longer counts [s].
    """

    def __init__(self, timeout_s: float) -> None:
        self._timeout_s = timeout_s
        self._head: Matrix | None = None
        self._joints: tuple[float, float, float] | None = None
        self._head_s = self._joints_s = float('-inf')

    def update_head(self, head: Matrix, now_s: float) -> None:
        """Take a report of the (4, 4) head pose."""
        self._head, self._head_s = head, now_s

    def update_joints(
        self, names: Sequence[str], positions: Sequence[float], now_s: float
    ) -> None:
        """Take a report of the joints.

        Raises:
            ValueError: If an antenna's or the body's joint is missing.
        """
        by_name = dict(zip(names, positions, strict=False))
        try:
            right, left = (by_name[name] for name in ANTENNA_JOINTS)
            body_yaw = by_name[BODY_JOINT]
        except KeyError as err:
            raise ValueError(f'joint_states lack the joint {err}') from err
        self._joints = (ANTENNA_JOINT_SIGN * right, ANTENNA_JOINT_SIGN * left, body_yaw)
        self._joints_s = now_s

    def age_s(self, now_s: float) -> float:
        """Return the age of the older of the two newest reports [s]; infinite before them."""
        return now_s - min(self._head_s, self._joints_s)

    def posture(self, now_s: float) -> Posture | None:
        """Return the posture, (9,); None if it has not been reported for too long."""
        if self._head is None or self._joints is None or self.age_s(now_s) > self._timeout_s:
            return None
        right, left, body_yaw = self._joints
        return posture_from_matrix(self._head, (right, left), body_yaw)
