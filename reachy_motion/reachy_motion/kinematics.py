"""Inverse kinematics of the head: from a pose to the joints that reach it."""

import numpy as np
from numpy.typing import NDArray
from reachy_mini_rust_kinematics import ReachyMiniRustKinematics

from reachy_motion.errors import LimitError
from reachy_motion.posture import BODY_YAW, Matrix, Posture, head_matrix, rpy_from_rotation
from reachy_motion.robot_model import (
    BODY_RANGE,
    LEG_LOWER,
    LEG_NAMES,
    LEG_UPPER,
    StewartGeometry,
    stewart_geometry,
)

# A joint commanded to the end of its range must not fail for the last digit of a float.
TOLERANCE_RAD = 1e-6


class HeadKinematics:
    """The joints of body and Stewart platform for a head pose.

    Args:
        geometry: Geometry of the platform; None: the robot's own.
    """

    def __init__(self, geometry: StewartGeometry | None = None) -> None:
        geometry = geometry or stewart_geometry()
        self._head_height = geometry.head_height
        self._solver = ReachyMiniRustKinematics(geometry.arm_length, geometry.rod_length)
        for branch in geometry.branches:
            self._solver.add_branch(
                branch.platform_point.tolist(), branch.base_to_motor.tolist(), branch.solution
            )

    def reaches(self, posture: Posture) -> bool:
        """Tell whether joints exist for a (9,) posture."""
        body_yaw = float(posture[BODY_YAW])
        legs = self._legs(head_matrix(posture), body_yaw)
        return (
            abs(body_yaw) <= BODY_RANGE + TOLERANCE_RAD
            and bool((legs >= LEG_LOWER - TOLERANCE_RAD).all())  # never for NaN
            and bool((legs <= LEG_UPPER + TOLERANCE_RAD).all())
        )

    def check_reach(self, posture: Posture) -> None:
        """Check that joints exist for a (9,) posture.

        Raises:
            LimitError: See `inverse`.
        """
        self.inverse(head_matrix(posture), float(posture[BODY_YAW]))

    def inverse(self, head: Matrix, body_yaw: float) -> NDArray[np.float64]:
        """Return the joint positions that put the head into a pose.

        Args:
            head: (4, 4) head pose relative to its neutral pose, along the base's axes [m].
            body_yaw: Yaw of the body [rad].

        Returns:
            (7,) positions of `yaw_body` and `stewart_1` to `stewart_6` [rad].

        Raises:
            LimitError: If no joints reach the pose, or one would leave its range.
        """
        if abs(body_yaw) > BODY_RANGE + TOLERANCE_RAD:
            raise LimitError(
                f'body yaw {body_yaw:.3f} rad is outside +-{BODY_RANGE:.3f} rad; turn it less'
            )
        legs = self._legs(head, body_yaw)
        if not np.isfinite(legs).all():
            raise LimitError(
                f'head pose {_describe(head)} with body yaw {body_yaw:.3f} rad is out of reach; '
                'move it nearer to neutral'
            )
        outside = (legs < LEG_LOWER - TOLERANCE_RAD) | (legs > LEG_UPPER + TOLERANCE_RAD)
        if outside.any():
            leg = int(np.argmax(outside))
            raise LimitError(
                f'head pose {_describe(head)} with body yaw {body_yaw:.3f} rad needs '
                f'{LEG_NAMES[leg]} at {legs[leg]:.3f} rad, outside '
                f'[{LEG_LOWER[leg]:.3f}, {LEG_UPPER[leg]:.3f}] rad; move it nearer to neutral'
            )
        return np.array([body_yaw, *legs])

    def _legs(self, head: Matrix, body_yaw: float) -> NDArray[np.float64]:
        """Return the (6,) positions of the legs [rad], NaN where a rod does not reach."""
        in_base = head.copy()
        in_base[2, 3] += self._head_height
        return np.array(self._solver.inverse_kinematics(in_base.tolist(), body_yaw))


def _describe(head: Matrix) -> str:
    position = ', '.join(f'{value:.3f}' for value in head[:3, 3])
    angles = ', '.join(f'{value:.3f}' for value in rpy_from_rotation(head[:3, :3]))
    return f'xyz ({position}) m, rpy ({angles}) rad'
