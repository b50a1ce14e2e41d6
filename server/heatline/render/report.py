"""The figures beside the source, for a terminal or a file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import Final

from heatline.analysis.called import has_calls
from heatline.analysis.figures import Figures, document_figures
from heatline.analysis.outline import text_outline
from heatline.analysis.ranking import ranking
from heatline.analysis.shares import FileShares, FunctionShare, RunShares, file_shares, part
from heatline.render.call_report import call_report
from heatline.render.columns import has_own
from heatline.render.listing import function_listing, listing_style
from heatline.render.memory_over_time import memory_over_time
from heatline.render.memory_text import instrument_notes
from heatline.render.numbers import count, duration, percent, size
from heatline.render.part import not_called
from heatline.render.program_text import plain_line
from heatline.render.report_head import report_head
from heatline.render.report_page import ReportPage
from heatline.render.top_lines import top_lines
from heatline_runner.model import RunInfo

OWN: Final = (
    "Time is a line's with all that it calls, Own without the measured functions among that; own times add up, and the "
    "heat of a line is its own time's part of the run."
)


@dataclass(frozen=True)
class ReportStyle:
    """``width`` in columns; ``every_function``: those that never ran too."""

    width: int = 100
    colour: bool = False
    every_function: bool = False


def text_report(run: RunShares, texts: Mapping[str, str], style: ReportStyle) -> str:
    """How it ran, memory over time and the lines with the most of it; then each measured file, hottest first.

    A file is shown with the text that ``texts`` has by its path, its functions hottest first.
    """
    files = [file_shares(run, path) for path in dict.fromkeys(each.path for each in run.profile.lines)]
    documents = {
        file.path: document_figures(file, texts[file.path], text_outline(texts[file.path]))
        for file in files
        if file.path in texts
    }
    page = ReportPage(style.width, style.colour, documents)
    lines = [*report_head(run, page), *memory_over_time(run.profile, page), *_rankings(run, files, page)]
    calls = list(call_report(run, page)) if has_calls(run.profile) else []
    lines += calls or _files(run, files, (page, style.every_function))
    own = [OWN] if has_own(row for file in files for rows in file.lines.values() for row in rows) else []
    notes = [line for text in (*own, *instrument_notes(run.profile)) for line in page.wrapped(text)]
    return "\n".join([*lines, *([""] if notes else []), *notes]) + "\n"


def _rankings(run: RunShares, files: Sequence[FileShares], page: ReportPage) -> Iterator[str]:
    """Of the headline, where that is memory, and of growth, where it was measured."""
    headline = run.profile.metrics[0]
    for metric in run.profile.metrics:
        if metric.unit == "bytes" and (metric == headline or metric.id == "growth_bytes"):
            found = ranking(files, metric)
            if found.lines:
                yield ""
                yield from top_lines(found, run.profile, page)


def _files(run: RunShares, files: Sequence[FileShares], style: tuple[ReportPage, bool]) -> Iterator[str]:
    page, every_function = style
    heat, ran = _heat(run, files), _ran(run)
    shown = {
        file.path: sorted(
            (each for each in run.functions if each.row.path == file.path and (every_function or each.index in ran)),
            key=lambda each: (-heat.get(each.index, 0), each.row.line),
        )
        for file in files
    }
    for path in sorted(filter(shown.get, shown), key=lambda path: -heat.get(shown[path][0].index, 0)):
        yield from ("", page.styled(_shown_path(run.profile.run, path), "bold"))
        if path in page.documents:
            yield from _listings(run, page.documents[path], shown[path], page)
        else:
            yield "The file is not there any more, so its lines cannot be shown."
    if not any(shown.values()) and (files or not run.profile.timeline):
        yield from ("", _nothing(run))


def _heat(run: RunShares, files: Sequence[FileShares]) -> Mapping[int, float]:
    """By what functions are ordered: their time, else their memory, else the most that a line of theirs added."""
    rows = [row for file in files for rows in file.lines.values() for row in rows]
    most: dict[int, float] = {}
    for row in rows:
        most[row.function.index] = max(row.amount_bytes or 0, most.get(row.function.index, 0))
    return {each.index: each.total_ns or each.total_bytes or most.get(each.index, 0) for each in run.functions}


def _ran(run: RunShares) -> set[int]:
    """Functions with a line that ran; where that is not counted, with a line that has memory."""
    counted = any("hits" in table.values for table in run.profile.lines)
    names = ["hits"] if counted else [metric.id for metric in run.profile.metrics]
    return {
        function
        for table in run.profile.lines
        for name in names
        for function, value in zip(table.function, table.values.get(name, ()), strict=False)
        if value
    } | {function.index for function in run.functions if function.running}


def _listings(run: RunShares, figures: Figures, functions: Sequence[FunctionShare], page: ReportPage) -> Iterator[str]:
    style = listing_style(tuple(page.documents.values()), page.width, page.colour)
    ran = _ran(run)
    for function in functions:
        yield ""
        yield _title(run, function, function.index in ran)
        yield from function_listing(figures, function, style)


def _title(run: RunShares, function: FunctionShare, ran: bool) -> str:
    """``sum_of_diffs · 95 % of the run · 158 ms``."""
    name = "Module level" if function.row.name == "<module>" else plain_line(function.row.name, 60)
    if not ran:
        return f"{name} · {'never ran' if run.memory is None or run.memory.whole == 'growth' else 'holds nothing'}"
    parts = [name]
    parts += [] if function.share is None else [f"{percent(function.share)} of the run"]
    parts += [] if function.total_ns is None else [duration(function.total_ns)]
    parts += _own_and_calls(function)
    parts += _memory(run, function)
    parts += ["a line of it had not ended"] if function.running else []
    return " · ".join(parts)


def _own_and_calls(function: FunctionShare) -> list[str]:
    """``2.40 ms own``, where that is another than its time, and ``1,024 calls``."""
    calls = function.calls
    own = None if function.own_ns is None else duration(function.own_ns)
    is_other = own is not None and function.total_ns is not None and own != duration(function.total_ns)
    parts = [f"{own} own"] if is_other else []
    if calls is not None and function.row.name != "<module>":
        parts.append(f"{count(calls)} {'call' if calls == 1 else 'calls'}")
    return parts


def _memory(run: RunShares, function: FunctionShare) -> list[str]:
    """``1.20 MiB alive at the end`` with its share of all, or ``peak 56.2 MiB``."""
    if run.memory is None or function.total_bytes is None:
        return [] if function.peak_bytes is None else [f"peak {size(function.peak_bytes)}"]
    share = part(function.total_bytes, run.memory.whole_bytes)
    amount = f"{size(function.total_bytes)} {run.memory.metric.title.lower()}"
    return [amount] if share is None else [amount, f"{percent(share)} of all"]


def _shown_path(info: RunInfo, path: str) -> str:
    """Relative to the working directory where it is below it."""
    try:
        return plain_line(str(PurePath(path).relative_to(info.cwd)), 200)
    except ValueError:
        return plain_line(path, 200)


def _nothing(run: RunShares) -> str:
    info = run.profile.run
    if not info.body_ns and info.partial:
        return "No line was measured: the program ended before its first reading."
    if info.outcome in ("raised", "crashed", "killed"):
        return "No line was measured: the program ended before one of its own lines did."
    return f"No line was measured: {not_called(run.profile) or 'nothing in the measured files ran'}."
