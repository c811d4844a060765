"""Various service related sub-commands."""

import argparse


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the option of all service verbs."""
    parser.add_argument(
        '--include-hidden-services',
        action='store_true',
        help='Consider hidden services as well',
    )
