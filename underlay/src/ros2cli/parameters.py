"""What the parameter verbs share: another node's parameters, reached through its services."""

import argparse
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from rcl_interfaces.msg import ParameterType, SetParametersResult
from rclpy.node import Node
from rclpy.parameter_client import AsyncParameterClient
from rclpy.task import Future

from ros2cli.discovery import add_graph_arguments, discover
from ros2cli.errors import CliError
from ros2cli.names import node_names, parse_node_name
from ros2cli.node import cli_node, spin

_SERVICES_TIMEOUT_S = 5.0

TYPE_NAMES = {
    ParameterType.PARAMETER_NOT_SET: 'not set',
    ParameterType.PARAMETER_BOOL: 'boolean',
    ParameterType.PARAMETER_INTEGER: 'integer',
    ParameterType.PARAMETER_DOUBLE: 'double',
    ParameterType.PARAMETER_STRING: 'string',
    ParameterType.PARAMETER_BYTE_ARRAY: 'byte array',
    ParameterType.PARAMETER_BOOL_ARRAY: 'boolean array',
    ParameterType.PARAMETER_INTEGER_ARRAY: 'integer array',
    ParameterType.PARAMETER_DOUBLE_ARRAY: 'double array',
    ParameterType.PARAMETER_STRING_ARRAY: 'string array',
}


class RemoteParameters:
    """Calls a node's parameter services, one at a time, and waits for the answers."""

    def __init__(self, node: Node, remote_name: str) -> None:
        self._node = node
        self._client = AsyncParameterClient(node, remote_name)

    def wait_until_ready(self) -> bool:
        """Wait for the services for a while; return whether they are there."""
        return spin(self._node, self._client.services_are_ready, _SERVICES_TIMEOUT_S, poll_s=0.02)

    def names(self, prefixes: list[str] | None = None) -> list[str]:
        """Return the names of all parameters, or of those with one of the prefixes, sorted."""
        return sorted(self._result(self._client.list_parameters(prefixes)).result.names)

    def values(self, names: list[str]) -> list[Any]:
        """Return ``ParameterValue`` messages; none at all if a name is unknown."""
        return self._result(self._client.get_parameters(names)).values

    def descriptors(self, names: list[str]) -> list[Any]:
        """Return ``ParameterDescriptor`` messages, blank where a name is unknown."""
        return self._result(self._client.describe_parameters(names)).descriptors

    def set(self, parameters: list[Any]) -> list[SetParametersResult]:
        """Set ``Parameter`` messages; return whether and why not for each."""
        return self._result(self._client.set_parameters(parameters)).results

    def delete(self, names: list[str]) -> list[SetParametersResult]:
        """Undeclare parameters; return whether and why not for each."""
        return self._result(self._client.delete_parameters(names)).results

    def _result(self, future: Future) -> Any:
        spin(self._node, future.done)
        return future.result()


def add_node_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of every verb that concerns the parameters of one node."""
    add_graph_arguments(parser)
    parser.add_argument('node_name', help='Name of the ROS node')
    parser.add_argument(
        '--include-hidden-nodes', action='store_true', help='Consider hidden nodes as well'
    )
    parser.add_argument(
        '--timeout',
        metavar='N',
        type=int,
        default=1,
        help='Wait for N seconds until node becomes available (default %(default)s sec)',
    )


@contextmanager
def remote_parameters(args: argparse.Namespace) -> Iterator[RemoteParameters]:
    """Run the body of a verb with the parameters of the node that the user named.

    Raises:
        CliError: If there is no such node, or it has no parameter services.
    """
    name = parse_node_name(args.node_name)
    with cli_node(args) as node:

        def is_there() -> bool:
            return name in node_names(node, args.include_hidden_nodes)

        deadline_s = time.monotonic() + args.timeout
        discover(node, args, is_there)
        if not spin(node, is_there, max(0.0, deadline_s - time.monotonic())):
            raise CliError('Node not found')
        parameters = RemoteParameters(node, name.full)
        if not parameters.wait_until_ready():
            raise CliError(no_services(name.full))
        yield parameters


def no_services(node_name: str) -> str:
    """Say that a node does not let others see its parameters."""
    return f'Wait for service timed out waiting for parameter services for node {node_name}'


def with_reason(message: str, result: SetParametersResult) -> str:
    """Append the reason that a node gave for its answer, if it gave one."""
    return f'{message}: {result.reason}' if result.reason else message
