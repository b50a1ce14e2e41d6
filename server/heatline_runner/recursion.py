"""Which functions call themselves, where the tracer cannot tell an outer call from one inside it.

Three things tell, none of them alone enough: a function seen twice on one stack when a snapshot was taken, a call by
name to itself or round a ring of functions on lines that ran, and more time than all threads had.
"""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from heatline_runner.model import FunctionRow, LineTable
from heatline_runner.reading import LoadedFile, Reading

LOCALS = ".<locals>."


def recursive_functions(
    reading: Reading, lines: tuple[LineTable, ...], functions: tuple[FunctionRow, ...]
) -> list[int]:
    """Indices of the functions that called themselves, directly or through others."""
    files = {file.filename: file.path for file in reading.files}
    seen = {(files[name], line) for name, line in reading.snapshot.recursive if name in files}
    totals = _totals(lines)
    found = {i for i, f in enumerate(functions) if (f.path, f.line) in seen and f.name != "<module>"}
    found |= {
        i for i, total in totals.items() if reading.snapshot.thread_ns and total > reading.snapshot.thread_ns * 1.02
    }
    found |= _in_rings(_calls_by_name(reading.files, lines, functions))
    return sorted(found)


def _totals(lines: tuple[LineTable, ...]) -> Mapping[int, float]:
    totals: dict[int, float] = defaultdict(float)
    for table in lines:
        for function, time_ns in zip(table.function, table.values["time_ns"], strict=True):
            totals[function] += time_ns or 0
    return totals


def _calls_by_name(
    files: Iterable[LoadedFile], lines: tuple[LineTable, ...], functions: tuple[FunctionRow, ...]
) -> Mapping[int, set[int]]:
    """Caller -> callees, of calls written as ``name(…)``, ``self.name(…)`` or ``cls.name(…)`` on lines that ran."""
    ran = {
        (t.path, line, f)
        for t in lines
        for line, f, hits in zip(t.line, t.function, t.values["hits"], strict=True)
        if hits
    }
    callers: dict[tuple[str, int], set[int]] = defaultdict(set)
    for path, line, function in ran:
        callers[path, line].add(function)
    by_name: dict[tuple[str, str], list[int]] = defaultdict(list)
    for index, row in enumerate(functions):
        by_name[row.path, row.name].append(index)
    edges: dict[int, set[int]] = defaultdict(set)
    for path, text in {file.path: file.text for file in files}.items():
        for line, name, bound in _called_names(text):
            for caller in callers[path, line]:
                edges[caller].update(_targets(functions[caller], name, bound, by_name))
    return edges


def _targets(
    caller: FunctionRow, name: str, bound: bool, by_name: Mapping[tuple[str, str], list[int]]
) -> Iterator[int]:
    """The functions of the caller's file that ``name`` can mean there: a method of its class, or a name in scope."""
    if bound:
        owner = caller.name.rpartition(".")[0]
        yield from by_name.get((caller.path, f"{owner}.{name}"), ())
        return
    scopes = caller.name.split(LOCALS)
    scoped = (LOCALS.join([*scopes[:depth], name]) for depth in range(len(scopes), -1, -1))
    yield from next((found for each in scoped if (found := by_name.get((caller.path, each)))), ())


def _called_names(text: str) -> Iterator[tuple[int, str, bool]]:
    """``(line, name, is a method of self or cls)`` of each call by name."""
    try:
        tree = ast.parse(text)
    except (SyntaxError, ValueError, RecursionError):
        return  # newer syntax than this Python's: the other signs have to do
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        if isinstance(node.func, ast.Name):
            yield node.lineno, node.func.id, False
        elif isinstance(node.func, ast.Attribute) and _is_own(node.func.value):
            yield node.lineno, node.func.attr, True


def _is_own(value: ast.expr) -> bool:
    return isinstance(value, ast.Name) and value.id in ("self", "cls")


def _in_rings(edges: Mapping[int, set[int]]) -> set[int]:
    """The nodes from which a path leads back to themselves."""
    return {node for node in edges if node in _reachable(node, edges)}


def _reachable(start: int, edges: Mapping[int, set[int]]) -> set[int]:
    found: set[int] = set()
    waiting = list(edges.get(start, ()))
    while waiting:
        node = waiting.pop()
        if node not in found:
            found.add(node)
            waiting.extend(edges.get(node, ()))
    return found
