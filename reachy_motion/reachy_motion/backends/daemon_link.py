"""The connection to the vendor's daemon, through its SDK, in a thread of its own.

The SDK connects, sends and closes by blocking, for many seconds if the daemon hangs. So one thread
does all that, and whoever drives the robot only leaves a goal here and takes the newest report.
"""

import importlib
import threading
import time
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from reachy_motion.backends.base import Motors
from reachy_motion.errors import RobotError
from reachy_motion.posture import (
    ANTENNAS,
    BODY_YAW,
    Matrix,
    Posture,
    head_matrix,
    posture_from_matrix,
)

LOCAL_HOSTS: Final = ('localhost', '127.0.0.1', '::1')
SEND_PERIOD_S: Final = 0.01
# The daemon reports every 20 ms. Its getters go on returning the last report when it is gone.
LOST_AFTER_S: Final = 0.3
FIRST_RETRY_S: Final = 0.25
LONGEST_RETRY_S: Final = 4.0
# A yaw that steps by 50 degrees from one of the daemon's ticks of 20 ms to the next would lead its
# forward kinematics astray for good. Nothing that the driver sends is nearly as fast as this.
LARGEST_STEP: Final = np.array([0.01, 0.01, 0.01, 0.15, 0.15, 0.15, 0.3, 0.3, 0.15])

_INSTALL: Final = 'run: python3 underlay/bootstrap.py --sdk'
_MOTORS: Final = {
    'enabled': Motors.ON,
    'disabled': Motors.OFF,
    'gravity_compensation': Motors.GRAVITY_COMPENSATION,
}


@dataclass(frozen=True)
class Report:
    """What the daemon has said about the robot.

    Attributes:
        time_s: When it came, on the clock of `time.monotonic` [s].
        head: (4, 4) head pose relative to its neutral pose, along the base's axes [m].
        joints: (7,) yaw of the body and the legs [rad].
        antennas: (2,) right and left, positive towards the robot's left [rad].
        motors: What the motors do.
    """

    time_s: float
    head: Matrix
    joints: NDArray[np.float64]
    antennas: NDArray[np.float64]
    motors: Motors

    @property
    def posture(self) -> Posture:
        """The report as a posture, (9,)."""
        return posture_from_matrix(self.head, self.antennas.tolist(), float(self.joints[0]))


class DaemonLink:
    """Keeps up a connection, sends the newest goal at 100 Hz, and receives reports.

    Args:
        host: Where the daemon runs.
        port: Its HTTP port.

    Raises:
        RobotError: If the SDK cannot be imported.
    """

    def __init__(self, host: str, port: int) -> None:
        try:
            self._sdk = importlib.import_module('reachy_mini')
            self._websockets = importlib.import_module('websockets.exceptions')
        except (ImportError, ValueError) as err:  # ValueError: a typelib of GStreamer is absent
            raise RobotError(
                f"backend 'sdk' needs the vendor's SDK, but its import fails: {err}; {_INSTALL}"
            ) from err
        self._host, self._port = host, port
        self._problem = self._explain(None)
        self._report: Report | None = None
        self._goal: Posture | None = None
        self._wanted_motors: Motors | None = None
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name='daemon link', daemon=True)

    @property
    def problem(self) -> str:
        """Why there is no connection; empty when there is one and reports come."""
        report = self._report
        if self._problem or report is None or time.monotonic() - report.time_s < LOST_AFTER_S:
            return self._problem
        return f'the daemon at {self._host}:{self._port} has fallen silent'

    @property
    def report(self) -> Report | None:
        """The newest report; None before the first."""
        return self._report

    def start(self) -> None:
        """Begin to look for the daemon."""
        self._thread.start()

    def close(self) -> None:
        """End the connection; waits for a moment only, also if the daemon hangs."""
        self._stopping.set()
        if self._thread.is_alive():
            self._thread.join(timeout=1.0)

    def send(self, posture: Posture | None) -> None:
        """Make a posture, (9,), the goal; it is sent soon, or replaced before. None: no goal."""
        self._goal = posture

    def switch(self, motors: Motors) -> None:
        """Ask for another state of the motors; the reports tell when it has come about."""
        self._wanted_motors = motors

    def _run(self) -> None:
        retry_s = FIRST_RETRY_S
        while not self._stopping.is_set():
            robot = None
            try:
                robot = self._connect()
                retry_s = FIRST_RETRY_S
                self._serve(robot)
            except (OSError, self._websockets.ConnectionClosed) as err:
                where = f'{self._host}:{self._port}'
                self._problem = (
                    self._explain(err) if robot is None else f'the daemon at {where} has gone'
                )
            except Exception as err:  # the boundary of the thread: it tells and tries again
                self._problem = (
                    f'the SDK failed: {err!r}; is it of the same version as the daemon?'
                )
            if robot is not None:
                # Closing waits for the other side's farewell, which may never come.
                threading.Thread(target=robot.client.disconnect, daemon=True).start()
            self._stopping.wait(retry_s)
            retry_s = min(2.0 * retry_s, LONGEST_RETRY_S)

    def _connect(self) -> Any:
        return self._sdk.ReachyMini(
            host=self._host,
            port=self._port,
            connection_mode='localhost_only' if self._host in LOCAL_HOSTS else 'network',
            automatic_body_yaw=False,
            media_backend='no_media',
            log_level='WARNING',
        )

    def _explain(self, error: BaseException | None) -> str:
        """Say why there is no connection, and what helps."""
        if self._is_answer(error):
            return (
                f'the daemon at {self._host}:{self._port} answers, but has no robot; switch its '
                'power on, then start the daemon anew or from its dashboard'
            )
        return (
            f'no daemon answers at {self._host}:{self._port}; switch the robot on, or run: '
            f'reachy-mini-daemon --fastapi-port {self._port}'
        )

    def _is_answer(self, error: BaseException | None) -> bool:
        """Tell whether a failure to connect comes from a daemon that has no robot.

        Such a daemon refuses the connection, or accepts it and stays silent. The SDK tells of both
        as of one that does not answer; only where its error comes from shows the difference.
        """
        cause = getattr(error, '__context__', None)
        if isinstance(cause, TimeoutError):
            return True
        refused = getattr(cause, '__context__', None)
        return isinstance(refused, self._websockets.InvalidHandshake)

    def _serve(self, robot: Any) -> None:
        """Send and receive until the connection is lost or no longer wanted."""
        self._goal = self._wanted_motors = None
        sent: Posture | None = None
        arrived = robot.client.head_pose_received
        heard_s = send_s = time.monotonic()
        while not self._stopping.is_set():
            # Waiting for the next report is also waiting for the next moment to send.
            if arrived.wait(max(0.0, send_s - time.monotonic())):
                arrived.clear()
                self._report = self._receive(robot)
                heard_s = self._report.time_s
                self._problem = ''
            now_s = time.monotonic()
            if now_s - heard_s > LOST_AFTER_S:
                return
            if now_s >= send_s:
                send_s = now_s + SEND_PERIOD_S
                self._switch(robot)
                sent = self._send(robot, sent)

    def _receive(self, robot: Any) -> Report:
        joints, antennas = robot.get_current_joint_positions()
        status = robot.client.get_status(wait=False).backend_status
        return Report(
            time_s=time.monotonic(),
            head=robot.get_current_head_pose(),
            joints=np.array(joints),
            antennas=np.array(antennas),
            motors=Motors.ON if status is None else _MOTORS[status.motor_control_mode.value],
        )

    def _switch(self, robot: Any) -> None:
        motors, self._wanted_motors = self._wanted_motors, None
        if motors is Motors.ON:
            robot.enable_motors()
        elif motors is Motors.OFF:
            robot.disable_motors()
        elif motors is Motors.GRAVITY_COMPENSATION:
            robot.enable_gravity_compensation()

    def _send(self, robot: Any, sent: Posture | None) -> Posture | None:
        """Send the goal, or a step towards it, and return what was sent last."""
        goal, report = self._goal, self._report
        if goal is None or report is None:
            return None
        start = report.posture if sent is None else sent
        way = goal - start
        posture = start + way / max(1.0, float((np.abs(way) / LARGEST_STEP).max()))
        robot.set_target(
            head=head_matrix(posture),
            antennas=posture[ANTENNAS].tolist(),
            body_yaw=float(posture[BODY_YAW]),
        )
        return posture
