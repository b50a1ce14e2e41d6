"""line_profiler's timings as the tables of a profile, put right as far as they tell.

What measuring adds to a line is known, how often it ran too. What ran within the line's calls is not.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from heatline_runner.model import LineTable, Metric, Note
from heatline_runner.reading import CodeRow, LoadedFile, Reading
from heatline_runner.tables import Functions, Tables

METRICS = (
    Metric("time_ns", "Time", "ns"),
    Metric("hits", "Hits", "count"),
    Metric("raw_time_ns", "Time before compensation", "ns"),
)
Timings = Mapping[tuple[str, int, str], Iterable[tuple[int, int, int]]]


@dataclass
class _Row:
    hits: int
    time_ns: float | None


def tables(reading: Reading) -> Tables:
    """Line tables, one per file, and the functions they index."""
    left = reading.snapshot.tables or {}  # nothing yet, or a mapped file that is gone
    builder = _Builder(left.get("timings", {}))
    for file in reading.files:
        builder.add(file)
    line_ns = left.get("line_ns", 0.0)
    notes = (_uncompensated(line_ns),) if line_ns else ()
    return Tables(lines=builder.line_tables(line_ns), functions=tuple(builder.functions.rows), notes=notes)


def _uncompensated(line_ns: float) -> Note:
    text = (
        f"Measuring added about {line_ns:.0f} ns to each hit of a line, which is taken off. "
        "What it added to the lines that a line calls is not: it is in the caller's time."
    )
    return Note("distorts", text)


class _Builder:
    """Gathers rows file by file; a file that was loaded twice has its counts once, as line_profiler adds them up."""

    def __init__(self, timings: Timings) -> None:
        self.functions = Functions()
        self._timings = timings
        self._rows: dict[str, dict[tuple[int, int], _Row]] = {}
        self._counted: set[tuple[str, int, str]] = set()

    def add(self, file: LoadedFile) -> None:
        homes = self.functions.homes(file)
        for folded in (False, True):  # a function's own lines first: folded ones only fill what is left
            for row, home in zip(file.codes, homes, strict=True):
                key = (file.filename, row.first_line, row.label)
                if row.is_folded == folded and not row.is_annotation and key not in self._counted:
                    self._counted.add(key)
                    self._add_lines(file.path, row, home)

    def line_tables(self, line_ns: float) -> tuple[LineTable, ...]:
        return tuple(_table(path, rows, line_ns) for path, rows in self._rows.items())

    def _add_lines(self, path: str, row: CodeRow, home: int) -> None:
        rows = self._rows.setdefault(path, {})
        timed = self._timings.get((row.filename, row.first_line, row.label), ())
        counts = {line: (hits, time) for line, hits, time in timed if line}  # an empty module begins on line 0
        for line in sorted({*row.lines, *counts}):
            hits, time_ns = counts.get(line, (0, 0))
            if not hits and line == row.first_line and row.parent >= 0:
                continue  # the def itself, which is run by whoever defines it
            known = rows.get((line, home))
            if row.is_folded:
                if known is None:
                    rows[line, home] = _Row(hits, None)
                elif known.time_ns is None:
                    known.hits += hits
            elif known is None:
                rows[line, home] = _Row(hits, time_ns)
            else:
                known.hits, known.time_ns = known.hits + hits, (known.time_ns or 0) + time_ns


def _table(path: str, rows: Mapping[tuple[int, int], _Row], line_ns: float) -> LineTable:
    keys = sorted(rows)
    found = [rows[key] for key in keys]
    return LineTable(
        path=path,
        line=tuple(line for line, _ in keys),
        function=tuple(home for _, home in keys),
        values={
            "time_ns": tuple(_compensated(row, line_ns) for row in found),
            "hits": tuple(row.hits for row in found),
            "raw_time_ns": tuple(row.time_ns for row in found),
        },
    )


def _compensated(row: _Row, line_ns: float) -> float | None:
    return None if row.time_ns is None else max(row.time_ns - row.hits * line_ns, 0)
