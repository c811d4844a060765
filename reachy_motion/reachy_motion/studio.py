"""Takes pictures of the simulated robot in good light."""

from typing import Final

import mujoco
import numpy as np
from numpy.typing import NDArray

from reachy_motion.robot_model import scene_path

PORTRAIT: Final = 'portrait'

_BACKDROP: Final = (0.93, 0.92, 0.90)
_FLOOR: Final = (0.80, 0.79, 0.775)
# Direction, colour and whether it casts shadows: key light, fill light and rim light, the usual
# three of a portrait. White surfaces stay just below saturation.
_LIGHTS: Final = (
    ((-0.5, -0.9, -1.0), (0.62, 0.59, 0.55), True),
    ((-1.2, -0.1, -0.35), (0.16, 0.18, 0.21), False),
    ((1.0, 0.5, -0.9), (0.16, 0.16, 0.18), False),
)
# Position and point looked at [m] and field of view [deg] of the portrait camera in each scene:
# the robot alone, and the robot across the table from the duck.
_PORTRAITS: Final = {
    'empty': ((0.89, 0.32, 0.33), (0.0, 0.02, 0.20), 31.0),
    'minimal': ((0.44, 1.13, 0.23), (0.26, 0.03, 0.168), 31.0),
}


def studio_model(scene: str, width: int, height: int) -> mujoco.MjModel:
    """Return a scene with studio light, a plain backdrop and the portrait camera.

    Args:
        scene: One of `robot_model.SCENES`.
        width: Width of the pictures to take [px].
        height: Their height [px].

    Raises:
        RobotError: If there is no such scene.
    """
    spec = mujoco.MjSpec.from_file(str(scene_path(scene)))
    _set_quality(spec, width, height)
    _set_backdrop(spec)
    for light in spec.lights:
        light.active = False
    for direction, colour, casts_shadow in _LIGHTS:
        spec.worldbody.add_light(
            pos=-2.0 * np.array(direction),
            dir=direction,
            directional=True,
            diffuse=colour,
            specular=(0.15, 0.15, 0.15),
            castshadow=casts_shadow,
        )
    position, target, fovy = _PORTRAITS[scene]
    spec.worldbody.add_camera(
        name=PORTRAIT, pos=position, quat=_look_at(position, target), fovy=fovy
    )
    return spec.compile()


def take_picture(
    model: mujoco.MjModel, data: mujoco.MjData, camera: str, width: int, height: int
) -> NDArray[np.uint8]:
    """Render a state of the simulation off screen.

    Args:
        model: A studio model of at least this size.
        data: Its state.
        camera: `PORTRAIT` or one of `robot_model.CAMERAS`.
        width: Width of the picture [px].
        height: Its height [px].

    Returns:
        (height, width, 3) RGB image.
    """
    with mujoco.Renderer(model, height, width) as renderer:
        renderer.update_scene(data, camera)
        renderer.scene.flags[mujoco.mjtRndFlag.mjRND_FOG] = True
        picture: NDArray[np.uint8] = renderer.render()
    return picture


def _set_quality(spec: mujoco.MjSpec, width: int, height: int) -> None:
    visual = spec.visual
    visual.global_.offwidth, visual.global_.offheight = width, height
    visual.quality.offsamples = 8
    visual.quality.shadowsize = 8192
    # Distances of shadows and fog are in units of the extent.
    spec.stat.center, spec.stat.extent = (0.0, 0.0, 0.2), 1.0
    visual.map.shadowclip = 0.8


def _set_backdrop(spec: mujoco.MjSpec) -> None:
    """Let a plain floor fade into a plain sky."""
    visual = spec.visual
    visual.map.fogstart, visual.map.fogend = 1.1, 3.2
    visual.rgba.fog = visual.rgba.haze = (*_BACKDROP, 1.0)
    visual.headlight.ambient = (0.30, 0.30, 0.32)
    visual.headlight.diffuse = (0.10, 0.10, 0.10)
    for texture in spec.textures:
        if texture.type == mujoco.mjtTexture.mjTEXTURE_SKYBOX:
            texture.rgb1 = texture.rgb2 = _BACKDROP
        elif texture.name == 'groundplane':
            texture.rgb1 = texture.rgb2 = _FLOOR
            texture.mark = mujoco.mjtMark.mjMARK_NONE
    spec.material('groundplane').reflectance = 0.06


def _look_at(
    position: tuple[float, float, float], target: tuple[float, float, float]
) -> NDArray[np.float64]:
    """Return the quaternion (w, x, y, z) of an upright camera, which looks along its own -z."""
    backward = np.subtract(position, target)
    backward /= np.linalg.norm(backward)
    right = np.cross((0.0, 0.0, 1.0), backward)
    right /= np.linalg.norm(right)
    rotation = np.column_stack((right, np.cross(backward, right), backward))
    quaternion = np.empty(4)
    mujoco.mju_mat2Quat(quaternion, rotation.flatten())
    return quaternion
