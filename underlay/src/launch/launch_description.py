"""What a launch file returns."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from launch.action import Action
from launch.launch_description_entity import LaunchDescriptionEntity

if TYPE_CHECKING:
    from launch.actions import DeclareLaunchArgument
    from launch.launch_context import LaunchContext


class LaunchDescription(LaunchDescriptionEntity):
    """A list of entities to visit in order."""

    def __init__(self, initial_entities: Iterable[LaunchDescriptionEntity] | None = None) -> None:
        self._entities = list(initial_entities or [])

    @property
    def entities(self) -> list[LaunchDescriptionEntity]:
        """The entities in order."""
        return self._entities

    def add_entity(self, entity: LaunchDescriptionEntity) -> None:
        """Append an entity."""
        self._entities.append(entity)

    def add_action(self, action: Action) -> None:
        """Append an action."""
        self._entities.append(action)

    def visit(self, context: 'LaunchContext') -> list[LaunchDescriptionEntity]:
        """Return the entities."""
        return self._entities

    def describe_sub_entities(self) -> list[LaunchDescriptionEntity]:
        """Return the entities."""
        return self._entities

    def get_launch_arguments(self) -> 'list[DeclareLaunchArgument]':
        """Return the arguments declared here and in the files that this one includes."""
        from launch.declared_argument import find_declared_arguments

        return [found.action for found in find_declared_arguments(self._entities)]
