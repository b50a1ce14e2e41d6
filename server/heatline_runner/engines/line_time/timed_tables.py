"""line_profiler's timings as the tables of a profile."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from heatline_runner.model import LineTable, Metric
from heatline_runner.reading import CodeRow, LoadedFile, Reading
from heatline_runner.tables import Functions, Tables

METRICS = (Metric("time_ns", "Time", "ns"), Metric("hits", "Hits", "count"))
Timings = Mapping[tuple[str, int, str], Iterable[tuple[int, int, int]]]


@dataclass
class _Row:
    hits: int
    time_ns: float | None


def metrics(reading: Reading) -> tuple[Metric, ...]:  # noqa: ARG001  (always the same)
    """What is measured, the headline first."""
    return METRICS


def tables(reading: Reading) -> Tables:
    """Line tables, one per file, and the functions they index."""
    builder = _Builder(reading.snapshot.tables)
    for file in reading.files:
        builder.add(file)
    return Tables(lines=builder.line_tables(), functions=tuple(builder.functions.rows))


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

    def line_tables(self) -> tuple[LineTable, ...]:
        return tuple(_table(path, rows) for path, rows in self._rows.items())

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


def _table(path: str, rows: Mapping[tuple[int, int], _Row]) -> LineTable:
    keys = sorted(rows)
    return LineTable(
        path=path,
        line=tuple(line for line, _ in keys),
        function=tuple(home for _, home in keys),
        values={
            "time_ns": tuple(rows[key].time_ns for key in keys),
            "hits": tuple(rows[key].hits for key in keys),
        },
    )
