"""Parameters of nodes: from what a launch file says to values with the right types.

Texts stay texts. The text of a substitution is read as YAML, so that the launch argument
``rate:=10.0`` becomes a double, ``3`` an integer and ``true`` a boolean.
"""

from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

import yaml
from launch import LaunchContext, Substitution
from launch.typed_value import is_uniform
from launch.utilities import normalize_to_list_of_substitutions, perform_substitutions
from launch_ros.parameter_descriptions import ParameterValue

SomeParameters: TypeAlias = Mapping[Any, Any]


def evaluate_parameters(context: LaunchContext, parameters: SomeParameters) -> dict[str, Any]:
    """Return values by name; names of nested parameters are joined by dots.

    Raises:
        TypeError: If a value is none that a ROS parameter can have.
    """
    values: dict[str, Any] = {}
    for some_name, value in parameters.items():
        parts = normalize_to_list_of_substitutions(some_name)
        name = perform_substitutions(context, parts)
        if isinstance(value, Mapping):
            nested = evaluate_parameters(context, value)
            values.update({f'{name}.{key}': item for key, item in nested.items()})
        else:
            values[name] = _evaluate(context, name, value)
    return values


def _evaluate(context: LaunchContext, name: str, value: Any) -> Any:
    if isinstance(value, ParameterValue):
        return value.evaluate(context)
    if isinstance(value, Substitution):
        return _read_yaml(name, value.perform(context))
    if isinstance(value, (str, bool, int, float, bytes)):
        return value
    if isinstance(value, Sequence):
        return _evaluate_sequence(context, name, value)
    raise TypeError(
        f"value {value!r} of parameter '{name}' is of type {type(value).__name__}; "
        'allowed are bool, int, float, str, lists of one of these, and substitutions'
    )


def _evaluate_sequence(context: LaunchContext, name: str, value: Sequence[Any]) -> Any:
    if any(isinstance(item, Substitution) for item in value) and all(
        isinstance(item, (str, Substitution)) for item in value
    ):
        # The parts of one text, as everywhere in launch; a list of texts has lists as items.
        parts = normalize_to_list_of_substitutions(value)
        return _read_yaml(name, perform_substitutions(context, parts))
    items = [_evaluate_item(context, name, item) for item in value]
    if {type(item) for item in items} == {int, float}:
        items = [float(item) for item in items]
    return _check_list(name, items)


def _evaluate_item(context: LaunchContext, name: str, item: Any) -> Any:
    if isinstance(item, (bool, int, float, str)):
        return item
    parts = normalize_to_list_of_substitutions(item)
    return _read_yaml(name, perform_substitutions(context, parts))


def _read_yaml(name: str, text: str) -> Any:
    hint = 'to keep it a text, use ParameterValue(..., value_type=str)'
    try:
        value = yaml.safe_load(text) if text else text
    except yaml.YAMLError as err:
        raise TypeError(f"'{text}' for parameter '{name}' is not valid YAML; {hint}") from err
    if isinstance(value, list):
        return _check_list(name, value)
    if not isinstance(value, (bool, int, float, str, bytes)):
        raise TypeError(
            f"'{text}' for parameter '{name}' means a {type(value).__name__} in YAML; {hint}"
        )
    return value


def _check_list(name: str, items: list[Any]) -> list[Any]:
    if not items or not is_uniform(items):
        raise TypeError(
            f"parameter '{name}' is {items}: a list needs items, all bool, int, float or str"
        )
    return items
