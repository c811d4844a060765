"""Parameter values with a stated type."""

from typing import Any

from launch import LaunchContext, Substitution
from launch.typed_value import coerce_to_type
from launch.utilities import normalize_to_list_of_substitutions, perform_substitutions


class ParameterValue:
    """A parameter's value, read as ``value_type``.

    Args:
        value: A value, a substitution, or a list of texts and substitutions to be joined.
        value_type: ``bool``, ``int``, ``float``, ``str``, a ``list[...]`` of one of these, or
            ``None`` to let YAML decide.
    """

    def __init__(self, value: Any, *, value_type: Any = None) -> None:
        self.value = value
        self.value_type = value_type

    def evaluate(self, context: LaunchContext) -> Any:
        """Return the value.

        Raises:
            ValueError: If a text is no value of the type.
            TypeError: If a value that is no text is of another type.
        """
        if isinstance(self.value, str) or _has_substitution(self.value):
            parts = normalize_to_list_of_substitutions(self.value)
            return coerce_to_type(perform_substitutions(context, parts), self.value_type)
        if isinstance(self.value_type, type) and not isinstance(self.value, self.value_type):
            raise TypeError(
                f'parameter value {self.value!r} is not of type {self.value_type.__name__}'
            )
        return self.value


def _has_substitution(value: Any) -> bool:
    if isinstance(value, (list, tuple)):
        return any(isinstance(part, Substitution) for part in value)
    return isinstance(value, Substitution)
