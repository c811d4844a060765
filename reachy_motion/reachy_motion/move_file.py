"""What all files of moves have in common: their errors, and how they are read."""

import re
from pathlib import Path
from typing import Final

from reachy_motion.errors import MotionError

LARGEST_FILE_BYTES: Final = 32 * 1024 * 1024
RANDOM: Final = 'random'
_NAME: Final = re.compile(r'[A-Za-z][\w-]*', re.ASCII)


class MoveFileError(MotionError):
    """A file does not describe a move; the text names the file, the place and the remedy."""


def read_text(path: Path) -> str:
    """Return the text of a file.

    Raises:
        MoveFileError: If it cannot be read, is too large or is not text.
    """
    try:
        size = path.stat().st_size
        if size > LARGEST_FILE_BYTES:
            raise MoveFileError(
                f'{path}: {size} bytes exceed {LARGEST_FILE_BYTES}; split the move'
            )
        return path.read_text(encoding='utf-8')
    except OSError as err:
        raise MoveFileError(f'{path}: {err.strerror}') from err
    except UnicodeDecodeError as err:
        raise MoveFileError(f'{path}: byte {err.start} is not UTF-8 text') from err


def check_name(name: object) -> str:
    """Return a move's name.

    Raises:
        MoveFileError: If it is none: a letter, then letters, digits, `_` or `-`.
    """
    if not isinstance(name, str):  # an unquoted yes or no is a truth value in YAML
        raise MoveFileError(f'name {name!r} is not text; put it in quotes')
    if not _NAME.fullmatch(name):
        raise MoveFileError(
            f'name {name!r} must begin with a letter and hold only letters, digits, _ and -'
        )
    if name == RANDOM:
        raise MoveFileError(f'name {name!r} is reserved for a move chosen by chance; rename it')
    return name
