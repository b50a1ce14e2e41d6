"""What a line tells when asked: all its figures, of what each is a part, and how they were measured.

The Markdown is meant to be shown untrusted; whatever the program named or said is escaped.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Final
from urllib.parse import quote

from lsprotocol.types import Hover, MarkupContent, MarkupKind

from heatline.analysis.called import has_functions
from heatline.analysis.figures import Figures, LineFigures
from heatline.analysis.memory import ALLOCATIONS, RESIDENT, subject
from heatline.protocol import SHOW_CALLS
from heatline.render.annotations import failure_text
from heatline.render.hover_calls import calls_table
from heatline.render.hover_lead import line_lead
from heatline.render.hover_table import MOST_FUNCTIONS, line_table
from heatline.render.numbers import duration, size
from heatline.render.program_text import markdown
from heatline.render.provenance import measured_with, provenance_text
from heatline_runner.model import Note, Profile

MOST_NOTES: Final = 5
WHY_THEY_DIFFER: Final = (
    "Resident size is what the system gave the process: it moves in pages, keeps freed memory for later use and counts "
    "all libraries' memory. Allocations are the bytes Python's own allocators hold, to the byte, and nothing else."
)
Found = tuple[Figures, LineFigures]


def line_hover(figures: Sequence[Figures], line: int, now: datetime, links: str | None = None) -> Hover | None:
    """The hover of current ``line`` (1-based), or None where nothing is known; ``now`` is an aware time.

    Every profile of ``figures`` that measured the line has its part, under a heading where there are several. ``links``
    is the document's URI for a client that follows links of ours: then one leads to who calls the function.
    """
    found = [(each, each.lines[line]) for each in figures if line in each.lines]
    if not found:
        return None
    measured = [(each, at) for each, at in found if at.rows] or found[:1]
    paragraphs = [*_failure(found)]
    told: set[str] = set()
    for each, at in measured:
        paragraphs += [f"#### {_heading(each.profile)}"] if len(measured) > 1 else []
        paragraphs += _part((each, at), told, now)
    if {RESIDENT, ALLOCATIONS} <= {subject(each.profile) for each, _ in measured}:
        paragraphs.append(WHY_THEY_DIFFER)
    paragraphs += [] if links is None else [_who_calls(measured, links)]
    return Hover(MarkupContent(MarkupKind.Markdown, "\n\n".join(filter(None, paragraphs))))


def _failure(found: Sequence[Found]) -> Iterator[str]:
    for _, at in found:
        if at.failure is not None:
            yield f"**{markdown(failure_text(at.failure))}**: the program ended here."


def _part(found: Found, told: set[str], now: datetime) -> Iterator[str]:
    """What one profile has to say; ``told`` are the notes that need no repeating."""
    figures, at = found
    yield line_lead(figures, at)
    yield line_table(figures.file.run, at.rows)
    yield from (calls_table(figures.file.run, row) for row in at.rows[:MOST_FUNCTIONS])
    yield _peak(figures, at)
    yield _notes(figures, at, told)
    yield markdown(provenance_text(figures.profile, now))


def _who_calls(measured: Sequence[Found], uri: str) -> str:
    for figures, at in measured:
        if at.rows and has_functions(figures.profile):
            arguments = quote(json.dumps([{"uri": uri, "line": at.measured_line}]), safe="")
            return f"[Who calls this, and whom it calls](command:{SHOW_CALLS}?{arguments})"
    return ""


def _heading(profile: Profile) -> str:
    """``Time — line_profiler 5.1.0``."""
    return f"{markdown(subject(profile))} — {markdown(measured_with(profile))}"


def _peak(figures: Figures, at: LineFigures) -> str:
    """Said of the line that ran as the run's memory was highest."""
    memory = figures.file.run.memory
    if memory is None or memory.peak is None or at.state == "stale":
        return ""
    if memory.peak.place != (figures.file.path, at.measured_line):
        return ""
    highest = "peak so far" if figures.profile.run.outcome == "running" else "peak"
    when = f"{duration(memory.peak.at_ns)} after it began"
    return f"The run's memory was at its {highest} of {size(memory.peak.value)} here, {when}."


def _notes(figures: Figures, at: LineFigures, told: set[str]) -> str:
    texts = (note.text for note in figures.profile.run.limits if _concerns(note, figures, at))
    notes = [text for text in dict.fromkeys(texts) if text not in told]
    told.update(notes)
    said = [f"- {markdown(text, 300)}" for text in notes[:MOST_NOTES]]
    more = len(notes) - len(said)
    return "\n".join(said + ([f"- and {more} more"] if more else []))


def _concerns(note: Note, figures: Figures, at: LineFigures) -> bool:
    """A note on the run, on this file, on this line, or on a function that this line is part of.

    What is running the first sentence says already; what is not in a picture over time is said beside that.
    """
    if note.kind in ("running", "not_ended", "over_time") or not note.text:
        return False
    if note.path is None:
        return True
    if note.path != figures.file.path:
        return False
    functions = {row.function.row.line for row in at.rows if row.function.recursive}
    return note.line is None or (note.line in functions if note.kind == "recursive" else note.line == at.measured_line)
