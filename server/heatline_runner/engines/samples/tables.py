"""Samples of stacks as the tables of a profile: lines, functions and the stacks themselves.

A sample stands for the time until the next. A line's time is that of the samples with it on the stack, its own that of
those with it at the end; each is as good as there are many of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from heatline_runner.model import FunctionRow, LineTable, Metric, Note, Stack
from heatline_runner.reading import LoadedFile, Reading
from heatline_runner.tables import Tables

METRICS = (
    Metric("time_ns", "Time, sampled", "ns"),
    Metric("line_own_ns", "Own time, sampled", "ns"),
    Metric("samples", "Samples", "count"),
)
FEW = 100
NONE = "No sample was taken: the program ended before the first, or it could not be looked into."
UNSEEN = "What the program starts is not sampled: this system lets a process look into its own descendants alone."
Frame = tuple[str, int, str]  # file, line, name


def metrics(reading: Reading) -> tuple[Metric, ...]:  # noqa: ARG001  (always the same)
    """Time first, so that lines are as hot as under other engines."""
    return METRICS


def tables(reading: Reading) -> Tables:
    """Every function that was on a stack, the user's and others', and the user's lines."""
    read = reading.snapshot.tables
    if not read:
        return Tables(notes=(Note("not_measured", NONE),))
    sums = _Sums(reading.files, read["interval_ns"])
    for frames, number in read["stacks"]:
        sums.add(frames, number)
    return Tables(
        lines=tuple(sums.tables()),
        functions=tuple(sums.functions()),
        stacks=tuple(sums.stacks),
        notes=tuple(_notes(read)),
        processes=read["processes"],
    )


@dataclass
class _Function:
    path: str
    name: str
    line: int
    end_line: int
    samples: int = 0
    own: int = 0


@dataclass
class _Sums:
    files: Sequence[LoadedFile]
    interval_ns: int
    stacks: list[Stack] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._users = {file.filename: _Places(file) for file in self.files}
        self._functions: dict[tuple[str, str], int] = {}
        self._rows: list[_Function] = []
        self._lines: dict[str, dict[tuple[int, int], list[int]]] = {}

    def add(self, frames: Sequence[Frame], number: int) -> None:
        placed = [self._place(*frame) for frame in frames]
        self.stacks.append(Stack(tuple(placed), {"samples": number, "time_ns": number * self.interval_ns}))
        for index in {index for index, _ in placed}:
            self._rows[index].samples += number
        self._rows[placed[-1][0]].own += number
        users = [(frame[0], place) for frame, place in zip(frames, placed, strict=True) if frame[0] in self._users]
        for filename, place in dict.fromkeys(users):
            counts = self._lines.setdefault(filename, {}).setdefault(place, [0, 0])
            counts[0] += number
        if users:  # the user's innermost line has what libraries under it take, as under a tracer
            self._lines[users[-1][0]][users[-1][1]][1] += number

    def _place(self, filename: str, line: int, name: str) -> tuple[int, int]:
        places = self._users.get(filename)
        first, end, label = (line, line, name) if places is None else places.around(line, name)
        key = filename, label if places is None else f"{label}:{first}"
        index = self._functions.get(key)
        if index is None:
            index = self._functions[key] = len(self._rows)
            path = filename if places is None else places.path
            self._rows.append(_Function(path, label, first, end))
        return index, line

    def functions(self) -> Iterator[FunctionRow]:
        for row in self._rows:
            values = {"total_ns": row.samples * self.interval_ns, "own_ns": row.own * self.interval_ns}
            yield FunctionRow(row.path, row.line, row.end_line, row.name, values | {"samples": row.samples})

    def tables(self) -> Iterator[LineTable]:
        for filename, lines in self._lines.items():
            found = sorted((line, function, *counts) for (function, line), counts in lines.items() if line > 0)
            if not found:
                continue
            line, function, samples, own = zip(*found, strict=True)
            values = {
                "time_ns": tuple(each * self.interval_ns for each in samples),
                "line_own_ns": tuple(each * self.interval_ns for each in own),
                "samples": samples,
            }
            yield LineTable(self._users[filename].path, line, function, values)


class _Places:
    """The functions of a file of the user's, by the lines in them."""

    def __init__(self, file: LoadedFile) -> None:
        self.path = file.path
        names = file.qualified_names()
        self._rows = list(zip(file.codes, names, file.end_lines(), strict=True))

    def around(self, line: int, name: str) -> tuple[int, int, str]:
        """First and last line and qualified name of the innermost function called ``name`` that has ``line``."""
        short = name.rpartition(".")[2]
        for row, label, end in reversed(self._rows):
            if line in row.lines and row.name == short:
                return row.first_line, end, label
        return line, line, name


def _notes(read: Mapping[str, Any]) -> Iterator[Note]:
    number = sum(count for _, count in read["stacks"])
    text = f"{number:,} samples, one every {read['interval_ns'] / 1e6:.2g} ms, of threads that were not waiting"
    if read["processes"] > 1:
        text += f", in {read['processes']} processes"
    if number < FEW:
        yield Note("distorts", f"{text}: too few to tell more than where most of the time goes.")
    else:
        yield Note("distorts", f"{text}: a share of 10 % is good to about {_points(number):.1f} points.")
    if read["unseen"]:
        yield Note("not_measured", UNSEEN)
    if read["errors"]:
        yield Note("not_measured", f"{read['errors']:,} stacks could not be read.")


def _points(number: int) -> float:
    """Two standard deviations of a share of 10 %, in points."""
    spread: float = 200 * (0.1 * 0.9 / number) ** 0.5
    return spread
