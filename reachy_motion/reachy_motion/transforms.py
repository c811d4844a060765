"""The rotations of many joints at once."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from reachy_motion.description import Joint


class JointRotations:
    """From the angles of joints to the rotations between the frames that they connect.

    A joint turns its child from where the description puts it, q, about an axis a by an angle t.
    As a quaternion that is q (cos t/2 + a sin t/2), and both q and qa never change: what is left
    for every step is one line for all joints together.

    Args:
        joints: The joints; a fixed one has no axis, and its angle must be zero.
    """

    def __init__(self, joints: Sequence[Joint]) -> None:
        self._placed = np.array([_placed(joint.rpy) for joint in joints])
        axes = np.array([[*joint.axis, 0.0] for joint in joints])
        self._turned = _product(self._placed, axes)

    def at(self, angles: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the rotations of the children in their parents.

        Args:
            angles: (N,) joint angles [rad].

        Returns:
            (N, 4) unit quaternions x, y, z, w.
        """
        half = 0.5 * angles[:, np.newaxis]
        rotations: NDArray[np.float64] = np.cos(half) * self._placed + np.sin(half) * self._turned
        return rotations


def _placed(rpy: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the quaternion x, y, z, w of fixed-axis roll, pitch, yaw [rad]."""
    quaternion = np.array([0.0, 0.0, 0.0, 1.0])
    for axis, angle in enumerate(rpy):
        turn = np.zeros(4)
        turn[axis], turn[3] = np.sin(0.5 * angle), np.cos(0.5 * angle)
        quaternion = _product(turn, quaternion)
    return quaternion


def _product(a: NDArray[np.float64], b: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the products of (..., 4) quaternions x, y, z, w."""
    vector_a, real_a = a[..., :3], a[..., 3:]
    vector_b, real_b = b[..., :3], b[..., 3:]
    vector = real_a * vector_b + real_b * vector_a + np.cross(vector_a, vector_b)
    real = real_a * real_b - (vector_a * vector_b).sum(axis=-1, keepdims=True)
    return np.concatenate([vector, real], axis=-1)
