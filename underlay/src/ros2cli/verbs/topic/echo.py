"""Output messages from a topic."""

import argparse
from typing import Any

import yaml
from rclpy.event_handler import SubscriptionEventCallbacks
from rclpy.node import Node
from rclpy.qos import QoSProfile
from rosidl_runtime_py import message_to_csv, message_to_yaml

from ros2cli import qos
from ros2cli.arguments import positive_float, unsigned_int
from ros2cli.discovery import add_graph_arguments, discover
from ros2cli.errors import CliError
from ros2cli.interfaces import load_message
from ros2cli.node import cli_node, spin
from ros2cli.topics import discovered_class, message_filter

_TRUNCATE_LENGTH = 128


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the verb's arguments."""
    add_graph_arguments(parser)
    parser.add_argument('topic_name', help="Name of the ROS topic to listen to (e.g. '/chatter')")
    parser.add_argument(
        'message_type', nargs='?', help="Type of the ROS message (e.g. 'std_msgs/msg/String')"
    )
    qos.add_qos_arguments(
        parser, 'subscribe', 'sensor_data', 'Compatible profile with running endpoints'
    )
    _add_format_arguments(parser)
    parser.add_argument(
        '--no-lost-messages', action='store_true', help="Don't report when a message is lost"
    )
    parser.add_argument('--raw', action='store_true', help='Echo the raw binary representation')
    parser.add_argument(
        '--filter',
        dest='filter_expr',
        help='Python expression to filter messages that are printed. Expression can use Python '
        'builtins as well as m (the message).',
    )
    parser.add_argument(
        '--once', action='store_true', help='Print the first message received and then exit.'
    )
    parser.add_argument(
        '--timeout', metavar='N', type=positive_float, help='Set a timeout in seconds for waiting'
    )
    parser.add_argument(
        '--include-message-info',
        '-i',
        action='store_true',
        help='Shows the associated message info.',
    )


def _add_format_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        '--csv',
        action='store_true',
        help='Output all recursive fields separated by commas (e.g. for plotting). If '
        '--include-message-info is also passed, the following fields are prepended: '
        'source_timestamp, received_timestamp, publication_sequence_number, '
        'reception_sequence_number.',
    )
    parser.add_argument(
        '--field',
        help="Echo a selected field of a message. Use '.' to select sub-fields. For example, to "
        "echo the position field of a nav_msgs/msg/Odometry message: 'ros2 topic echo /odom "
        "--field pose.pose.position'",
    )
    parser.add_argument(
        '--full-length',
        '-f',
        action='store_true',
        help='Output all elements for arrays, bytes, and string with a length > '
        "'--truncate-length', by default they are truncated after '--truncate-length' "
        "elements with '...''",
    )
    parser.add_argument(
        '--truncate-length',
        '-l',
        type=unsigned_int,
        default=_TRUNCATE_LENGTH,
        help=f'The length to truncate arrays, bytes, and string to (default: {_TRUNCATE_LENGTH})',
    )
    parser.add_argument(
        '--no-arr', action='store_true', help="Don't print array fields of messages"
    )
    parser.add_argument(
        '--no-str', action='store_true', help="Don't print string fields of messages"
    )
    parser.add_argument(
        '--flow-style',
        action='store_true',
        help='Print collections in the block style (not available with csv format)',
    )


def main(args: argparse.Namespace) -> None:
    """Print messages until interrupted, or as far as ``--once`` and ``--timeout`` say."""
    echo = _Echo(args)
    message_class = load_message(args.message_type) if args.message_type else None
    with cli_node(args) as node:
        discover(node, args)
        if message_class is None:
            message_class = discovered_class(node, args.topic_name, args)
        if message_class is None:
            raise CliError('Could not determine the type for the passed topic')
        node.create_subscription(
            message_class,
            args.topic_name,
            echo.on_message,
            _choose_profile(node, args),
            raw=args.raw,
            event_callbacks=SubscriptionEventCallbacks(
                message_lost=None if args.no_lost_messages else _on_message_lost
            ),
        )
        spin(node, lambda: args.once and echo.has_printed, args.timeout)


def _choose_profile(node: Node, args: argparse.Namespace) -> QoSProfile:
    if qos.is_explicit(args):
        return qos.explicit_profile(args)
    return qos.compatible_profile(node, args.topic_name, args.qos_profile)


class _Echo:
    """Prints messages as the options say."""

    def __init__(self, args: argparse.Namespace) -> None:
        self.has_printed = False
        self._args = args
        self._fields = [part for part in (args.field or '').split('.') if part]
        if args.field is not None and not self._fields:
            raise CliError(f"Invalid field value '{args.field}'")
        self._filter = message_filter(args.filter_expr)
        self._limits = {
            'truncate_length': None if args.full_length else args.truncate_length,
            'no_arr': args.no_arr,
            'no_str': args.no_str,
        }

    def on_message(self, message: Any, info: dict[str, int]) -> None:
        """Print one message, or the chosen field of it."""
        if self.has_printed and self._args.once:
            return
        value = self._select(message)
        if self._filter is not None and not self._filter(value):
            return
        self.has_printed = True
        if not hasattr(value, 'get_fields_and_field_types'):
            self._print_plain(value, info)
        elif self._args.csv:
            line = message_to_csv(value, **self._limits)
            prefix = [str(part) for part in info.values()] if self._wants_info else []
            print(','.join([*prefix, line]))
        else:
            if self._wants_info:
                print(yaml.dump(info), end='---\n')
            text = message_to_yaml(value, flow_style=self._args.flow_style, **self._limits)
            print(text, end='---\n')

    @property
    def _wants_info(self) -> bool:
        return self._args.include_message_info

    def _select(self, message: Any) -> Any:
        for field in self._fields:
            try:
                message = getattr(message, field)
            except AttributeError as err:
                raise CliError(f"Invalid field '{'.'.join(self._fields)}': {err}") from err
        return message

    def _print_plain(self, value: Any, info: dict[str, int]) -> None:
        if self._wants_info:
            print('---Got new message, message info:---', info, '---Message data:---', sep='\n')
        print(value, end='\n---\n')


def _on_message_lost(status: Any) -> None:
    print(
        f'A message was lost!!!\n\ttotal count change:{status.total_count_change}\n'
        f'\ttotal count: {status.total_count}',
        end='---\n',
    )
