"""A robot without physics: it is where it was told to be, at the next moment."""

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
from reachy_motion.robot_model import ANTENNA_JOINT_SIGN, scene_path, stewart_geometry


class MockBackend(RobotBackend):
    """Kinematic robot for tests and slow machines: deterministic and instant.

    Args:
        scene: Checked, and otherwise without effect: there is no world.
    """

    def __init__(self, scene: str) -> None:
        scene_path(scene)
        self._kinematics = HeadKinematics(stewart_geometry())
        self._motors = Motors.ON
        self._time_s = 0.0
        self._head = np.eye(4)
        self._velocities = np.zeros(9)

    def start(self) -> None:
        """Stand in the neutral posture."""
        self._set_goal(neutral())
        self._positions = self._goal_positions
        self._head = self._goal_head

    @property
    def motors(self) -> Motors:
        """What the motors do."""
        return self._motors

    def switch_motors(self, motors: Motors) -> None:
        """Switch the motors; without weight, the robot stays where it is in every mode."""
        self._motors = motors

    def command(self, posture: Posture) -> None:
        """Make a posture the goal that the next `advance` reaches."""
        check_finite(posture)
        if self._motors is Motors.ON:
            self._set_goal(posture)

    def lead(self, posture: Posture) -> None:
        """Move the robot by hand; its motors must not be on.

        Raises:
            LimitError: If the robot cannot reach the posture.
            RobotError: If the motors are on.
        """
        if self._motors is Motors.ON:
            raise RobotError('the motors hold the robot; switch them off to lead it by hand')
        self._set_goal(posture)

    def advance(self, dt_s: float) -> None:
        """Be in the posture that was commanded last."""
        if dt_s <= 0.0:
            return
        dt_s = min(dt_s, MAX_ADVANCE_S)
        self._velocities = (self._goal_positions - self._positions) / dt_s
        self._positions = self._goal_positions
        self._head = self._goal_head
        self._time_s += dt_s

    def state(self) -> RobotState:
        """Return the present state."""
        return RobotState(
            time_s=self._time_s,
            positions=self._positions.copy(),
            velocities=self._velocities.copy(),
            head=self._head.copy(),
        )

    def close(self) -> None:
        """Do nothing: there is nothing to release."""

    def _set_goal(self, posture: Posture) -> None:
        head = head_matrix(posture)
        joints = self._kinematics.inverse(head, float(posture[BODY_YAW]))
        self._goal_head = head
        self._goal_positions = np.array([*joints, *(ANTENNA_JOINT_SIGN * posture[ANTENNAS])])
