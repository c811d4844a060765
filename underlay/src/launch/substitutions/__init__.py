"""Substitutions: texts found when the launch is under way."""

from launch.substitution import SubstitutionFailure, TextSubstitution
from launch.substitutions.boolean import (
    AllSubstitution,
    AndSubstitution,
    AnySubstitution,
    IfElseSubstitution,
    NotSubstitution,
    OrSubstitution,
)
from launch.substitutions.command import Command, FindExecutable
from launch.substitutions.environment_variable import EnvironmentVariable
from launch.substitutions.equality import EqualsSubstitution, NotEqualsSubstitution
from launch.substitutions.launch_configuration import LaunchConfiguration
from launch.substitutions.path_join_substitution import PathJoinSubstitution
from launch.substitutions.python_expression import PythonExpression
from launch.substitutions.this_launch_file import ThisLaunchFile, ThisLaunchFileDir

__all__ = [
    'AllSubstitution',
    'AndSubstitution',
    'AnySubstitution',
    'Command',
    'EnvironmentVariable',
    'EqualsSubstitution',
    'FindExecutable',
    'IfElseSubstitution',
    'LaunchConfiguration',
    'NotEqualsSubstitution',
    'NotSubstitution',
    'OrSubstitution',
    'PathJoinSubstitution',
    'PythonExpression',
    'SubstitutionFailure',
    'TextSubstitution',
    'ThisLaunchFile',
    'ThisLaunchFileDir',
]
