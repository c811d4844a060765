"""Launch files that are Python modules with ``generate_launch_description()``."""

from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader

from launch.launch_description import LaunchDescription
from launch.launch_description_source import LaunchDescriptionSource
from launch.substitution import SomeSubstitutionsType


class InvalidPythonLaunchFileError(Exception):
    """The file is no Python launch file; the message says why."""


def get_launch_description_from_python_launch_file(path: str) -> LaunchDescription:
    """Run a launch file's ``generate_launch_description()``.

    Raises:
        InvalidPythonLaunchFileError: If the file lacks that function or it returns something else.
    """
    # A loader of its own, because the usual one wants a file name ending in '.py' and a module
    # name without dots.
    loader = SourceFileLoader('python_launch_file', path)
    spec = spec_from_loader(loader.name, loader)
    assert spec is not None  # a SourceFileLoader always gives one
    module = module_from_spec(spec)
    loader.exec_module(module)
    generate = getattr(module, 'generate_launch_description', None)
    if generate is None:
        raise InvalidPythonLaunchFileError(
            f"launch file at '{path}' does not contain the required function "
            "'generate_launch_description()'"
        )
    description = generate()
    if not isinstance(description, LaunchDescription):
        raise InvalidPythonLaunchFileError(
            f"generate_launch_description() of '{path}' returned {description!r}; "
            'return a LaunchDescription'
        )
    return description


class PythonLaunchDescriptionSource(LaunchDescriptionSource):
    """A Python launch file."""

    def __init__(self, launch_file_path: SomeSubstitutionsType) -> None:
        super().__init__(None, launch_file_path, 'interpreted python launch file')

    def load(self, location: str) -> LaunchDescription:
        """Run the launch file."""
        return get_launch_description_from_python_launch_file(location)


def get_launch_description_from_any_launch_file(path: str) -> LaunchDescription:
    """Run a launch file of any supported kind: here Python is the only one.

    Raises:
        InvalidPythonLaunchFileError: If it is an XML or YAML launch file.
    """
    if path.endswith(('.xml', '.yaml', '.yml')):
        raise InvalidPythonLaunchFileError(
            f"'{path}' is not a Python launch file; XML and YAML launch files need a "
            'ROS 2 installation'
        )
    return get_launch_description_from_python_launch_file(path)


class AnyLaunchDescriptionSource(LaunchDescriptionSource):
    """A launch file of any supported kind."""

    def __init__(self, launch_file_path: SomeSubstitutionsType) -> None:
        super().__init__(None, launch_file_path, 'interpreted launch file')

    def load(self, location: str) -> LaunchDescription:
        """Run the launch file."""
        return get_launch_description_from_any_launch_file(location)
