"""Get the Python class of an interface by its name."""

from typing import Any

from rosidl_parser.definition import NamespacedType

from rosidl_runtime_py.import_message import import_message_from_namespaced_type


def get_interface(identifier: str) -> Any:
    """Return the class of any interface by its full name, ``package/kind/Name``."""
    return _import(identifier, None)


def get_message(identifier: str) -> Any:
    """Return a message class.

    Args:
        identifier: ``package/msg/Name`` or ``package/Name``.

    Raises:
        ValueError: If the name is not that of a message.
        ModuleNotFoundError: If there is no such package.
        AttributeError: If the package has no such message.
    """
    interface = _import(identifier, 'msg')
    if not is_message(interface):
        raise ValueError(f"Expected the full name of a message, got '{identifier}'")
    return interface


def get_service(identifier: str) -> Any:
    """Return a service class by ``package/srv/Name`` or ``package/Name``; raises as above."""
    interface = _import(identifier, 'srv')
    if not is_service(interface):
        raise ValueError(f"Expected the full name of a service, got '{identifier}'")
    return interface


def get_action(identifier: str) -> Any:
    """Return an action class by ``package/action/Name`` or ``package/Name``; raises as above."""
    interface = _import(identifier, 'action')
    if not is_action(interface):
        raise ValueError(f"Expected the full name of an action, got '{identifier}'")
    return interface


def is_message(interface: Any) -> bool:
    """Tell whether a class is that of a message."""
    return hasattr(interface, 'SLOT_TYPES')


def is_service(interface: Any) -> bool:
    """Tell whether a class is that of a service."""
    return hasattr(interface, 'Request') and hasattr(interface, 'Response')


def is_action(interface: Any) -> bool:
    """Tell whether a class is that of an action."""
    return all(hasattr(interface, part) for part in ('Goal', 'Result', 'Feedback'))


def _import(identifier: str, default_kind: str | None) -> Any:
    *namespaces, name = identifier.split('/')
    if len(namespaces) == 1 and default_kind is not None:
        namespaces.append(default_kind)
    if not namespaces or not all([*namespaces, name]):
        raise ValueError(f"Expected the full name of an interface, got '{identifier}'")
    return import_message_from_namespaced_type(NamespacedType(namespaces, name))
