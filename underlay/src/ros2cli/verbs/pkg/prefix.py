"""Output the prefix path of a package."""

import argparse


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of this verb."""
    parser.add_argument('package_name', help='The package name')
    parser.add_argument(
        '--share', action='store_true', help='Show share directory for the package'
    )


def main(args: argparse.Namespace) -> None:
    """Print the prefix or the share folder."""
    from ros2cli.packages import package_prefix, package_share

    print(package_share(args.package_name) if args.share else package_prefix(args.package_name))
