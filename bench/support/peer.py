"""Loops that run in processes of their own, to be compared with.

A loop program keeps its loop within `recorded`, which reports to the `Peer` that started it:
a line when the loop begins, and its record when it has ended.
"""

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

BENCH = Path(__file__).parents[1]
BEGUN = 'begun'


class LoopRecord(NamedTuple):
    """What a loop did.

    Attributes:
        ticks_s: Moments of its ticks [s].
        cpu_percent: Processor time of its process, as a share of one core [%].
    """

    ticks_s: NDArray[np.float64]
    cpu_percent: float


class Peer:
    """Runs a loop program; once this is made, the loop runs.

    Args:
        module: The program, a module of `support`.
        arguments: Its arguments.

    Raises:
        SystemExit: If the program ends before its loop begins; it has said why.
    """

    def __init__(self, module: str, *arguments: object) -> None:
        self._module = module
        command = [sys.executable, '-m', f'support.{module}', *map(str, arguments)]
        self._process = subprocess.Popen(command, cwd=BENCH, stdout=subprocess.PIPE, text=True)
        assert self._process.stdout is not None
        if not any(line.strip() == BEGUN for line in self._process.stdout):
            raise SystemExit(f'{module}: its loop has not begun')

    def record(self) -> LoopRecord:
        """Wait for the end of the program and return what its loop did.

        Raises:
            SystemExit: If the program has failed; it has said why.
        """
        output, _ = self._process.communicate()
        if self._process.returncode != 0:
            raise SystemExit(f'{self._module}: failed with {self._process.returncode}')
        record = json.loads(output.splitlines()[-1])
        return LoopRecord(np.array(record['ticks_s']), record['cpu_percent'])


@contextmanager
def recorded() -> Iterator[list[float]]:
    """Report the loop in the `with` block, which appends the moments of its ticks [s]."""
    ticks_s: list[float] = []
    print(BEGUN, flush=True)
    begun_s, used_s = time.monotonic(), time.process_time()
    yield ticks_s
    cpu_percent = 100.0 * (time.process_time() - used_s) / (time.monotonic() - begun_s)
    print(json.dumps({'ticks_s': ticks_s, 'cpu_percent': cpu_percent}))
