"""The hot spots of a run in words: of each file, function and line, and of the run as a whole."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import PurePath
from typing import Final

from heatline.analysis.called import has_functions
from heatline.analysis.hot_spots import HotFile, HotFunction, HotLine
from heatline.analysis.shares import FunctionShare, RunShares
from heatline.render.memory_text import memory_text
from heatline.render.numbers import SPACE, count, duration, metric, percent, size
from heatline.render.program_text import plain_line
from heatline.render.provenance import outcome_text, overhead_text
from heatline.render.when import ago

NAME_WIDTH: Final = 80
NOTHING_HOT: Final = "No line took 1 % of the run or more."


def line_text(line: HotLine, run: RunShares) -> str:
    """``41 % · 12.4 ms``: the share of the run, and what it is a share of."""
    row, memory = line.row, run.memory
    if memory is not None and row.amount_bytes is not None:
        return f"{percent(line.share)} · {metric(row.amount_bytes, memory.metric)}"
    amount_ns = row.values.get("line_own_ns")
    amount_ns = row.time_ns if amount_ns is None else amount_ns
    return percent(line.share) if amount_ns is None else f"{percent(line.share)} · {duration(amount_ns)}"


def function_text(found: HotFunction, run: RunShares) -> str:
    """``95 % of the run · 158 ms``; of memory what its lines have together, or its peak."""
    function = found.function
    if run.memory is not None:
        if function.total_bytes:
            return f"{size(function.total_bytes)} {run.memory.metric.title.lower()}"
        return "" if function.peak_bytes is None else f"peak {size(function.peak_bytes)}"
    parts = [] if function.share is None else [f"{percent(function.share)} of the run"]
    parts += [] if function.total_ns is None else [duration(function.total_ns)]
    return " · ".join(parts)


def file_text(file: HotFile) -> str:
    """``3 hot lines``."""
    number = sum(len(function.lines) for function in file.functions)
    return f"{count(number)}{SPACE}hot {'line' if number == 1 else 'lines'}"


def place_text(at: int, lines: Sequence[HotLine], run: RunShares) -> str:
    """``Hot line 3 of 7: 41 % · 12.4 ms, in busy``; ``at`` counts from 0, in the order that they are walked in."""
    line = lines[at]
    name = plain_line(line.row.function.row.name, NAME_WIDTH)
    return f"Hot line {count(at + 1)} of {count(len(lines))}: {line_text(line, run)}, in {name}"


def summary(run: RunShares, lines: Sequence[HotLine], now: datetime) -> tuple[str, ...]:
    """The run in a few sentences: how it ended, where its time or memory went, what was not measured."""
    return tuple(_summary(run, lines, now))


def _summary(run: RunShares, lines: Sequence[HotLine], now: datetime) -> Iterator[str]:
    info = run.profile.run
    target = plain_line(PurePath(info.target).name, NAME_WIDTH)
    took = f" after {duration(info.body_ns)}" if info.body_ns else ""
    when = "" if info.outcome == "running" else f", {ago(info.started, now)}"
    yield f"{target} {outcome_text(info)}{took}{when}."
    memory = memory_text(run.profile)
    if memory is not None:
        yield f"{memory}."
    function = _hottest(run)
    if function is not None and function.share is not None and function.total_ns is not None:
        name = plain_line(function.row.name, NAME_WIDTH)
        place = f"{PurePath(function.row.path).name}:{function.row.line}"
        of_run = f"{percent(function.share)} of the run, {duration(function.total_ns)}"
        yield f"The function with the most, what it calls included, is {name} ({place}): {of_run}."
    yield _hottest_line(run, lines)
    missing = [plain_line(note.text, 300) for note in info.limits if note.kind == "not_measured"]
    if missing:
        more = f" And {count(len(missing) - 1)} more such {_notes(len(missing) - 1)}." if len(missing) > 1 else ""
        yield f"{missing[0]}{more}"
    yield overhead_text(run.profile)


def _hottest_line(run: RunShares, lines: Sequence[HotLine]) -> str:
    if not lines:
        return NOTHING_HOT
    line = lines[0]
    name = plain_line(line.row.function.row.name, NAME_WIDTH)
    what = "hottest line" if run.memory is None else "line with the most memory"
    return f"The {what} is {PurePath(line.path).name}:{line.row.line}, in {name}: {line_text(line, run)}."


def _hottest(run: RunShares) -> FunctionShare | None:
    """The function of the user's with the largest share, modules left out: all of a program is in its own."""
    if not has_functions(run.profile):
        return None
    own = (each for each in run.functions if each.row.path in run.profile.sources and each.row.name != "<module>")
    return max((each for each in own if each.share is not None), key=lambda each: each.share or 0.0, default=None)


def _notes(number: int) -> str:
    return "note" if number == 1 else "notes"
