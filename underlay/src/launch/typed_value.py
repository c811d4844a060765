"""Texts read as numbers, booleans or lists: the YAML typing rules of launch arguments."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, get_args, get_origin

import yaml
from launch.substitution import (
    SomeSubstitutionsType,
    Substitution,
    normalize_to_list_of_substitutions,
    perform_substitutions,
)

if TYPE_CHECKING:
    from launch.launch_context import LaunchContext

SCALARS = (bool, int, float, str)


def is_uniform(values: Iterable[Any]) -> bool:
    """Return whether all values share one scalar type; true for no values."""
    types = {type(value) for value in values}
    return len(types) <= 1 and types <= set(SCALARS)


def coerce_to_type(text: str, data_type: Any = None) -> Any:
    """Read a text as a value.

    Args:
        text: What a substitution gave.
        data_type: ``bool``, ``int``, ``float``, ``str``, a ``list[...]`` of one of these, or
            ``None`` to let YAML decide.

    Returns:
        The value, of exactly that type.

    Raises:
        ValueError: If the text is no such value.
    """
    if data_type is str:
        return text
    if data_type in (int, float):
        return data_type(text)
    if data_type is bool and text in ('0', '1'):
        return text == '1'
    try:
        value = yaml.safe_load(text) if text else text
    except yaml.YAMLError as err:
        raise ValueError(f"'{text}' is not valid YAML; quote it to pass it as text") from err
    if not _has_type(value, data_type):
        expected = getattr(data_type, '__name__', 'scalar') if data_type else 'scalar or list'
        raise ValueError(f"'{text}' is not a valid {expected}: YAML reads {type(value).__name__}")
    return value


def perform_typed(
    context: 'LaunchContext', value: Any | SomeSubstitutionsType, data_type: Any
) -> Any:
    """Return a value as it is, or what the text of a substitution means as that type."""
    if isinstance(value, data_type):
        return value
    if isinstance(value, (str, Substitution, list, tuple)):
        parts = normalize_to_list_of_substitutions(value)
        return coerce_to_type(perform_substitutions(context, parts), data_type)
    raise TypeError(f'expected a {data_type.__name__} or a substitution, got {value!r}')


def _has_type(value: Any, data_type: Any) -> bool:
    if data_type is None:
        return is_uniform(value) if isinstance(value, list) else type(value) in SCALARS
    if get_origin(data_type) is list:
        (item_type,) = get_args(data_type)
        return isinstance(value, list) and all(type(item) is item_type for item in value)
    return type(value) is data_type
