"""Output the XML of the package manifest or a specific tag."""

import argparse
import os
from xml.etree import ElementTree

from ros2cli.errors import CliError


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of this verb."""
    parser.add_argument('package_name', help='The package name')
    parser.add_argument('-t', '--tag', help="The XML tag to output (e.g. 'version')")


def main(args: argparse.Namespace) -> None:
    """Print the manifest, or the texts of one of its tags."""
    from ros2cli.packages import package_share

    path = os.path.join(package_share(args.package_name), 'package.xml')
    try:
        tree = ElementTree.parse(path)
    except FileNotFoundError as err:
        raise CliError('Package XML manifest not found') from err
    except ElementTree.ParseError as err:
        raise CliError(f"'{path}' is not valid XML: {err}") from err
    if args.tag is None:
        ElementTree.dump(tree)
        return
    elements = tree.getroot().findall(args.tag)
    if not elements:
        raise CliError('XML tag not found')
    for element in elements:
        print(element.text)
