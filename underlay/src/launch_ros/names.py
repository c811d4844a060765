"""Names and namespaces of nodes, joined and checked as ROS does."""

import re

_NODE_NAME = re.compile(r'[A-Za-z_][A-Za-z0-9_]*')
_NAMESPACE = re.compile(r'/|(/[A-Za-z_][A-Za-z0-9_]*)+')


def join_namespace(base: str | None, namespace: str | None) -> str | None:
    """Return an absolute namespace: ``namespace`` below ``base``, unless it is absolute itself.

    Args:
        base: Namespace of the group, ``None`` for none.
        namespace: Namespace to add, ``None`` for none.

    Returns:
        The joined namespace, or ``None`` if both are ``None``.

    Raises:
        ValueError: If the result is no valid namespace.
    """
    if base is None and namespace is None:
        return None
    if namespace is None or not namespace.startswith('/'):
        namespace = '/'.join(part.strip('/') for part in (base, namespace) if part)
    joined = '/' + namespace.strip('/') if namespace.count('//') == 0 else namespace
    if not _NAMESPACE.fullmatch(joined):
        raise ValueError(
            f"invalid namespace '{joined}': use letters, digits and '_' between single '/', "
            'no part beginning with a digit'
        )
    return joined


def check_node_name(name: str) -> str:
    """Return the name.

    Raises:
        ValueError: If it is no valid node name.
    """
    if not _NODE_NAME.fullmatch(name):
        raise ValueError(
            f"invalid node name '{name}': use letters, digits and '_', not beginning with a digit"
        )
    return name
