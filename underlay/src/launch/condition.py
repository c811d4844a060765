"""The base of all conditions."""

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from launch.launch_context import LaunchContext


class Condition:
    """Decides, when an action is reached, whether it takes place."""

    def __init__(self, *, predicate: Callable[['LaunchContext'], bool]) -> None:
        self._predicate = predicate

    def evaluate(self, context: 'LaunchContext') -> bool:
        """Return whether the action takes place."""
        return self._predicate(context)
