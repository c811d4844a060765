"""Fill messages from plain values, as people write them in YAML."""

import array
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from rosidl_parser.definition import (
    AbstractNestedType,
    AbstractType,
    Array,
    BasicType,
    NamespacedType,
)

from rosidl_runtime_py.convert import get_message_slot_types
from rosidl_runtime_py.import_message import import_message_from_namespaced_type

_HEADER = ('std_msgs', 'msg', 'Header')
_TIME = ('builtin_interfaces', 'msg', 'Time')
# How IDL calls the type ``byte`` of message definitions.
_BYTE = 'octet'

StampSetter = Callable[[Any], None]


def set_message_fields(
    msg: Any,
    values: Mapping[str, Any],
    expand_header_auto: bool = False,
    expand_time_now: bool = False,
) -> list[StampSetter]:
    """Set the named fields of a message; the others keep their values.

    Args:
        msg: The message to fill.
        values: Field names and values; nested messages are mappings again.
        expand_header_auto: Let ``auto`` for a header mean: stamp it when it is sent.
        expand_time_now: Let ``now`` for a time mean: set it when it is sent.

    Returns:
        Functions that take a time message and put it where ``auto`` and ``now`` stood.

    Raises:
        AttributeError: If the message has no such field.
        TypeError: If a value has the wrong shape for its field.
        ValueError: If a value cannot be converted to the type of its field.
        AssertionError: If a message refuses a value, with its reason. Nested messages check what
            they get; ``msg`` does if it was made with ``check_fields=True``.
    """
    return _Filler(expand_header_auto, expand_time_now).fill(msg, values)


class _Filler:
    """Walks a message and the values for it together."""

    def __init__(self, expand_header_auto: bool, expand_time_now: bool) -> None:
        self._expand_header_auto = expand_header_auto
        self._expand_time_now = expand_time_now

    def fill(self, msg: Any, values: Mapping[str, Any]) -> list[StampSetter]:
        """Set fields; return the setters of the stamps among them."""
        if not isinstance(values, Mapping):
            raise TypeError(
                f"Value '{values}' is expected to be a dictionary but is a {type(values).__name__}"
            )
        slots = get_message_slot_types(msg)
        stamps = []
        for name, value in values.items():
            if name not in slots:
                raise AttributeError(f"'{type(msg).__name__}' object has no attribute '{name}'")
            stamps += self._set(msg, name, slots[name], value)
        return stamps

    def _set(self, msg: Any, name: str, slot: AbstractType, value: Any) -> list[StampSetter]:
        current = getattr(msg, name)
        if isinstance(slot, NamespacedType):
            full_name = slot.namespaced_name()
            if value == 'auto' and self._expand_header_auto and full_name == _HEADER:
                return [partial(setattr, current, 'stamp')]
            if value == 'now' and self._expand_time_now and full_name == _TIME:
                return [partial(setattr, msg, name)]
            return self._set_message(msg, name, current, value)
        if isinstance(slot, AbstractNestedType) and isinstance(slot.value_type, NamespacedType):
            return self._set_messages(msg, name, slot.value_type, value)
        setattr(msg, name, _convert(current, slot, value))
        return []

    def _set_message(self, msg: Any, name: str, current: Any, value: Any) -> list[StampSetter]:
        if isinstance(value, type(current)):
            setattr(msg, name, value)
            return []
        fresh = type(current)(check_fields=True)
        stamps = self.fill(fresh, value)
        setattr(msg, name, fresh)
        return stamps

    def _set_messages(
        self, msg: Any, name: str, element: NamespacedType, values: Any
    ) -> list[StampSetter]:
        element_class = import_message_from_namespaced_type(element)
        messages = []
        stamps = []
        for value in values:
            if not isinstance(value, element_class):
                fresh = element_class(check_fields=True)
                stamps += self.fill(fresh, value)
                value = fresh
            messages.append(value)
        setattr(msg, name, messages)
        return stamps


def _convert(current: Any, slot: AbstractType, value: Any) -> Any:
    """Convert to the type of the field's current value."""
    if isinstance(current, array.array):
        return array.array(current.typecode, value)
    if isinstance(slot, Array) and hasattr(current, 'dtype'):
        import numpy  # Slow to load; a message with such a field has loaded it already.

        return numpy.array(value, dtype=current.dtype)
    if isinstance(slot, BasicType) and slot.typename == _BYTE:
        return _to_byte(value)
    if isinstance(slot, AbstractNestedType) and slot.value_type == BasicType(_BYTE):
        return [_to_byte(element) for element in value]
    return value if type(value) is type(current) else type(current)(value)


def _to_byte(value: Any) -> bytes:
    """Take a ``byte`` as a number, or as the one character that ``message_to_yaml`` shows."""
    if isinstance(value, str):
        return value.encode('latin-1')
    return value if isinstance(value, bytes) else bytes([value])
