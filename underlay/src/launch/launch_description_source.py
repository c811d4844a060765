"""Where an included launch description comes from."""

from typing import TYPE_CHECKING

from launch import logging
from launch.launch_description import LaunchDescription
from launch.substitution import (
    SomeSubstitutionsType,
    normalize_to_list_of_substitutions,
    perform_substitutions,
)

if TYPE_CHECKING:
    from launch.launch_context import LaunchContext


class LaunchDescriptionSource:
    """Gives a launch description: a finished one, or one that subclasses load by location."""

    def __init__(
        self,
        launch_description: LaunchDescription | None = None,
        location: SomeSubstitutionsType = '<string>',
        method: str = 'unspecified mechanism from a script',
    ) -> None:
        self._launch_description = launch_description
        self._location = normalize_to_list_of_substitutions(location)
        self._loaded: dict[str, LaunchDescription] = {}
        self.location = ' + '.join(part.describe() for part in self._location)
        self.method = method

    def get_launch_description(self, context: 'LaunchContext') -> LaunchDescription:
        """Return the launch description, loading it if necessary."""
        if self._launch_description is not None:
            return self._launch_description
        self.location = perform_substitutions(context, self._location)
        if self.location not in self._loaded:
            self._loaded[self.location] = self.load(self.location)
        return self._loaded[self.location]

    def try_get_launch_description_without_context(self) -> LaunchDescription | None:
        """Return the launch description if it can be had before the launch, else ``None``."""
        from launch.launch_context import LaunchContext

        try:
            return self.get_launch_description(LaunchContext())
        except Exception as err:
            # The location may need launch arguments, or the file may be broken: the launch
            # itself will tell. Here only what can be known before is wanted.
            logging.get_logger('launch').debug(
                f'cannot look into {self.location} before the launch: {err}'
            )
            return None

    def load(self, location: str) -> LaunchDescription:
        """Load the launch description from a location; override this."""
        raise NotImplementedError(f'{type(self).__name__} lacks load()')
