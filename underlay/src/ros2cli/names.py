"""Names of nodes, topics and services: full, split, hidden."""

from typing import NamedTuple

from rclpy.node import Node


class NodeName(NamedTuple):
    """A node's name and namespace."""

    name: str
    namespace: str

    @property
    def full(self) -> str:
        """The fully qualified name, such as ``/reachy/motion``."""
        return f'{self.namespace.rstrip("/")}/{self.name}'


def node_names(node: Node, include_hidden: bool = False) -> list[NodeName]:
    """Return the nodes that ``node`` has discovered, sorted."""
    names = [NodeName(*pair) for pair in node.get_node_names_and_namespaces()]
    return sorted(name for name in names if include_hidden or not name.name.startswith('_'))


def parse_node_name(text: str) -> NodeName:
    """Split a node name as the user wrote it; a missing leading slash is supplied."""
    namespace, _, name = text.rpartition('/')
    return NodeName(name, f'/{namespace.lstrip("/")}')


def is_hidden(name: str) -> bool:
    """Tell whether any part of a topic, service or action name begins with an underscore."""
    return any(part.startswith('_') for part in name.split('/'))


def visible(
    names_and_types: list[tuple[str, list[str]]], include_hidden: bool
) -> list[tuple[str, list[str]]]:
    """Drop the hidden entries, unless they are wanted."""
    return [entry for entry in names_and_types if include_hidden or not is_hidden(entry[0])]
