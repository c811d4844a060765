"""What the action verbs share: the actions that have been discovered, and their nodes."""

from collections.abc import Callable

from rclpy.action import (
    get_action_client_names_and_types_by_node,
    get_action_names_and_types,
    get_action_server_names_and_types_by_node,
)
from rclpy.node import Node

from ros2cli.names import node_names

NamesAndTypes = list[tuple[str, list[str]]]


def action_types(node: Node, action: str) -> list[str]:
    """Return the types of an action; none if nobody has it."""
    return dict(get_action_names_and_types(node)).get(action, [])


def action_clients(node: Node, action: str) -> NamesAndTypes:
    """Return the full names of the nodes that call an action, each with the types it uses."""
    return _nodes_with(node, action, get_action_client_names_and_types_by_node)


def action_servers(node: Node, action: str) -> NamesAndTypes:
    """Return the full names of the nodes that serve an action, each with the types it uses."""
    return _nodes_with(node, action, get_action_server_names_and_types_by_node)


def _nodes_with(
    node: Node, action: str, getter: Callable[[Node, str, str], NamesAndTypes]
) -> NamesAndTypes:
    found = []
    for name in node_names(node, include_hidden=True):
        types = dict(getter(node, name.name, name.namespace)).get(action)
        if types is not None:
            found.append((name.full, types))
    return found
