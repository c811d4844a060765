"""The value of a launch argument."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from launch.substitution import (
    SomeSubstitutionsType,
    Substitution,
    SubstitutionFailure,
    normalize_to_list_of_substitutions,
    perform_substitutions,
)

if TYPE_CHECKING:
    from launch.launch_context import LaunchContext


class LaunchConfiguration(Substitution):
    """Gives the value of a launch configuration, or a default (numbers become text)."""

    def __init__(self, variable_name: SomeSubstitutionsType, *, default: Any = None) -> None:
        self.variable_name = normalize_to_list_of_substitutions(variable_name)
        self._default = None if default is None else _normalize_default(default)

    def describe(self) -> str:
        """Return ``LaunchConfig('name')``."""
        return f'LaunchConfig({" + ".join(part.describe() for part in self.variable_name)})'

    def perform(self, context: 'LaunchContext') -> str:
        """Return the value.

        Raises:
            SubstitutionFailure: If the configuration is not set and there is no default.
        """
        name = perform_substitutions(context, self.variable_name)
        if name in context.launch_configurations:
            return str(context.launch_configurations[name])
        if self._default is None:
            raise SubstitutionFailure(f"launch configuration '{name}' does not exist")
        return perform_substitutions(context, self._default)


def _normalize_default(default: Any) -> list[Substitution]:
    parts = (
        default if isinstance(default, Iterable) and not isinstance(default, str) else [default]
    )
    return normalize_to_list_of_substitutions(
        [part if isinstance(part, (str, Substitution)) else str(part) for part in parts]
    )
