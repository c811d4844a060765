"""Ctrl-C and SIGTERM, raised where a verb waits instead of anywhere.

Python raises KeyboardInterrupt between any two instructions: in the middle of making a node, of
sending a goal, or of a destructor, which then complains. While a verb has a node, a signal is
therefore only noted, and raised at the next look of the waiting loop. The context is still valid
then, so that a verb can put things right, such as cancelling its goal.
"""

import signal
from collections.abc import Iterator
from contextlib import contextmanager

from ros2cli.errors import Terminated

_pending: list[type[KeyboardInterrupt]] = []


@contextmanager
def deferred_interrupts() -> Iterator[None]:
    """Note signals during the body; also SIGINT in the background of a script, if ignored."""
    previous = {number: signal.signal(number, _note) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in previous.items():
            signal.signal(number, handler)
        _pending.clear()


def raise_interrupt() -> None:
    """Raise the signal that has been noted, if any.

    Raises:
        KeyboardInterrupt: For Ctrl-C.
        Terminated: For SIGTERM.
    """
    if _pending:
        raise _pending.pop(0)


def _note(number: int, _frame: object) -> None:
    if _pending:
        # The verb has not looked since the last one: whatever holds it up must not hold up the
        # user.
        raise _pending.pop(0)
    _pending.append(Terminated if number == signal.SIGTERM else KeyboardInterrupt)
