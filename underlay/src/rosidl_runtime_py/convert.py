"""Messages as YAML, comma-separated values or dictionaries."""

import itertools
import sys
from collections import OrderedDict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import yaml
from rosidl_parser.definition import (
    AbstractNestedType,
    AbstractString,
    AbstractType,
    AbstractWString,
    Array,
    BasicType,
    BoundedSequence,
    NamespacedType,
)


@dataclass(frozen=True)
class _Style:
    """What to leave out of a message."""

    truncate_length: int | None
    no_arr: bool
    no_str: bool

    def is_too_long(self, value: Any) -> bool:
        return self.truncate_length is not None and len(value) > self.truncate_length


class _MessageDumper(yaml.SafeDumper):
    """Writes an OrderedDict as a plain mapping in its own order."""


_MessageDumper.add_representer(
    OrderedDict,
    # Always one field a line: "flow style" concerns arrays only.
    lambda dumper, value: dumper.represent_mapping(
        'tag:yaml.org,2002:map', value.items(), flow_style=False
    ),
)


def message_to_yaml(
    msg: Any,
    *,
    truncate_length: int | None = None,
    no_arr: bool = False,
    no_str: bool = False,
    flow_style: bool = False,
) -> str:
    """Write a message as YAML.

    Args:
        msg: Any ROS message.
        truncate_length: Longest array, string and byte string to write in full; None: all.
        no_arr: Write a description instead of the elements of arrays.
        no_str: Write the length instead of the text of strings.
        flow_style: Write each array on one line, in brackets.

    Returns:
        YAML text that ends with a newline.
    """
    values = message_to_ordereddict(
        msg, truncate_length=truncate_length, no_arr=no_arr, no_str=no_str
    )
    return yaml.dump(
        values,
        Dumper=_MessageDumper,
        allow_unicode=True,
        width=sys.maxsize,
        default_flow_style=flow_style,
    )


def message_to_csv(
    msg: Any, *, truncate_length: int | None = None, no_arr: bool = False, no_str: bool = False
) -> str:
    """Write all leaves of a message on one line, separated by commas.

    Args:
        msg: Any ROS message.
        truncate_length: Longest array, string and byte string to write in full; None: all.
        no_arr: Write a description instead of the elements of arrays.
        no_str: Write the length instead of the text of strings.

    Returns:
        One line. An empty value leaves its comma behind, except at the very beginning.
    """
    style = _Style(truncate_length, no_arr, no_str)
    return _csv_message(msg, style)


def message_to_ordereddict(
    msg: Any, *, truncate_length: int | None = None, no_arr: bool = False, no_str: bool = False
) -> OrderedDict[str, Any]:
    """Turn a message into nested dictionaries, lists and scalars.

    Args:
        msg: Any ROS message.
        truncate_length: Longest array, string and byte string to keep in full; None: all.
        no_arr: Keep a description instead of the elements of arrays.
        no_str: Keep the length instead of the text of strings.

    Returns:
        The fields in the order of the definition.
    """
    return _to_dict(msg, _Style(truncate_length, no_arr, no_str))


def get_message_slot_types(msg: Any) -> OrderedDict[str, AbstractType]:
    """Return the type of each field of a message, in the order of the definition."""
    return OrderedDict(zip(msg.get_fields_and_field_types(), msg.SLOT_TYPES, strict=True))


def _slots(msg: Any) -> Iterator[tuple[str, Any, AbstractType]]:
    for name, slot in get_message_slot_types(msg).items():
        yield name, getattr(msg, name), slot


def _to_dict(msg: Any, style: _Style) -> OrderedDict[str, Any]:
    return OrderedDict((name, _to_plain(value, slot, style)) for name, value, slot in _slots(msg))


def _to_plain(value: Any, slot: AbstractType | None, style: _Style) -> Any:
    """Turn the value of a field, or with ``slot`` None an element of one, into plain Python."""
    if isinstance(value, bytes):
        value = value.decode('latin-1')
        return value[: style.truncate_length] + '...' if style.is_too_long(value) else value
    if isinstance(value, str):
        return _to_plain_string(value, style)
    if hasattr(value, 'get_fields_and_field_types'):
        return _to_dict(value, style)
    if hasattr(value, '__len__'):
        return _to_plain_list(value, slot, style)
    return value


def _to_plain_string(value: str, style: _Style) -> str:
    if style.no_str:
        return f'<string length: <{len(value)}>>'
    return value[: style.truncate_length] + '...' if style.is_too_long(value) else value


def _to_plain_list(value: Any, slot: AbstractType | None, style: _Style) -> list[Any] | str:
    if style.no_arr and isinstance(slot, AbstractNestedType):
        return _describe_array(value, slot)
    elements = value[: style.truncate_length]
    # array.array and numpy.ndarray know how to become Python numbers in one go.
    elements = elements.tolist() if hasattr(elements, 'tolist') else elements
    plain = [_to_plain(element, None, style) for element in elements]
    return [*plain, '...'] if style.is_too_long(value) else plain


def _csv_message(msg: Any, style: _Style) -> str:
    return _join(_csv_value(value, slot, style) for _, value, slot in _slots(msg))


def _join(values: Iterable[str]) -> str:
    return ','.join(itertools.dropwhile(lambda value: not value, values))


def _csv_value(value: Any, slot: AbstractType | None, style: _Style) -> str:
    if isinstance(value, str):
        return _to_plain_string(value, style)
    if isinstance(value, bytes):
        return str(value[: style.truncate_length] + b'...' if style.is_too_long(value) else value)
    if hasattr(value, 'get_fields_and_field_types'):
        return _csv_message(value, style)
    if hasattr(value, '__len__'):
        return _csv_list(value, slot, style)
    return str(value)


def _csv_list(value: Any, slot: AbstractType | None, style: _Style) -> str:
    if style.no_arr and isinstance(slot, AbstractNestedType):
        return _describe_array(value, slot)
    elements = [_csv_value(element, None, style) for element in value[: style.truncate_length]]
    return _join([*elements, '...'] if style.is_too_long(value) else elements)


def _describe_array(value: Any, slot: AbstractNestedType) -> str:
    """Say what an array holds without its elements."""
    element = _type_name(slot.value_type)
    if isinstance(slot, Array):
        return f'<array type: {element}[{slot.size}]>'
    if isinstance(slot, BoundedSequence):
        return f'<sequence type: {element}[{slot.maximum_size}], length: {len(value)}>'
    return f'<sequence type: {element}, length: {len(value)}>'


def _type_name(slot: AbstractType) -> str:
    if isinstance(slot, BasicType):
        return str(slot.typename)
    if isinstance(slot, AbstractString):
        return 'string'
    if isinstance(slot, AbstractWString):
        return 'wstring'
    if isinstance(slot, NamespacedType):
        return '/'.join(slot.namespaced_name())
    raise TypeError(f'{slot!r} cannot be the type of an array element')
