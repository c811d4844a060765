"""Starts the node `robot`: the driver of the simulated or real robot."""

from launch import LaunchDescription
from launch.actions import DeclareLaunchArgument, IncludeLaunchDescription
from launch.conditions import IfCondition
from launch.launch_description_sources import PythonLaunchDescriptionSource
from launch.substitutions import (
    LaunchConfiguration,
    NotEqualsSubstitution,
    PathJoinSubstitution,
)
from launch_ros.actions import Node
from launch_ros.parameter_descriptions import ParameterValue
from launch_ros.substitutions import FindPackageShare


def generate_launch_description() -> LaunchDescription:
    defaults = PathJoinSubstitution([FindPackageShare('reachy_motion'), 'config', 'robot.yaml'])
    return LaunchDescription(
        [
            DeclareLaunchArgument(
                'namespace', default_value='reachy', description='Namespace of the node.'
            ),
            DeclareLaunchArgument(
                'backend',
                default_value='mujoco',
                choices=['mujoco', 'mock', 'sdk'],
                description='mujoco: simulated with physics; mock: kinematic and instant; sdk: '
                "behind the vendor's daemon.",
            ),
            DeclareLaunchArgument(
                'daemon',
                default_value='none',
                choices=['none', 'mockup-sim', 'sim'],
                description='Daemon to start for sdk; none: one is running, as on the robot.',
            ),
            DeclareLaunchArgument(
                'host', default_value='localhost', description='Where the daemon of sdk runs.'
            ),
            DeclareLaunchArgument('port', default_value='8000', description='Its HTTP port.'),
            DeclareLaunchArgument(
                'scene',
                default_value='empty',
                choices=['empty', 'minimal'],
                description='World of the simulated robot; minimal has a table with things on it.',
            ),
            DeclareLaunchArgument(
                'params_file',
                default_value=defaults,
                description="Parameters that replace the package's own; arguments go before them.",
            ),
            DeclareLaunchArgument(
                'log_level',
                default_value='info',
                choices=['debug', 'info', 'warn', 'error', 'fatal'],
                description='Least severe log messages shown.',
            ),
            IncludeLaunchDescription(
                PythonLaunchDescriptionSource(
                    PathJoinSubstitution(
                        [FindPackageShare('reachy_motion'), 'launch', 'daemon.launch.py']
                    )
                ),
                launch_arguments={
                    name: LaunchConfiguration(name) for name in ('daemon', 'scene', 'port')
                }.items(),
                condition=IfCondition(
                    NotEqualsSubstitution(LaunchConfiguration('daemon'), 'none')
                ),
            ),
            Node(
                package='reachy_motion',
                executable='robot',
                name='robot',
                namespace=LaunchConfiguration('namespace'),
                parameters=[
                    defaults,
                    LaunchConfiguration('params_file'),
                    {
                        'backend': LaunchConfiguration('backend'),
                        'scene': LaunchConfiguration('scene'),
                        'sdk.host': LaunchConfiguration('host'),
                        'sdk.port': ParameterValue(LaunchConfiguration('port'), value_type=int),
                    },
                ],
                ros_arguments=['--log-level', LaunchConfiguration('log_level')],
                output='screen',
            ),
        ]
    )
