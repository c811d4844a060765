"""Search a launch description for its arguments without running it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from launch.actions.declare_launch_argument import DeclareLaunchArgument
from launch.actions.include_launch_description import IncludeLaunchDescription
from launch.actions.launch_configurations import ResetLaunchConfigurations
from launch.launch_description_entity import LaunchDescriptionEntity


@dataclass(frozen=True)
class DeclaredArgument:
    """A declaration and where it was found.

    Attributes:
        action: The declaration.
        is_conditional: Whether a condition decides if it is reached.
        provided_names: Names that the includes around it give values to.
    """

    action: DeclareLaunchArgument
    is_conditional: bool
    provided_names: frozenset[str]

    def is_satisfied_by(self, given_names: Iterable[str]) -> bool:
        """Return whether the argument gets a value, as far as can be known before."""
        return (
            self.is_conditional
            or self.action.default_value is not None
            or self.action.name in self.provided_names.union(given_names)
        )


def find_declared_arguments(
    entities: Iterable[LaunchDescriptionEntity],
) -> list[DeclaredArgument]:
    """Return the first declaration of each argument, in the order of the launch files."""
    found: dict[str, DeclaredArgument] = {}
    for argument in _search(entities, is_conditional=False, provided_names=frozenset()):
        found.setdefault(argument.action.name, argument)
    return list(found.values())


def _search(
    entities: Iterable[LaunchDescriptionEntity],
    is_conditional: bool,
    provided_names: frozenset[str],
) -> Iterator[DeclaredArgument]:
    for entity in entities:
        if isinstance(entity, ResetLaunchConfigurations):
            return  # from here on, arguments of the command line are forgotten
        if isinstance(entity, DeclareLaunchArgument):
            conditional = is_conditional or entity.condition is not None
            yield DeclaredArgument(entity, conditional, provided_names)
            continue
        names = provided_names
        if isinstance(entity, IncludeLaunchDescription):
            names = names.union(entity.argument_names_without_context())
        yield from _search(entity.describe_sub_entities(), is_conditional, names)
        for _, sub_entities in entity.describe_conditional_sub_entities():
            yield from _search(sub_entities, True, names)
