"""Comparison of two texts."""

import math
from typing import TYPE_CHECKING, Any

from launch.substitution import (
    Substitution,
    normalize_to_list_of_substitutions,
    perform_substitutions,
)

if TYPE_CHECKING:
    from launch.launch_context import LaunchContext

_BOOLEANS = {'true': True, '1': True, 'false': False, '0': False}


class EqualsSubstitution(Substitution):
    """Gives 'true' if two values are equal as booleans, as numbers or as texts, else 'false'."""

    def __init__(self, left: Any, right: Any) -> None:
        self.left = _normalize(left)
        self.right = _normalize(right)

    def describe(self) -> str:
        """Return the class with both sides."""
        left = ' + '.join(part.describe() for part in self.left)
        right = ' + '.join(part.describe() for part in self.right)
        return f'{type(self).__name__}({left} {right})'

    def perform(self, context: 'LaunchContext') -> str:
        """Return 'true' or 'false'."""
        return str(self._equals(context)).lower()

    def _equals(self, context: 'LaunchContext') -> bool:
        left = perform_substitutions(context, self.left)
        right = perform_substitutions(context, self.right)
        if left.lower() in _BOOLEANS and right.lower() in _BOOLEANS:
            return _BOOLEANS[left.lower()] == _BOOLEANS[right.lower()]
        try:
            return math.isclose(float(left), float(right))
        except ValueError:
            return left == right


class NotEqualsSubstitution(EqualsSubstitution):
    """Gives 'false' where ``EqualsSubstitution`` gives 'true'."""

    def perform(self, context: 'LaunchContext') -> str:
        """Return 'true' or 'false'."""
        return str(not self._equals(context)).lower()


def _normalize(value: Any) -> list[Substitution]:
    if value is None:
        return normalize_to_list_of_substitutions('')
    if isinstance(value, bool):
        return normalize_to_list_of_substitutions(str(value).lower())
    if isinstance(value, (int, float)):
        return normalize_to_list_of_substitutions(str(value))
    return normalize_to_list_of_substitutions(value)
