"""Display delay of topic from timestamp in header."""

import argparse
from typing import Any

from rclpy.qos import qos_profile_sensor_data
from rclpy.time import Time

from ros2cli.arguments import positive_int
from ros2cli.discovery import add_spin_arguments
from ros2cli.errors import CliError
from ros2cli.node import cli_node, spin
from ros2cli.topics import awaited_class
from ros2cli.windows import DelayWindow

_WINDOW = 10000


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the verb's arguments."""
    parser.add_argument('topic', help='Topic name to calculate the delay for')
    parser.add_argument(
        '--window',
        '-w',
        type=positive_int,
        default=_WINDOW,
        help=f'window size, in # of messages, for calculating rate (default: {_WINDOW})',
    )
    add_spin_arguments(parser)


def main(args: argparse.Namespace) -> None:
    """Print the age of the messages once a second until interrupted."""
    window = DelayWindow(args.window)
    with cli_node(args) as node:
        message_class = awaited_class(node, args.topic, args)
        if 'header' not in message_class.get_fields_and_field_types():
            raise CliError('msg does not have header')

        def on_message(message: Any) -> None:
            age = node.get_clock().now() - Time.from_msg(message.header.stamp)
            window.add(age.nanoseconds * 1e-9)

        def on_timer() -> None:
            report = window.report()
            if report is not None:
                print(report)

        node.create_subscription(message_class, args.topic, on_message, qos_profile_sensor_data)
        node.create_timer(1.0, on_timer)
        spin(node)
