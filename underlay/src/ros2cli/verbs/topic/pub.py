"""Publish a message to a topic."""

import argparse
import time
from typing import Any

from rclpy.node import Node
from rclpy.publisher import Publisher
from rosidl_runtime_py.set_message import StampSetter

from ros2cli import qos
from ros2cli.arguments import positive_float, unsigned_int
from ros2cli.discovery import add_spin_arguments
from ros2cli.errors import CliError
from ros2cli.interfaces import fill, load_message, new, parse_values, read_values
from ros2cli.node import cli_node, spin

_WAIT_REPORT_PERIOD_S = 1.0


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the verb's arguments."""
    parser.add_argument('topic_name', help="Name of the ROS topic to publish to (e.g. '/chatter')")
    parser.add_argument('message_type', help="Type of the ROS message (e.g. 'std_msgs/String')")
    values = parser.add_mutually_exclusive_group()
    values.add_argument(
        'values',
        nargs='?',
        default='{}',
        help="Values to fill the message with in YAML format (e.g. 'data: Hello World'), "
        'otherwise the message will be published with default values',
    )
    values.add_argument('--stdin', action='store_true', help='Read values from standard input')
    parser.add_argument(
        '-r',
        '--rate',
        metavar='N',
        type=positive_float,
        default=1.0,
        help='Publishing rate in Hz (default: 1)',
    )
    parser.add_argument(
        '-p',
        '--print',
        metavar='N',
        type=unsigned_int,
        default=1,
        help='Only print every N-th published message (default: 1)',
    )
    times = parser.add_mutually_exclusive_group()
    times.add_argument('-1', '--once', action='store_true', help='Publish one message and exit')
    times.add_argument(
        '-t',
        '--times',
        type=unsigned_int,
        default=0,
        help='Publish this number of times and then exit',
    )
    _add_waiting_arguments(parser)
    parser.add_argument('-n', '--node-name', help='Name of the created publishing node')
    qos.add_qos_arguments(parser, 'publish', 'default', 'that of the profile')
    add_spin_arguments(parser)


def _add_waiting_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        '-w',
        '--wait-matching-subscriptions',
        type=unsigned_int,
        help='Wait until finding the specified number of matching subscriptions. Defaults to 1 '
        'when using "-1"/"--once"/"--times", otherwise defaults to 0.',
    )
    parser.add_argument(
        '--max-wait-time-secs',
        type=positive_float,
        help='This sets the maximum wait time in seconds if --wait-until-matching-subscriptions '
        'is set. By default, this flag is not set meaning the subscriber will wait endlessly.',
    )
    parser.add_argument(
        '--keep-alive',
        metavar='N',
        type=positive_float,
        default=0.1,
        help='Keep publishing node alive for N seconds after the last msg (default: 0.1)',
    )


def main(args: argparse.Namespace) -> None:
    """Publish until interrupted, or as often as the options say."""
    message = new(load_message(args.message_type))
    values = parse_values(read_values(args.values, args.stdin))
    if not isinstance(values, dict):
        raise CliError('The passed value needs to be a dictionary in YAML format')
    stamps = fill(message, values, 'Failed to populate field: {}', expand=True)
    times = 1 if args.once else args.times
    wanted = args.wait_matching_subscriptions
    if wanted is None:
        wanted = 1 if times else 0
    if wanted == 0 and args.max_wait_time_secs is not None:
        raise CliError(
            '--max-wait-time-secs option is only effective with --wait-matching-subscriptions, '
            '--once or --times'
        )
    with cli_node(args, args.node_name) as node:
        publisher = node.create_publisher(
            type(message), args.topic_name, qos.explicit_profile(args)
        )
        _wait_for_subscriptions(node, publisher, wanted, args.max_wait_time_secs)
        print('publisher: beginning loop')
        loop = _Loop(node, publisher, message, stamps, args.print)
        loop.publish()
        node.create_timer(1.0 / args.rate, loop.publish)
        spin(node, lambda: 0 < times <= loop.count)
        # The middleware sends in the background, and loses what is left when the node goes.
        time.sleep(args.keep_alive)


class _Loop:
    """Publishes the same message again and again, with fresh stamps."""

    def __init__(
        self,
        node: Node,
        publisher: Publisher,
        message: Any,
        stamps: list[StampSetter],
        print_every: int,
    ) -> None:
        self.count = 0
        self._node = node
        self._publisher = publisher
        self._message = message
        self._stamps = stamps
        self._print_every = print_every

    def publish(self) -> None:
        """Publish once, and say so if it is this message's turn."""
        now = self._node.get_clock().now().to_msg()
        for set_stamp in self._stamps:
            set_stamp(now)
        self.count += 1
        if self._print_every and self.count % self._print_every == 0:
            print(f'publishing #{self.count}: {self._message!r}\n')
        self._publisher.publish(self._message)


def _wait_for_subscriptions(
    node: Node, publisher: Publisher, wanted: int, max_wait_s: float | None
) -> None:
    """Wait until so many subscriptions have matched, with a sign of life every second."""
    started_s = time.monotonic()
    while publisher.get_subscription_count() < wanted:
        print(f'Waiting for at least {wanted} matching subscription(s)...')
        wait_s = _WAIT_REPORT_PERIOD_S
        if max_wait_s is not None:
            left_s = max_wait_s - (time.monotonic() - started_s)
            if left_s <= 0.0:
                raise CliError(
                    f'Timed out waiting for subscribers: Expected {wanted} subcribers but only '
                    f'got {publisher.get_subscription_count()} subscribers'
                )
            wait_s = min(wait_s, left_s)
        spin(node, lambda: publisher.get_subscription_count() >= wanted, wait_s, poll_s=0.02)
