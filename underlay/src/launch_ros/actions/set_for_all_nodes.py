"""Parameters and remappings for all nodes of a group."""

from typing import Any

from launch import Action, LaunchContext, SomeSubstitutionsType
from launch.utilities import normalize_to_list_of_substitutions, perform_substitutions
from launch_ros.parameters import evaluate_parameters

GLOBAL_PARAMETERS = 'global_params'
GLOBAL_REMAPS = 'ros_remaps'


def _append(context: LaunchContext, key: str, item: Any) -> None:
    # A new list: the old one belongs to the scope outside of the group.
    context.launch_configurations[key] = [*context.launch_configurations.get(key, []), item]


class SetParameter(Action):
    """Gives the following nodes, to the end of the group, a parameter."""

    def __init__(self, name: SomeSubstitutionsType, value: Any, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.name = normalize_to_list_of_substitutions(name)
        self.value = value

    def execute(self, context: LaunchContext) -> None:
        """Add the parameter."""
        name = perform_substitutions(context, self.name)
        for parameter in evaluate_parameters(context, {name: self.value}).items():
            _append(context, GLOBAL_PARAMETERS, parameter)


class SetParametersFromFile(Action):
    """Gives the following nodes, to the end of the group, the parameters of a file."""

    def __init__(self, filename: SomeSubstitutionsType, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.filename = normalize_to_list_of_substitutions(filename)

    def execute(self, context: LaunchContext) -> None:
        """Add the file."""
        _append(context, GLOBAL_PARAMETERS, perform_substitutions(context, self.filename))


class SetRemap(Action):
    """Remaps a name in the following nodes, to the end of the group."""

    def __init__(
        self, src: SomeSubstitutionsType, dst: SomeSubstitutionsType, **kwargs: Any
    ) -> None:
        super().__init__(**kwargs)
        self.src = normalize_to_list_of_substitutions(src)
        self.dst = normalize_to_list_of_substitutions(dst)

    def execute(self, context: LaunchContext) -> None:
        """Add the remapping."""
        remap = (
            perform_substitutions(context, self.src),
            perform_substitutions(context, self.dst),
        )
        _append(context, GLOBAL_REMAPS, remap)
