"""The robot's posture as one vector, and its conversion to and from rotation matrices.

A posture is a float64 array of shape (9,): head x, y, z [m], head roll, pitch, yaw [rad], right
antenna, left antenna [rad], body yaw [rad]. The head is stated in `reachy_head_neutral`, whose
axes are parallel to those of `reachy_base`: zero is upright and facing forward. Roll, pitch and
yaw turn about fixed x, y, z axes, in this order (REP-103).

Angles instead of quaternions, because the head's yaw may exceed half a turn (body 160 degrees,
head 65 degrees further) and must not wrap, while its pitch stays far from the singularity at 90
degrees. Every axis can then be interpolated, blended and limited alike.
"""

import math
from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

Posture = NDArray[np.float64]
Matrix = NDArray[np.float64]

AXES: Final = (
    'head x',
    'head y',
    'head z',
    'head roll',
    'head pitch',
    'head yaw',
    'right antenna',
    'left antenna',
    'body yaw',
)
UNITS: Final = ('m', 'm', 'm', 'rad', 'rad', 'rad', 'rad', 'rad', 'rad')
XYZ: Final = slice(0, 3)
RPY: Final = slice(3, 6)
HEAD: Final = slice(0, 6)
ANTENNAS: Final = slice(6, 8)
HEAD_YAW: Final = 5
BODY_YAW: Final = 8
SIZE: Final = 9

PARTS: Final = {'head': HEAD, 'antennas': ANTENNAS, 'body': slice(8, 9)}


def neutral() -> Posture:
    """Return the posture with every axis at zero."""
    return np.zeros(SIZE)


def in_body(posture: Posture) -> Posture:
    """Return a posture, or a difference of two, with the head's yaw counted from the body's."""
    relative = posture.copy()
    relative[HEAD_YAW] -= posture[BODY_YAW]
    return relative


def from_body(relative: Posture) -> Posture:
    """Undo `in_body`."""
    posture = relative.copy()
    posture[HEAD_YAW] += relative[BODY_YAW]
    return posture


def rotation_from_rpy(rpy: Sequence[float] | Posture) -> Matrix:
    """Return the rotation matrix of fixed-axis roll, pitch, yaw.

    Args:
        rpy: (3,) roll, pitch, yaw [rad].

    Returns:
        (3, 3) matrix Rz(yaw) Ry(pitch) Rx(roll).
    """
    roll, pitch, yaw = rpy
    cr, sr = math.cos(roll), math.sin(roll)
    cp, sp = math.cos(pitch), math.sin(pitch)
    cy, sy = math.cos(yaw), math.sin(yaw)
    return np.array(
        [
            [cy * cp, cy * sp * sr - sy * cr, cy * sp * cr + sy * sr],
            [sy * cp, sy * sp * sr + cy * cr, sy * sp * cr - cy * sr],
            [-sp, cp * sr, cp * cr],
        ]
    )


def rpy_from_rotation(rotation: Matrix, near_yaw: float = 0.0) -> tuple[float, float, float]:
    """Return roll, pitch, yaw of a rotation matrix.

    Args:
        rotation: (3, 3) orthonormal matrix.
        near_yaw: The yaw is given in the turn that is nearest to this value [rad].

    Returns:
        Roll and pitch in [-pi, pi] and [-pi/2, pi/2], yaw within pi of `near_yaw` [rad].
    """
    pitch = math.asin(max(-1.0, min(1.0, -rotation[2, 0])))
    roll = math.atan2(rotation[2, 1], rotation[2, 2])
    yaw = math.atan2(rotation[1, 0], rotation[0, 0])
    return roll, pitch, near_yaw + math.remainder(yaw - near_yaw, math.tau)


def head_matrix(posture: Posture) -> Matrix:
    """Return the head pose of a posture as a (4, 4) homogeneous matrix [m]."""
    matrix = np.eye(4)
    matrix[:3, :3] = rotation_from_rpy(posture[RPY])
    matrix[:3, 3] = posture[XYZ]
    return matrix


def posture_from_matrix(
    head: Matrix, antennas: Sequence[float], body_yaw: float, near_yaw: float | None = None
) -> Posture:
    """Build a posture from a head pose, antenna angles and the body's yaw.

    Args:
        head: (4, 4) homogeneous head pose [m].
        antennas: Right and left antenna [rad].
        body_yaw: Yaw of the body [rad].
        near_yaw: The head's yaw is given in the turn nearest to it [rad]; None: to `body_yaw`.
    """
    rpy = rpy_from_rotation(head[:3, :3], body_yaw if near_yaw is None else near_yaw)
    return np.array([*head[:3, 3], *rpy, *antennas, body_yaw])


def rotation_between(a: Matrix, b: Matrix) -> float:
    """Return the angle of the rotation that leads from (3, 3) `a` to `b` [rad]."""
    difference = a.T @ b
    # atan2 stays exact near zero, where acos of the trace loses half of the digits.
    sine = math.hypot(
        difference[2, 1] - difference[1, 2],
        difference[0, 2] - difference[2, 0],
        difference[1, 0] - difference[0, 1],
    )
    return math.atan2(sine, float(np.trace(difference)) - 1.0)
