"""A launch file within a launch file."""

import os
from collections.abc import Iterable
from typing import Any

from launch.action import Action
from launch.actions.launch_configurations import SetLaunchConfiguration
from launch.actions.opaque_function import OpaqueFunction
from launch.launch_context import LaunchContext
from launch.launch_description import LaunchDescription
from launch.launch_description_entity import LaunchDescriptionEntity
from launch.launch_description_source import LaunchDescriptionSource
from launch.launch_description_sources import AnyLaunchDescriptionSource
from launch.substitution import (
    SomeSubstitutionsType,
    SubstitutionFailure,
    normalize_to_list_of_substitutions,
    perform_substitutions,
)


class IncludeLaunchDescription(Action):
    """Visits the launch description of a source, usually a launch file.

    It has no scope of its own: configurations that it sets, its arguments among them, last
    until the end of the group or launch that it stands in.
    """

    def __init__(
        self,
        launch_description_source: LaunchDescriptionSource | SomeSubstitutionsType,
        *,
        launch_arguments: Iterable[tuple[SomeSubstitutionsType, SomeSubstitutionsType]]
        | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
        if not isinstance(launch_description_source, LaunchDescriptionSource):
            launch_description_source = AnyLaunchDescriptionSource(launch_description_source)
        self.launch_description_source = launch_description_source
        self.launch_arguments = tuple(launch_arguments or ())

    def get_sub_entities(self) -> list[LaunchDescriptionEntity]:
        """Return the launch description if it can be had before the launch."""
        description = self.launch_description_source.try_get_launch_description_without_context()
        return [] if description is None else [description]

    def argument_names_without_context(self) -> set[str]:
        """Return the names of the arguments that are given, as far as known before."""
        context = LaunchContext()
        names = set()
        for name, _ in self.launch_arguments:
            try:
                names.add(perform_substitutions(context, normalize_to_list_of_substitutions(name)))
            except SubstitutionFailure:
                continue  # a name made of launch arguments: known only in the launch
        return names

    def execute(self, context: LaunchContext) -> list[LaunchDescriptionEntity]:
        """Return the launch description, after actions that set its arguments.

        Raises:
            RuntimeError: If a required argument is certain to be missing.
        """
        description = self.launch_description_source.get_launch_description(context)
        self._require_arguments(context, description)
        outer = context.get_locals_as_dict()
        path = os.path.abspath(self.launch_description_source.location)
        inner = {
            'current_launch_file_path': path,
            'current_launch_file_directory': os.path.dirname(path),
        }
        context.extend_locals(inner)
        # The rest of the including file must see its own path again.
        restore = OpaqueFunction(
            function=lambda context: context.extend_locals(
                {name: outer[name] for name in inner if name in outer}
            )
        )
        set_arguments = [SetLaunchConfiguration(*argument) for argument in self.launch_arguments]
        return [*set_arguments, description, restore]

    def _require_arguments(self, context: LaunchContext, description: LaunchDescription) -> None:
        from launch.declared_argument import find_declared_arguments

        given = [
            perform_substitutions(context, normalize_to_list_of_substitutions(name))
            for name, _ in self.launch_arguments
        ]
        for argument in find_declared_arguments(description.entities):
            if not argument.is_satisfied_by(given):
                raise RuntimeError(
                    'Included launch description missing required argument '
                    f"'{argument.action.name}' (description: '{argument.action.description}'), "
                    f'given: [{", ".join(given)}]'
                )
