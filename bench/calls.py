"""Whether our calls are cProfile's, of one program."""

from __future__ import annotations

import marshal
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from bench.line_tools import CALLS, CPROFILE
from bench.pythons import BenchPython
from heatline_runner.profile_json import read_profile

Function = tuple[str, int]  # name, and first line; 0 for what is no Python
FOLDED = ("<lambda>", "<listcomp>", "<setcomp>", "<dictcomp>", "<genexpr>")
Counts = Mapping[Function, tuple[int, int]]  # calls, and primitive ones


def differing_calls(python: BenchPython, folder: Path, script: str) -> tuple[int, tuple[str, ...]]:
    """How many functions of ``script``, and of C called by them, there are, and those that are counted otherwise."""
    CPROFILE.run(python, folder, script)
    CALLS.run(python, folder, script)
    theirs, ours = _of_cprofile(folder / CPROFILE.report, script), _of_ours(folder / CALLS.report, script)
    differ = [each for each in {*theirs, *ours} if theirs.get(each) != ours.get(each)]
    texts = (f"{name}:{line}: {ours.get((name, line))}, cProfile {theirs.get((name, line))}" for name, line in differ)
    return len({*theirs, *ours}), tuple(sorted(texts))


def _of_cprofile(report: Path, script: str) -> Counts:
    stats: Any = marshal.loads(report.read_bytes())
    own = {key: value for key, value in stats.items() if Path(key[0]).name == script}
    found = {(key[2], key[1]): (value[1], value[0]) for key, value in own.items()}
    for key, (*_, callers) in stats.items():
        calls = [figures for caller, figures in callers.items() if caller in own]
        if key[0] == "~" and calls:
            found[key[2], 0] = (sum(each[0] for each in calls), sum(each[1] for each in calls))
    return _without_twins(found)


def _of_ours(report: Path, script: str) -> Counts:
    profile = read_profile(report)
    rows = profile.functions
    own = {index for index, row in enumerate(rows) if Path(row.path).name == script}
    found: dict[Function, tuple[int, int]] = {}
    for index in own:
        values = rows[index].values
        counts = int(values["calls"] or 0), int(values["primitive_calls"] or 0)
        _add(found, (rows[index].name.rpartition(".")[2], rows[index].line), counts)
    for edge in profile.calls:
        if edge.caller in own and not rows[edge.callee].path:
            counts = int(edge.values["calls"] or 0), int(edge.values["primitive_calls"] or 0)
            _add(found, (rows[edge.callee].name, 0), counts)
    return _without_twins(found)


def _add(found: dict[Function, tuple[int, int]], key: Function, counts: tuple[int, int]) -> None:
    known = found.get(key, (0, 0))
    found[key] = known[0] + counts[0], known[1] + counts[1]


def _without_twins(found: Mapping[Function, tuple[int, int]]) -> Counts:
    """Of several lambdas, or comprehensions, on a line cProfile keeps the last alone."""
    return {key: counts for key, counts in found.items() if key[1] == 0 or not key[0].startswith(FOLDED)}
