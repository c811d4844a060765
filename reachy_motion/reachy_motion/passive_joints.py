"""The joints that no motor turns: the ball joints at both ends of the legs' rods.

The robot reports its motors and the pose of its head. Every rod then leads from the end of its
motor's arm to its point on the head, and the ball joints have the angles that make it so.
"""

from collections.abc import Mapping
from typing import Final

import numpy as np
from numpy.typing import NDArray

from reachy_motion.description import HEAD_JOINT, Joint
from reachy_motion.posture import Matrix
from reachy_motion.robot_model import LEG_NAMES, stewart_geometry

# One ball joint on each arm, and one between the sixth rod and the head.
PASSIVE_NAMES: Final = tuple(f'passive_{ball}_{axis}' for ball in range(1, 8) for axis in 'xyz')


class PassiveJoints:
    """Solves the ball joints of the URDF, each of them three joints about x, y and z.

    A rod may turn about itself without anything else moving. Here it does not: it swings from
    where the URDF has it by the smallest rotation.

    Args:
        joints: The joints of the URDF by name.
    """

    def __init__(self, joints: Mapping[str, Joint]) -> None:
        self._yaw = joints['yaw_body'].origin
        self._motors = np.array([joints[name].origin for name in LEG_NAMES])
        self._arms = np.array([joints[f'passive_{leg}_x'].origin for leg in range(1, 7)])
        self._last = joints['passive_7_x'].origin
        self._head_link = np.linalg.inv(joints[HEAD_JOINT].origin)
        self._head_height = stewart_geometry().head_height
        # Where each rod ends, seen from its ball joint and seen from the link of the head.
        ends = [joints[f'closing_{leg}_1_frame'].xyz for leg in range(1, 6)]
        self._directions = _unit(np.array([*ends, joints['passive_7_x'].xyz]))
        self._anchors = np.ones((6, 4))
        self._anchors[:5, :3] = [joints[f'closing_{leg}_2_frame'].xyz for leg in range(1, 6)]
        self._anchors[5, :3] = 0.0

    def angles(
        self, body_yaw: float, legs: NDArray[np.float64], head: Matrix
    ) -> NDArray[np.float64]:
        """Return the angles of the joints `PASSIVE_NAMES`.

        Args:
            body_yaw: Angle of `yaw_body` [rad].
            legs: (6,) angles of `stewart_1` to `stewart_6` [rad].
            head: (4, 4) head pose relative to its neutral pose, along the base's axes [m].

        Returns:
            (21,) angles [rad].
        """
        in_base = head.copy()
        in_base[2, 3] += self._head_height
        body = self._yaw @ _about_z(np.array([body_yaw]))[0]
        link = np.linalg.inv(body) @ in_base @ self._head_link
        arms = self._motors @ _about_z(legs) @ self._arms
        balls = np.zeros((7, 3, 3))
        to_anchors = self._anchors @ link[:3].T - arms[:, :3, 3]
        seen_from_arms = np.einsum('kji,kj->ki', arms[:, :3, :3], to_anchors)
        balls[:6] = _swings(self._directions, _unit(seen_from_arms))
        rod = arms[5, :3, :3] @ balls[5]
        balls[6] = (rod @ self._last[:3, :3]).T @ link[:3, :3]
        return _xyz_angles(balls).reshape(-1)


def _unit(vectors: NDArray[np.float64]) -> NDArray[np.float64]:
    units: NDArray[np.float64] = vectors / np.linalg.norm(vectors, axis=-1, keepdims=True)
    return units


def _about_z(angles: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return (N, 4, 4) rotations about z by (N,) angles."""
    matrices = np.tile(np.eye(4), (len(angles), 1, 1))
    matrices[:, 0, 0] = matrices[:, 1, 1] = np.cos(angles)
    matrices[:, 1, 0] = np.sin(angles)
    matrices[:, 0, 1] = -matrices[:, 1, 0]
    return matrices


def _swings(start: NDArray[np.float64], end: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the smallest rotations, (N, 3, 3), that lead (N, 3) unit vectors to others."""
    x, y, z = np.cross(start, end).T
    zero = np.zeros_like(x)
    cross = np.array([[zero, -z, y], [z, zero, -x], [-y, x, zero]]).transpose(2, 0, 1)
    cosine = (start * end).sum(axis=1)[:, np.newaxis, np.newaxis]
    swings: NDArray[np.float64] = np.eye(3) + cross + cross @ cross / (1.0 + cosine)
    return swings


def _xyz_angles(rotations: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return (N, 3) angles a, b, c of (N, 3, 3) rotations Rx(a) Ry(b) Rz(c)."""
    r = rotations
    return np.stack(
        [
            np.arctan2(-r[:, 1, 2], r[:, 2, 2]),
            np.arcsin(np.clip(r[:, 0, 2], -1.0, 1.0)),
            np.arctan2(-r[:, 0, 1], r[:, 0, 0]),
        ],
        axis=1,
    )
