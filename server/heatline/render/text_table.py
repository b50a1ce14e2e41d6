"""A table of text for a terminal: numbers end, and units begin, below each other."""

from __future__ import annotations

from collections.abc import Sequence

from heatline.render.numbers import SPACE
from heatline.render.terminal import columns


def text_table(head: Sequence[str], rows: Sequence[Sequence[str]], words: int = 1) -> list[str]:
    """The head and each row as a line, two spaces between columns; the first ``words`` columns are left-aligned."""
    aligned = []
    for at, (title, *cells) in enumerate(zip(head, *rows, strict=True)):
        column = [title, *unit_aligned(cells)]
        width = max(map(columns, column))
        blanks = [" " * (width - columns(cell)) for cell in column]
        aligned.append(
            [cell + blank if at < words else blank + cell for cell, blank in zip(column, blanks, strict=True)]
        )
    return ["  ".join(line) for line in zip(*aligned, strict=True)]


def unit_aligned(cells: Sequence[str]) -> list[str]:
    """The cells, those with a unit padded so that it is as wide as the widest; for a column aligned to the right."""
    width = max((len(unit) for _, _, unit in (cell.partition(SPACE) for cell in cells)), default=0)
    return [unit_padded(cell, width) for cell in cells]


def unit_padded(cell: str, width: int) -> str:
    """``cell`` with its unit, if it has one, made ``width`` characters wide."""
    number, _, unit = cell.partition(SPACE)
    return f"{number}{SPACE}{unit.ljust(width)}" if unit else cell
