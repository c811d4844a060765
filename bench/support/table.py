"""Tables for a terminal."""

from collections.abc import Sequence


def print_table(title: str, header: Sequence[str], rows: Sequence[Sequence[str | float]]) -> None:
    """Print rows under a header, text to the left and numbers to the right."""
    cells = [[_text(value) for value in row] for row in (header, *rows)]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    print(f'\n{title}')
    for i, row in enumerate(cells):
        print(
            '  '.join(
                _pad(value, width, j)
                for j, (value, width) in enumerate(zip(row, widths, strict=True))
            ).rstrip()
        )
        if i == 0:
            print('  '.join('-' * width for width in widths))


def _text(value: str | float) -> str:
    return value if isinstance(value, str) else f'{value:.2f}'


def _pad(text: str, width: int, column: int) -> str:
    return text.ljust(width) if column == 0 else text.rjust(width)
