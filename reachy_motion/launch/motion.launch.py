"""Starts the node `motion`."""

from launch import LaunchDescription
from launch.actions import DeclareLaunchArgument
from launch.substitutions import LaunchConfiguration, PathJoinSubstitution
from launch_ros.actions import Node
from launch_ros.substitutions import FindPackageShare


def generate_launch_description() -> LaunchDescription:
    defaults = PathJoinSubstitution([FindPackageShare('reachy_motion'), 'config', 'motion.yaml'])
    return LaunchDescription(
        [
            DeclareLaunchArgument(
                'namespace', default_value='reachy', description='Namespace of the node.'
            ),
            DeclareLaunchArgument(
                'params_file',
                default_value=defaults,
                description="Parameters that replace the package's own.",
            ),
            DeclareLaunchArgument(
                'log_level',
                default_value='info',
                choices=['debug', 'info', 'warn', 'error', 'fatal'],
                description='Least severe log messages shown.',
            ),
            Node(
                package='reachy_motion',
                executable='motion',
                name='motion',
                namespace=LaunchConfiguration('namespace'),
                parameters=[defaults, LaunchConfiguration('params_file')],
                ros_arguments=['--log-level', LaunchConfiguration('log_level')],
                output='screen',
            ),
        ]
    )
