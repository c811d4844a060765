"""Recorded moves in the vendor's format: a JSON file, and perhaps a sound of the same name.

`time` lists the times [s]; `set_target_data` lists for each of them `head`, a 4x4 pose relative to
the neutral one [m], `antennas`, [right, left] [rad], and `body_yaw` [rad], zero if left out.
"""

import json
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from reachy_motion.clips import Clip
from reachy_motion.move_file import MoveFileError, check_name, read_text
from reachy_motion.posture import ANTENNAS, BODY_YAW, HEAD_YAW, RPY, SIZE, XYZ, Posture

ROTATION_TOLERANCE: Final = 0.01
DATASET: Final = 'datasets--pollen-robotics--reachy-mini-emotions-library'


class RecordedClip(Clip):
    """A clip that interpolates between recorded postures.

    Args:
        name: Unique within its kind.
        description: One sentence.
        times_s: (n,) increasing times, the first 0 [s].
        postures: (n, 9) postures at these times.
        sound: File name of the sound that belongs to it; empty: none.
    """

    kind = 'recorded'

    def __init__(
        self,
        name: str,
        description: str,
        times_s: NDArray[np.float64],
        postures: NDArray[np.float64],
        sound: str = '',
    ) -> None:
        self.name = name
        self.description = description
        self.duration_s = float(times_s[-1])
        self.sound = sound
        self._times = times_s.tolist()
        self._postures = postures

    def sample(self, t_s: float) -> Posture:
        """Return the posture, (9,), at a time; the ends outside [0, duration_s]."""
        times = self._times
        end = min(max(bisect_right(times, t_s), 1), len(times) - 1)
        begin_s, end_s = times[end - 1], times[end]
        s = min(max(0.0, (t_s - begin_s) / (end_s - begin_s)), 1.0)
        posture: Posture = (1.0 - s) * self._postures[end - 1] + s * self._postures[end]
        return posture


def read_recorded(path: Path) -> RecordedClip:
    """Read a recorded move; its name is the file's, its sound the `.wav` beside it.

    Raises:
        MoveFileError: Naming the file and the index of what is malformed.
    """
    text = read_text(path)
    sound = path.with_suffix('.wav')
    try:
        document = json.loads(text)
        name = check_name(path.stem)
        description, times_s, data = _parts(document)
        postures = _postures(data)
    except json.JSONDecodeError as err:
        raise MoveFileError(f'{path}: {err}; this is not JSON') from err
    except RecursionError as err:
        raise MoveFileError(f'{path}: too deeply nested; this is no recorded move') from err
    except MoveFileError as err:
        raise MoveFileError(f'{path}: {err}') from err
    return RecordedClip(
        name, description, times_s, postures, str(sound) if sound.is_file() else ''
    )


def hub_folders(environment: Mapping[str, str]) -> list[Path]:
    """Return the folders of the vendor's emotions that the hub's cache holds, without a network.

    Args:
        environment: Environment variables, of which `HF_HUB_CACHE`, `HF_HOME` and `HOME` say
            where the cache is.
    """
    home = environment.get('HF_HOME') or Path(environment.get('HOME', '~'), '.cache/huggingface')
    cache = environment.get('HF_HUB_CACHE') or Path(home, 'hub')
    snapshots = Path(cache, DATASET, 'snapshots').expanduser()
    if not snapshots.is_dir():
        return []
    newest = max(snapshots.iterdir(), key=lambda path: path.stat().st_mtime, default=None)
    if newest is None:
        return []
    return [folder for folder in (newest, newest / 'data') if folder.is_dir()]


def _parts(document: Any) -> tuple[str, NDArray[np.float64], list[Any]]:
    """Return description, times since the beginning and frames."""
    if not isinstance(document, dict):
        raise MoveFileError('the file must hold an object with time and set_target_data')
    times, data = document.get('time'), document.get('set_target_data')
    if not isinstance(times, list) or not isinstance(data, list):
        raise MoveFileError('the lists "time" and "set_target_data" are both needed')
    if len(times) != len(data):
        raise MoveFileError(
            f'{len(times)} times but {len(data)} entries of set_target_data; '
            'there must be as many of both'
        )
    if len(times) < 2:
        raise MoveFileError(f'{len(times)} frames are too few; a move has at least 2')
    times_s = np.array([_numbers(t, (), f'time[{i}]') for i, t in enumerate(times)])
    late = np.flatnonzero(np.diff(times_s) <= 0.0)
    if late.size:
        i = int(late[0]) + 1
        raise MoveFileError(
            f'time[{i}] {times[i]} s must be later than time[{i - 1}] {times[i - 1]} s'
        )
    return str(document.get('description', '')), times_s - times_s[0], data


def _postures(data: Sequence[Any]) -> NDArray[np.float64]:
    """Return the postures of all frames, (n, 9), their yaw without jumps of a turn."""
    heads = np.empty((len(data), 4, 4))
    postures = np.empty((len(data), SIZE))
    for i, frame in enumerate(data):
        where = f'set_target_data[{i}]'
        if not isinstance(frame, dict):
            raise MoveFileError(f'{where} must be an object with head, antennas and body_yaw')
        heads[i] = _numbers(frame.get('head'), (4, 4), f'{where}.head')
        postures[i, ANTENNAS] = _numbers(frame.get('antennas'), (2,), f'{where}.antennas')
        postures[i, BODY_YAW] = _numbers(frame.get('body_yaw', 0.0), (), f'{where}.body_yaw')
    rotations = heads[:, :3, :3]
    _check_rotations(rotations)
    postures[:, XYZ] = heads[:, :3, 3]
    postures[:, RPY] = np.column_stack(
        (
            np.arctan2(rotations[:, 2, 1], rotations[:, 2, 2]),
            np.arcsin(np.clip(-rotations[:, 2, 0], -1.0, 1.0)),
            np.unwrap(np.arctan2(rotations[:, 1, 0], rotations[:, 0, 0])),
        )
    )
    # The head cannot be a turn away from the body.
    turns = np.round((postures[0, HEAD_YAW] - postures[0, BODY_YAW]) / (2.0 * np.pi))
    postures[:, HEAD_YAW] -= turns * 2.0 * np.pi
    return postures


def _check_rotations(rotations: NDArray[np.float64]) -> None:
    errors = np.abs(rotations @ rotations.transpose(0, 2, 1) - np.eye(3)).max(axis=(1, 2))
    bad = np.flatnonzero((errors > ROTATION_TOLERANCE) | (np.linalg.det(rotations) < 0.0))
    if bad.size:
        i = int(bad[0])
        raise MoveFileError(
            f'set_target_data[{i}].head is no pose: its upper left 3x3 part is no rotation '
            f'(off by {errors[i]:.3g}, limit {ROTATION_TOLERANCE:g})'
        )


def _numbers(value: Any, shape: tuple[int, ...], where: str) -> NDArray[np.float64]:
    wanted = 'x'.join(map(str, shape)) + ' finite numbers' if shape else 'a finite number'
    try:
        array = np.array(value, dtype=np.float64)
    except (TypeError, ValueError) as err:
        raise MoveFileError(f'{where} must be {wanted}') from err
    if array.shape != shape or not np.isfinite(array).all():
        raise MoveFileError(f'{where} must be {wanted}')
    return array
