"""The table in a hover: every figure of a line with its unit, and with what it is a part of."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from heatline.analysis.memory import INCREMENT, RunMemory
from heatline.analysis.shares import FunctionShare, LineShare, RunShares
from heatline.render.numbers import count, duration, metric, percent, size
from heatline.render.program_text import markdown

MOST_FUNCTIONS: Final = 4
OF_TIME: Final = ("time_ns", "line_own_ns", "hits", "await_ns", "first_ns", "slowest_ns", "raw_time_ns")


def line_table(run: RunShares, rows: tuple[LineShare, ...]) -> str:
    """A column of figures for each function that the line is part of."""
    shown = [row for row in rows if row.hits != 0][:MOST_FUNCTIONS]
    if not shown:
        return ""
    columns = [{title: figure for title, figure in _column(run, row) if figure} for row in shown]
    titles = dict.fromkeys(title for column in columns for title in column)
    body = [f"| {title} | " + " | ".join(column.get(title, "") for column in columns) + " |" for title in titles]
    head = f"| | {' | '.join(function_name(row.function) for row in shown)} |"
    return "\n".join([head, "|:--" * (len(shown) + 1) + "|", *body])


def function_name(function: FunctionShare) -> str:
    """The name, as Markdown."""
    return "the module" if function.row.name == "<module>" else markdown(function.row.name, 60)


def _column(run: RunShares, row: LineShare) -> Iterator[tuple[str, str]]:
    """Title and figure, each share with what it is a share of."""
    timed = any(each.id == "time_ns" for each in run.profile.metrics)
    if timed:
        yield from _time(run, row)
    for each in run.profile.metrics:
        value = row.values.get(each.id)
        if value is None or (timed and each.id in OF_TIME):
            continue
        changed = each.id != INCREMENT or round(value)
        yield markdown(each.title), metric(value, each) if changed else "no change seen"
        if run.memory is not None and run.memory.metric is each:
            yield _of_whole(row, run.memory)


def _time(run: RunShares, row: LineShare) -> Iterator[tuple[str, str]]:
    own = _other(row, "line_own_ns")
    yield "Time", _duration(row.time_ns) + (", with what it calls" if own else "")
    yield "Own time", own and f"{own}, without the measured functions it calls"
    yield "Per hit", _duration(row.per_hit_ns)
    yield "Hits", "" if row.hits is None else count(row.hits)
    if row.hits is not None and row.hits > 1:
        yield "First hit", _duration(row.values.get("first_ns"))
        yield "Slowest hit", _duration(row.values.get("slowest_ns"))
    awaited_ns = row.values.get("await_ns")
    yield "Suspended", f"{duration(awaited_ns)}, which is in none of its times" if awaited_ns else ""
    if row.time_ns is not None:
        yield "Of the function", _of_function(row)
        yield "Of the run", _of_run(run, row)
        yield "As measured", _as_measured(row)


def _duration(time_ns: float | None) -> str:
    return "" if time_ns is None else duration(time_ns)


def _other(row: LineShare, metric_id: str) -> str:
    """That time of the line where it is told, and is another than the line's time."""
    value = row.values.get(metric_id)
    text = _duration(value)
    return "" if text == _duration(row.time_ns) else text


def _as_measured(row: LineShare) -> str:
    """The time before compensation, and what compensation took off it."""
    raw, raw_ns = _other(row, "raw_time_ns"), row.values.get("raw_time_ns") or 0.0
    cost_ns = raw_ns - (row.time_ns or 0.0)
    return f"{raw}; {duration(cost_ns)} of it, what measuring cost, is taken off" if raw and cost_ns > 0 else raw


def _of_function(row: LineShare) -> str:
    if row.percent is None or row.function.total_ns is None:
        return "not known while a line of it has not ended" if row.function.running else ""
    return f"{percent(row.percent)} of {function_name(row.function)} ({duration(row.function.total_ns)})"


def _of_run(run: RunShares, row: LineShare) -> str:
    if row.share is not None:
        whole = "lives of its threads together" if run.threads else "program's body"
        itself = " by its own time" if _other(row, "line_own_ns") else ""
        return f"{percent(row.share)} of the run{itself} ({duration(run.denominator_ns)} in the {whole})"
    if not run.denominator_ns:
        return ""
    return f"not known: {'calls inside calls are' if row.function.recursive else 'time is'} counted more than once"


def _of_whole(row: LineShare, memory: RunMemory) -> tuple[str, str]:
    """Of which memory the headline is what part; nothing where that is not known, or memory was not added."""
    if memory.whole_bytes is None or row.memory_level is None:
        return "", ""
    if memory.whole == "lines":
        share = "" if row.memory_share is None else f"{percent(row.memory_share)} of {size(memory.whole_bytes)}"
        return "Of all lines", share
    grown = f"the {size(memory.whole_bytes)} that the run grew by to its peak"
    part = "more than" if row.memory_share is None else f"{percent(row.memory_share)} of"
    return "Of the growth", f"{part} {grown}"
