"""Memory over time for a terminal: a plot for each series with its peak, and the functions' calls as a table."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from heatline.analysis.process_memory import RESIDENT, FunctionSpans, function_spans, process_memory
from heatline.analysis.timeline import Moment, buckets, peak, value_at
from heatline.render.block_plot import Axes, block_plot
from heatline.render.memory_text import place_text
from heatline.render.numbers import count, duration, size
from heatline.render.program_text import plain_line
from heatline.render.report_page import ReportPage
from heatline.render.terminal import cut
from heatline.render.text_table import text_table
from heatline_runner.model import Profile, Series

WIDEST, NARROWEST = 160, 20  # columns of a plot
FROM_ZERO: Final = 0.5  # an axis begins at zero where the lowest reading is below this part of the highest
MOST_FUNCTIONS: Final = 12
LONGEST_NOTE: Final = 400
TITLES: Final = {RESIDENT: "Memory over time", "tree_bytes": "With its child processes"}
BETWEEN: Final = "Memory as the longest call began and ended, on the line between the readings before and after."
HEAD: Final = ("Function", "Calls", "Longest", "At its start", "At its end")


@dataclass(frozen=True)
class _Curve:
    """``metric`` of ``series`` from ``low_bytes`` to its ``peak``."""

    series: Series
    metric: str
    low_bytes: float
    peak: Moment


def memory_over_time(profile: Profile, page: ReportPage) -> Iterator[str]:
    """Nothing for a profile that has nothing to do with memory; one sentence where it was not read often enough."""
    curves = tuple(_curves(profile))
    if not curves:
        if profile.metrics[0].unit == "bytes":
            yield from ("", *page.wrapped(_unread(profile)))
        return
    for title, curve in curves:
        yield ""
        yield from _drawn(title, curve, page)
    yield from _peak(profile, curves[0][1], page)
    yield from _functions(profile, page)
    for note in profile.run.limits:
        if note.kind == "over_time":
            yield from page.wrapped(plain_line(note.text, LONGEST_NOTE))


def _curves(profile: Profile) -> Iterator[tuple[str, _Curve]]:
    """With their titles: the process's own first, then with its children, then those of other processes."""
    for at, series in enumerate(profile.timeline):
        for metric, column in series.values.items():
            highest = peak(series, metric)
            if highest is not None:
                low_bytes = min(value for value in column if value is not None)
                title = plain_line(series.title, 60) if at else TITLES.get(metric, metric)
                yield title, _Curve(series, metric, low_bytes, highest)


def _unread(profile: Profile) -> str:
    if not profile.run.body_ns:
        return "Memory over time was not read: the program had not begun."
    if profile.run.memory is None:
        return "Memory over time was not read: this system does not say how much memory a process has."
    return "Memory over time was not read: the program ended before the first reading."


def _drawn(title: str, curve: _Curve, page: ReportPage) -> Iterator[str]:
    """The plot, or a sentence for what would be a point or a straight line."""
    series, highest = curve.series, curve.peak.value
    known = sum(value is not None for value in series.values[curve.metric])
    if known == 1:
        once = f"{title}: {size(highest)}, read once, {duration(curve.peak.at_ns)} in: the program ended soon after."
        yield from page.wrapped(once)
        return
    apart = f"{count(known)} readings, {duration(series.interval_ns)} apart"
    if size(curve.low_bytes) == size(highest):
        yield from page.wrapped(f"{title}: {size(highest)} from start to end ({apart}).")
        return
    yield page.styled(f"{title} ({apart})", "bold")
    low = 0 if curve.low_bytes < FROM_ZERO * highest else curve.low_bytes
    end_ns = series.at_ns[-1]
    axes = Axes(
        (size(highest), size((low + highest) / 2), size(low)), (count(0), duration(end_ns / 2), duration(end_ns))
    )
    columns = min(max(page.width - axes.width, NARROWEST), WIDEST)
    values = _columns(curve, columns)
    yield from block_plot([None if value is None else (value - low) / (highest - low) for value in values], axes)


def _columns(curve: _Curve, columns: int) -> Iterator[float | None]:
    """The highest reading of each column's time; where it has none, what the readings on either side make of it."""
    series, metric = curve.series, curve.metric
    end_ns = series.at_ns[-1]
    for at, extremes in enumerate(buckets(series, metric, 0, end_ns, columns)):
        if extremes is not None:
            yield series.values[metric][extremes[1]]
        else:
            yield value_at(series, metric, end_ns * (2 * at + 1) // (2 * columns))


def _peak(profile: Profile, curve: _Curve, page: ReportPage) -> Iterator[str]:
    """Where the highest reading of the process was taken, and whether the system saw a higher one."""
    moment, memory = curve.peak, process_memory(profile)
    said = f"Peak: {size(moment.value)}, {duration(moment.at_ns)} in"
    if moment.place is not None:
        text = page.source(*moment.place)
        said += f", while {place_text(moment.place)} ran{f': {text}' if text else ''}"
    yield cut(said, page.width)
    if memory is not None and memory.peak is None and memory.peak_bytes is not None:
        yield f"The system saw {size(memory.peak_bytes)} between two readings."


def _functions(profile: Profile, page: ReportPage) -> Iterator[str]:
    found = function_spans(profile)
    if not found:
        return
    head, *rows = text_table(HEAD, [_row(each) for each in found[:MOST_FUNCTIONS]])
    yield from ("", page.styled(head.rstrip(), "dim"), *(row.rstrip() for row in rows))
    if len(found) > MOST_FUNCTIONS:
        yield page.styled(f"… and {count(len(found) - MOST_FUNCTIONS)} more", "dim")
    if any(each.begin_bytes is not None for each in found):
        yield from page.wrapped(BETWEEN)


def _row(of: FunctionSpans) -> tuple[str, ...]:
    name = "Module level" if of.function.name == "<module>" else plain_line(of.function.name, 40)
    longest = duration(of.longest.end_ns - of.longest.start_ns)
    sizes = ("" if value is None else size(value) for value in (of.begin_bytes, of.end_bytes))
    return (name, count(of.calls), longest, *sizes)
