"""The robots that the driver can move, made by name.

Each backend is one file. It is imported when it is asked for, because its libraries may be large
or absent.
"""

import importlib
from typing import Final

from reachy_motion.backends.base import Motors, RobotBackend, RobotState
from reachy_motion.errors import RobotError

__all__ = ['BACKENDS', 'DEFAULT_PORT', 'Motors', 'RobotBackend', 'RobotState', 'make_backend']

BACKENDS: Final = {
    'mujoco': ('reachy_motion.backends.mujoco_backend', 'MujocoBackend'),
    'mock': ('reachy_motion.backends.mock_backend', 'MockBackend'),
    'sdk': ('reachy_motion.backends.sdk_backend', 'SdkBackend'),
}
DEFAULT_PORT: Final = 8000  # of the daemon
_REQUIREMENTS: Final = {
    'mujoco': 'mujoco==3.3.0',
    'reachy_mini_rust_kinematics': 'reachy-mini-rust-kinematics==1.0.3',
}


def make_backend(
    name: str, scene: str, host: str = 'localhost', port: int = DEFAULT_PORT
) -> RobotBackend:
    """Return a backend that is not started yet.

    Args:
        name: A key of `BACKENDS`.
        scene: World of a robot simulated here, one of `robot_model.SCENES`.
        host: Where the daemon of `sdk` runs.
        port: Its HTTP port.

    Raises:
        RobotError: If there is no such backend or scene, or a library that it needs is absent.
    """
    if name not in BACKENDS:
        raise RobotError(f'unknown backend {name!r}; choose one of: {", ".join(BACKENDS)}')
    module, cls = BACKENDS[name]
    place = (host, port) if name == 'sdk' else (scene,)
    try:
        backend: RobotBackend = getattr(importlib.import_module(module), cls)(*place)
    except ModuleNotFoundError as err:
        requirement = _REQUIREMENTS.get(err.name or '')
        if requirement is None:
            raise
        raise RobotError(
            f'backend {name!r} needs the Python package {err.name}, which is absent; '
            f'run: pip install {requirement}'
        ) from err
    return backend
