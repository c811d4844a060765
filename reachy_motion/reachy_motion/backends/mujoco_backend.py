"""The simulated robot: the vendor's MJCF model, stepped in this process without a display."""

import logging

import mujoco
import numpy as np

from reachy_motion.backends.base import (
    MAX_ADVANCE_S,
    Motors,
    RobotBackend,
    RobotState,
    check_finite,
)
from reachy_motion.errors import RobotError
from reachy_motion.kinematics import HeadKinematics
from reachy_motion.posture import ANTENNAS, BODY_YAW, Posture, head_matrix, neutral
from reachy_motion.robot_model import (
    ANTENNA_JOINT_SIGN,
    JOINT_NAMES,
    scene_path,
    stewart_geometry,
)

LOG = logging.getLogger(__name__)
HEAD_SITE = 'head'
# From the pose in which the model is loaded, with its arms level, the head rises by 27 mm and
# creeps to within 0.1 mm and 0.1 degrees of neutral: dry friction of the joints slows its end.
SETTLED_SPEED_RAD_S = 2e-3
SETTLE_LIMIT_S = 5.0
NO_ACTUATION = int(mujoco.mjtDisableBit.mjDSBL_ACTUATION)
UNSTABLE = (
    mujoco.mjtWarning.mjWARN_BADQPOS,
    mujoco.mjtWarning.mjWARN_BADQVEL,
    mujoco.mjtWarning.mjWARN_BADQACC,
)


class MujocoBackend(RobotBackend):
    """Reachy Mini in MuJoCo, in real time as far as `advance` is called so.

    Args:
        scene: The world around the robot, one of `robot_model.SCENES`.
        model: A model of the robot to use instead of the scene's own.
    """

    def __init__(self, scene: str, model: mujoco.MjModel | None = None) -> None:
        # By default MuJoCo writes its warnings to a file in the present folder.
        mujoco.set_mju_user_warning(LOG.warning)
        geometry = stewart_geometry()
        self._head_height = geometry.head_height
        self._kinematics = HeadKinematics(geometry)
        self._model = model or mujoco.MjModel.from_xml_path(str(scene_path(scene)))
        self._data = mujoco.MjData(self._model)
        joints = [self._model.joint(name) for name in JOINT_NAMES]
        self._positions = np.array([joint.qposadr[0] for joint in joints])
        self._velocities = np.array([joint.dofadr[0] for joint in joints])
        self._controls = np.array([self._model.actuator(name).id for name in JOINT_NAMES])
        # Things on the table move freely; every other degree of freedom is one of the robot.
        kinds = self._model.jnt_type[self._model.dof_jntid]
        self._robot_dofs = np.flatnonzero(kinds != mujoco.mjtJoint.mjJNT_FREE)
        self._site = self._model.site(HEAD_SITE).id
        self._motors = Motors.ON
        self._due_s = 0.0

    @property
    def data(self) -> mujoco.MjData:
        """The simulation's state, for rendering."""
        return self._data

    def start(self) -> None:
        """Let the robot settle in the neutral posture."""
        self.switch_motors(Motors.ON)
        self.command(neutral())
        self.settle()
        self._data.time = 0.0

    def settle(self) -> None:
        """Step until the robot rests in the commanded posture."""
        block = round(MAX_ADVANCE_S / self._model.opt.timestep)
        end_s = self._data.time + SETTLE_LIMIT_S
        while self._data.time < end_s:
            mujoco.mj_step(self._model, self._data, nstep=block)
            self._check()
            if np.abs(self._data.qvel[self._velocities]).max() < SETTLED_SPEED_RAD_S:
                break

    @property
    def motors(self) -> Motors:
        """What the motors do."""
        return self._motors

    def switch_motors(self, motors: Motors) -> None:
        """Switch the motors: on, they hold the robot where it is; else they give way."""
        self._motors = motors
        options = self._model.opt
        if motors is Motors.ON:
            options.disableflags &= ~NO_ACTUATION
            self._data.ctrl[self._controls] = self._data.qpos[self._positions]
        else:
            options.disableflags |= NO_ACTUATION
        self._data.qfrc_applied[self._robot_dofs] = 0.0

    def command(self, posture: Posture) -> None:
        """Make a posture the goal of the joints' position controllers."""
        check_finite(posture)
        if self._motors is not Motors.ON:
            return
        joints = self._kinematics.inverse(head_matrix(posture), float(posture[BODY_YAW]))
        self._data.ctrl[self._controls[:7]] = joints
        self._data.ctrl[self._controls[7:]] = ANTENNA_JOINT_SIGN * posture[ANTENNAS]

    def advance(self, dt_s: float) -> None:
        """Step the physics by whole steps; what is left of `dt_s` counts for the next call.

        Raises:
            RobotError: If the simulation has become unstable.
        """
        step_s = self._model.opt.timestep
        self._due_s = min(self._due_s + max(0.0, dt_s), MAX_ADVANCE_S)
        steps = int(self._due_s / step_s + 1e-6)
        if steps > 0:
            self._due_s -= steps * step_s
            if self._motors is Motors.GRAVITY_COMPENSATION:
                dofs = self._robot_dofs
                self._data.qfrc_applied[dofs] = self._data.qfrc_bias[dofs]
            mujoco.mj_step(self._model, self._data, nstep=steps)
            self._check()

    def state(self) -> RobotState:
        """Return the present state."""
        data = self._data
        # A step ends with new joint positions but leaves the poses of the step before.
        mujoco.mj_kinematics(self._model, data)
        head = np.eye(4)
        head[:3, :3] = data.site_xmat[self._site].reshape(3, 3)
        head[:3, 3] = data.site_xpos[self._site]
        head[2, 3] -= self._head_height
        return RobotState(
            time_s=data.time,
            positions=data.qpos[self._positions],
            velocities=data.qvel[self._velocities],
            head=head,
        )

    def close(self) -> None:
        """Do nothing: the model is ordinary memory."""

    def _check(self) -> None:
        # MuJoCo resets an unstable simulation by itself, which would look like a jump.
        if any(self._data.warning[kind].number for kind in UNSTABLE):
            raise RobotError('the simulation became unstable; restart the node')
