"""A table of text, the two ways to write one, and how its figures are written."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Table:
    """The first two columns are words, the others figures."""

    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def plain_text(table: Table) -> str:
    """For a terminal: columns set beside each other."""
    cells = (table.head, *table.rows)
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    return "\n".join([table.title, *(_text_row(row, widths) for row in cells)])


def markdown(table: Table) -> str:
    """For the page, below the head of a section."""
    rules = ["---" if column < 2 else "---:" for column in range(len(table.head))]
    return "\n".join([f"### {table.title}", "", *map(_markdown_row, (table.head, rules, *table.rows))])


def milliseconds(duration_ns: float) -> str:
    return f"{duration_ns / 1e6:.1f} ms"


def _text_row(row: Sequence[str], widths: Sequence[int]) -> str:
    words = [cell.ljust(width) for cell, width in zip(row[:2], widths[:2], strict=True)]
    figures = [cell.rjust(width) for cell, width in zip(row[2:], widths[2:], strict=True)]
    return "  " + "  ".join(words + figures).rstrip()


def _markdown_row(row: Iterable[str]) -> str:
    return f"| {' | '.join(row)} |"
