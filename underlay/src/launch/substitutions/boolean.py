"""Logic on texts that mean true or false."""

from typing import TYPE_CHECKING

from launch.substitution import (
    SomeSubstitutionsType,
    Substitution,
    SubstitutionFailure,
    normalize_to_list_of_substitutions,
    perform_substitutions,
)
from launch.typed_value import coerce_to_type

if TYPE_CHECKING:
    from launch.launch_context import LaunchContext


def _as_bool(context: 'LaunchContext', expression: list[Substitution]) -> bool:
    try:
        return bool(coerce_to_type(perform_substitutions(context, expression), bool))
    except ValueError as err:
        raise SubstitutionFailure(str(err)) from err


class _BooleanSubstitution(Substitution):
    """Combines the meanings of texts to 'true' or 'false'."""

    def __init__(self, *values: SomeSubstitutionsType) -> None:
        self._values = [normalize_to_list_of_substitutions(value) for value in values]

    def describe(self) -> str:
        """Return the class with its values."""
        texts = [' + '.join(part.describe() for part in value) for value in self._values]
        return f'{type(self).__name__}({" ".join(texts)})'

    def perform(self, context: 'LaunchContext') -> str:
        """Return 'true' or 'false'."""
        return str(self._combine([_as_bool(context, value) for value in self._values])).lower()

    def _combine(self, values: list[bool]) -> bool:
        raise NotImplementedError


class AllSubstitution(_BooleanSubstitution):
    """Gives 'true' if every value is true."""

    def _combine(self, values: list[bool]) -> bool:
        return all(values)


class AnySubstitution(_BooleanSubstitution):
    """Gives 'true' if at least one value is true."""

    def _combine(self, values: list[bool]) -> bool:
        return any(values)


class AndSubstitution(AllSubstitution):
    """Gives 'true' if both values are true."""

    def __init__(self, left: SomeSubstitutionsType, right: SomeSubstitutionsType) -> None:
        super().__init__(left, right)


class OrSubstitution(AnySubstitution):
    """Gives 'true' if one of the two values is true."""

    def __init__(self, left: SomeSubstitutionsType, right: SomeSubstitutionsType) -> None:
        super().__init__(left, right)


class NotSubstitution(_BooleanSubstitution):
    """Gives 'true' for false and 'false' for true."""

    def __init__(self, value: SomeSubstitutionsType) -> None:
        super().__init__(value)

    def _combine(self, values: list[bool]) -> bool:
        return not values[0]


class IfElseSubstitution(Substitution):
    """Gives one of two texts, as a condition says."""

    def __init__(
        self,
        condition: SomeSubstitutionsType,
        if_value: SomeSubstitutionsType = '',
        else_value: SomeSubstitutionsType = '',
    ) -> None:
        self._condition = normalize_to_list_of_substitutions(condition)
        self._if_value = normalize_to_list_of_substitutions(if_value)
        self._else_value = normalize_to_list_of_substitutions(else_value)

    def describe(self) -> str:
        """Return the class with condition and values."""
        texts = [
            ' + '.join(part.describe() for part in parts)
            for parts in (self._condition, self._if_value, self._else_value)
        ]
        return f'IfElseSubstitution({" ".join(texts)})'

    def perform(self, context: 'LaunchContext') -> str:
        """Return the text of the side that the condition chooses."""
        chosen = self._if_value if _as_bool(context, self._condition) else self._else_value
        return perform_substitutions(context, chosen)
