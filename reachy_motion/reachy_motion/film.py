"""Films a clip: the simulated robot plays it, and pictures are taken on the way.

MuJoCo looks for its drawing library when it is imported: call `render.choose_gl` first.
"""

from collections.abc import Sequence
from typing import Final

import mujoco
import numpy as np
from numpy.typing import NDArray

from reachy_motion.backends.mujoco_backend import MujocoBackend
from reachy_motion.clips import Clip
from reachy_motion.kinematics import HeadKinematics
from reachy_motion.limiter import Limiter
from reachy_motion.limits import MotionLimits
from reachy_motion.posture import neutral
from reachy_motion.reach import Reach
from reachy_motion.studio import PORTRAIT, studio_model

PERIOD_S: Final = 0.01
# Half of what a single portrait takes: many small pictures show no difference, and are done soon.
SAMPLES: Final = 4
SHADOW_SIZE: Final = 2048

Picture = NDArray[np.uint8]


class Camera:
    """Films clips from the place of the portrait, in square pictures.

    Args:
        size: Width and height of the pictures [px].
    """

    def __init__(self, size: int) -> None:
        self._model = studio_model('empty', size, size)
        self._model.vis.quality.offsamples = SAMPLES
        self._model.vis.quality.shadowsize = SHADOW_SIZE
        self._renderer = mujoco.Renderer(self._model, size, size)

    def film(self, clip: Clip, times_s: Sequence[float]) -> list[Picture]:
        """Play a clip from the neutral posture, and return a picture of each time.

        The robot gets what the motion node would send it: within limits and reach, at 100 Hz.

        Args:
            clip: What is played.
            times_s: Increasing times since its beginning [s].
        """
        robot = MujocoBackend('empty', self._model)
        robot.start()
        limiter = Limiter(MotionLimits(), PERIOD_S, neutral())
        reach = Reach(HeadKinematics())
        pictures = []
        step = 0
        for t_s in times_s:
            while step * PERIOD_S < t_s:
                step += 1
                target = limiter.step(clip.sample(step * PERIOD_S), PERIOD_S)
                robot.command(reach.project(target))
                robot.advance(PERIOD_S)
            pictures.append(self._take(robot.data))
        return pictures

    def close(self) -> None:
        """Give the drawing library's resources back."""
        self._renderer.close()

    def _take(self, data: mujoco.MjData) -> Picture:
        self._renderer.update_scene(data, PORTRAIT)
        self._renderer.scene.flags[mujoco.mjtRndFlag.mjRND_FOG] = True
        picture: Picture = self._renderer.render()
        return picture
