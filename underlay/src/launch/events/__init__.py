"""Events of a launch."""

from launch.events import process
from launch.events.launch_events import (
    IncludeLaunchDescription,
    Shutdown,
    TimerEvent,
    matches_action,
)

__all__ = ['IncludeLaunchDescription', 'Shutdown', 'TimerEvent', 'matches_action', 'process']
