"""Adds up the tables of a program's processes: what one line, function or call cost in all of them.

Processes may have loaded a file with another text than the first did; what they measured of it is left out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from heatline_runner.model import CallEdge, FunctionRow, LineTable, Stack, Values
from heatline_runner.tables import Tables

MOST = ("slowest_ns", "peak_bytes")  # of these the highest of all processes is shown
FIRST = ("first_ns",)  # of these the first process's that has one
Key = TypeVar("Key")
Figures = dict[str, float | None]


def merged(first: Tables, others: Sequence[Tables], differing: Callable[[int, str], bool]) -> Tables:
    """``first``, to which ``others`` are added; ``differing(i, path)``: other ``i`` had another text of that file."""
    if not others:
        return first
    sums = _Sums(first)
    for number, tables in enumerate(others):
        sums.add(tables, lambda path, number=number: differing(number, path))  # type: ignore[misc]
    return sums.tables()


class _Sums:
    def __init__(self, first: Tables) -> None:
        self._first = first
        self._notes = list(first.notes)
        self._unmeasured_ns = first.unmeasured_ns
        self._functions: dict[tuple[str, int, str], int] = {}
        self._rows: list[FunctionRow] = []
        self._lines: dict[str, dict[tuple[int, int], Figures]] = {}
        self._metrics: dict[str, list[str]] = {}
        self._calls: dict[tuple[int, int, int | None], Figures] = {}
        self._stacks: dict[tuple[tuple[int, int], ...], Figures] = {}
        self._put(first, lambda path: False)  # noqa: ARG005  (nothing of it is left out)

    def add(self, tables: Tables, is_left_out: Callable[[str], bool]) -> None:
        self._put(tables, is_left_out)
        self._notes += tables.notes
        if self._unmeasured_ns is not None and tables.unmeasured_ns is not None:
            self._unmeasured_ns += tables.unmeasured_ns

    def tables(self) -> Tables:
        return replace(
            self._first,
            lines=tuple(self._table(path, rows) for path, rows in self._lines.items()),
            functions=tuple(self._rows),
            calls=tuple(CallEdge(*key, values) for key, values in self._calls.items()),
            stacks=tuple(Stack(frames, values) for frames, values in self._stacks.items()),
            notes=tuple(dict.fromkeys(self._notes)),
            unmeasured_ns=self._unmeasured_ns,
        )

    def _put(self, tables: Tables, is_left_out: Callable[[str], bool]) -> None:
        numbers = [None if is_left_out(row.path) else self._number(row) for row in tables.functions]
        for table in tables.lines:
            if not is_left_out(table.path):
                self._put_lines(table, numbers)
        for edge in tables.calls:
            caller, callee = numbers[edge.caller], numbers[edge.callee]
            if caller is not None and callee is not None:
                _add(self._calls, (caller, callee, edge.line), edge.values)
        for stack in tables.stacks:
            frames = [(numbers[function], line) for function, line in stack.frames]
            known = tuple((function, line) for function, line in frames if function is not None)
            if len(known) == len(frames):
                _add(self._stacks, known, stack.values)

    def _number(self, row: FunctionRow) -> int:
        key = (row.path, row.line, row.name)
        number = self._functions.setdefault(key, len(self._rows))
        if number == len(self._rows):
            self._rows.append(replace(row, values=dict(row.values)))
        else:
            known = self._rows[number]
            self._rows[number] = replace(known, values=_sum(known.values, row.values))
        return number

    def _put_lines(self, table: LineTable, numbers: Sequence[int | None]) -> None:
        rows, metrics = self._lines.setdefault(table.path, {}), self._metrics.setdefault(table.path, [])
        metrics += [metric for metric in table.values if metric not in metrics]
        for index, (line, function) in enumerate(zip(table.line, table.function, strict=True)):
            number = numbers[function]
            if number is not None:
                _add(rows, (line, number), {metric: column[index] for metric, column in table.values.items()})

    def _table(self, path: str, rows: Mapping[tuple[int, int], Figures]) -> LineTable:
        keys = sorted(rows)
        values = {metric: tuple(rows[key].get(metric) for key in keys) for metric in self._metrics[path]}
        return LineTable(path, tuple(line for line, _ in keys), tuple(number for _, number in keys), values)


def _add(found: dict[Key, Figures], key: Key, values: Values) -> None:
    known = found.get(key)
    found[key] = dict(values) if known is None else _sum(known, values)


def _sum(one: Values, other: Values) -> Figures:
    return {name: _figure(name, one.get(name), other.get(name)) for name in dict.fromkeys((*one, *other))}


def _figure(name: str, one: float | None, other: float | None) -> float | None:
    figures = [each for each in (one, other) if each is not None]
    if not figures:
        return None
    if name in FIRST:
        return figures[0]
    return max(figures) if name in MOST else sum(figures)


def all_metrics(found: Iterable[Sequence[Key]]) -> tuple[Key, ...]:
    """The metrics of all processes, each once, in the order of the first."""
    return tuple(dict.fromkeys(metric for metrics in found for metric in metrics))
