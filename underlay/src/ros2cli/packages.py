"""Installed packages and their executables, found through the ament index."""

import os

from ros2cli.errors import CliError


def package_prefix(package: str) -> str:
    """Return the install prefix of a package.

    Raises:
        CliError: If there is no such package.
    """
    from ament_index_python.packages import PackageNotFoundError, get_package_prefix

    try:
        return str(get_package_prefix(package))
    except (PackageNotFoundError, ValueError) as err:
        raise CliError('Package not found') from err


def package_share(package: str) -> str:
    """Return the share folder of a package.

    Raises:
        CliError: If there is no such package.
    """
    return os.path.join(package_prefix(package), 'share', package)


def executable_paths(package: str) -> list[str]:
    """Return the paths of a package's executables, in order.

    Raises:
        CliError: If there is no such package.
    """
    try:
        prefix = package_prefix(package)
    except CliError as err:
        raise CliError(f"Package '{package}' not found") from err
    paths = []
    for folder, subfolders, names in os.walk(os.path.join(prefix, 'lib', package)):
        subfolders[:] = [name for name in subfolders if not name.startswith('.')]
        paths += [os.path.join(folder, name) for name in names]
    return sorted(path for path in paths if os.access(path, os.X_OK))
