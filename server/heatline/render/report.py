"""The figures beside the source, for a terminal or a file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePath
from textwrap import wrap

from heatline.analysis.figures import Figures, document_figures
from heatline.analysis.outline import text_outline
from heatline.analysis.shares import FunctionShare, RunShares, file_shares
from heatline.render.listing import function_listing, listing_style
from heatline.render.numbers import duration, percent
from heatline.render.program_text import plain_line
from heatline.render.provenance import measured_with, outcome_text, overhead_text
from heatline.render.terminal import styled
from heatline_runner.model import RunInfo


@dataclass(frozen=True)
class ReportStyle:
    """``width`` in columns; ``every_function``: those that never ran too."""

    width: int = 100
    colour: bool = False
    every_function: bool = False


def text_report(run: RunShares, texts: Mapping[str, str], style: ReportStyle) -> str:
    """How it ran, then each measured file that ``texts`` has by its path, hottest first, its functions likewise."""
    files = [(path, _functions(run, path, style)) for path in dict.fromkeys(each.path for each in run.profile.lines)]
    files = sorted((file for file in files if file[1]), key=lambda file: -_total_ns(file[1][0]))
    documents = {
        path: document_figures(file_shares(run, path), texts[path], text_outline(texts[path]))
        for path, _ in files
        if path in texts
    }
    lines = [*_head(run, style), *_notes(run.profile.run, style)]
    for path, functions in files:
        lines += ["", styled(_shown_path(run.profile.run, path), "bold", style.colour)]
        if path in documents:
            lines += _listings(documents[path], functions, (style, tuple(documents.values())))
        else:
            lines.append("The file is not there any more, so its lines cannot be shown.")
    if not files:
        lines += ["", _nothing(run.profile.run)]
    return "\n".join(lines) + "\n"


def _functions(run: RunShares, path: str, style: ReportStyle) -> list[FunctionShare]:
    ran = _ran(run)
    here = [each for each in run.functions if each.row.path == path and (style.every_function or each.index in ran)]
    return sorted(here, key=lambda each: (-_total_ns(each), each.row.line))


def _ran(run: RunShares) -> set[int]:
    return {
        function
        for table in run.profile.lines
        for function, hits in zip(table.function, table.values.get("hits", ()), strict=False)
        if hits
    } | {function.index for function in run.functions if function.running}


def _total_ns(function: FunctionShare) -> float:
    return function.total_ns or 0


def _head(run: RunShares, style: ReportStyle) -> Iterator[str]:
    info = run.profile.run
    took = f"{_body(info)}, {duration(info.duration_ns)} in all"
    yield styled(plain_line(f"{info.target} {outcome_text(info)}: {took}", style.width), "bold", style.colour)
    if run.threads:
        yield f"Shares of the run are parts of {duration(run.denominator_ns)}, the lives of its threads together."
    how = (f"Python {info.python_version} at {info.interpreter}", measured_with(run.profile), f"in {info.cwd}")
    yield plain_line(" · ".join(how), max(style.width, 200))
    if info.overhead is not None:
        yield overhead_text(info)


def _body(info: RunInfo) -> str:
    if info.body_ns:
        return f"{duration(info.body_ns)} in its body"
    return "nothing was read of it" if info.partial else "it did not begin"


def _notes(info: RunInfo, style: ReportStyle) -> Iterator[str]:
    if info.error is not None:
        said = f": {info.error.message}" if info.error.message else ""
        message = plain_line(f"✗ {info.error.type}{said}", style.width)
        yield styled(message, "failed", style.colour)
    for note in info.limits:
        place = "" if note.path is None or note.line is None else f" ({PurePath(note.path).name}:{note.line})"
        if note.kind != "running":
            text = plain_line(f"{note.text}{place}", 400)
            yield from wrap(text, style.width, initial_indent="! ", subsequent_indent="  ")


def _listings(
    figures: Figures, functions: list[FunctionShare], style: tuple[ReportStyle, tuple[Figures, ...]]
) -> Iterator[str]:
    report, documents = style
    listing = listing_style(documents, report.width, report.colour)
    ran = _ran(figures.file.run)
    for function in functions:
        yield ""
        yield _title(function, function.index in ran)
        yield from function_listing(figures, function, listing)


def _title(function: FunctionShare, ran: bool) -> str:
    """``sum_of_diffs · 95 % of the run · 158 ms``."""
    name = "Module level" if function.row.name == "<module>" else plain_line(function.row.name, 60)
    if not ran:
        return f"{name} · never ran"
    parts = [name]
    parts += [] if function.share is None else [f"{percent(function.share)} of the run"]
    parts += [] if function.total_ns is None else [duration(function.total_ns)]
    parts += ["a line of it had not ended"] if function.running else []
    return " · ".join(parts)


def _shown_path(info: RunInfo, path: str) -> str:
    """Relative to the working directory where it is below it."""
    try:
        return plain_line(str(PurePath(path).relative_to(info.cwd)), 200)
    except ValueError:
        return plain_line(path, 200)


def _nothing(info: RunInfo) -> str:
    if not info.body_ns and info.partial:
        return "No line was measured: the program ended before its first reading."
    if info.outcome in ("raised", "crashed", "killed"):
        return "No line was measured: the program ended before one of its own lines did."
    return "No line was measured: nothing in the measured files ran."
