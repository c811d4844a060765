"""All moves that the robot can play by name: emotions, dances and recorded moves."""

import os
from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import Final, NamedTuple

import numpy as np

from reachy_motion import dances
from reachy_motion.clips import Clip
from reachy_motion.errors import GoalError
from reachy_motion.keyframe_file import parse_keyframes
from reachy_motion.kinematics import HeadKinematics
from reachy_motion.limits import MotionLimits
from reachy_motion.move_file import RANDOM, MoveFileError, read_text
from reachy_motion.recorded import hub_folders, read_recorded

# In the order in which a name is looked up when no kind is given.
KINDS: Final = ('emotion', 'dance', 'recorded')
EMOTIONS: Final = Path(__file__).with_name('emotions')


class MoveInfo(NamedTuple):
    """What a list of moves shows of one."""

    kind: str
    name: str
    duration_s: float
    description: str


class MoveLibrary:
    """The moves of this package, of the vendor, and of the user's own folders.

    A folder holds keyframe files (`*.yaml`) and recorded moves (`*.json`, their sounds beside
    them as `*.wav`). Of two moves of the same kind and name the one that comes later counts; the
    user's folders come last, in their order. Files that are broken are left out and reported.

    Args:
        folders: The user's own folders.

    Attributes:
        errors: One line for every file or folder that could not be read.
    """

    def __init__(self, folders: Sequence[Path] = ()) -> None:
        self.errors: list[str] = []
        self._limits = MotionLimits()
        self._check_reach = HeadKinematics().check_reach
        self._clips: dict[str, dict[str, Clip]] = {kind: {} for kind in KINDS}
        self._add_folder(EMOTIONS)
        self._add_dances()
        for folder in (*hub_folders(os.environ), *folders):
            self._add_folder(folder)

    def infos(self) -> list[MoveInfo]:
        """Return what there is, sorted by kind and name."""
        return sorted(
            MoveInfo(clip.kind, clip.name, clip.duration_s, clip.description)
            for clip in self._choice('')
        )

    def get(self, kind: str, name: str, random: np.random.Generator) -> Clip:
        """Return a move.

        Args:
            kind: One of `KINDS`; empty: whichever has the name.
            name: The move's name, or `random` for any of the kind.
            random: Where chance comes from.

        Raises:
            GoalError: If there is no such move, naming those that are nearest.
        """
        if kind and kind not in KINDS:
            raise GoalError(f'unknown kind "{kind}"; choose from {", ".join(KINDS)}')
        if kind == 'dance' and not self._clips['dance']:
            raise GoalError(f'the dances are not installed; {dances.REMEDY}')
        choice = self._choice(kind)
        if name == RANDOM:
            if not choice:
                raise GoalError(f'there is no {kind} move; put some into a folder of moves')
            return choice[int(random.integers(len(choice)))]
        for clip in choice:
            if clip.name == name:
                return clip
        raise GoalError(self._unknown(kind, name, (clip.name for clip in choice)))

    def read(self, path: Path) -> Clip | None:
        """Return the move in a file; None if the file's name is not one of a move.

        Raises:
            MoveFileError: If the file is broken.
        """
        if path.suffix == '.yaml':
            return self._parse(read_text(path), str(path))
        if path.suffix == '.json':
            return read_recorded(path)
        return None

    def _choice(self, kind: str) -> list[Clip]:
        kinds = [kind] if kind else KINDS
        return [clip for one in kinds for clip in self._clips[one].values()]

    @staticmethod
    def _unknown(kind: str, name: str, names: Iterable[str]) -> str:
        near = get_close_matches(name, list(names), n=3, cutoff=0.5)
        remedy = f'did you mean {" or ".join(near)}?' if near else 'see the list of moves'
        return f'unknown {kind or "move"} "{name}"; {remedy}'

    def _add(self, clip: Clip) -> None:
        self._clips[clip.kind][clip.name] = clip

    def _add_dances(self) -> None:
        try:
            for clip in dances.load_dances():
                self._add(clip)
        except MoveFileError as err:
            self.errors.append(str(err))

    def _add_folder(self, folder: Path) -> None:
        try:
            paths = sorted(folder.iterdir())
        except OSError as err:
            self.errors.append(f'{folder}: {err.strerror}; name a folder of moves')
            return
        for path in paths:
            try:
                clip = self.read(path)
            except MoveFileError as err:
                self.errors.append(str(err))
                continue
            if clip is not None:
                self._add(clip)

    def _parse(self, text: str, source: str) -> Clip:
        return parse_keyframes(text, source, self._limits, self._check_reach)
