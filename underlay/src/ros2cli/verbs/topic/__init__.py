"""Various topic related sub-commands."""

import argparse


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the option of all topic verbs."""
    parser.add_argument(
        '--include-hidden-topics', action='store_true', help='Consider hidden topics as well'
    )
