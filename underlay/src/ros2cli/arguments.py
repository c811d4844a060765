"""Types of command-line arguments."""

from argparse import ArgumentTypeError


def positive_int(text: str) -> int:
    """Parse an integer above zero."""
    value = _integer(text)
    if value is None or value <= 0:
        raise ArgumentTypeError('value must be a positive integer')
    return value


def unsigned_int(text: str) -> int:
    """Parse an integer, zero or above."""
    value = _integer(text)
    if value is None or value < 0:
        raise ArgumentTypeError('value must be non-negative integer')
    return value


def positive_float(text: str) -> float:
    """Parse a number above zero."""
    try:
        value = float(text)
    except ValueError:
        raise ArgumentTypeError('Expects a floating point number') from None
    if not value > 0.0:
        raise ArgumentTypeError('Value must be positive')
    return value


def _integer(text: str) -> int | None:
    try:
        return int(text)
    except ValueError:
        return None
