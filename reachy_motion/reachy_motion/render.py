"""The command `render_robot`: a picture of the simulated robot in a posture, without a display."""

import argparse
import ctypes.util
import os
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from PIL import Image

from reachy_motion.errors import MotionError, RobotError
from reachy_motion.limits import MotionLimits
from reachy_motion.posture import Posture
from reachy_motion.robot_model import CAMERAS, SCENES

CAMERA_CHOICES = ('portrait', *CAMERAS)
LARGEST_SIDE_PX = 4096
GL_REMEDY = 'run: apt-get install libegl1 libgl1-mesa-dri'


def choose_gl() -> None:
    """Choose how MuJoCo draws off screen, before it is imported; a choice of the user stays.

    Raises:
        RobotError: If no library for it is installed.
    """
    if 'MUJOCO_GL' in os.environ:
        return
    for name, library in (('egl', 'EGL'), ('osmesa', 'OSMesa')):
        if ctypes.util.find_library(library):
            os.environ['MUJOCO_GL'] = name
            return
    raise RobotError(f'no library for off-screen rendering is installed; {GL_REMEDY}')


def render(
    posture: Posture, scene: str, camera: str, width: int, height: int
) -> np.ndarray[tuple[int, ...], np.dtype[np.uint8]]:
    """Return a picture of the robot at rest in a posture.

    Args:
        posture: (9,) posture within the limits.
        scene: One of `SCENES`.
        camera: One of `CAMERA_CHOICES`.
        width: Width [px].
        height: Height [px].

    Returns:
        (height, width, 3) RGB image.

    Raises:
        LimitError: If the robot cannot take the posture.
        RobotError: If there is no simulator, or nothing to draw with.
    """
    MotionLimits().check(posture)
    choose_gl()
    try:  # late, because MuJoCo looks for its drawing library when it is imported
        from reachy_motion.backends.mujoco_backend import MujocoBackend
        from reachy_motion.studio import studio_model, take_picture

        model = studio_model(scene, width, height)
        robot = MujocoBackend(scene, model)
        robot.start()
        robot.command(posture)
        robot.settle()
        return take_picture(model, robot.data, camera, width, height)
    except (ImportError, AttributeError, RuntimeError) as err:  # by what is missing
        raise RobotError(f'off-screen rendering failed: {err}; {GL_REMEDY}') from err


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; return its exit code."""
    options = _parser().parse_args(arguments)
    posture = np.array(
        [
            *np.multiply(options.head_xyz_mm, 1e-3),
            *np.radians([*options.head_rpy_deg, *options.antennas_deg, options.body_yaw_deg]),
        ]
    )
    try:
        picture = render(posture, options.scene, options.camera, options.width, options.height)
        Image.fromarray(picture).save(options.output, optimize=True)
    except (MotionError, OSError) as err:
        # Drawing contexts that MuJoCo could not complete complain when they are deleted.
        sys.unraisablehook = lambda _: None
        print(f'render_robot: {err}', file=sys.stderr)
        return 1
    print(f'{options.output}: {options.width} x {options.height}')
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog='render_robot', description='Save a picture of the simulated robot in a posture.'
    )
    add = parser.add_argument
    add('--output', type=_png, required=True, metavar='FILE.png')
    add('--scene', choices=SCENES, default='empty')
    add('--camera', choices=CAMERA_CHOICES, default='portrait')
    add('--width', type=_side, default=1280, help='[px]')
    add('--height', type=_side, default=720, help='[px]')
    add('--head-xyz-mm', type=float, nargs=3, default=(0, 0, 0), metavar=('X', 'Y', 'Z'))
    add('--head-rpy-deg', type=float, nargs=3, default=(0, 0, 0), metavar=('R', 'P', 'Y'))
    add('--antennas-deg', type=float, nargs=2, default=(0, 0), metavar=('RIGHT', 'LEFT'))
    add('--body-yaw-deg', type=float, default=0.0, metavar='YAW')
    return parser


def _png(text: str) -> Path:
    path = Path(text)
    if path.suffix.lower() != '.png':
        raise argparse.ArgumentTypeError(f'{text!r} does not end in .png')
    return path


def _side(text: str) -> int:
    if not text.isdecimal() or not 16 <= int(text) <= LARGEST_SIDE_PX:
        raise argparse.ArgumentTypeError(f'{text!r} is no number from 16 to {LARGEST_SIDE_PX}')
    return int(text)


if __name__ == '__main__':
    raise SystemExit(main())
