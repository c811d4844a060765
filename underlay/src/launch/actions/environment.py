"""Changes of the environment that children inherit."""

import os
from typing import Any

from launch.action import Action
from launch.launch_context import LaunchContext
from launch.substitution import (
    SomeSubstitutionsType,
    normalize_to_list_of_substitutions,
    perform_substitutions,
)
from launch.typed_value import perform_typed


class SetEnvironmentVariable(Action):
    """Sets an environment variable."""

    def __init__(
        self, name: SomeSubstitutionsType, value: SomeSubstitutionsType, **kwargs: Any
    ) -> None:
        super().__init__(**kwargs)
        self.name = normalize_to_list_of_substitutions(name)
        self.value = normalize_to_list_of_substitutions(value)

    def execute(self, context: LaunchContext) -> None:
        """Set the variable."""
        name = perform_substitutions(context, self.name)
        context.environment[name] = perform_substitutions(context, self.value)


class UnsetEnvironmentVariable(Action):
    """Removes an environment variable."""

    def __init__(self, name: SomeSubstitutionsType, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.name = normalize_to_list_of_substitutions(name)

    def execute(self, context: LaunchContext) -> None:
        """Remove the variable if it is there."""
        context.environment.pop(perform_substitutions(context, self.name), None)


class AppendEnvironmentVariable(Action):
    """Adds an entry to an environment variable that holds a list, such as a path."""

    def __init__(
        self,
        name: SomeSubstitutionsType,
        value: SomeSubstitutionsType,
        prepend: bool | SomeSubstitutionsType = False,
        separator: SomeSubstitutionsType = os.pathsep,
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
        self.name = normalize_to_list_of_substitutions(name)
        self.value = normalize_to_list_of_substitutions(value)
        self.prepend = prepend
        self.separator = normalize_to_list_of_substitutions(separator)

    def execute(self, context: LaunchContext) -> None:
        """Add the entry, or set the variable if it is not there."""
        name = perform_substitutions(context, self.name)
        entries = [perform_substitutions(context, self.value)]
        if name in context.environment:
            at_start = perform_typed(context, self.prepend, bool)
            entries.insert(1 if at_start else 0, context.environment[name])
        separator = perform_substitutions(context, self.separator)
        context.environment[name] = separator.join(entries)


class PushEnvironment(Action):
    """Remembers the environment."""

    def execute(self, context: LaunchContext) -> None:
        """Remember the environment."""
        context.push_environment()


class PopEnvironment(Action):
    """Goes back to the environment remembered last."""

    def execute(self, context: LaunchContext) -> None:
        """Go back."""
        context.pop_environment()


class ResetEnvironment(Action):
    """Goes back to the environment that the launch was started in."""

    def execute(self, context: LaunchContext) -> None:
        """Go back."""
        context.reset_environment()
