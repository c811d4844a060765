"""The real robot, or the vendor's simulator: through the vendor's daemon."""

import time
from typing import Final

import numpy as np
from numpy.typing import NDArray

from reachy_motion.backends.base import Motors, RobotBackend, RobotState, check_finite
from reachy_motion.backends.daemon_link import DaemonLink, Report
from reachy_motion.backends.obedience import Obedience
from reachy_motion.kinematics import HeadKinematics
from reachy_motion.posture import Posture
from reachy_motion.robot_model import ANTENNA_JOINT_SIGN

# Reports come every 20 ms; two that arrive together after a delay must not look like a jump.
SHORTEST_REPORT_PERIOD_S: Final = 0.01
LED = (
    'another program moves the robot, or something blocks it; wait until its movement is over, '
    'or end the other program'
)


class SdkBackend(RobotBackend):
    """Reachy Mini behind its daemon. Its time passes by itself.

    Args:
        host: Where the daemon runs.
        port: Its HTTP port.

    Raises:
        RobotError: If the vendor's SDK is absent.
    """

    def __init__(self, host: str, port: int) -> None:
        self._link = DaemonLink(host, port)
        self._kinematics = HeadKinematics()
        self._obedience = Obedience()
        self._report: Report | None = None
        self._velocities = np.zeros(9)
        self._started_s = time.monotonic()

    def start(self) -> None:
        """Begin to look for the daemon; `problem` tells until it has been found."""
        self._started_s = time.monotonic()
        self._link.start()

    @property
    def problem(self) -> str:
        """Why the robot cannot be commanded now; empty when it can."""
        return self._link.problem or ('' if self._obedience.is_obeying else LED)

    @property
    def is_reporting(self) -> bool:
        """Whether the daemon reports the robot's state."""
        return not self._link.problem

    @property
    def motors(self) -> Motors:
        """What the motors do, as the daemon reports it once a second."""
        report = self._link.report
        return Motors.OFF if report is None else report.motors

    def switch_motors(self, motors: Motors) -> None:
        """Ask the daemon; gravity compensation needs its Placo kinematics, which it may lack."""
        self._link.switch(motors)

    def command(self, posture: Posture) -> None:
        """Make a posture the goal that is sent next."""
        check_finite(posture)
        self._kinematics.check_reach(posture)
        if self.problem or self.motors is not Motors.ON:
            return
        self._obedience.tell(time.monotonic(), posture)
        self._link.send(posture)

    def advance(self, dt_s: float) -> None:
        """Take in what the daemon has reported."""
        report, before = self._link.report, self._report
        if self._link.problem:
            self._obedience.reset()
        if report is None or report is before:
            return
        self._report = report
        if report.motors is Motors.ON:
            self._obedience.observe(report.time_s, report.posture)
        else:
            self._obedience.reset()
            self._link.send(None)
        if not self._obedience.is_obeying:
            # So that nothing jumps when the daemon obeys again.
            self._link.send(report.posture)
        if before is not None:
            passed_s = max(SHORTEST_REPORT_PERIOD_S, report.time_s - before.time_s)
            self._velocities = (_positions(report) - _positions(before)) / passed_s

    def state(self) -> RobotState:
        """Return the state that the daemon reported last; neutral before its first report."""
        report = self._link.report
        if report is None:
            return RobotState(0.0, np.zeros(9), np.zeros(9), np.eye(4))
        return RobotState(
            time_s=report.time_s - self._started_s,
            positions=_positions(report),
            velocities=self._velocities.copy(),
            head=report.head.copy(),
        )

    def close(self) -> None:
        """End the connection; the daemon and the robot go on."""
        self._link.close()


def _positions(report: Report) -> NDArray[np.float64]:
    return np.array([*report.joints, *(ANTENNA_JOINT_SIGN * report.antennas)])
