"""Actions with a scope of their own."""

from collections.abc import Iterable, Mapping
from typing import Any

from launch.action import Action
from launch.actions.environment import PopEnvironment, PushEnvironment, ResetEnvironment
from launch.actions.launch_configurations import (
    PopLaunchConfigurations,
    PushLaunchConfigurations,
    ResetLaunchConfigurations,
    SetLaunchConfiguration,
)
from launch.launch_context import LaunchContext
from launch.launch_description_entity import LaunchDescriptionEntity
from launch.substitution import SomeSubstitutionsType


class GroupAction(Action):
    """Visits actions; what they do to configurations and environment ends with the group.

    ``scoped=False`` lets it last. ``forwarding=False`` hides the configurations from outside,
    except those in ``launch_configurations``, which are set for the group in any case.
    """

    def __init__(
        self,
        actions: Iterable[LaunchDescriptionEntity],
        *,
        scoped: bool = True,
        forwarding: bool = True,
        launch_configurations: Mapping[SomeSubstitutionsType, SomeSubstitutionsType] | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
        configurations = dict(launch_configurations or {})
        before: list[LaunchDescriptionEntity] = []
        after: list[LaunchDescriptionEntity] = []
        if scoped:
            before += [PushLaunchConfigurations(), PushEnvironment()]
            after += [PopEnvironment(), PopLaunchConfigurations()]
        if scoped and not forwarding:
            before += [ResetEnvironment(), ResetLaunchConfigurations(configurations)]
        else:
            before += [SetLaunchConfiguration(*item) for item in configurations.items()]
        self._entities = [*before, *actions, *after]

    def get_sub_entities(self) -> list[LaunchDescriptionEntity]:
        """Return the actions, between those that begin and end the scope."""
        return self._entities

    def execute(self, context: LaunchContext) -> list[LaunchDescriptionEntity]:
        """Return the entities."""
        return self._entities
