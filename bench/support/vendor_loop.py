"""The loop of the vendor's conversation app, breathing, before the vendor's own daemon.

The app's code is the user's checkout; its `MovementManager` runs as it is, in this process, with
the vendor's SDK, and commands a daemon without physics. Arguments: path of the checkout and
duration of the loop [s].
"""

import importlib
import os
import socket
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from support.peer import recorded
from support.processes import running

PACKAGE = 'reachy_mini_conversation_app'
START_TIMEOUT_S = 30.0
BREATHING_BEGINS_S = 1.0
DAEMON = (
    'reachy-mini-daemon --mockup-sim --headless --no-media --no-wake-up-on-start '
    '--no-goto-sleep-on-stop --fastapi-port'
)


def connect(port: int) -> Any:
    """Return the vendor's client of a daemon that has just been started."""
    from reachy_mini import ReachyMini

    end_s = time.monotonic() + START_TIMEOUT_S
    while True:
        try:
            return ReachyMini(
                port=port, connection_mode='localhost_only', media_backend='no_media'
            )
        except ConnectionError:
            if time.monotonic() > end_s:
                raise
            time.sleep(0.2)


def ticking(call: Callable[..., None], ticks_s: list[float]) -> Callable[..., None]:
    """Return `call` that notes the moments of its calls."""

    def tick(**arguments: Any) -> None:
        ticks_s.append(time.monotonic())
        call(**arguments)

    return tick


def main() -> None:
    """Run the loop."""
    path, duration_s = Path(sys.argv[1]), float(sys.argv[2])
    sys.path.insert(0, str(path / 'src'))
    try:
        moves = importlib.import_module(f'{PACKAGE}.moves')
    except ImportError as err:
        raise SystemExit(
            f'{path}: cannot run the vendor app ({err}); give a checkout of {PACKAGE} and '
            'install reachy-mini'
        ) from err
    os.environ |= {'REACHY_MINI_TELEMETRY': '0', 'HF_HUB_OFFLINE': '1'}
    with socket.socket() as probe:
        probe.bind(('127.0.0.1', 0))
        port = probe.getsockname()[1]
    with running(*DAEMON.split(), str(port)):
        robot = connect(port)
        manager = moves.MovementManager(robot)
        manager.start()
        time.sleep(BREATHING_BEGINS_S)
        with recorded() as ticks_s:
            robot.set_target = ticking(robot.set_target, ticks_s)
            time.sleep(duration_s)
        manager.stop()


if __name__ == '__main__':
    main()
