"""Starts and supervises processes as Python launch files describe it.

This is the part of ROS 2's ``launch`` that this suite and its users need, with the names, the
arguments and the output of the original, for machines where ROS 2 comes from PyPI and has no
``launch``. Supported:

- actions: ``DeclareLaunchArgument``, ``IncludeLaunchDescription``, ``GroupAction``,
  ``ExecuteProcess``, ``TimerAction``, ``LogInfo``, ``OpaqueFunction``, ``RegisterEventHandler``,
  ``UnregisterEventHandler``, ``EmitEvent``, ``Shutdown``; set, unset and append environment
  variables; set and unset launch configurations; push, pop and reset of both
- substitutions: ``LaunchConfiguration``, ``TextSubstitution``, ``PathJoinSubstitution``,
  ``PythonExpression``, ``EnvironmentVariable``, ``ThisLaunchFile``, ``ThisLaunchFileDir``,
  ``Command``, ``FindExecutable``, ``IfElse``, ``Equals``, ``NotEquals``, ``And``, ``Or``,
  ``Not``, ``All`` and ``AnySubstitution``
- conditions: ``IfCondition``, ``UnlessCondition``, ``LaunchConfigurationEquals``,
  ``LaunchConfigurationNotEquals``
- event handlers: ``OnProcessStart``, ``OnProcessExit``, ``OnProcessIO``, ``OnShutdown``
- sources: Python launch files, and launch descriptions made in Python
- ``LaunchService`` and ``LaunchContext`` for use from programs

Not supported: launch files in XML or YAML, standard input of processes, extensions by plugins.

Two things differ on purpose. SIGTERM ends the children as Ctrl-C does, where the original leaves
them running; lines and exit status are the same. And ``ThisLaunchFileDir`` means the file it
stands in also after an ``IncludeLaunchDescription``, where the original then gives the folder of
the included file.
"""

from launch import (
    actions,
    conditions,
    event_handlers,
    events,
    launch_description_sources,
    logging,
    substitutions,
    utilities,
)
from launch.action import Action
from launch.condition import Condition
from launch.event import Event
from launch.event_handler import BaseEventHandler, EventHandler
from launch.launch_context import LaunchContext
from launch.launch_description import LaunchDescription
from launch.launch_description_entity import LaunchDescriptionEntity, SomeEntitiesType
from launch.launch_description_source import LaunchDescriptionSource
from launch.launch_service import LaunchService
from launch.some_substitutions_type import SomeSubstitutionsType
from launch.substitution import Substitution

__all__ = [
    'Action',
    'BaseEventHandler',
    'Condition',
    'Event',
    'EventHandler',
    'LaunchContext',
    'LaunchDescription',
    'LaunchDescriptionEntity',
    'LaunchDescriptionSource',
    'LaunchService',
    'SomeEntitiesType',
    'SomeSubstitutionsType',
    'Substitution',
    'actions',
    'conditions',
    'event_handlers',
    'events',
    'launch_description_sources',
    'logging',
    'substitutions',
    'utilities',
]
