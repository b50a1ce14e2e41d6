"""A table of text for a terminal: numbers end, and units begin, below each other."""

from __future__ import annotations

from collections.abc import Sequence

from heatline.render.numbers import SPACE


def text_table(head: Sequence[str], rows: Sequence[Sequence[str]], words: int = 1) -> list[str]:
    """The head and each row as a line, two spaces between columns; the first ``words`` columns are left-aligned."""
    columns = []
    for at, (title, *cells) in enumerate(zip(head, *rows, strict=True)):
        width = max(map(len, aligned := [title, *unit_aligned(cells)]))
        columns.append([cell.ljust(width) if at < words else cell.rjust(width) for cell in aligned])
    return ["  ".join(line) for line in zip(*columns, strict=True)]


def unit_aligned(cells: Sequence[str]) -> list[str]:
    """The cells, those with a unit padded so that it is as wide as the widest; for a column aligned to the right."""
    width = max((len(unit) for _, _, unit in (cell.partition(SPACE) for cell in cells)), default=0)
    return [unit_padded(cell, width) for cell in cells]


def unit_padded(cell: str, width: int) -> str:
    """``cell`` with its unit, if it has one, made ``width`` characters wide."""
    number, _, unit = cell.partition(SPACE)
    return f"{number}{SPACE}{unit.ljust(width)}" if unit else cell
