"""Lines of a file as rows, gathered from the code objects that are part of one function."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from heatline_runner.engines.line_time.compensation import Compensation
from heatline_runner.engines.line_time.counted import Record, Slot
from heatline_runner.model import LineTable, Metric
from heatline_runner.reading import CodeRow

Key = tuple[int, int]  # line, function


@dataclass(slots=True)
class Row:
    """A line of a function, by metric ids. ``borrowed``: it runs in code that is folded into the function alone."""

    hits: float
    line_own_ns: float | None
    time_ns: float | None = None
    await_ns: float | None = None
    first_ns: float | None = None
    slowest_ns: float | None = None
    raw_time_ns: float | None = None
    borrowed: bool = False


class Lines:
    """The rows of one file; a function's own code objects are to be added before those folded into it."""

    def __init__(self, compensation: Compensation) -> None:
        self.rows: dict[Key, Row] = {}
        self._compensation = compensation

    def add(self, code: CodeRow, function: int, record: Record | None, *, folded: bool) -> None:
        """The lines of ``code``, of which ``record`` was counted."""
        slots = {} if record is None else {slot.line: slot for slot in record.slots}
        for line in sorted({*code.lines, *slots} - {0}):  # an empty module begins on line 0
            slot = slots.get(line)
            is_def = line == code.first_line and code.parent >= 0  # which is run by whoever defines it
            if slot is not None or not is_def:
                self._add(line, function, self._row(slot, folded=folded))

    def _row(self, slot: Slot | None, *, folded: bool) -> Row:
        if slot is None:
            return Row(0, 0.0, borrowed=True) if folded else Row(0, 0.0, 0.0, raw_time_ns=0.0)
        made = self._compensation
        row = Row(slot.hits, made.own_ns(slot), borrowed=folded)
        row.await_ns = made.raw_ns(slot.awaited)
        row.first_ns, row.slowest_ns = made.hit_ns(slot.first, slot), made.hit_ns(slot.slowest, slot)
        if not folded:
            row.time_ns, row.raw_time_ns = made.line_ns(slot), made.raw_ns(slot.ticks)
        return row

    def _add(self, line: int, function: int, row: Row) -> None:
        known = self.rows.setdefault((line, function), row)
        if known is row:
            return
        known.line_own_ns = _sum(known.line_own_ns, row.line_own_ns)
        if row.borrowed and not known.borrowed:
            if known.time_ns is not None and known.line_own_ns is not None:
                known.time_ns = max(known.time_ns, known.line_own_ns)  # where a lambda is run from elsewhere
            return
        known.hits += row.hits
        known.time_ns = _sum(known.time_ns, row.time_ns)
        known.raw_time_ns = _sum(known.raw_time_ns, row.raw_time_ns)
        known.await_ns = _sum(known.await_ns, row.await_ns)
        known.first_ns = row.first_ns if known.first_ns is None else known.first_ns
        known.slowest_ns = max((each for each in (known.slowest_ns, row.slowest_ns) if each is not None), default=None)


def line_table(path: str, rows: Mapping[Key, Row], metrics: tuple[Metric, ...]) -> LineTable:
    """The rows in the order of their lines, with a column for each metric."""
    keys = sorted(rows)
    found = [rows[key] for key in keys]
    return LineTable(
        path=path,
        line=tuple(line for line, _ in keys),
        function=tuple(function for _, function in keys),
        values={metric.id: tuple(getattr(row, metric.id) for row in found) for metric in metrics},
    )


def _sum(one: float | None, other: float | None) -> float | None:
    return other if one is None else one if other is None else one + other
