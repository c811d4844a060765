"""Events that concern the launch as a whole."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from launch.action import Action
from launch.event import Event

if TYPE_CHECKING:
    from launch.actions import TimerAction
    from launch.launch_description import LaunchDescription


class Shutdown(Event):
    """The launch shall end."""

    name = 'launch.events.Shutdown'

    def __init__(self, *, reason: str = 'reason not given', due_to_sigint: bool = False) -> None:
        self.reason = reason
        self.due_to_sigint = due_to_sigint


class IncludeLaunchDescription(Event):
    """A launch description shall be visited."""

    name = 'launch.events.IncludeLaunchDescription'

    def __init__(self, launch_description: 'LaunchDescription') -> None:
        self.launch_description = launch_description


class TimerEvent(Event):
    """The period of a timer is over."""

    name = 'launch.events.TimerEvent'

    def __init__(self, *, timer_action: 'TimerAction') -> None:
        self.timer_action = timer_action


def matches_action(target_action: Action) -> Callable[[Action], bool]:
    """Return a matcher for events that are meant for one action."""
    return lambda action: action is target_action
