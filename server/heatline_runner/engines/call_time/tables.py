"""What was called, how often and for how long, as the tables of a profile."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from heatline_runner.model import CallEdge, FunctionRow, Metric, Note, Scope
from heatline_runner.reading import LoadedFile, Reading
from heatline_runner.tables import Tables

METRICS = (
    Metric("total_ns", "Total time", "ns"),
    Metric("own_ns", "Own time", "ns"),
    Metric("calls", "Calls", "count"),
    Metric("primitive_calls", "Primitive calls", "count"),
)
YIELDED = (
    "The program set a profile function of its own, as cProfile does before Python 3.12: calls after that are not "
    "counted."
)


def metrics(reading: Reading) -> tuple[Metric, ...]:  # noqa: ARG001  (always the same)
    """Time with what a function calls first, as users of cProfile sort by it."""
    return METRICS


def tables(reading: Reading) -> Tables:
    """Every function that was called, the user's and others', and who called whom."""
    read = reading.snapshot.tables
    if not read:
        return Tables()
    known = _Known(reading.files)
    rows = tuple(_row(known, each) for each in read["functions"])
    calls = tuple(CallEdge(caller, callee, None, _values(*figures)) for caller, callee, *figures in read["calls"])
    return Tables(functions=rows, calls=calls, notes=tuple(_notes(read)))


def limited(scope: Scope) -> Note:
    """What is said of a run of which only a part was profiled."""
    file = Path(scope.path).name
    if scope.module and scope.from_line:
        where = f"by lines {scope.from_line} to {scope.to_line} of {file}"
    elif scope.module:
        where = f"by the module level of {file}"
    elif scope.name:
        where = f"while {scope.name} of {file} ran"
    else:
        where = f"while what is defined on lines {scope.first_line} to {scope.last_line} of {file} ran"
    return Note("not_measured", f"Only calls made {where} are counted.")


class _Known:
    """Where the user's functions are, by what code objects say of them."""

    def __init__(self, files: Sequence[LoadedFile]) -> None:
        self._paths = {file.filename: file.path for file in files}
        self._places: dict[tuple[str, int, str], tuple[str, int]] = {}
        for file in files:
            for row, name, end in zip(file.codes, file.qualified_names(), file.end_lines(), strict=True):
                self._places.setdefault((file.filename, row.first_line, row.name), (name, end))

    def place(self, filename: str, line: int, name: str, label: str) -> tuple[str, str, int]:
        """Path, qualified name and last line; those of others' code as they call themselves."""
        label, end = self._places.get((filename, line, name), (label, line))
        return self._paths.get(filename, filename), label, end


def _row(known: _Known, read: Sequence[Any]) -> FunctionRow:
    filename, line, name, label, *figures = read
    path, label, end = known.place(filename, line, name, label)
    return FunctionRow(path, line, end, label, _values(*figures))


def _values(calls: int, within: int, total_ns: int, own_ns: int) -> Mapping[str, float]:
    return {"total_ns": total_ns, "own_ns": own_ns, "calls": calls, "primitive_calls": calls - within}


def _notes(read: Mapping[str, Any]) -> Iterator[Note]:
    if read["yielded"]:
        yield Note("not_measured", YIELDED)
