"""Lays pictures out in a grid, each with a line of text below it."""

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

PAPER: Final = (250, 249, 247)
INK: Final = (60, 60, 66)
GAP: Final = 6
TEXT_PX: Final = 14
LINE_PX: Final = 22


def contact_sheet(
    pictures: Sequence[NDArray[np.uint8]], labels: Sequence[str], columns: int, title: str = ''
) -> Image.Image:
    """Return all pictures on one sheet.

    Args:
        pictures: (height, width, 3) RGB pictures of one size.
        labels: As many lines of text.
        columns: How many pictures stand side by side, at most.
        title: Text above them; empty: none.
    """
    height, width, _ = pictures[0].shape
    columns = min(columns, len(pictures))
    rows = -(-len(pictures) // columns)
    top = LINE_PX if title else 0
    cell_width, cell_height = width + GAP, height + LINE_PX
    size = (columns * cell_width + GAP, top + rows * cell_height + GAP)
    sheet = Image.new('RGB', size, PAPER)
    draw = ImageDraw.Draw(sheet)
    font = ImageFont.load_default(TEXT_PX)
    if title:
        draw.text((GAP, LINE_PX / 2), title, INK, font, anchor='lm')
    for i, (picture, label) in enumerate(zip(pictures, labels, strict=True)):
        left = GAP + i % columns * cell_width
        upper = GAP + top + i // columns * cell_height
        sheet.paste(Image.fromarray(picture), (left, upper))
        middle = (left + width / 2, upper + height + LINE_PX / 2)
        draw.text(middle, label, INK, font, anchor='mm')
    return sheet
