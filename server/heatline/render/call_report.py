"""What was called, as a table for a terminal: the functions that took most, as ``pstats`` sorts them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from heatline.analysis.called import Called, CallTable, in_order
from heatline.analysis.shares import RunShares
from heatline.render.numbers import count, duration, percent
from heatline.render.program_text import plain_line
from heatline.render.report_page import ReportPage
from heatline.render.text_table import text_table

MOST: Final = 25
TITLES: Final = ("Function", "Where", "Calls", "Own", "Total", "Per call", "% of the run")
ABOUT: Final = (
    "Own is a function's time without what it calls, Total with all that it calls; of calls within calls of the same "
    "function the outermost counts. cProfile adds to every call: functions that call much seem slower than they are."
)


def call_report(run: RunShares, page: ReportPage) -> Iterator[str]:
    """A table of the functions with the most total time, and what the others come to."""
    rows = in_order(CallTable(run).ran, "total")
    if not rows:
        return
    shown = rows[:MOST]
    yield ""
    yield page.styled(f"Top {count(len(shown))} functions by total time" if len(shown) > 1 else "The function", "bold")
    head, *lines = text_table(TITLES, [_cells(row) for row in shown], words=2)
    yield page.styled(head, "dim")
    yield from (line.rstrip() for line in lines)
    if len(rows) > MOST:
        yield page.styled(f"… and {count(len(rows) - MOST)} more", "dim")
    yield ""
    yield from page.wrapped(ABOUT)


def calls_text(row: Called) -> str:
    """``176/1`` where calls were made within calls: all of them, and the primitive ones, as pstats writes it."""
    if row.calls is None:
        return ""
    if row.primitive is None or row.primitive == row.calls:
        return count(row.calls)
    return f"{count(row.calls)}/{count(row.primitive)}"


def per_call(row: Called) -> str:
    """Total time over primitive calls, as pstats has it."""
    calls = row.primitive or row.calls
    return "" if row.total_ns is None or not calls else duration(row.total_ns / calls)


def _cells(row: Called) -> tuple[str, ...]:
    return (
        plain_line(row.name, 48),
        plain_line(row.place, 36),
        calls_text(row),
        "" if row.own_ns is None else duration(row.own_ns),
        "" if row.total_ns is None else duration(row.total_ns),
        per_call(row),
        "" if row.share is None else percent(row.share),
    )
