"""The tables of a profile from what a tracer of ours counted per code object, compensated.

Code objects that are folded into the function around them (lambdas, comprehensions, generator expressions) bring their
lines' own times with them, so that own times add up to the run whichever way it is cut. Their time with callees they
do not bring: the line that runs them has it. Their hits stand only where the function has no such line itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from heatline_runner.engines.line_time.compensation import Compensation, overhead
from heatline_runner.engines.line_time.counted import Counted, Place, Record
from heatline_runner.engines.line_time.counted_lines import Lines, line_table
from heatline_runner.model import CallEdge, FunctionRow, Metric, Note
from heatline_runner.reading import CodeRow, LoadedFile, Reading
from heatline_runner.tables import Functions, Tables

TIME, HITS = Metric("time_ns", "Time", "ns"), Metric("hits", "Hits", "count")
OWN, AWAITED = Metric("line_own_ns", "Own time", "ns"), Metric("await_ns", "Suspended", "ns")
FIRST, SLOWEST = Metric("first_ns", "First hit", "ns"), Metric("slowest_ns", "Slowest hit", "ns")
RAW = Metric("raw_time_ns", "Time before compensation", "ns")


def metrics(counted: Counted) -> tuple[Metric, ...]:
    """Those that the tracer has figures for, the headline first."""
    slots = [slot for record in counted.records for slot in record.slots]
    has = {
        OWN: any(slot.own is not None for slot in slots) or not slots,
        AWAITED: any(slot.awaited for slot in slots),
        FIRST: any(slot.first is not None for slot in slots),
        SLOWEST: any(slot.slowest is not None for slot in slots),
    }
    return tuple(metric for metric in (TIME, OWN, HITS, AWAITED, FIRST, SLOWEST, RAW) if has.get(metric, True))


def tables(reading: Reading, counted: Counted) -> Tables:
    """What was counted, file by file; a file that was loaded twice has the counts of both."""
    builder = _Builder(counted)
    for file in reading.files:
        builder.add(file)
    shown = metrics(counted)
    made = builder.compensation
    return Tables(
        lines=tuple(line_table(path, lines.rows, shown) for path, lines in builder.lines.items()),
        functions=builder.function_rows(),
        calls=tuple(_edges(counted, builder)),
        notes=tuple(_notes(counted, reading.snapshot.began_ns)),
        overhead=overhead(reading.snapshot.body_ns, made.whole_cost_ns(counted)),
        unmeasured_ns=made.outside_ns(counted),
    )


class _Builder:
    """Gathers lines file by file, and what is known of each function."""

    def __init__(self, counted: Counted) -> None:
        self.compensation = Compensation(counted.tick_ns, counted.costs)
        self.lines: dict[str, Lines] = {}
        self.homes: dict[Place, tuple[int, bool]] = {}  # the function, and whether the code is folded into it
        self._functions = Functions()
        self._records = {record.place: record for record in counted.records}
        self._entered: dict[int, list[Record | None]] = {}  # by function, its own code objects

    def add(self, file: LoadedFile) -> None:
        homes = _homes(file, self._functions)
        for folded in (False, True):  # a function's own lines first
            for index, (row, home) in enumerate(zip(file.codes, homes, strict=True)):
                if home.folded == folded:
                    self._add(file, (file.number, index), row, home)

    def _add(self, file: LoadedFile, place: Place, row: CodeRow, home: _Home) -> None:
        record = self._records.get(place)
        self.homes[place] = home.function, home.folded
        if record is None and row.is_annotation:
            return  # its lines are not statements that can run
        if row.lines and not home.folded:
            self._entered.setdefault(home.function, []).append(record)
        lines = self.lines.setdefault(file.path, Lines(self.compensation))
        lines.add(row, home.function, record, folded=home.folded)

    def function_rows(self) -> tuple[FunctionRow, ...]:
        own: dict[int, float] = {}
        most: dict[int, float] = {}
        for lines in self.lines.values():
            for (_, function), row in lines.rows.items():
                own[function] = own.get(function, 0.0) + (row.line_own_ns or 0.0)
                most[function] = max(most.get(function, 0.0), row.time_ns or 0.0)
        return tuple(
            replace(row, values=self._values(self._entered[index], own.get(index), most.get(index, 0.0)))
            if index in self._entered
            else row
            for index, row in enumerate(self._functions.rows)
        )

    def _values(
        self, records: Sequence[Record | None], own_ns: float | None, most_ns: float
    ) -> dict[str, float | None]:
        found = [record for record in records if record is not None]
        totals = [self.compensation.within_ns(record.ticks, record.under) for record in found]
        known = [total for total in totals if total is not None]
        total_ns = max(sum(known), most_ns) if len(known) == len(totals) else None
        return {"calls": sum(record.calls for record in found), "total_ns": total_ns, "own_ns": own_ns}


@dataclass(frozen=True)
class _Home:
    function: int
    folded: bool


def _homes(file: LoadedFile, functions: Functions) -> list[_Home]:
    """The function that each code object is part of; annotations are part of the one around them."""
    found: list[_Home] = []
    for row, function in zip(file.codes, functions.homes(file), strict=True):
        folded = row.parent >= 0 and (row.is_folded or row.is_annotation)
        found.append(_Home(found[row.parent].function if folded else function, folded))
    return found


def _edges(counted: Counted, builder: _Builder) -> Iterator[CallEdge]:
    """Who called whom from which line; a function's running of code that is folded into it is none of its calls."""
    sums: dict[tuple[int, int, int], tuple[float, float | None]] = {}
    for record in counted.records:
        caller, _ = builder.homes.get(record.place, (None, False))
        for slot in record.slots if caller is not None else ():
            for edge in slot.edges:
                callee, folded = builder.homes.get(edge.callee, (None, False))
                if caller is None or callee is None or (folded and callee == caller):
                    continue
                calls, total_ns = sums.get((caller, slot.line, callee), (0.0, 0.0))
                more_ns = builder.compensation.within_ns(edge.ticks, edge.under)
                total_ns = None if total_ns is None or more_ns is None else total_ns + more_ns
                sums[caller, slot.line, callee] = calls + edge.calls, total_ns
    for (caller, line, callee), (calls, total_ns) in sorted(sums.items()):
        yield CallEdge(caller, callee, line, {"calls": calls, "total_ns": total_ns})


def _notes(counted: Counted, began_ns: int) -> Iterator[Note]:
    if counted.yielded_ns is not None:
        seconds = max(counted.yielded_ns - began_ns, 0) / 1e9
        what = "what it traced" if counted.comes_back else "what ran from then on"
        text = f"The program began to trace itself {seconds:.2f} s into its run: {what} was not measured."
        yield Note("not_measured", text)
    if counted.unmeasured_codes:
        yield Note("not_measured", "Not all of the program's functions were measured: there was no room left for more.")
    if counted.unkept_edges:
        yield Note("not_measured", "Not all calls are listed under their lines: there was no room left for more.")
