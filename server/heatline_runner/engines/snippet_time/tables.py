"""What was timed, as the trials of a profile."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from heatline_runner.engines.snippet_time.reachable import written_edges
from heatline_runner.engines.snippet_time.real import real_trials
from heatline_runner.model import CallEdge, Failure, FunctionRow, Metric, Note, Trial
from heatline_runner.reading import Reading
from heatline_runner.tables import Functions, Tables

METRICS = (Metric("time_ns", "Time per loop", "ns"),)
MODULE = "<module>"
Key = tuple[str, int, str]  # file, first line and name of a code object


def metrics(reading: Reading) -> tuple[Metric, ...]:  # noqa: ARG001  (always the same)
    """What is measured."""
    return METRICS


def tables(reading: Reading) -> Tables:
    """Trials, the functions they are about, and who calls whom."""
    read = reading.snapshot.tables
    if not read:
        return Tables()
    if read.get("kind") == "real":
        return real_trials(reading)
    index = _Index(reading)
    trials = tuple(_trial(fields, read["path"], index) for fields in _told(read))
    about = {trial.function for trial in trials if trial.function is not None}
    calls = tuple(_edges(read, index, reading, about))
    return Tables(functions=tuple(index.functions.rows), calls=calls, trials=trials)


class _Index:
    """Finds functions by their code objects and by their names."""

    def __init__(self, reading: Reading) -> None:
        self.functions = Functions()
        self._homes: dict[Key, int] = {}
        for file in reading.files:
            for row, home in zip(file.codes, self.functions.homes(file), strict=True):
                self._homes[file.filename, row.first_line, row.label] = home

    def of_code(self, key: Key) -> int | None:
        """The function that the lines of a code object belong to."""
        return self._homes.get(key)

    def of_name(self, path: str, name: str, line: int) -> int:
        """The function called so in that file; one of its own where the file was never loaded."""
        for index, row in enumerate(self.functions.rows):
            if (row.path, row.name) == (path, name):
                return index
        self.functions.rows.append(FunctionRow(path, line, line, name, {}))
        return len(self.functions.rows) - 1


def _told(read: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    for number, fields in enumerate(read["trials"]):
        running = [("running", "It was being timed.")] if number in read["now"] else []
        yield {**fields, "notes": [*fields["notes"], *running]}


def _trial(fields: dict[str, Any], path: str, index: _Index) -> Trial:
    function, error = fields["function"], fields["error"]
    values = {
        **fields,
        "path": path,
        "samples_ns": tuple(fields["samples_ns"]),
        "function": index.of_name(path, function, fields["line"]) if function else None,
        "error": None if error is None else Failure(*error),
        "notes": tuple(Note(kind, text) for kind, text in fields["notes"]),
    }
    return Trial(**values)


def _edges(read: Mapping[str, Any], index: _Index, reading: Reading, about: set[int]) -> Iterator[CallEdge]:
    """What was seen to be called, and what is written to be; a snippet's own calls are its module's."""
    found: set[tuple[int, int]] = set()
    for caller, callee in read["calls"]:
        one = index.of_name(read["path"], MODULE, 1) if caller is None else index.of_code(tuple(caller))
        other = index.of_code(tuple(callee))
        if one is not None and other is not None:
            found.add((one, other))
    reached = about | {callee for _, callee in found}
    found |= written_edges(reading.files, index.functions.rows, reached)
    for one, other in sorted(found):
        if one != other:
            yield CallEdge(one, other, None, {})
