"""Call a service."""

import argparse
import time

from rclpy.node import Node

from ros2cli.errors import CliError
from ros2cli.interfaces import fill, load_service, new, parse_values, read_values
from ros2cli.node import cli_node, spin


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the verb's arguments."""
    parser.add_argument(
        'service_name', help="Name of the ROS service to call to (e.g. '/add_two_ints')"
    )
    parser.add_argument('service_type', help="Type of the ROS service (e.g. 'std_srvs/srv/Empty')")
    values = parser.add_mutually_exclusive_group()
    values.add_argument(
        'values',
        nargs='?',
        default='{}',
        help="Values to fill the service request with in YAML format (e.g. '{a: 1, b: 2}'), "
        'otherwise the service request will be published with default values',
    )
    values.add_argument('--stdin', action='store_true', help='Read values from standard input')
    parser.add_argument(
        '-r', '--rate', metavar='N', type=float, help='Repeat the call at a specific rate in Hz'
    )


def main(args: argparse.Namespace) -> None:
    """Call once, or repeatedly until interrupted, and print requests and responses."""
    if args.rate is not None and args.rate <= 0.0:
        raise CliError('rate must be greater than zero')
    service_class = load_service(args.service_type)
    request = new(service_class.Request)
    values = parse_values(read_values(args.values, args.stdin))
    fill(request, values, 'Failed to populate field: {}')
    with cli_node(args) as node:
        client = node.create_client(service_class, args.service_name)
        print('waiting for service to become available...')
        spin(node, client.service_is_ready, poll_s=0.02)
        while True:
            print(f'requester: making request: {request!r}\n')
            called_s = time.monotonic()
            future = client.call_async(request)
            spin(node, future.done)
            print(f'response:\n{future.result()!r}\n')
            if args.rate is None:
                return
            _sleep_until(node, called_s + 1.0 / args.rate)


def _sleep_until(node: Node, time_s: float) -> None:
    spin(node, timeout_s=max(0.0, time_s - time.monotonic()))
