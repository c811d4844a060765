"""Where the robot's description lies, and what its joints are.

The simulation models (MJCF), the URDF, the meshes and the geometry of the Stewart platform are
files of the vendor's package `reachy_mini`. They are read without importing it: its import needs
GStreamer.
"""

import importlib.util
import json
from dataclasses import dataclass
from math import radians
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from reachy_motion.errors import RobotError

SCENES: Final = ('empty', 'minimal')
CAMERAS: Final = ('studio_close', 'eye_camera')

# Names, order and ranges as in the URDF. The antennas turn without end stops.
JOINT_NAMES: Final = (
    'yaw_body',
    'stewart_1',
    'stewart_2',
    'stewart_3',
    'stewart_4',
    'stewart_5',
    'stewart_6',
    'right_antenna',
    'left_antenna',
)
LEG_NAMES: Final = JOINT_NAMES[1:7]
BODY_RANGE: Final = radians(160)
LEG_LOWER: Final = np.radians([-48.0, -80.0, -48.0, -80.0, -70.0, -80.0])
LEG_UPPER: Final = np.radians([80.0, 70.0, 80.0, 48.0, 80.0, 48.0])

# A posture counts both antennas positive towards the robot's left, as the vendor's SDK does; the
# axes of the URDF's antenna joints point the other way.
ANTENNA_JOINT_SIGN: Final = -1.0

_REMEDY: Final = 'run: pip install --no-deps reachy-mini==1.12.0'


@dataclass(frozen=True)
class Branch:
    """One of the six legs of the Stewart platform.

    Attributes:
        platform_point: (3,) where its rod meets the head, in the head's frame [m].
        base_to_motor: (4, 4) transform from the body's frame to the motor's [m].
        solution: Which of the two elbow positions the leg has, 1 or -1.
    """

    platform_point: NDArray[np.float64]
    base_to_motor: NDArray[np.float64]
    solution: int


@dataclass(frozen=True)
class StewartGeometry:
    """Geometry of the Stewart platform.

    Attributes:
        arm_length: Length of the motors' arms [m].
        rod_length: Length of the rods from arm to head [m].
        head_height: Height of the neutral head frame above the base [m].
        branches: The legs, in the order of `LEG_NAMES`.
    """

    arm_length: float
    rod_length: float
    head_height: float
    branches: tuple[Branch, ...]


def scene_path(scene: str) -> Path:
    """Return the MJCF file of a scene.

    Raises:
        RobotError: If there is no such scene or the vendor's package is absent.
    """
    if scene not in SCENES:
        raise RobotError(f'unknown scene {scene!r}; choose one of: {", ".join(SCENES)}')
    return _packaged(f'descriptions/reachy_mini/mjcf/scenes/{scene}.xml')


def urdf_path() -> Path:
    """Return the URDF file.

    Raises:
        RobotError: If the vendor's package is absent.
    """
    return _packaged('descriptions/reachy_mini/urdf/robot.urdf')


def stewart_geometry() -> StewartGeometry:
    """Read the geometry of the Stewart platform.

    Raises:
        RobotError: If the vendor's package is absent.
    """
    data = json.loads(_packaged('assets/kinematics_data.json').read_text())
    return StewartGeometry(
        arm_length=data['motor_arm_length'],
        rod_length=data['rod_length'],
        head_height=data['head_z_offset'],
        branches=tuple(
            Branch(
                platform_point=np.array(motor['branch_position']),
                base_to_motor=np.linalg.inv(motor['T_motor_world']),
                solution=1 if motor['solution'] else -1,
            )
            for motor in data['motors']
        ),
    )


def _packaged(name: str) -> Path:
    spec = importlib.util.find_spec('reachy_mini')
    if spec is None or not spec.submodule_search_locations:
        raise RobotError(
            f'the Python package reachy_mini, which holds {name}, is absent; {_REMEDY}'
        )
    path = Path(spec.submodule_search_locations[0], name)
    if not path.is_file():
        raise RobotError(f'{path} is absent: another version of reachy_mini; {_REMEDY}')
    return path
