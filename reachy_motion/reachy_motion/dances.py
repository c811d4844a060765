"""The vendor's dances, read from its package without running the package's own start.

Importing `reachy_mini_dances_library` imports the vendor's whole SDK. Its dances need none of it:
they are functions of the time in beats. So only their two modules are run, as parts of a package
of another name.
"""

import importlib
import importlib.util
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from types import ModuleType
from typing import Any, Final

import numpy as np

from reachy_motion.clips import Clip
from reachy_motion.move_file import MoveFileError
from reachy_motion.posture import Posture

PACKAGE: Final = 'reachy_mini_dances_library'
REMEDY: Final = f'run: pip install --no-deps {PACKAGE}==0.2.1'
BEATS_PER_S: Final = 114.0 / 60.0  # the tempo at which the package plays them
_PRIVATE: Final = '_reachy_motion_dances'


class DanceClip(Clip):
    """One of the vendor's dances.

    Args:
        name: Its name in the package.
        function: Head and antennas as a function of the time in beats.
        parameters: Further arguments of the function.
        metadata: `description` and `default_duration_beats`.
    """

    kind = 'dance'

    def __init__(
        self,
        name: str,
        function: Callable[..., Any],
        parameters: Mapping[str, Any],
        metadata: Mapping[str, Any],
    ) -> None:
        self.name = name
        self.description = str(metadata['description'])
        self.duration_s = float(metadata['default_duration_beats']) / BEATS_PER_S
        self._function = function
        self._parameters = dict(parameters)

    def sample(self, t_s: float) -> Posture:
        """Return the posture, (9,), at a time; the body does not turn."""
        moved = self._function(t_s * BEATS_PER_S, **self._parameters)
        return np.array(
            [*moved.position_offset, *moved.orientation_offset, *moved.antennas_offset, 0.0]
        )


def load_dances() -> list[DanceClip]:
    """Return all dances; none if the package is not installed.

    Raises:
        MoveFileError: If the package is another version, which cannot be read.
    """
    spec = importlib.util.find_spec(PACKAGE)
    if spec is None or not spec.submodule_search_locations:
        return []
    folder = Path(spec.submodule_search_locations[0])
    try:
        moves = _run(folder).AVAILABLE_MOVES
        return [DanceClip(name, *move) for name, move in moves.items()]
    except (ImportError, AttributeError, KeyError, TypeError, ValueError) as err:
        raise MoveFileError(f'{folder}: cannot read these dances ({err}); {REMEDY}') from err


def _run(folder: Path) -> ModuleType:
    if _PRIVATE not in sys.modules:
        package = ModuleType(_PRIVATE)
        package.__path__ = [str(folder)]
        sys.modules[_PRIVATE] = package
    return importlib.import_module(f'{_PRIVATE}.collection.dance')
