"""The base of everything that may stand in a launch description."""

import asyncio
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from launch.launch_context import LaunchContext


class LaunchDescriptionEntity:
    """A node of the tree that the launch service visits."""

    def visit(self, context: 'LaunchContext') -> 'list[LaunchDescriptionEntity] | None':
        """Do what this entity stands for.

        Returns:
            The entities to visit next, in its place.
        """
        raise NotImplementedError(f'{type(self).__name__} lacks visit()')

    def get_asyncio_future(self) -> asyncio.Future[Any] | None:
        """Return what the launch service waits for after the visit, if anything."""
        return None

    def describe(self) -> str:
        """Return one line about this entity."""
        return repr(self)

    def describe_sub_entities(self) -> 'list[LaunchDescriptionEntity]':
        """Return the entities that a visit leads to in any case."""
        return []

    def describe_conditional_sub_entities(
        self,
    ) -> 'list[tuple[str, Iterable[LaunchDescriptionEntity]]]':
        """Return the entities that a visit may lead to, each group with its condition."""
        return []


SomeEntitiesType: TypeAlias = LaunchDescriptionEntity | Iterable[LaunchDescriptionEntity]


def as_entities(some: SomeEntitiesType | None) -> list[LaunchDescriptionEntity]:
    """Return a list of what a handler or a function gave: nothing, an entity or several.

    Raises:
        TypeError: If something else than entities was given.
    """
    if some is None:
        return []
    entities = [some] if isinstance(some, LaunchDescriptionEntity) else list(some)
    for entity in entities:
        if not isinstance(entity, LaunchDescriptionEntity):
            raise TypeError(f'expected launch actions, got {entity!r}')
    return entities
