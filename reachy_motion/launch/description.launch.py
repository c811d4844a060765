"""Starts the node `description`: the robot's model and transforms, for RViz and Foxglove."""

from launch import LaunchDescription
from launch.actions import DeclareLaunchArgument
from launch.substitutions import LaunchConfiguration, PathJoinSubstitution
from launch_ros.actions import Node
from launch_ros.parameter_descriptions import ParameterValue
from launch_ros.substitutions import FindPackageShare


def generate_launch_description() -> LaunchDescription:
    defaults = PathJoinSubstitution(
        [FindPackageShare('reachy_motion'), 'config', 'description.yaml']
    )
    return LaunchDescription(
        [
            DeclareLaunchArgument(
                'namespace', default_value='reachy', description='Namespace of the node.'
            ),
            DeclareLaunchArgument(
                'frame_prefix',
                default_value='',
                description='Put before the name of every frame, such as left/.',
            ),
            DeclareLaunchArgument(
                'params_file',
                default_value=defaults,
                description="Parameters that replace the package's own, except frame_prefix.",
            ),
            DeclareLaunchArgument(
                'log_level',
                default_value='info',
                choices=['debug', 'info', 'warn', 'error', 'fatal'],
                description='Least severe log messages shown.',
            ),
            Node(
                package='reachy_motion',
                executable='description',
                name='description',
                namespace=LaunchConfiguration('namespace'),
                parameters=[
                    defaults,
                    LaunchConfiguration('params_file'),
                    {
                        'frame_prefix': ParameterValue(
                            LaunchConfiguration('frame_prefix'), value_type=str
                        )
                    },
                ],
                ros_arguments=['--log-level', LaunchConfiguration('log_level')],
                output='screen',
            ),
        ]
    )
