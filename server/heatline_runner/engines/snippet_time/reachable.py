"""Whom what was timed is known to call by its text: what a cache kept from being called again, or a long call."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from heatline_runner.model import FunctionRow
from heatline_runner.reading import LoadedFile

Edge = tuple[int, int]  # indices of functions: the caller, whom it calls


def written_edges(files: Iterable[LoadedFile], rows: Sequence[FunctionRow], begin: set[int]) -> set[Edge]:
    """Calls by name, and of a class's own methods, in the text of all that is reached from ``begin``."""
    by_path = {file.path: file for file in files}
    edges: dict[str, Mapping[int, set[int]]] = {}
    found: set[Edge] = set()
    waiting, seen = list(begin), set(begin)
    while waiting:
        caller = waiting.pop()
        path = rows[caller].path
        if path not in edges:
            edges[path] = _edges_in(by_path[path], rows) if path in by_path else {}
        for callee in edges[path].get(caller, ()):
            found.add((caller, callee))
            if callee not in seen:
                seen.add(callee)
                waiting.append(callee)
    return found


def _edges_in(file: LoadedFile, rows: Sequence[FunctionRow]) -> Mapping[int, set[int]]:
    mine = {index: row for index, row in enumerate(rows) if row.path == file.path}
    named = {row.name: index for index, row in mine.items()}
    edges: dict[int, set[int]] = {}
    for calls, is_own in ((file.calls.by_name, False), (file.calls.own, True)):
        for line, name in calls:
            caller = min(
                (index for index, row in mine.items() if row.line <= line <= row.end_line and row.name != "<module>"),
                key=lambda index: mine[index].end_line - mine[index].line,
                default=None,
            )
            if caller is None:
                continue
            around = mine[caller].name.rpartition(".")[0]
            wanted = [f"{around}.{name}"] if is_own else [f"{mine[caller].name}.<locals>.{name}", name]
            edges.setdefault(caller, set()).update(named[each] for each in wanted if each in named)
    return edges
