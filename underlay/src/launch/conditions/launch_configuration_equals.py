"""Conditions that compare a launch configuration with a text."""

from typing import TYPE_CHECKING

from launch.condition import Condition
from launch.substitution import (
    SomeSubstitutionsType,
    normalize_to_list_of_substitutions,
    perform_substitutions,
)

if TYPE_CHECKING:
    from launch.launch_context import LaunchContext


class LaunchConfigurationEquals(Condition):
    """Lets an action happen if a configuration has a value; ``None`` means: is not set."""

    def __init__(
        self,
        launch_configuration_name: str,
        expected_value: SomeSubstitutionsType | None,
    ) -> None:
        self._name = launch_configuration_name
        self._expected = (
            None if expected_value is None else normalize_to_list_of_substitutions(expected_value)
        )
        super().__init__(predicate=self._equals)

    def _equals(self, context: 'LaunchContext') -> bool:
        value = context.launch_configurations.get(self._name)
        if value is None or self._expected is None:
            return value is self._expected
        return bool(value == perform_substitutions(context, self._expected))


class LaunchConfigurationNotEquals(Condition):
    """Lets an action happen if a configuration does not have a value."""

    def __init__(
        self,
        launch_configuration_name: str,
        expected_value: SomeSubstitutionsType | None,
    ) -> None:
        equals = LaunchConfigurationEquals(launch_configuration_name, expected_value)
        super().__init__(predicate=lambda context: not equals.evaluate(context))
