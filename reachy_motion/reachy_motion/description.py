"""The robot's description: the vendor's URDF, and its joints as numbers.

The URDF is a tree, which the Stewart platform is not: the head hangs on the rod of the sixth leg,
and the other five rods only end where the head is, if the angles of their joints are right.
"""

import xml.etree.ElementTree as ET
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

import numpy as np
from numpy.typing import NDArray

from reachy_motion.posture import Matrix, rotation_from_rpy, rpy_from_rotation
from reachy_motion.robot_model import stewart_geometry, urdf_path

BASE_FRAME: Final = 'reachy_base'
NEUTRAL_FRAME: Final = 'reachy_head_neutral'
HEAD_FRAME: Final = 'reachy_head'
CAMERA_FRAME: Final = 'reachy_camera_optical'

ROOT_LINK: Final = 'body_foot_3dprint'
HEAD_JOINT: Final = 'head_frame'
CAMERA_JOINT: Final = 'camera_optical_frame'

_MESH_URI: Final = 'package://assets'


@dataclass(frozen=True)
class Joint:
    """What connects two frames.

    Attributes:
        name: Its name.
        parent: Frame in which it is placed.
        child: Frame that it moves.
        xyz: (3,) place of the child in the parent [m].
        rpy: (3,) roll, pitch, yaw of the child in the parent at joint angle zero [rad].
        axis: (3,) unit vector in the child, about which it turns; zeros: it is fixed.
    """

    name: str
    parent: str
    child: str
    xyz: NDArray[np.float64] = field(default_factory=lambda: np.zeros(3))
    rpy: NDArray[np.float64] = field(default_factory=lambda: np.zeros(3))
    axis: NDArray[np.float64] = field(default_factory=lambda: np.zeros(3))

    @property
    def is_fixed(self) -> bool:
        """Whether it never moves."""
        return not self.axis.any()

    @property
    def origin(self) -> Matrix:
        """The (4, 4) pose of the child in the parent at joint angle zero [m]."""
        matrix = np.eye(4)
        matrix[:3, :3] = rotation_from_rpy(self.rpy)
        matrix[:3, 3] = self.xyz
        return matrix


def description_xml(mesh_uri: str = '') -> str:
    """Return the URDF, with meshes that others can find.

    Args:
        mesh_uri: Where the folder of the meshes is found by whoever shows the robot; empty: in
            the file system of this machine.

    Raises:
        RobotError: If the vendor's package is absent.
    """
    path = urdf_path()
    folder = mesh_uri.rstrip('/') or path.with_name('assets').as_uri()
    return path.read_text(encoding='utf-8').replace(f'{_MESH_URI}/', f'{folder}/')


def read_joints() -> dict[str, Joint]:
    """Return the joints of the URDF by name.

    Raises:
        RobotError: If the vendor's package is absent.
    """
    joints = (_joint(element) for element in ET.parse(urdf_path()).getroot().findall('joint'))
    return {joint.name: joint for joint in joints}


def frame_joints(joints: Mapping[str, Joint]) -> Sequence[Joint]:
    """Return the joints that tie the suite's own frames to the links of the URDF.

    Args:
        joints: Those of the URDF.
    """
    # Both hang on the same link, so that the way from one to the other never changes.
    camera = np.linalg.inv(joints[HEAD_JOINT].origin) @ joints[CAMERA_JOINT].origin
    return (
        Joint('root', BASE_FRAME, ROOT_LINK),
        Joint(
            'neutral',
            BASE_FRAME,
            NEUTRAL_FRAME,
            xyz=np.array([0.0, 0.0, stewart_geometry().head_height]),
        ),
        Joint(
            'camera',
            HEAD_FRAME,
            CAMERA_FRAME,
            xyz=camera[:3, 3],
            rpy=np.array(rpy_from_rotation(camera[:3, :3])),
        ),
    )


def _joint(element: ET.Element) -> Joint:
    is_fixed = element.get('type') == 'fixed'
    return Joint(
        name=element.get('name', ''),
        parent=_attribute(element, 'parent', 'link'),
        child=_attribute(element, 'child', 'link'),
        xyz=_vector(element, 'origin', 'xyz'),
        rpy=_vector(element, 'origin', 'rpy'),
        axis=np.zeros(3) if is_fixed else _vector(element, 'axis', 'xyz'),
    )


def _attribute(element: ET.Element, tag: str, name: str) -> str:
    found = element.find(tag)
    return '' if found is None else found.get(name, '')


def _vector(element: ET.Element, tag: str, name: str) -> NDArray[np.float64]:
    return np.array([float(word) for word in _attribute(element, tag, name).split()])
