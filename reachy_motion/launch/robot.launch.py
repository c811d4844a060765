"""Starts the node `robot`: the driver of the simulated robot."""

from launch import LaunchDescription
from launch.actions import DeclareLaunchArgument
from launch.substitutions import LaunchConfiguration, PathJoinSubstitution
from launch_ros.actions import Node
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
                choices=['mujoco', 'mock'],
                description='The robot: simulated with physics, or kinematic and instant.',
            ),
            DeclareLaunchArgument(
                'scene',
                default_value='empty',
                choices=['empty', 'minimal'],
                description='World of the simulated robot; minimal has a table with things on it.',
            ),
            DeclareLaunchArgument(
                'params_file',
                default_value=defaults,
                description="Parameters that replace the package's own, except backend and scene.",
            ),
            DeclareLaunchArgument(
                'log_level',
                default_value='info',
                choices=['debug', 'info', 'warn', 'error', 'fatal'],
                description='Least severe log messages shown.',
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
                    },
                ],
                ros_arguments=['--log-level', LaunchConfiguration('log_level')],
                output='screen',
            ),
        ]
    )
