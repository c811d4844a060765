"""Substitutions that find packages and their executables."""

from launch_ros.substitutions.find_package import (
    ExecutableInPackage,
    FindPackagePrefix,
    FindPackageShare,
)

__all__ = ['ExecutableInPackage', 'FindPackagePrefix', 'FindPackageShare']
