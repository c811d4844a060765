"""Starts ROS nodes from launch files.

This is the part of ROS 2's ``launch_ros`` that this suite and its users need, see
:mod:`launch`. Supported:

- actions: ``Node``, ``PushRosNamespace``, ``SetParameter``, ``SetParametersFromFile``,
  ``SetRemap``
- substitutions: ``FindPackageShare``, ``FindPackagePrefix``, ``ExecutableInPackage``
- ``parameter_descriptions.ParameterValue``

Not supported: lifecycle nodes as actions, composable nodes, substitutions in parameter files.
"""

from launch_ros import actions, parameter_descriptions, substitutions

__all__ = ['actions', 'parameter_descriptions', 'substitutions']
