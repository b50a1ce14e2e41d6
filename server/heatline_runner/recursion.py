"""Which functions call themselves, where the tracer cannot tell an outer call from one inside it.

Four things tell, none of them alone enough: a function seen twice on one stack when a snapshot was taken; a call by
name to itself, or round a ring of functions, on lines that ran; a call of another object's method of its own name,
where it ran more often than all other lines that call that name; and more time than all threads had.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from heatline_runner.model import FunctionRow, LineTable
from heatline_runner.reading import Reading

LOCALS = ".<locals>."
NOISE = 1.02  # between two clocks


def recursive_functions(
    reading: Reading, lines: tuple[LineTable, ...], functions: tuple[FunctionRow, ...]
) -> list[int]:
    """Indices of the functions that called themselves, directly or through others."""
    run = _Run(reading, lines, functions)
    found = run.seen_twice() | run.impossible() | run.in_rings() | run.through_others()
    return sorted(found.intersection(function for table in lines for function in table.function))


class _Run:
    """The hits of a run by line and by function, and what its texts say."""

    def __init__(self, reading: Reading, lines: tuple[LineTable, ...], functions: tuple[FunctionRow, ...]) -> None:
        self._reading, self._functions = reading, functions
        self._calls = {file.path: file.calls for file in reading.files}
        self._times: dict[int, float] = defaultdict(float)
        self._hits: dict[tuple[str, int], dict[int, float]] = defaultdict(dict)  # place -> function -> hits
        for table in lines:
            measured = table.values.get("raw_time_ns", table.values["time_ns"])
            columns = (table.line, table.function, table.values["hits"], measured)
            for line, function, hits, time_ns in zip(*columns, strict=True):
                self._times[function] += time_ns or 0
                if hits:
                    self._hits[table.path, line][function] = hits
        self._assume_the_rest_ran()

    def _assume_the_rest_ran(self) -> None:
        """What a run was not to measure may have run: its lines are passed, who knows how often."""
        rest = {
            (file.path, row.first_line, name)
            for file in self._reading.files
            for row, name in zip(file.codes, file.qualified_names(), strict=True)
            if not row.lines
        }
        if not rest:
            return
        innermost: dict[tuple[str, int], int] = {}
        for index, row in sorted(enumerate(self._functions), key=lambda each: each[1].line - each[1].end_line):
            innermost.update({(row.path, line): index for line in range(row.line, row.end_line + 1)})
        for place, index in innermost.items():
            function = self._functions[index]
            if (function.path, function.line, function.name) in rest:
                self._hits[place].setdefault(index, 0)

    def seen_twice(self) -> set[int]:
        paths = {file.filename: file.path for file in self._reading.files}
        seen = {(paths[name], line) for name, line in self._reading.snapshot.recursive if name in paths}
        return {i for i, f in enumerate(self._functions) if (f.path, f.line) in seen and f.name != "<module>"}

    def impossible(self) -> set[int]:
        most = self._reading.snapshot.thread_ns * NOISE
        return {function for function, time_ns in self._times.items() if 0 < most < time_ns}

    def in_rings(self) -> set[int]:
        edges: dict[int, set[int]] = defaultdict(set)
        named: dict[tuple[str, str], list[int]] = defaultdict(list)
        for index, row in enumerate(self._functions):
            named[row.path, row.name].append(index)
        for path, calls in self._calls.items():
            for found, meant in ((calls.by_name, _in_scope), (calls.own, _of_class)):
                for line, name in found:
                    for caller in self._hits[path, line]:
                        names = meant(self._functions[caller].name, name)
                        edges[caller].update(next((named[path, n] for n in names if (path, n) in named), ()))
        return {node for node in edges if node in _reachable(node, edges)}

    def through_others(self) -> set[int]:
        """As in a walk of a tree: ``child.total()`` within ``total``."""
        calling: dict[str, list[tuple[str, int]]] = defaultdict(list)
        for path, calls in self._calls.items():
            for line, name in {*calls.by_name, *calls.own, *calls.of_others}:
                calling[name].append((path, line))
        own = [(path, line, name) for path, calls in self._calls.items() for line, name in calls.of_others]
        found: set[int] = set()
        for path, line, name in own:
            for function in self._hits[path, line]:
                row = self._functions[function]
                if row.path == path and row.name.rpartition(".")[2] == name and function not in found:
                    inner = sum(self._hits[place].get(function, 0) for place in calling[name])
                    outer = sum(sum(self._hits[place].values()) for place in calling[name]) - inner
                    if self._times_called(row, function) > max(inner, outer) > 0:
                        found.add(function)
        return found

    def _times_called(self, row: FunctionRow, function: int) -> float:
        line = self._calls[row.path].entry_lines.get(row.line)
        return 0 if line is None else self._hits[row.path, line].get(function, 0)


def _in_scope(caller: str, name: str) -> Iterator[str]:
    """The qualified names that ``name`` can mean in ``caller``, the innermost first."""
    scopes = caller.split(LOCALS)
    for depth in range(len(scopes), -1, -1):
        meant = LOCALS.join([*scopes[:depth], name])
        yield f"{meant}.__init__"  # a class
        yield meant


def _of_class(caller: str, name: str) -> Iterator[str]:
    yield f"{caller.rpartition('.')[0]}.{name}"


def _reachable(start: int, edges: Mapping[int, set[int]]) -> set[int]:
    found: set[int] = set()
    waiting = list(edges.get(start, ()))
    while waiting:
        node = waiting.pop()
        if node not in found:
            found.add(node)
            waiting.extend(edges.get(node, ()))
    return found
