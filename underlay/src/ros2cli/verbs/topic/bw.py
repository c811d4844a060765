"""Display bandwidth used by topic."""

import argparse

from rclpy.qos import qos_profile_sensor_data

from ros2cli.arguments import positive_int
from ros2cli.discovery import add_spin_arguments
from ros2cli.node import cli_node, spin
from ros2cli.topics import awaited_class
from ros2cli.windows import BandwidthWindow

_WINDOW = 100


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the verb's arguments."""
    parser.add_argument('topic', help='Topic name to monitor for bandwidth utilization')
    parser.add_argument(
        '--window',
        '-w',
        metavar='WINDOW',
        type=positive_int,
        default=_WINDOW,
        help=f'maximum window size, in # of messages, for calculating rate (default: {_WINDOW})',
    )
    add_spin_arguments(parser)


def main(args: argparse.Namespace) -> None:
    """Print the bandwidth once a second until interrupted."""
    window = BandwidthWindow(args.window)
    with cli_node(args) as node:
        message_class = awaited_class(node, args.topic, args)

        def now_s() -> float:
            return node.get_clock().now().nanoseconds * 1e-9

        def on_message(data: bytes) -> None:
            window.add(now_s(), len(data))

        def on_timer() -> None:
            report = window.report(now_s())
            if report is not None:
                print(report)

        node.create_subscription(
            message_class, args.topic, on_message, qos_profile_sensor_data, raw=True
        )
        print(f'Subscribed to [{args.topic}]')
        node.create_timer(1.0, on_timer)
        spin(node)
