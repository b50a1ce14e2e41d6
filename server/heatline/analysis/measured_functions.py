"""Which functions of a text are those that were measured, and whether they still are as they were then."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from heatline.analysis.drift import Block
from heatline.analysis.figures import Figures
from heatline.analysis.outline import Defined, Outline
from heatline.analysis.shares import FunctionShare


@dataclass(frozen=True)
class MeasuredFunction:
    """A def of the text with what was measured under its name. ``stale``: its code is not what was measured.

    ``calls`` is how often it was called, where that is certain.
    """

    defined: Defined
    function: FunctionShare
    calls: float | None
    stale: bool


def measured_functions(outline: Outline, figures: Figures) -> Iterator[MeasuredFunction]:
    """Those of which something ran, in the order of the text."""
    kept = [block for block in figures.drift.blocks if not block.changed]
    changed, added = _changed(figures, kept), _added(figures, kept)
    for defined, function in _by_definition(outline, figures):
        if function.index in figures.file.functions_run:
            first = bisect_left(added, defined.line)
            stale = function.index in changed or (first < len(added) and added[first] <= defined.end_line)
            yield MeasuredFunction(defined, function, _calls(defined, function, figures), stale)


def _changed(figures: Figures, kept: list[Block]) -> set[int]:
    """The indices of functions of which a line that did not stay at zero hits is not there as it was."""
    lines = list(figures.file.lines)
    lost: list[int] = []
    at = 0
    for block in kept:
        begin = bisect_left(lines, block.old, at)
        lost += lines[at:begin]
        at = bisect_left(lines, block.old + block.length, begin)
    lost += lines[at:]
    changed = {row.function.index for line in lost for row in figures.file.lines[line] if row.hits != 0}
    return changed if lines else _not_as_measured(figures, kept)


def _not_as_measured(figures: Figures, kept: list[Block]) -> set[int]:
    """Where no lines were measured: the indices of functions of which any line is not there as it was."""
    there = sorted((block.old, block.old + block.length - 1) for block in kept)
    firsts = [first for first, _ in there]
    changed = set()
    for each in figures.file.run.functions:
        if each.row.path == figures.file.path:
            at = bisect_right(firsts, each.row.line) - 1
            if at < 0 or there[at][1] < each.row.end_line:
                changed.add(each.index)
    return changed


def _added(figures: Figures, kept: list[Block]) -> list[int]:
    """The current lines of code that were not there, or not so, when it was measured."""
    added: list[int] = []
    at = 1
    for block in [*kept, Block(0, len(figures.text) + 1, 0, changed=False)]:
        added += range(at, block.new)
        at = block.new + block.length
    texts = ((line, figures.text[line - 1].strip()) for line in added)
    return [line for line, text in texts if text and not text.startswith("#")]


def _by_definition(outline: Outline, figures: Figures) -> Iterator[tuple[Defined, FunctionShare]]:
    """Each def with the function measured under its name; of several by one name, the nearest."""
    by_name: dict[str, list[Defined]] = {}
    for defined in outline.definitions:
        if not defined.is_class:
            by_name.setdefault(_plain(defined.name), []).append(defined)
    nearest: dict[int, FunctionShare] = {}  # by the line of the def
    for function in figures.file.run.functions:
        named = by_name.get(_plain(function.row.name)) if function.row.path == figures.file.path else None
        if named:
            line = named[0].line if len(named) == 1 else _nearest(_line_now(function, figures), named)
            other = nearest.get(line)
            if other is None or _distance(function, line, figures) < _distance(other, line, figures):
                nearest[line] = function
    return ((each, nearest[each.line]) for each in outline.definitions if each.line in nearest and not each.is_class)


def _nearest(line: int, named: list[Defined]) -> int:
    return min((each.line for each in named), key=lambda each: abs(each - line))


def _distance(function: FunctionShare, line: int, figures: Figures) -> int:
    return abs(_line_now(function, figures) - line)


def _line_now(function: FunctionShare, figures: Figures) -> int:
    return figures.drift.unchanged(function.row.line) or function.row.line


def _plain(name: str) -> str:
    return name.replace(".<locals>", "")


def _calls(defined: Defined, function: FunctionShare, figures: Figures) -> float | None:
    """Counted as such, or by a line that runs once per call."""
    if (calls := function.row.values.get("calls")) is not None:
        return calls
    line = figures.lines.get(defined.call_line) if defined.call_line is not None else None
    rows = [row for row in line.rows if row.function is function] if line and line.state == "measured" else []
    return rows[0].hits if len(rows) == 1 else None
