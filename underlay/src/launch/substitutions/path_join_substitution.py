"""A path made of parts."""

import os
from collections.abc import Iterable
from typing import TYPE_CHECKING

from launch.substitution import Substitution, normalize_to_list_of_substitutions

if TYPE_CHECKING:
    from launch.launch_context import LaunchContext


class PathJoinSubstitution(Substitution):
    """Joins texts and substitutions as the components of a path."""

    def __init__(self, substitutions: Iterable[str | Substitution]) -> None:
        self.substitutions = normalize_to_list_of_substitutions(substitutions)

    def describe(self) -> str:
        """Return ``PathJoin('...')``."""
        return f"PathJoin('{' + '.join(part.describe() for part in self.substitutions)}')"

    def perform(self, context: 'LaunchContext') -> str:
        """Return the path."""
        return os.path.join(*(part.perform(context) for part in self.substitutions))
