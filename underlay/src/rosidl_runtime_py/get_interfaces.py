"""Which interfaces are installed, and where their definitions are."""

from collections.abc import Iterable
from pathlib import Path

from ament_index_python import get_resource, get_resources, has_resource

_INDEX = 'rosidl_interfaces'


def get_interface_packages() -> dict[str, str]:
    """Return the packages that have interfaces, each with the prefix where it is installed."""
    return get_resources(_INDEX)


def get_interfaces(package_names: Iterable[str] = ()) -> dict[str, list[str]]:
    """Return the names of all interfaces, such as ``msg/String``, by package.

    Args:
        package_names: The packages to look at; none means all. Those without interfaces are
            left out of the answer.

    Raises:
        LookupError: If there is no such package.
    """
    names = list(package_names) or list(get_resources(_INDEX))
    interfaces = {name: _interfaces_of(name) for name in names}
    return {name: found for name, found in interfaces.items() if found}


def get_message_interfaces(package_names: Iterable[str] = ()) -> dict[str, list[str]]:
    """Return the messages by package; as ``get_interfaces``."""
    return _of_kind('msg', package_names)


def get_service_interfaces(package_names: Iterable[str] = ()) -> dict[str, list[str]]:
    """Return the services by package; as ``get_interfaces``."""
    return _of_kind('srv', package_names)


def get_action_interfaces(package_names: Iterable[str] = ()) -> dict[str, list[str]]:
    """Return the actions by package; as ``get_interfaces``."""
    return _of_kind('action', package_names)


def get_interface_path(interface_name: str) -> str:
    """Return the path of an interface's definition.

    Args:
        interface_name: ``package/kind/Name``, with the file's suffix or without.

    Raises:
        ValueError: If the name is malformed.
        LookupError: If there is no such package or interface.
    """
    parts = interface_name.split('/')
    if len(parts) < 2:
        raise ValueError(
            f"Invalid name '{interface_name}'. Expected at least two parts separated by '/'"
        )
    if not all(parts):
        raise ValueError(f"Invalid name '{interface_name}'. Must not contain empty parts")
    if '..' in parts:
        raise ValueError(f"Invalid name '{interface_name}'. Must not contain '..'")
    prefix = has_resource('packages', parts[0])
    if not prefix:
        raise LookupError(f"Unknown package '{parts[0]}'")
    path = Path(prefix, 'share', interface_name)
    candidates = (
        [path] if path.suffix else [path.with_suffix(f'.{parts[-2]}'), path.with_suffix('.idl')]
    )
    for candidate in candidates:
        if candidate.exists():
            return str(candidate)
    raise LookupError(f"Could not find the interface '{candidates[-1]}'")


def _interfaces_of(package_name: str) -> list[str]:
    """Return a package's interfaces, sorted, without those generated out of others."""
    if not has_resource('packages', package_name):
        raise LookupError(f"Unknown package '{package_name}'")
    if not has_resource(_INDEX, package_name):
        return []
    content, _ = get_resource(_INDEX, package_name)
    # The index lists files, a .msg beside the .idl made of it. An underscore is in the names of
    # the parts of actions and services only.
    return sorted({line.rpartition('.')[0] for line in content.splitlines() if '_' not in line})


def _of_kind(kind: str, package_names: Iterable[str]) -> dict[str, list[str]]:
    of_kind = {
        package: [name for name in names if name.startswith(f'{kind}/')]
        for package, names in get_interfaces(package_names).items()
    }
    return {package: names for package, names in of_kind.items() if names}
