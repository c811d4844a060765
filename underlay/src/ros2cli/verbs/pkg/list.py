"""Output a list of available packages."""

import argparse


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add no arguments: this verb has none."""


def main(args: argparse.Namespace) -> None:
    """Print the names of all packages."""
    from ament_index_python.packages import get_packages_with_prefixes

    for name in sorted(get_packages_with_prefixes()):
        print(name)
