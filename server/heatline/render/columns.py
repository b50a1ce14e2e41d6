"""The columns of figures that a profile's lines have in a report, by what it measured."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from heatline.analysis.shares import LineShare
from heatline.render.numbers import SPACE, count, duration, metric, percent
from heatline.render.text_table import unit_padded
from heatline_runner.model import Metric

SHORT_TITLES: Final = {
    "line_own_ns": "Own",
    "memory_bytes": "After",
    "allocated_bytes": "Alive",
    "blocks": "Blocks",
    "growth_bytes": "Growth",
    "growth_blocks": "Blocks",
}
PERCENT: Final = "%"
NOT_LISTED: Final = ("first_ns", "slowest_ns", "raw_time_ns")  # there is no room for them; a hover has them


@dataclass(frozen=True)
class FigureColumn:
    """A column under ``title``, ``width`` characters wide, of which ``unit_width`` are for the unit."""

    title: str
    figure: Callable[[LineShare], str]
    is_headline: bool = False
    width: int = 0
    unit_width: int = 0

    def cell(self, row: LineShare) -> str:
        """The figure of a line; that it had begun and not ended stands in the headline's column."""
        if _only_began(row):
            return "not ended" if self.is_headline else ""
        return self.figure(row)

    def aligned(self, cell: str) -> str:
        """``cell`` in the column's width, so that numbers end, and units begin, below each other."""
        return unit_padded(cell, self.unit_width).rjust(self.width)


def figure_columns(metrics: Sequence[Metric], rows: Iterable[LineShare]) -> tuple[FigureColumn, ...]:
    """Hits, then the others in their order; those that no row fills are left out, the headline's never.

    Own times are told where one is another than the line's time.
    """
    rows = tuple(rows)
    listed = [each for each in metrics if each.id not in NOT_LISTED and (each.id != "line_own_ns" or has_own(rows))]
    ordered = sorted(listed, key=lambda each: each.id != "hits")
    columns = [column for of in ordered for column in _columns_of(of, of == metrics[0])]
    columns.sort(key=lambda column: column.title == PERCENT)
    fitted = [_fitted(column, [column.cell(row) for row in rows]) for column in columns]
    return tuple(column for column, is_filled in fitted if is_filled or column.is_headline)


def has_own(rows: Iterable[LineShare]) -> bool:
    """Whether a line has an own time that is another than its time, as drawn."""
    times = ((row.time_ns, row.values.get("line_own_ns")) for row in rows if row.hits)
    return any(
        time_ns is not None and own_ns is not None and duration(time_ns) != duration(own_ns)
        for time_ns, own_ns in times
    )


def short_title(of: Metric) -> str:
    """The head of the metric's column."""
    return SHORT_TITLES.get(of.id, of.title)


def _columns_of(of: Metric, is_headline: bool) -> Iterator[FigureColumn]:
    if of.id == "hits":
        yield FigureColumn("Hits", lambda row: "" if row.hits is None else count(row.hits), is_headline)
        return
    yield FigureColumn(short_title(of), lambda row: _figure(row, of), is_headline)
    if of.id == "time_ns":
        yield FigureColumn("Per hit", lambda row: "" if row.per_hit_ns is None else duration(row.per_hit_ns))
        yield FigureColumn(PERCENT, lambda row: "" if row.percent is None or row.hits == 0 else percent(row.percent))


def _figure(row: LineShare, of: Metric) -> str:
    value = None if row.hits == 0 else row.values.get(of.id)
    return "" if value is None else metric(value, of)


def _only_began(row: LineShare) -> bool:
    return row.hits == 0 and row.running


def _fitted(column: FigureColumn, cells: Sequence[str]) -> tuple[FigureColumn, bool]:
    """The column as wide as its title and its cells, and whether any cell has a figure."""
    fitted = replace(column, unit_width=max((len(cell.partition(SPACE)[2]) for cell in cells), default=0))
    width = max([len(column.title), *(len(fitted.aligned(cell)) for cell in cells)])
    return replace(fitted, width=width), any(cells)
