"""Starts the vendor's daemon with a simulated robot, for the backend `sdk`."""

from launch import LaunchDescription
from launch.actions import DeclareLaunchArgument, ExecuteProcess
from launch.substitutions import LaunchConfiguration


def generate_launch_description() -> LaunchDescription:
    return LaunchDescription(
        [
            DeclareLaunchArgument(
                'daemon',
                default_value='mockup-sim',
                choices=['mockup-sim', 'sim'],
                description='Its robot: mockup-sim follows at once; sim has physics.',
            ),
            DeclareLaunchArgument(
                'scene',
                default_value='empty',
                choices=['empty', 'minimal'],
                description='World of the robot of sim; minimal has a table with things on it.',
            ),
            DeclareLaunchArgument('port', default_value='8000', description='Its HTTP port.'),
            # The node `robot` wakes the robot up itself.
            ExecuteProcess(
                cmd=[
                    'reachy-mini-daemon',
                    ['--', LaunchConfiguration('daemon')],
                    *('--scene', LaunchConfiguration('scene')),
                    *('--fastapi-port', LaunchConfiguration('port')),
                    *('--headless', '--no-media', '--log-level', 'WARNING'),
                    *('--no-wake-up-on-start', '--no-goto-sleep-on-stop'),
                ],
                name='daemon',
                # It shall neither send usage data nor look for updates.
                additional_env={'REACHY_MINI_TELEMETRY': '0', 'HF_HUB_OFFLINE': '1'},
                # Its own end is noisy: a traceback at Ctrl-C. Launch tells when it dies early.
                output='log',
            ),
        ]
    )
