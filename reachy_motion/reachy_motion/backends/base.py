"""What every robot can do, simulated or real."""

from abc import ABC, abstractmethod
from dataclasses import dataclass
from enum import Enum
from typing import Final

import numpy as np
from numpy.typing import NDArray

from reachy_motion.posture import Matrix, Posture, posture_from_matrix
from reachy_motion.robot_model import ANTENNA_JOINT_SIGN, JOINT_NAMES

MAX_ADVANCE_S: Final = 0.1


class Motors(Enum):
    """What the motors do; the values are those of the service `set_motors`."""

    ON = 'on'
    OFF = 'off'
    GRAVITY_COMPENSATION = 'gravity_compensation'


@dataclass(frozen=True)
class RobotState:
    """The robot at one moment.

    Attributes:
        time_s: The robot's own time since its start; in simulation the simulated time [s].
        positions: (9,) joint positions in the order of `JOINT_NAMES`, signs of the URDF [rad].
        velocities: (9,) joint velocities [rad/s].
        head: (4, 4) head pose relative to its neutral pose, along the base's axes [m].
    """

    time_s: float
    positions: NDArray[np.float64]
    velocities: NDArray[np.float64]
    head: Matrix

    @property
    def joint_names(self) -> tuple[str, ...]:
        """Names of the joints."""
        return JOINT_NAMES

    @property
    def posture(self) -> Posture:
        """The state as a posture, (9,)."""
        antennas = (ANTENNA_JOINT_SIGN * self.positions[7:9]).tolist()
        return posture_from_matrix(self.head, antennas, float(self.positions[0]))


class RobotBackend(ABC):
    """A robot that follows postures. Not thread-safe: one thread uses it.

    The life of a backend is `start`, then any number of the others, then `close`. A robot behind
    a connection may be out of reach at any time: then `problem` says why.
    """

    @abstractmethod
    def start(self) -> None:
        """Bring the robot up, at rest; one behind a connection may come up later.

        Raises:
            RobotError: If it cannot be started.
        """

    @property
    def problem(self) -> str:
        """Why the robot cannot be commanded now, and the remedy; empty when it can."""
        return ''

    @property
    def is_reporting(self) -> bool:
        """Whether `state` and `motors` are those of the present, and no older."""
        return True

    @property
    @abstractmethod
    def motors(self) -> Motors:
        """What the motors do, as the robot reports it."""

    @abstractmethod
    def switch_motors(self, motors: Motors) -> None:
        """Ask for another state of the motors; `motors` tells when it has come about.

        Raises:
            RobotError: If the robot cannot do that.
        """

    @abstractmethod
    def command(self, posture: Posture) -> None:
        """Make a posture the robot's goal, replacing the one before.

        While the motors are not on, or there is a problem, it has no effect.

        Args:
            posture: (9,) posture [m, rad].

        Raises:
            ValueError: If the posture is not finite; the previous goal stays.
            LimitError: If the robot cannot reach it; the previous goal stays.
        """

    @abstractmethod
    def advance(self, dt_s: float) -> None:
        """Let time pass.

        A pause is not made up at once: a simulation advances by no more than `MAX_ADVANCE_S`.

        Args:
            dt_s: Time since the previous call [s]; zero or less does nothing.
        """

    @abstractmethod
    def state(self) -> RobotState:
        """Return the present state."""

    @abstractmethod
    def close(self) -> None:
        """Release the robot; a second call does nothing."""


def check_finite(posture: Posture) -> None:
    """Check that a posture may be commanded.

    Raises:
        ValueError: If a value is NaN or infinite.
    """
    if not np.isfinite(posture).all():
        raise ValueError(f'posture {posture.tolist()} is not finite')
