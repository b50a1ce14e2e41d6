"""The sentence that a hover begins with: what a line took, of what that is a part, and how often it ran."""

from __future__ import annotations

from heatline.analysis.figures import Figures, LineFigures
from heatline.analysis.memory import RunMemory
from heatline.analysis.shares import LineShare, RunShares, part
from heatline.render.hover_table import function_name
from heatline.render.numbers import CHANGES, SPACE, count, duration, metric, percent, size
from heatline.render.program_text import markdown

NO_CHANGE = "resident size moves in whole pages, and freed memory is used again"


def line_lead(figures: Figures, found: LineFigures) -> str:
    """The line's figures in a sentence."""
    if not found.rows:
        return "This line was not measured."
    row = found.rows[0]
    if found.state == "never_ran":
        return "**This line never ran.**"
    if found.state == "stale":
        before = "it had never run." if all(each.never_ran for each in found.rows) else _told(figures, row, "was")
        before = before.replace("**No", "**no", 1)  # a sentence of its own begins so
        return f"*Stale: this line has changed since it was measured.* Before that, {before}"
    if row.running:
        return _unfinished(figures, row)
    return _told(figures, row, "is") if row.hits != 0 else "This line has not run yet."


def _unfinished(figures: Figures, row: LineShare) -> str:
    running = figures.profile.run.outcome == "running"
    if row.hits:
        state = "it is running now" if running else "it had not ended when the run did"
        return f"{_told(figures, row, 'is').removesuffix('.')}; {state}, {_so_far(figures, row)}."
    return (
        "**This line is running for the first time.**"
        if running
        else "**This line began, and had not ended when the run did.**"
    )


def _so_far(figures: Figures, row: LineShare) -> str:
    """What that means for its figures: a function lacks that time, unless it was counted as far as it went."""
    if figures.file.run.memory is not None:
        return "so its memory is not complete"
    return "so its time is not complete" if row.function.running else "and its time so far is counted"


def _told(figures: Figures, row: LineShare, verb: str) -> str:
    memory = figures.file.run.memory
    if row.hits == 0:
        return "this line had not run."
    if memory is None:
        return _spent(figures.file.run, row, verb)
    if memory.whole == "lines":
        return _held(row, memory)
    return _added(row, memory, any(note.kind == "distorts" for note in figures.profile.run.limits))


def _spent(run: RunShares, row: LineShare, verb: str) -> str:
    if row.share is not None:
        spent = _of_run(run, row, row.share, verb)
    elif row.percent is not None:
        spent = f"**{percent(row.percent)} of {function_name(row.function)} {verb} spent on this line**"
    elif row.time_ns is not None:
        spent = f"**{duration(row.time_ns)} {verb} spent on this line**"
    else:
        return f"**{_hits(row)}**; {_untimed(row)}."
    awaited_ns = row.values.get("await_ns")
    suspended = f"; it was suspended for {duration(awaited_ns)} more" if awaited_ns else ""
    return f"{spent}: {_hits(row)}{suspended}."


def _of_run(run: RunShares, row: LineShare, share: float, verb: str) -> str:
    """Its own time first, which its heat is of; with what it calls only where that is another part of the run."""
    own = percent(share)
    whole = part(row.time_ns, run.denominator_ns)
    if row.values.get("line_own_ns") is None or whole is None or percent(whole) == own:
        return f"**{own} of the run {verb} spent on this line**"
    return f"**{own} of the run {verb} spent in this line itself**, {percent(whole)} with what it calls"


def _added(row: LineShare, memory: RunMemory, distorted: bool) -> str:
    """What the resident size changed by, over all hits; why that is more than the whole only where it can be told."""
    amount = row.amount_bytes
    if amount is None:
        return f"**{_hits(row)}**; their memory is in the line that runs them."
    if not round(amount):
        return f"**No change seen on this line**: {NO_CHANGE}."
    if amount < 0:
        return f"**{size(-amount)} given back on this line**: {_hits(row)}."
    added = f"**{size(amount)} added on this line**"
    if memory.whole_bytes is None:
        return f"{added}: {_hits(row)}."
    grown = f"the {size(memory.whole_bytes)} that the run grew by to its peak"
    if row.memory_share is None:
        reason = ", since memory was allocated here again and again" if (row.hits or 0) > 1 and not distorted else ""
        return f"{added} in {_hits(row)}: more than {grown}{reason}."
    return f"{added}, {percent(row.memory_share)} of {grown}: {_hits(row)}."


def _held(row: LineShare, memory: RunMemory) -> str:
    """What the line's allocations come to: ``1.25 MiB alive at the end``."""
    amount, what = row.amount_bytes, markdown(memory.metric.title.lower())
    if not amount:
        return f"**{'No' if memory.metric.id in CHANGES else 'Nothing'} {what}**."
    part = ""
    if row.memory_share is not None and memory.whole_bytes is not None:
        part = f", {percent(row.memory_share)} of the {size(memory.whole_bytes)} of all lines"
    return f"**{metric(amount, memory.metric)} {what}**{part}."


def _hits(row: LineShare) -> str:
    if row.hits is None:
        return "hits not counted"
    hits = f"{count(row.hits)}{SPACE}{'hit' if row.hits == 1 else 'hits'}"
    if row.per_hit_ns is None:
        return hits
    return f"{hits}, {duration(row.per_hit_ns)}{'' if row.hits == 1 else ' each'}"


def _untimed(row: LineShare) -> str:
    if "time_ns" in row.values:
        return "their time is in the line that runs them"
    return "time was not measured"
