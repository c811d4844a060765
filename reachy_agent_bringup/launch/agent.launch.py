"""Starts the whole suite: one robot, or its simulator, with everything that makes it alive."""

from launch import LaunchDescription
from launch.actions import (
    DeclareLaunchArgument,
    IncludeLaunchDescription,
    SetEnvironmentVariable,
)
from launch.launch_description_sources import PythonLaunchDescriptionSource
from launch.substitutions import EnvironmentVariable, LaunchConfiguration, PathJoinSubstitution
from launch_ros.substitutions import FindPackageShare

ARGUMENTS = (
    DeclareLaunchArgument(
        'robot',
        default_value='mujoco',
        choices=['mujoco', 'mock', 'sdk'],
        description='mujoco: simulated with physics; mock: follows every target at once; '
        "sdk: the real robot, or whatever the vendor's daemon drives.",
    ),
    DeclareLaunchArgument(
        'daemon',
        default_value='none',
        choices=['none', 'mockup-sim', 'sim'],
        description='Daemon to start for robot:=sdk; none: one is running already.',
    ),
    DeclareLaunchArgument(
        'scene',
        default_value='empty',
        choices=['empty', 'minimal'],
        description='World around the simulated robot; minimal: a table with three things on it.',
    ),
    DeclareLaunchArgument(
        'namespace', default_value='reachy', description='Namespace of all nodes of this robot.'
    ),
    DeclareLaunchArgument(
        'params_file',
        default_value=PathJoinSubstitution(
            [FindPackageShare('reachy_agent_bringup'), 'config', 'agent.yaml']
        ),
        description='Parameters that replace those of the packages.',
    ),
    DeclareLaunchArgument(
        'log_level',
        default_value='info',
        choices=['debug', 'info', 'warn', 'error', 'fatal'],
        description='Least severe log messages that the nodes show.',
    ),
)


def include(package: str, file: str, **arguments: str) -> IncludeLaunchDescription:
    """Include a package's launch file with the arguments that all share, and some of its own."""
    shared = {
        name: LaunchConfiguration(name) for name in ('namespace', 'params_file', 'log_level')
    }
    return IncludeLaunchDescription(
        PythonLaunchDescriptionSource(
            PathJoinSubstitution([FindPackageShare(package), 'launch', file])
        ),
        launch_arguments={
            **shared,
            **{name: LaunchConfiguration(value) for name, value in arguments.items()},
        }.items(),
    )


def generate_launch_description() -> LaunchDescription:
    # Threads of the linear algebra library only disturb the loops: every matrix here is small.
    one_thread = SetEnvironmentVariable(
        'OMP_NUM_THREADS', EnvironmentVariable('OMP_NUM_THREADS', default_value='1')
    )
    return LaunchDescription(
        [
            *ARGUMENTS,
            one_thread,
            include(
                'reachy_motion', 'robot.launch.py', backend='robot', daemon='daemon', scene='scene'
            ),
            include('reachy_motion', 'motion.launch.py'),
            include('reachy_motion', 'description.launch.py'),
        ]
    )
