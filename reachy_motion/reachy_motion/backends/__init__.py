"""The robots that the driver can move, made by name.

Each backend is one file. It is imported when it is asked for, because its libraries may be large
or absent.
"""

import importlib
from typing import Final

from reachy_motion.backends.base import RobotBackend, RobotState
from reachy_motion.errors import RobotError

__all__ = ['BACKENDS', 'RobotBackend', 'RobotState', 'make_backend']

BACKENDS: Final = {
    'mujoco': ('reachy_motion.backends.mujoco_backend', 'MujocoBackend'),
    'mock': ('reachy_motion.backends.mock_backend', 'MockBackend'),
}
_REQUIREMENTS: Final = {
    'mujoco': 'mujoco==3.3.0',
    'reachy_mini_rust_kinematics': 'reachy-mini-rust-kinematics==1.0.3',
}


def make_backend(name: str, scene: str) -> RobotBackend:
    """Return a backend that is not started yet.

    Args:
        name: A key of `BACKENDS`.
        scene: World of a simulated robot, one of `robot_model.SCENES`.

    Raises:
        RobotError: If there is no such backend or scene, or a library that it needs is absent.
    """
    if name not in BACKENDS:
        raise RobotError(f'unknown backend {name!r}; choose one of: {", ".join(BACKENDS)}')
    module, cls = BACKENDS[name]
    try:
        backend: RobotBackend = getattr(importlib.import_module(module), cls)(scene)
    except ModuleNotFoundError as err:
        requirement = _REQUIREMENTS.get(err.name or '')
        if requirement is None:
            raise
        raise RobotError(
            f'backend {name!r} needs the Python package {err.name}, which is absent; '
            f'run: pip install {requirement}'
        ) from err
    return backend
