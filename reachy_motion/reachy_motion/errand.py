"""Something that the robot has been asked to do and that takes its time: to wake up, to sleep."""

from reachy_motion.errors import MotionError


class RefusedError(MotionError):
    """The robot cannot do what it was asked in the mode that it is in; says what helps."""


class Errand:
    """How far the robot has come with it, and what came of it.

    The thread that drives the robot writes it, others read it: `is_over` is set last.

    Args:
        name: The action, such as `wake_up`.
    """

    def __init__(self, name: str) -> None:
        self.name = name
        self.progress = 0.0
        self.success = False
        self.message = ''
        self.is_over = False

    def succeed(self, message: str) -> None:
        """End it well."""
        self.progress, self.success = 1.0, True
        self._end(message)

    def fail(self, reason: str) -> None:
        """End it without having reached its end."""
        self._end(reason)

    def _end(self, message: str) -> None:
        self.message = message
        self.is_over = True
