"""The limit that a periodic loop is compared with: sleeping until absolute deadlines, no work.

Run as a program it prints the moments of its ticks, in seconds of `time.monotonic`.
"""

import subprocess
import sys
import time

import numpy as np
from numpy.typing import NDArray


class BareLoop:
    """Runs the bare loop in a process of its own.

    Args:
        period_s: Time between ticks [s].
        duration_s: How long it runs [s].
    """

    def __init__(self, period_s: float, duration_s: float) -> None:
        command = [sys.executable, __file__, str(period_s), str(duration_s)]
        self._process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)

    def ticks(self) -> NDArray[np.float64]:
        """Wait for its end and return the moments of its ticks [s]."""
        output, _ = self._process.communicate()
        return np.array(output.split(), dtype=np.float64)


def _run(period_s: float, duration_s: float) -> list[float]:
    deadline = time.monotonic()
    end, ticks = deadline + duration_s, []
    while deadline < end:
        ticks.append(time.monotonic())
        deadline += period_s
        time.sleep(max(0.0, deadline - time.monotonic()))
    return ticks


if __name__ == '__main__':
    print(*_run(float(sys.argv[1]), float(sys.argv[2])))
