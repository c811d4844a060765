"""ROS nodes as actions."""

import os
import tempfile
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeAlias

import yaml
from launch import LaunchContext, SomeSubstitutionsType, Substitution, logging
from launch.actions import ExecuteProcess
from launch.utilities import normalize_to_list_of_substitutions, perform_substitutions
from launch_ros.actions.push_ros_namespace import ROS_NAMESPACE
from launch_ros.actions.set_for_all_nodes import GLOBAL_PARAMETERS, GLOBAL_REMAPS
from launch_ros.names import check_node_name, join_namespace
from launch_ros.parameters import SomeParameters, evaluate_parameters
from launch_ros.substitutions import ExecutableInPackage

SomeRemap: TypeAlias = tuple[SomeSubstitutionsType, SomeSubstitutionsType]

_NODE_COUNTS = 'unique_ros_node_names'


class Node(ExecuteProcess):
    """Runs an executable as a ROS node.

    Args:
        executable: Name of the executable in the package; without package, its path.
        package: The package.
        name: Name of the node; by default the one in its code.
        namespace: Namespace of the node, below the one of its group unless absolute.
        exec_name: Label of the process; by default the executable's file name.
        parameters: Dictionaries of parameters and paths of parameter files. The later wins,
            but an entry for a full node name wins over one for any node (``/**``).
        remappings: Pairs of a name and what it shall be instead.
        ros_arguments: Further arguments after ``--ros-args``.
        arguments: Arguments before it.
        **kwargs: See :class:`launch.actions.ExecuteProcess`.
    """

    def __init__(
        self,
        *,
        executable: SomeSubstitutionsType,
        package: SomeSubstitutionsType | None = None,
        name: SomeSubstitutionsType | None = None,
        namespace: SomeSubstitutionsType | None = None,
        exec_name: SomeSubstitutionsType | None = None,
        parameters: Sequence[SomeSubstitutionsType | SomeParameters] | None = None,
        remappings: Iterable[SomeRemap] | None = None,
        ros_arguments: Iterable[SomeSubstitutionsType] | None = None,
        arguments: Iterable[SomeSubstitutionsType] | None = None,
        **kwargs: Any,
    ) -> None:
        if isinstance(parameters, (str, Substitution, Mapping)):
            raise TypeError(f'parameters must be a list of dictionaries and files: {parameters!r}')
        program = executable
        if package is not None:
            program = ExecutableInPackage(executable=executable, package=package)
        ros_words = [] if ros_arguments is None else ['--ros-args', *ros_arguments]
        super().__init__(cmd=[program, *(arguments or ()), *ros_words], name=exec_name, **kwargs)
        self.node_package = package
        self.node_executable = executable
        self._given_name = name
        self._given_namespace = namespace
        self._parameters = list(parameters or [])
        self._remappings = list(remappings or [])
        self._full_name: str | None = None

    @property
    def node_name(self) -> str:
        """Full name of the node, once it is executed.

        Raises:
            RuntimeError: Before, or if the name or the namespace is left to the node's code.
        """
        if self._full_name is None:
            raise RuntimeError('node_name is known only after a Node with name and namespace ran')
        return self._full_name

    def execute(self, context: LaunchContext) -> None:
        """Start the node, and warn if another one of this launch has the same name."""
        super().execute(context)
        if self._full_name is None:
            return
        counts = context.get_locals_as_dict().get(_NODE_COUNTS, Counter())
        counts[self._full_name] += 1
        context.extend_globals({_NODE_COUNTS: counts})
        if counts[self._full_name] > 1 and self.process_details is not None:
            logging.get_logger(self.process_details['name']).warning(
                f'there are now at least {counts[self._full_name]} nodes with the name '
                f'{self._full_name} created within this launch context'
            )

    def make_command(self, context: LaunchContext) -> list[str]:
        """Return the command with the arguments that make it this node."""
        words = [*super().make_command(context), '--ros-args']
        name = namespace = None
        if self._given_name is not None:
            name = check_node_name(_text(context, self._given_name))
            words += ['-r', f'__node:={name}']
        given = None if self._given_namespace is None else _text(context, self._given_namespace)
        namespace = join_namespace(context.launch_configurations.get(ROS_NAMESPACE), given)
        if namespace is not None:
            words += ['-r', f'__ns:={namespace}']
        if name is not None and namespace is not None:
            self._full_name = f'{namespace.rstrip("/")}/{name}'
        words += _global_parameter_words(context)
        for parameters in self._parameters:
            words += self._parameter_words(context, parameters)
        remaps = list(context.launch_configurations.get(GLOBAL_REMAPS, []))
        remaps += [(_text(context, src), _text(context, dst)) for src, dst in self._remappings]
        for src, dst in remaps:
            words += ['-r', f'{src}:={dst}']
        return words

    def _parameter_words(
        self, context: LaunchContext, parameters: SomeSubstitutionsType | SomeParameters
    ) -> list[str]:
        if isinstance(parameters, Mapping):
            values = evaluate_parameters(context, parameters)
            return ['--params-file', _write_parameters(self._full_name or '/**', values)]
        path = _text(context, parameters)
        if not os.path.isfile(path):
            logging.get_logger('launch_ros.actions.node').warning(
                f'Parameter file path is not a file: {path}'
            )
            return []
        return ['--params-file', path]


def _text(context: LaunchContext, some: SomeSubstitutionsType) -> str:
    return perform_substitutions(context, normalize_to_list_of_substitutions(some))


def _global_parameter_words(context: LaunchContext) -> list[str]:
    words: list[str] = []
    for parameter in context.launch_configurations.get(GLOBAL_PARAMETERS, []):
        if isinstance(parameter, str):
            words += ['--params-file', os.path.abspath(parameter)]
        else:
            name, value = parameter
            words += ['-p', f'{name}:={_as_yaml(value)}']
    return words


def _as_yaml(value: Any) -> str:
    """Return the value in one line that ROS reads back with the same type."""
    text = yaml.safe_dump(value, default_flow_style=True, width=float('inf'))
    return text.removesuffix('\n').removesuffix('\n...')


def _write_parameters(node_name: str, values: dict[str, Any]) -> str:
    """Write a parameter file and return its path.

    It stays after the launch, so that the logged command can be run again by hand.
    """
    with tempfile.NamedTemporaryFile(
        'w', prefix='launch_params_', delete=False, encoding='utf-8'
    ) as file:
        yaml.safe_dump({node_name: {'ros__parameters': values}}, file, default_flow_style=False)
    return file.name
