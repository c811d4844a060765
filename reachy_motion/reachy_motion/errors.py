"""Errors of the motion package."""

from reachy_common.errors import ReachyError


class MotionError(ReachyError):
    """Base of all errors of this package."""


class LimitError(MotionError):
    """A wanted posture or time lies outside the robot's limits."""


class GoalError(MotionError):
    """A goal is malformed: an unknown part, a value that is not finite, a contradiction."""


class RobotError(MotionError):
    """The robot or its simulator cannot be started or has been lost."""


class OffsetError(MotionError):
    """An offset cannot be taken: stale, not finite, too large, without a source."""
