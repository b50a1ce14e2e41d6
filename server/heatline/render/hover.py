"""What a line tells when asked: all its figures, of what each is a part, and how they were measured.

The Markdown is meant to be shown untrusted; whatever the program named or said is escaped.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Final

from lsprotocol.types import Hover, MarkupContent, MarkupKind

from heatline.analysis.figures import Figures, LineFigures
from heatline.analysis.shares import FunctionShare, LineShare, RunShares
from heatline.render.annotations import failure_text
from heatline.render.numbers import SPACE, count, duration, metric, percent
from heatline.render.program_text import markdown
from heatline.render.provenance import provenance_text
from heatline_runner.model import Note

MOST_NOTES: Final = 5
MOST_FUNCTIONS: Final = 4


def line_hover(figures: Figures, line: int, now: datetime) -> Hover | None:
    """The hover of current ``line`` (1-based), or None where nothing is known; ``now`` is an aware time."""
    found = figures.lines.get(line)
    if found is None:
        return None
    paragraphs = [
        *_failure(found),
        _lead(figures, found),
        _table(figures.file.run, found.rows),
        _notes(figures, found),
        markdown(provenance_text(figures.profile, now)),
    ]
    return Hover(MarkupContent(MarkupKind.Markdown, "\n\n".join(filter(None, paragraphs))))


def _failure(found: LineFigures) -> Iterator[str]:
    if found.failure is not None:
        yield f"**{markdown(failure_text(found.failure))}**: the program ended here."


def _lead(figures: Figures, found: LineFigures) -> str:
    """The line's figures in a sentence."""
    if not found.rows:
        return "This line was not measured."
    row = found.rows[0]
    if found.state == "never_ran":
        return "**This line never ran.**"
    if found.state == "stale":
        before = "it had never run." if all(each.never_ran for each in found.rows) else _spent(row, "was")
        return f"*Stale: this line has changed since it was measured.* Before that, {before}"
    if row.running:
        return _unfinished(row, figures.profile.run.outcome == "running")
    return _spent(row, "is") if row.hits != 0 else "This line has not run yet."


def _unfinished(row: LineShare, running: bool) -> str:
    if row.hits:
        state = "it is running now" if running else "it had not ended when the run did"
        return f"{_spent(row, 'is').removesuffix('.')}; {state}, so its time is not complete."
    return (
        "**This line is running for the first time.**"
        if running
        else "**This line began, and had not ended when the run did.**"
    )


def _spent(row: LineShare, verb: str) -> str:
    if row.hits == 0:
        return "this line had not run."
    if row.share is not None:
        spent = f"**{percent(row.share)} of the run {verb} spent on this line**"
    elif row.percent is not None:
        spent = f"**{percent(row.percent)} of {_name(row.function)} {verb} spent on this line**"
    elif row.time_ns is not None:
        spent = f"**{duration(row.time_ns)} {verb} spent on this line**"
    else:
        return f"**{_hits(row)}**; {_untimed(row)}."
    return f"{spent}: {_hits(row)}."


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


def _table(run: RunShares, rows: tuple[LineShare, ...]) -> str:
    """A column of figures for each function that the line is part of."""
    shown = [row for row in rows if row.hits != 0][:MOST_FUNCTIONS]
    if not shown:
        return ""
    columns = [_column(run, row) for row in shown]
    titles = dict.fromkeys(title for column in columns for title in column)
    body = [f"| {title} | " + " | ".join(column.get(title, "") for column in columns) + " |" for title in titles]
    head = f"| | {' | '.join(_name(row.function) for row in shown)} |"
    return "\n".join([head, "|:--" * (len(shown) + 1) + "|", *body])


def _column(run: RunShares, row: LineShare) -> dict[str, str]:
    """Title to figure, each share with what it is a share of."""
    column = {"Time": "" if row.time_ns is None else duration(row.time_ns)}
    column["Per hit"] = "" if row.per_hit_ns is None else duration(row.per_hit_ns)
    column["Hits"] = "" if row.hits is None else count(row.hits)
    if row.time_ns is not None:
        column["Of the function"] = _of_function(row)
        column["Of the run"] = _of_run(run, row)
    for each in run.profile.metrics:
        value = row.values.get(each.id)
        if each.id not in ("hits", "time_ns") and value is not None:
            column[markdown(each.title)] = metric(value, each)
    return {title: figure for title, figure in column.items() if figure}


def _of_function(row: LineShare) -> str:
    if row.percent is None or row.function.total_ns is None:
        return "not known while a line of it has not ended" if row.function.running else ""
    return f"{percent(row.percent)} of {_name(row.function)} ({duration(row.function.total_ns)})"


def _of_run(run: RunShares, row: LineShare) -> str:
    if row.share is not None:
        whole = "lives of its threads together" if run.threads else "program's body"
        return f"{percent(row.share)} of the run ({duration(run.denominator_ns)} in the {whole})"
    if not run.denominator_ns:
        return ""
    return f"not known: {'calls inside calls are' if row.function.recursive else 'time is'} counted more than once"


def _name(function: FunctionShare) -> str:
    return "the module" if function.row.name == "<module>" else markdown(function.row.name, 60)


def _notes(figures: Figures, found: LineFigures) -> str:
    notes = [note for note in figures.profile.run.limits if _concerns(note, figures, found)]
    said = [f"- {markdown(note.text, 300)}" for note in notes[:MOST_NOTES]]
    more = len(notes) - len(said)
    return "\n".join(said + ([f"- and {more} more"] if more else []))


def _concerns(note: Note, figures: Figures, found: LineFigures) -> bool:
    """A note on the run, on this file, on this line, or on a function that this line is part of.

    What is running the first sentence says already.
    """
    if note.kind == "running" or not note.text:
        return False
    if note.path is None:
        return True
    if note.path != figures.file.path:
        return False
    functions = {row.function.row.line for row in found.rows if row.function.recursive}
    return note.line is None or (
        note.line in functions if note.kind == "recursive" else note.line == found.measured_line
    )
