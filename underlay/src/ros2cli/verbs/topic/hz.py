"""Print the average publishing rate to screen."""

import argparse
from typing import Any

from rclpy.clock import Clock, ClockType
from rclpy.qos import qos_profile_sensor_data

from ros2cli.arguments import positive_int
from ros2cli.discovery import add_spin_arguments
from ros2cli.node import cli_node, spin
from ros2cli.topics import awaited_class, message_filter
from ros2cli.windows import RateWindow

_WINDOW = 10000


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the verb's arguments."""
    parser.add_argument('topic_name', help="Name of the ROS topic to listen to (e.g. '/chatter')")
    parser.add_argument(
        '--window',
        '-w',
        metavar='WINDOW',
        type=positive_int,
        default=_WINDOW,
        help=f'window size, in # of messages, for calculating rate (default: {_WINDOW})',
    )
    parser.add_argument(
        '--filter',
        dest='filter_expr',
        metavar='EXPR',
        help='only measure messages matching the specified Python expression',
    )
    parser.add_argument(
        '--wall-time',
        action='store_true',
        help='calculates rate using wall time which can be helpful when clock is not published '
        'during simulation',
    )
    add_spin_arguments(parser)


def main(args: argparse.Namespace) -> None:
    """Print the rate about once a second until interrupted."""
    accepts = message_filter(args.filter_expr)
    window = RateWindow(args.window)
    with cli_node(args) as node:
        message_class = awaited_class(node, args.topic_name, args)
        clock = Clock(clock_type=ClockType.SYSTEM_TIME) if args.wall_time else node.get_clock()

        def on_message(message: Any) -> None:
            now_ns = clock.now().nanoseconds
            # Simulation time is zero until it begins.
            if now_ns == 0 or (accepts is not None and not accepts(message)):
                return
            window.add(now_ns * 1e-9)
            report = window.report()
            if report is not None:
                print(report)

        # Deserializing takes time that only a filter has use for.
        node.create_subscription(
            message_class,
            args.topic_name,
            on_message,
            qos_profile_sensor_data,
            raw=accepts is None,
        )
        spin(node)
