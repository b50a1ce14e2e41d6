"""Two runs compared, for a terminal: which functions and lines take more or less, and which of that is chance."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import exp
from pathlib import PurePath
from typing import Final

from heatline.analysis.changes import Change
from heatline.analysis.comparison import WITHIN, Comparison
from heatline.analysis.shares import RunShares
from heatline.render.numbers import count, duration, metric, ratio
from heatline.render.program_text import plain_line
from heatline.render.report_page import ReportPage
from heatline.render.terminal import cut
from heatline.render.text_table import text_table
from heatline_runner.model import Metric, Profile

MOST: Final = 15
FUNCTIONS: Final = ("Function", "Where", "Before", "After", "Difference", "", "Calls", "")
LINES: Final = ("Line", "Before", "After", "Difference", "", "Hits", "")
LEAST_PART: Final = 0.001  # of the longer run: what differs by less is not listed


def comparison_report(found: Comparison, runs: tuple[RunShares, RunShares], page: ReportPage) -> str:
    """Heads of both runs, a table of functions, one of lines, and what is taken for chance."""
    base, new = (run.profile for run in runs)
    of = new.metrics[0]
    lines = [page.styled(f"{_titled(base)} → {_titled(new)}", "bold"), _whole(found)]
    least = LEAST_PART * max(found.before, found.after)
    functions = [each for each in found.functions if abs(each.difference) > least]
    changed = [each for each in found.lines if abs(each.difference) > least]
    lines += _table("functions", FUNCTIONS, [(*_function(each), *_figures(each, of)) for each in functions], page)
    lines += _table("lines", LINES, [(_place(each), *_figures(each, of)) for each in changed], page, changed)
    if not functions and not changed:
        lines += ["", "Nothing differs by more than a thousandth of the run."]
    lines += ["", *page.wrapped(_chance(found))]
    return "\n".join(line.rstrip() for line in lines) + "\n"


def difference(change: Change, of: Metric) -> str:
    """``+3.10 ms``; of what is the same nothing."""
    if not change.difference:
        return ""
    return f"{'+' if change.difference > 0 else '−'}{metric(abs(change.difference), of).lstrip('+')}"


def _table(
    what: str, head: Sequence[str], rows: Sequence[tuple[str, ...]], page: ReportPage, sources: Sequence[Change] = ()
) -> Iterator[str]:
    if not rows:
        return
    yield ""
    yield page.styled(f"The {what} that differ most", "bold")
    titles, *lines = text_table(head, rows[:MOST], words=2 if what == "functions" else 1)
    yield page.styled(titles, "dim")
    for at, line in enumerate(lines):
        source = page.source(sources[at].path, sources[at].line) if sources else ""
        yield f"{line}   {cut(source, max(page.width - len(line) - 3, 20))}" if source else line
    if len(rows) > MOST:
        yield page.styled(f"… and {count(len(rows) - MOST)} more", "dim")


def _function(change: Change) -> tuple[str, str]:
    name = "Module level" if change.name == "<module>" else plain_line(change.name, 48)
    return name, _place(change)


def _place(change: Change) -> str:
    return f"{plain_line(PurePath(change.path).name, 36)}:{change.line}" if change.path else "built-in"


def _figures(change: Change, of: Metric) -> tuple[str, ...]:
    before, after = ("–" if each is None else metric(each, of) for each in (change.before, change.after))
    factor = "" if change.factor is None else ratio(change.factor)
    return before, after, difference(change, of), factor, _counts(change), _word(change)


def _counts(change: Change) -> str:
    one, two = (None if each is None else count(each) for each in (change.calls_before, change.calls_after))
    if one is None or two is None or one == two:
        return two or one or ""
    return f"{one} → {two}"


def _word(change: Change) -> str:
    if change.before is None:
        return "new"
    if change.after is None:
        return "gone"
    words = ["edited"] if change.edited else []
    words += ["within the noise"] if change.by_chance else []
    return ", ".join(words)


def _whole(found: Comparison) -> str:
    times = ratio(found.after / found.before) if found.before else ""
    return f"The run: {duration(found.before)} → {duration(found.after)}{f' · {times}' if times else ''}"


def _chance(found: Comparison) -> str:
    if found.usual is None or found.deviation is None:
        return "How much two runs differ by chance is not known: too few functions that ran were left as they were."
    low, high = (found.usual * exp(sign * WITHIN * found.deviation) for sign in (-1, 1))
    return (
        f"Functions that were not edited take {ratio(found.usual)} the time they took; what differs by {ratio(low)} to "
        f"{ratio(high)} is within the noise of these two runs."
    )


def _titled(profile: Profile) -> str:
    return plain_line(f"{PurePath(profile.run.target).name} ({profile.run.started[:19].replace('T', ' ')})", 80)
