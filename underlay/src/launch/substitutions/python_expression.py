"""The value of a Python expression."""

import importlib
from typing import TYPE_CHECKING, Any

from launch.substitution import (
    SomeSubstitutionsType,
    Substitution,
    SubstitutionFailure,
    normalize_to_list_of_substitutions,
    perform_substitutions,
)

if TYPE_CHECKING:
    from launch.launch_context import LaunchContext


class PythonExpression(Substitution):
    """Evaluates a text as Python, as ``str``; the names of ``math`` are there without prefix.

    A launch file is a program that its user chose to run, so the expression is not restricted.
    """

    def __init__(
        self,
        expression: SomeSubstitutionsType,
        python_modules: SomeSubstitutionsType = ('math',),
    ) -> None:
        self.expression = normalize_to_list_of_substitutions(expression)
        self.python_modules = normalize_to_list_of_substitutions(python_modules)

    def describe(self) -> str:
        """Return ``PythonExpr('expression', ['module'])``."""
        expression = ' + '.join(part.describe() for part in self.expression)
        modules = ', '.join(part.describe() for part in self.python_modules)
        return f'PythonExpr({expression}, [{modules}])'

    def perform(self, context: 'LaunchContext') -> str:
        """Return the value of the expression.

        Raises:
            SubstitutionFailure: If the expression is invalid.
        """
        text = perform_substitutions(context, self.expression)
        names: dict[str, Any] = {}
        try:
            for part in self.python_modules:
                module = importlib.import_module(part.perform(context))
                names |= vars(module) if module.__name__ == 'math' else {}
                names[module.__name__] = module
            return str(eval(text, {}, names))
        except Exception as err:
            raise SubstitutionFailure(f"cannot evaluate '{text}' as Python: {err}") from err
