"""Values that are known only at launch time, and the plain text that is the simplest of them."""

import os
from collections.abc import Iterable
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from launch.launch_context import LaunchContext


class Substitution:
    """Stands for a text that ``perform`` finds when the launch is under way."""

    def describe(self) -> str:
        """Return how ``ros2 launch --show-args`` shows this substitution."""
        return repr(self)

    def perform(self, context: 'LaunchContext') -> str:
        """Return the text, looked up in the context of the running launch."""
        raise NotImplementedError(f'{type(self).__name__} lacks perform()')


SomeSubstitutionsType: TypeAlias = (
    str | os.PathLike[str] | Substitution | Iterable[str | Substitution]
)


class SubstitutionFailure(RuntimeError):  # noqa: N818 (the name is part of the interface)
    """A substitution found no value; the message says which and why."""


class TextSubstitution(Substitution):
    """A fixed text."""

    def __init__(self, *, text: str) -> None:
        if not isinstance(text, str):
            raise TypeError(f'TextSubstitution needs a str, got {text!r}')
        self.text = text

    def describe(self) -> str:
        """Return the text in quotes."""
        return f"'{self.text}'"

    def perform(self, context: 'LaunchContext') -> str:
        """Return the text itself."""
        return self.text


def normalize_to_list_of_substitutions(some: SomeSubstitutionsType) -> list[Substitution]:
    """Wrap whatever a user may pass as text into the one form that actions store.

    Args:
        some: A text, a path, a substitution, or a sequence of these to be joined.

    Returns:
        The substitutions whose texts, joined, are the value.

    Raises:
        TypeError: If a part is neither text nor substitution.
    """
    if isinstance(some, Substitution):
        return [some]
    if isinstance(some, (str, os.PathLike)):
        return [TextSubstitution(text=os.fspath(some))]
    if isinstance(some, Iterable):
        return [sub for part in some for sub in normalize_to_list_of_substitutions(part)]
    raise TypeError(f'expected text or a substitution, got {some!r}; use str() on other values')


def perform_substitutions(context: 'LaunchContext', substitutions: Iterable[Substitution]) -> str:
    """Return the joined texts of the substitutions."""
    return ''.join(substitution.perform(context) for substitution in substitutions)
