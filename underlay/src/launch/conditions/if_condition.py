"""Conditions on a text that means true or false."""

from typing import TYPE_CHECKING

from launch.condition import Condition
from launch.substitution import (
    SomeSubstitutionsType,
    Substitution,
    normalize_to_list_of_substitutions,
    perform_substitutions,
)

if TYPE_CHECKING:
    from launch.launch_context import LaunchContext

_MEANINGS = {'true': True, '1': True, 'false': False, '0': False}


class InvalidConditionExpressionError(RuntimeError):
    """A condition's text is neither true nor false."""


def evaluate_condition_expression(
    context: 'LaunchContext', expression: list[Substitution]
) -> bool:
    """Return what a text means as a condition; case and surrounding space do not count.

    Raises:
        InvalidConditionExpressionError: If it is not one of true, 1, false, 0.
    """
    text = perform_substitutions(context, expression).strip().lower()
    if text not in _MEANINGS:
        described = ' + '.join(part.describe() for part in expression)
        raise InvalidConditionExpressionError(
            f"invalid condition expression, expected one of {list(_MEANINGS)} but got '{text}' "
            f'from {described}'
        )
    return _MEANINGS[text]


class IfCondition(Condition):
    """Lets an action happen if a text means true."""

    def __init__(self, predicate_expression: SomeSubstitutionsType) -> None:
        expression = normalize_to_list_of_substitutions(predicate_expression)
        super().__init__(
            predicate=lambda context: evaluate_condition_expression(context, expression)
        )


class UnlessCondition(Condition):
    """Lets an action happen if a text means false."""

    def __init__(self, predicate_expression: SomeSubstitutionsType) -> None:
        expression = normalize_to_list_of_substitutions(predicate_expression)
        super().__init__(
            predicate=lambda context: not evaluate_condition_expression(context, expression)
        )
