"""The first lines of a report: how the program ran and ended, in what, and what was not measured."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePath
from textwrap import wrap

from heatline.analysis.shares import RunShares, part
from heatline.render.memory_text import memory_text
from heatline.render.numbers import duration, percent
from heatline.render.program_text import plain_line
from heatline.render.provenance import measured_with, outcome_text, overhead_text
from heatline.render.report_page import ReportPage
from heatline_runner.model import RunInfo

LONGEST_NOTE = 400


def report_head(run: RunShares, page: ReportPage) -> Iterator[str]:
    """How it ran, then notes."""
    info = run.profile.run
    yield page.styled(plain_line(f"{info.target} {outcome_text(info)}{_took(info)}", page.width), "bold")
    memory = memory_text(run.profile)
    if memory is not None:
        yield from page.wrapped(memory)
    if run.threads:
        whole = duration(run.denominator_ns)
        yield from page.wrapped(f"Shares of the run are parts of {whole}, the lives of its threads together.")
    yield from _how(run, page)
    if info.overhead is not None:
        yield from page.wrapped(overhead_text(run.profile))
    if info.unmeasured_ns is not None:
        yield from page.wrapped(_outside(run, info.unmeasured_ns))
    yield from _notes(info, page)


def _outside(run: RunShares, outside_ns: float) -> str:
    """What the times of all lines leave to the whole run."""
    share = part(outside_ns, run.denominator_ns)
    of_run = "" if share is None else f" ({percent(share)} of the run)"
    return f"Outside of any measured line: {duration(outside_ns)}{of_run}."


def _took(info: RunInfo) -> str:
    if not info.duration_ns:
        return ""
    if info.body_ns:
        return f": {duration(info.body_ns)} in its body, {duration(info.duration_ns)} in all"
    body = "nothing was read of it" if info.partial else "it did not begin"
    return f": {body}, {duration(info.duration_ns)} in all"


def _how(run: RunShares, page: ReportPage) -> Iterator[str]:
    info = run.profile.run
    python = f"Python {info.python_version} at {info.interpreter}" if info.interpreter else ""
    parts = (python, measured_with(run.profile), f"in {info.cwd}" if info.cwd else "")
    yield plain_line(" · ".join(filter(None, parts)), max(page.width, 200))


def _notes(info: RunInfo, page: ReportPage) -> Iterator[str]:
    if info.error is not None:
        said = f": {info.error.message}" if info.error.message else ""
        yield page.styled(plain_line(f"✗ {info.error.type}{said}", page.width), "failed")
    for note in info.limits:
        place = "" if note.path is None or note.line is None else f" ({PurePath(note.path).name}:{note.line})"
        if note.kind not in ("running", "not_ended", "over_time"):
            text = plain_line(f"{note.text}{place}", LONGEST_NOTE)
            yield from wrap(text, page.width, initial_indent="! ", subsequent_indent="  ")
