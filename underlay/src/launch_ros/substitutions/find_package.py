"""Where packages and their executables lie."""

import os
import shutil

from ament_index_python.packages import get_package_prefix, get_package_share_directory
from launch import LaunchContext, SomeSubstitutionsType, Substitution
from launch.substitutions import SubstitutionFailure
from launch.utilities import normalize_to_list_of_substitutions, perform_substitutions


class FindPackagePrefix(Substitution):
    """Gives the install prefix of a package."""

    def __init__(self, package: SomeSubstitutionsType) -> None:
        self.package = normalize_to_list_of_substitutions(package)

    def describe(self) -> str:
        """Return the class with the package."""
        package = ' + '.join(part.describe() for part in self.package)
        return f'{type(self).__name__}(pkg={package})'

    def find(self, package_name: str) -> str:
        """Return the folder.

        Raises:
            PackageNotFoundError: If there is no such package.
        """
        return str(get_package_prefix(package_name))

    def perform(self, context: LaunchContext) -> str:
        """Return the folder of the package."""
        return self.find(perform_substitutions(context, self.package))


class FindPackageShare(FindPackagePrefix):
    """Gives the share folder of a package."""

    def find(self, package_name: str) -> str:
        """Return the folder.

        Raises:
            PackageNotFoundError: If there is no such package.
        """
        return str(get_package_share_directory(package_name))


class ExecutableInPackage(FindPackagePrefix):
    """Gives the path of an executable of a package."""

    def __init__(self, executable: SomeSubstitutionsType, package: SomeSubstitutionsType) -> None:
        super().__init__(package)
        self.executable = normalize_to_list_of_substitutions(executable)

    def describe(self) -> str:
        """Return the class with package and executable."""
        package = ' + '.join(part.describe() for part in self.package)
        executable = ' + '.join(part.describe() for part in self.executable)
        return f'ExecInPkg(pkg={package}, exec={executable})'

    def perform(self, context: LaunchContext) -> str:
        """Return the path.

        Raises:
            SubstitutionFailure: If the package has no such executable.
        """
        prefix = super().perform(context)
        package = perform_substitutions(context, self.package)
        executable = perform_substitutions(context, self.executable)
        folder = os.path.join(prefix, 'lib', package)
        if not os.path.isdir(folder):
            raise SubstitutionFailure(
                f"package '{package}' found at '{prefix}', but libexec directory '{folder}' "
                'does not exist'
            )
        path = shutil.which(executable, path=folder)
        if path is None:
            raise SubstitutionFailure(
                f"executable '{executable}' not found on the libexec directory '{folder}' "
            )
        return path
