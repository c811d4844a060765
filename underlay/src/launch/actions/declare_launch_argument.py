"""The arguments that a launch file takes."""

from collections.abc import Sequence
from typing import Any

from launch import logging
from launch.action import Action
from launch.launch_context import LaunchContext
from launch.substitution import (
    SomeSubstitutionsType,
    normalize_to_list_of_substitutions,
    perform_substitutions,
)


class DeclareLaunchArgument(Action):
    """Declares an argument, gives it its default and checks its value.

    Attributes:
        name: Name of the argument and of the launch configuration that holds its value.
        default_value: Used when no value is given; ``None`` makes the argument required.
        description: What ``ros2 launch --show-args`` tells about it.
        choices: The only values allowed, or ``None`` for any.
    """

    def __init__(
        self,
        name: str,
        *,
        default_value: SomeSubstitutionsType | None = None,
        description: str | None = None,
        choices: Sequence[str] | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
        if choices is not None and not choices:
            raise RuntimeError(f"choices of argument '{name}' are empty; leave them out")
        if choices and isinstance(default_value, str) and default_value not in choices:
            raise RuntimeError(
                f'Provided default_value "{default_value}" is not in provided choices '
                f'"{list(choices)}".'
            )
        self.name = name
        self.default_value = (
            None if default_value is None else normalize_to_list_of_substitutions(default_value)
        )
        self.choices = None if choices is None else list(choices)
        self.description = _describe(description, self.choices)

    def execute(self, context: LaunchContext) -> None:
        """Set the default if no value was given, and check the value.

        Raises:
            RuntimeError: If a value is missing or not one of the choices.
        """
        if self.name not in context.launch_configurations:
            context.launch_configurations[self.name] = self._perform_default(context)
        value = context.launch_configurations[self.name]
        if self.choices is not None and value not in self.choices:
            raise self._error(
                f'Argument "{self.name}" provided value "{value}" is not valid. '
                f'Valid options are: {self.choices}'
            )

    def _perform_default(self, context: LaunchContext) -> str:
        if self.default_value is None:
            raise self._error(
                f'Required launch argument "{self.name}" (description: "{self.description}") '
                'was not provided'
            )
        return perform_substitutions(context, self.default_value)

    def _error(self, message: str) -> RuntimeError:
        logging.get_logger('launch.actions.declare_launch_argument').error(message)
        return RuntimeError(message)


def _describe(description: str | None, choices: list[str] | None) -> str:
    if choices is None:
        return 'no description given' if description is None else description
    if description is None:
        return f'One of: {choices}'
    return f'{description.removesuffix(".")}. Valid choices are: {choices}'
