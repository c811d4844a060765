"""Where the launch and its children log: the screen and files below one folder.

The launch itself logs to the screen and to ``launch.log``. What children write goes where the
``output`` of their action says.
"""

import datetime
import functools
import locale
import logging
import os
import socket
import sys
import warnings
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TextIO

_SCREEN_FORMAT = '[{levelname}] [{name}]: {message}'
_FILE_FORMAT = '{created:.7f} [{levelname}] [{name}]: {message}'
_LAUNCH_LOG = 'launch.log'

# Where the two streams of a child go, by the name of a common choice: for standard output and
# standard error, 'own_log' means NAME-stdout.log, NAME-stderr.log and NAME.log for both.
_OUTPUT_CHOICES: dict[str, dict[str, set[str]]] = {
    'screen': {'both': {'screen'}},
    'log': {'both': {'log'}, 'stderr': {'screen'}},
    'both': {'both': {'log', 'screen'}},
    'own_log': {'both': {'own_log'}, 'stdout': {'own_log'}, 'stderr': {'own_log'}},
    'full': {
        'both': {'screen', 'log', 'own_log'},
        'stdout': {'own_log'},
        'stderr': {'own_log'},
    },
}
_DESTINATIONS = {'screen', 'log', 'own_log'}


class LaunchConfig:
    """Verbosity and folder of the logs; one for the process."""

    def __init__(self) -> None:
        self.level = logging.INFO

    @property
    def level(self) -> int:
        """Level below which the launch logs nothing."""
        return logging.root.getEffectiveLevel()

    @level.setter
    def level(self, level: int) -> None:
        logging.root.setLevel(level)

    @property
    def level_name(self) -> str:
        """Name of :attr:`level`."""
        return logging.getLevelName(self.level)

    @functools.cached_property
    def log_dir(self) -> str:
        """The folder of this process's logs, made when first asked for."""
        base = _log_base()
        stamp = datetime.datetime.now().strftime('%Y-%m-%d-%H-%M-%S-%f')
        folder = base / f'{stamp}-{socket.gethostname()}-{os.getpid()}'
        folder.mkdir(parents=True)
        latest = base / 'latest'
        try:
            latest.unlink(missing_ok=True)
            latest.symlink_to(folder, target_is_directory=True)
        except OSError as err:
            warnings.warn(f'cannot link {latest} to the logs: {err}', stacklevel=2)
        return str(folder)


launch_config = LaunchConfig()


def get_logger(name: str) -> logging.Logger:
    """Return the logger of a name, which writes to the screen and to ``launch.log``."""
    logger = logging.getLogger(name)
    logger.propagate = False
    if not logger.handlers:
        logger.addHandler(_screen_handler(_SCREEN_FORMAT))
        logger.addHandler(_file_handler(_LAUNCH_LOG, _FILE_FORMAT))
    return logger


def get_output_loggers(
    process_name: str, output: str | Mapping[str, str | Iterable[str]]
) -> tuple[logging.Logger, logging.Logger]:
    """Return the loggers for the lines of a child's standard output and standard error.

    Args:
        process_name: Unique name of the child.
        output: One of 'screen', 'log', 'both', 'own_log', 'full', or a mapping from 'stdout',
            'stderr' or 'both' to the destinations 'screen', 'log' and 'own_log'.

    Raises:
        ValueError: If ``output`` is none of these.
    """
    destinations = _output_destinations(output)
    return (
        _output_logger(process_name, 'stdout', destinations),
        _output_logger(process_name, 'stderr', destinations),
    )


def _output_destinations(output: str | Mapping[str, str | Iterable[str]]) -> dict[str, set[str]]:
    if isinstance(output, str):
        if output not in _OUTPUT_CHOICES:
            raise ValueError(
                f"output '{output}' is not valid; it must be one of {sorted(_OUTPUT_CHOICES)}"
            )
        return _OUTPUT_CHOICES[output]
    destinations = {
        source: {given} if isinstance(given, str) else set(given)
        for source, given in output.items()
    }
    unknown = set(destinations) - {'stdout', 'stderr', 'both'}
    unknown |= set().union(*destinations.values()) - _DESTINATIONS
    if unknown:
        raise ValueError(
            f'output has {sorted(unknown)}; sources are stdout, stderr and both, '
            f'destinations {sorted(_DESTINATIONS)}'
        )
    return destinations


def _output_logger(
    process_name: str, source: str, destinations: Mapping[str, set[str]]
) -> logging.Logger:
    logger = logging.getLogger(f'{process_name}-{source}')
    logger.propagate = False
    logger.setLevel(logging.INFO)
    logger.handlers.clear()
    own, both = destinations.get(source, set()), destinations.get('both', set())
    if 'screen' in own | both:
        logger.addHandler(_screen_handler('{message}'))
    if 'log' in own | both:
        logger.addHandler(_file_handler(_LAUNCH_LOG, '{created:.7f} {message}'))
    if 'own_log' in own:
        logger.addHandler(_file_handler(f'{process_name}-{source}.log', '{message}'))
    if 'own_log' in both:
        logger.addHandler(_file_handler(f'{process_name}.log', '{message}'))
    if not logger.handlers:
        logger.addHandler(logging.NullHandler())
    return logger


def _log_base() -> Path:
    """Return $ROS_LOG_DIR, else $ROS_HOME/log, else ~/.ros/log; an empty variable is unset."""
    base = os.environ.get('ROS_LOG_DIR')
    if not base:
        base = os.path.join(os.environ.get('ROS_HOME') or os.path.join('~', '.ros'), 'log')
    return Path(os.path.normpath(os.path.expanduser(base)))


class _ScreenHandler(logging.Handler):
    """Writes to whatever standard output is at the time, and survives its end."""

    def emit(self, record: logging.LogRecord) -> None:
        try:
            _write_line(sys.stdout, self.format(record))
        except BrokenPipeError:
            # The reader of a pipe (`| head`) has gone. The children go on, and so do the files.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _write_line(stream: TextIO, line: str) -> None:
    encoding = stream.encoding or locale.getpreferredencoding(False)
    stream.write(line.encode(encoding, 'replace').decode(encoding) + '\n')
    stream.flush()


@functools.cache
def _screen_handler(line_format: str) -> logging.Handler:
    handler = _ScreenHandler()
    handler.setFormatter(logging.Formatter(line_format, style='{'))
    return handler


@functools.cache
def _file_handler(file_name: str, line_format: str) -> logging.Handler:
    # Handlers of one file write whole lines in append mode, so their lines do not mix.
    path = os.path.join(launch_config.log_dir, file_name)
    handler = logging.FileHandler(path, encoding='utf-8', errors='replace')
    handler.setFormatter(logging.Formatter(line_format, style='{'))
    return handler
