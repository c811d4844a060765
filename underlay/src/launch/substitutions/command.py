"""The output of a command, and where a command lies."""

import shlex
import shutil
import subprocess
from typing import TYPE_CHECKING

from launch import logging
from launch.substitution import (
    SomeSubstitutionsType,
    Substitution,
    SubstitutionFailure,
    normalize_to_list_of_substitutions,
    perform_substitutions,
)

if TYPE_CHECKING:
    from launch.launch_context import LaunchContext


class Command(Substitution):
    """Gives what a command writes to standard output.

    ``on_stderr`` says what to do when it writes to standard error: 'fail', 'ignore', 'warn', or
    'capture' (together with the output).
    """

    def __init__(
        self, command: SomeSubstitutionsType, *, on_stderr: SomeSubstitutionsType = 'fail'
    ) -> None:
        self.command = normalize_to_list_of_substitutions(command)
        self.on_stderr = normalize_to_list_of_substitutions(on_stderr)

    def describe(self) -> str:
        """Return ``Command('...')``."""
        return f'Command({" + ".join(part.describe() for part in self.command)})'

    def perform(self, context: 'LaunchContext') -> str:
        """Run the command and return its output.

        Raises:
            SubstitutionFailure: If the command is not found, fails, or complains against the rule.
        """
        command = perform_substitutions(context, self.command)
        on_stderr = perform_substitutions(context, self.on_stderr)
        if on_stderr not in ('fail', 'ignore', 'warn', 'capture'):
            raise SubstitutionFailure(
                f"on_stderr is '{on_stderr}'; it must be 'fail', 'ignore', 'warn' or 'capture'"
            )
        stderr = subprocess.STDOUT if on_stderr == 'capture' else subprocess.PIPE
        try:
            result = subprocess.run(
                shlex.split(command), stdout=subprocess.PIPE, stderr=stderr, text=True, check=False
            )
        except OSError as err:
            raise SubstitutionFailure(f"cannot run '{command}': {err}") from err
        complaint = (result.stderr or '').strip()
        if result.returncode != 0:
            raise SubstitutionFailure(
                f"'{command}' failed with exit code {result.returncode}: {complaint}"
            )
        if complaint and on_stderr == 'fail':
            raise SubstitutionFailure(f"'{command}' wrote to standard error: {complaint}")
        if complaint and on_stderr == 'warn':
            logging.get_logger('launch').warning(
                f"'{command}' wrote to standard error: {complaint}"
            )
        return result.stdout


class FindExecutable(Substitution):
    """Gives the full path of an executable on the PATH."""

    def __init__(self, *, name: SomeSubstitutionsType) -> None:
        self.name = normalize_to_list_of_substitutions(name)

    def describe(self) -> str:
        """Return ``FindExec('name')``."""
        return f'FindExec({" + ".join(part.describe() for part in self.name)})'

    def perform(self, context: 'LaunchContext') -> str:
        """Return the path.

        Raises:
            SubstitutionFailure: If there is no such executable.
        """
        name = perform_substitutions(context, self.name)
        path = shutil.which(name)
        if path is None:
            raise SubstitutionFailure(f"executable '{name}' not found on the PATH")
        return path
