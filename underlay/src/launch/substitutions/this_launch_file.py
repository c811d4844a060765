"""Where the launch file lies that uses these."""

from typing import TYPE_CHECKING

from launch.substitution import Substitution, SubstitutionFailure

if TYPE_CHECKING:
    from launch.launch_context import LaunchContext


class ThisLaunchFile(Substitution):
    """Gives the path of the launch file."""

    _LOCAL = 'current_launch_file_path'

    def describe(self) -> str:
        """Return the name of this class with parentheses."""
        return f'{type(self).__name__}()'

    def perform(self, context: 'LaunchContext') -> str:
        """Return the path.

        Raises:
            SubstitutionFailure: If no launch file is being visited.
        """
        known = context.get_locals_as_dict()
        if self._LOCAL not in known:
            raise SubstitutionFailure(f'{type(self).__name__} used outside of a launch file')
        return str(known[self._LOCAL])


class ThisLaunchFileDir(ThisLaunchFile):
    """Gives the folder of the launch file."""

    _LOCAL = 'current_launch_file_directory'
