"""The figures of lines as the tables of a profile."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from heatline_runner.engines.line_memory.calls import FIRST_CALLS, SEEN_NS
from heatline_runner.model import LineTable, Metric, Note, Span
from heatline_runner.reading import CodeRow, LoadedFile, Reading
from heatline_runner.tables import Functions, Tables

METRICS = (
    Metric("increment_bytes", "Increment", "bytes"),
    Metric("memory_bytes", "Memory after", "bytes"),
    Metric("peak_bytes", "Peak", "bytes"),
    Metric("hits", "Hits", "count"),
)
THREADS = "Resident size is the whole process's: what other threads allocated meanwhile is on this thread's lines too."
OWN = (
    "By memory_profiler's own arithmetic: an increment is against the highest reading of the line traced before it, "
    "and the first line of a function has the whole process's."
)


@dataclass
class _Row:
    """Bytes; None on a line that only runs inside a comprehension or the like, where the line around it has them."""

    hits: int
    increment: float | None
    last: float | None
    peak: float | None


def metrics(reading: Reading) -> tuple[Metric, ...]:  # noqa: ARG001  (always the same)
    """What is measured, the headline first."""
    return METRICS


def tables(reading: Reading) -> Tables:
    """Line tables, one per file, the functions they index and the calls of these."""
    read = reading.snapshot.tables
    if not read:
        return Tables()
    builder = _Builder(read)
    for file in reading.files:
        builder.add(file)
    return Tables(
        lines=builder.line_tables(),
        functions=tuple(builder.functions.rows),
        spans=tuple(builder.spans(reading.snapshot.began_ns)),
        notes=tuple(_notes(read)),
    )


def _notes(read: Mapping[str, Any]) -> Iterator[Note]:
    if read["arithmetic"] == "memory_profiler":
        yield Note("distorts", OWN)
    if read["threads"] > 1:
        yield Note("distorts", THREADS)
    if read["shortened"]:
        text = f"Of each function the first {FIRST_CALLS} calls are in the picture over time, and of the others those"
        yield Note("over_time", f"{text} that took {SEEN_NS / 1e6:g} ms or more.")
    if read["cut"]:
        yield Note("over_time", f"Calls beyond the first {len(read['spans']):,} are not in the picture over time.")


class _Builder:
    """Gathers rows file by file; a file that was loaded twice has its figures once."""

    def __init__(self, read: Mapping[str, Any]) -> None:
        self.functions = Functions()
        self._lines, self._unit, self._calls = read["lines"], read["unit"], read["spans"]
        self._rows: dict[str, dict[tuple[int, int], _Row]] = {}
        self._homes: dict[tuple[str, int, str], int] = {}

    def add(self, file: LoadedFile) -> None:
        homes = self.functions.homes(file)
        for folded in (False, True):  # a function's own lines first: folded ones only fill what is left
            for row, home in zip(file.codes, homes, strict=True):
                key = (file.filename, row.first_line, row.label)
                if row.is_folded == folded and not row.is_annotation and key not in self._homes:
                    self._homes[key] = home
                    self._add_lines(file.path, row, home)

    def line_tables(self) -> tuple[LineTable, ...]:
        return tuple(_table(path, rows) for path, rows in self._rows.items() if rows)

    def spans(self, began_ns: int) -> Iterator[Span]:
        """The calls, from the beginning of the body on."""
        for filename, first_line, label, started, ended in self._calls:
            home = self._homes.get((filename, first_line, label))
            if home is not None:
                yield Span(home, max(0, started - began_ns), max(0, ended - began_ns))

    def _add_lines(self, path: str, row: CodeRow, home: int) -> None:
        rows = self._rows.setdefault(path, {})
        read = self._lines.get((row.filename, row.first_line, row.label))
        if read is None:
            return  # not measured, as memory_profiler's own way leaves out the module level
        figures = {line: tuple(rest) for line, *rest in read}
        for line in sorted({*row.lines, *figures}):
            increment, last, peak, hits = figures.get(line, (0, 0, 0, 0))
            if not hits and line == row.first_line and row.parent >= 0:
                continue  # the def itself, which is run by whoever defines it
            known = rows.get((line, home))
            if row.is_folded:
                if known is None:
                    rows[line, home] = _Row(hits, None, None, None)
                elif known.increment is None:
                    known.hits += hits
            elif known is None or known.increment is None or known.last is None or known.peak is None:
                bytes_ = (increment * self._unit, last * self._unit, peak * self._unit) if hits else (None, None, None)
                rows[line, home] = _Row(hits, *bytes_)
            elif hits:
                known.hits += hits
                known.increment += increment * self._unit
                known.last, known.peak = last * self._unit, max(known.peak, peak * self._unit)


def _table(path: str, rows: Mapping[tuple[int, int], _Row]) -> LineTable:
    keys = sorted(rows)
    values = [rows[key] for key in keys]
    return LineTable(
        path=path,
        line=tuple(line for line, _ in keys),
        function=tuple(home for _, home in keys),
        values={
            "increment_bytes": tuple(row.increment for row in values),
            "memory_bytes": tuple(row.last for row in values),
            "peak_bytes": tuple(row.peak for row in values),
            "hits": tuple(row.hits for row in values),
        },
    )
