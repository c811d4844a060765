"""Reads keyframes from YAML that a person writes, and checks that the robot can play them."""

from collections.abc import Mapping
from math import radians
from typing import Any, Final

import numpy as np
import yaml

from reachy_motion.errors import LimitError
from reachy_motion.goto import ReachCheck
from reachy_motion.keyframes import Keyframe, KeyframeClip
from reachy_motion.limits import MotionLimits
from reachy_motion.move_file import MoveFileError, check_name
from reachy_motion.posture import AXES, UNITS, Posture, from_body, in_body, neutral

CHECK_PERIOD_S: Final = 0.02
MOVE_KEYS: Final = ('name', 'description', 'antennas_lag_s', 'body_lag_s', 'keyframes')
# Keys of a keyframe that hold a posture: the axes that they set, by the names written in the file,
# and what one unit of them is in SI units.
MM, DEG = 1e-3, radians(1.0)
POSTURE_KEYS: Final[dict[str, tuple[dict[Any, int], float]]] = {
    'head_mm': ({'x': 0, 'y': 1, 'z': 2}, MM),
    'head_deg': ({'roll': 3, 'pitch': 4, 'yaw': 5}, DEG),
    'antennas_deg': ({0: 6, 1: 7}, DEG),
    'body_yaw_deg': ({0: 8}, DEG),
}
KEYFRAME_KEYS: Final = ('t_s', *POSTURE_KEYS, 'ease')


def parse_keyframes(
    text: str, source: str, limits: MotionLimits, check_reach: ReachCheck
) -> KeyframeClip:
    """Return the move that a YAML text describes.

    Args:
        text: The file's content.
        source: The file's name, for errors.
        limits: What the robot may do.
        check_reach: Raises LimitError for a posture that the head's mechanism cannot reach.

    Raises:
        MoveFileError: Naming source, keyframe, value, limit and remedy.
    """
    try:
        clip = _clip(_load(text), limits)
        _check_playable(clip, limits, check_reach)
    except MoveFileError as err:
        raise MoveFileError(f'{source}: {err}') from err
    return clip


def _load(text: str) -> Mapping[Any, Any]:
    try:
        document = yaml.safe_load(text)
    except yaml.MarkedYAMLError as err:
        mark = err.problem_mark
        where = f'line {mark.line + 1}, column {mark.column + 1}: ' if mark else ''
        raise MoveFileError(f'{where}{err.problem}; this is not YAML') from err
    except yaml.YAMLError as err:
        raise MoveFileError(f'this is not YAML: {" ".join(str(err).split())}') from err
    if not isinstance(document, dict):
        raise MoveFileError('the file must hold the keys name, description and keyframes')
    return document


def _clip(document: Mapping[Any, Any], limits: MotionLimits) -> KeyframeClip:
    _check_keys(document, MOVE_KEYS, required=('name', 'description', 'keyframes'))
    description, keyframes = document['description'], document['keyframes']
    if not isinstance(description, str) or not description.strip():
        raise MoveFileError(f'description {description!r} must be a sentence')
    if not isinstance(keyframes, list):
        raise MoveFileError('keyframes must be a list')
    keys: list[Keyframe] = []
    posture = neutral()
    for i, entry in enumerate(keyframes):
        try:
            keys.append(_keyframe(entry, posture, limits))
        except MoveFileError as err:
            raise MoveFileError(f'keyframe {i}: {err}') from err
        posture = keys[-1].posture
    return KeyframeClip(
        check_name(document['name']),
        description.strip(),
        keys,
        _number(document.get('antennas_lag_s', 0.0), 'antennas_lag_s'),
        _number(document.get('body_lag_s', 0.0), 'body_lag_s'),
    )


def _keyframe(entry: object, before: Posture, limits: MotionLimits) -> Keyframe:
    if not isinstance(entry, dict):
        raise MoveFileError(f'{entry!r} is no mapping such as {{t_s: 0.5, head_deg: {{yaw: 20}}}}')
    _check_keys(entry, KEYFRAME_KEYS, required=('t_s',))
    ease = entry.get('ease', 'smooth')
    if not isinstance(ease, str):
        raise MoveFileError(f'ease {ease!r} is not text')
    moved = [key for key in POSTURE_KEYS if key in entry]
    if ease == 'hold' and moved:
        raise MoveFileError(f'ease hold stays where it is; leave out {moved[0]}')
    lower, upper = from_body(limits.lower), from_body(limits.upper)  # the yaw's widest range
    posture = before.copy()
    for key in moved:
        axes, unit = POSTURE_KEYS[key]
        for name, value in _values(key, entry[key]).items():
            label = f'{key}.{name}' if isinstance(name, str) else key
            axis = axes[name]
            low, high = lower[axis] / unit, upper[axis] / unit
            if not low - 1e-9 <= value <= high + 1e-9:
                raise MoveFileError(f'{label} {value:g} is outside [{low:.4g}, {high:.4g}]')
            posture[axis] = value * unit
    return Keyframe(_number(entry['t_s'], 't_s'), posture, ease)


def _values(key: str, given: object) -> dict[Any, float]:
    """Return the numbers that belong to a posture key, by the names of its axes."""
    axes, _ = POSTURE_KEYS[key]
    if key == 'body_yaw_deg':
        given = [given]
    if key == 'antennas_deg' and not (isinstance(given, list) and len(given) == 2):
        raise MoveFileError(f'{key} {given!r} must be two numbers, [right, left]')
    if isinstance(given, list) and 0 in axes:
        given = dict(enumerate(given))
    if not isinstance(given, dict):
        example = ', '.join(f'{name}: 0' for name in axes)
        raise MoveFileError(f'{key} {given!r} must be a mapping such as {{{example}}}')
    _check_keys(given, tuple(axes), where=f'{key}: ')
    return {name: _number(value, key) for name, value in given.items()}


def _check_keys(
    given: Mapping[Any, Any],
    known: tuple[Any, ...],
    required: tuple[str, ...] = (),
    where: str = '',
) -> None:
    for key in given:
        if key not in known:
            raise MoveFileError(
                f'{where}unknown key {key!r}; choose from {", ".join(map(str, known))}'
            )
    for key in required:
        if key not in given:
            raise MoveFileError(f'{where}the key {key!r} is missing')


def _number(value: object, name: str) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise MoveFileError(f'{name} {value!r} is not a number')
    if not abs(value) < 1e6:
        raise MoveFileError(f'{name} {value} is not a finite number below a million')
    return float(value)


def _check_playable(clip: KeyframeClip, limits: MotionLimits, check_reach: ReachCheck) -> None:
    """Check the whole way, not only the keyframes: overshoot and lag leave the straight line."""
    times = np.arange(0.0, clip.duration_s + CHECK_PERIOD_S, CHECK_PERIOD_S)
    postures = [clip.sample(t_s) for t_s in times]
    for t_s, posture in zip(times, postures, strict=True):
        try:
            limits.check(posture)
            check_reach(posture)
        except LimitError as err:
            raise MoveFileError(f'{_place(clip, t_s)}: {err}') from err
    relative = np.array([in_body(posture) for posture in postures])
    speeds = np.abs(np.diff(relative, axis=0)) / CHECK_PERIOD_S
    excess = speeds / limits.velocity
    step, axis = np.unravel_index(int(np.argmax(excess)), excess.shape)
    if excess[step, axis] > 1.0:
        raise MoveFileError(
            f'{_place(clip, times[step])}: {AXES[axis]} moves at {speeds[step, axis]:.2f} '
            f'{UNITS[axis]}/s, limit {limits.velocity[axis]:g} {UNITS[axis]}/s; '
            f'allow {excess[step, axis] + 0.005:.2f} times the time'
        )


def _place(clip: KeyframeClip, t_s: float) -> str:
    end = clip.segment(t_s)
    return f'between keyframes {end - 1} and {end}, at {t_s:.2f} s'
