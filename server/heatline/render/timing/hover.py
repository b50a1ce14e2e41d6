"""What the line of a function, or of a selection, tells of how long it takes: the answer as a small table.

The Markdown is meant to be shown untrusted; whatever the program named or said is escaped.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Final

from lsprotocol.types import Hover, MarkupContent, MarkupKind

from heatline.analysis.outline import Outline
from heatline.analysis.timing_drift import Standing
from heatline.protocol import TimingAnswer
from heatline.render.program_text import markdown
from heatline.render.timing.view import timing_answer
from heatline.render.when import ago

MOST_ROWS: Final = 12
MOST_NOTES: Final = 5


def timing_hover(outline: Outline, standing: Sequence[Standing], line: int, now: datetime) -> str:
    """The Markdown of what was timed on current ``line``, "" where nothing was; ``now`` is an aware time.

    A function's answer is on its def, on the line above which it has its lenses, and on those between.
    """
    heads = {each.line: each.def_line for each in outline.definitions if not each.is_class}
    here = [each for each in standing if each.line <= line <= heads.get(each.line, each.line)]
    return "\n\n".join(part for each in here for part in _answer(each, now))


def with_timing(hover: Hover | None, text: str) -> Hover | None:
    """``hover`` with ``text`` above what it says already."""
    if not text:
        return hover
    said = hover.contents.value if hover is not None and isinstance(hover.contents, MarkupContent) else ""
    return Hover(MarkupContent(MarkupKind.Markdown, "\n\n".join(filter(None, (text, said)))))


def _answer(found: Standing, now: datetime) -> Iterator[str]:
    shown = timing_answer(found.answer, ago(found.answer.profile.run.started, now), found.stale, found.earlier)
    stale = " The code has changed since." if found.stale else ""
    yield f"**{markdown(shown.sentence, 400)}**{stale}"
    yield _table(shown)
    yield "\n".join(f"- {markdown(note, 300)}" for note in shown.notes[:MOST_NOTES])
    yield markdown(shown.provenance, 300)


def _table(shown: TimingAnswer) -> str:
    """Its rows without their places, which no hover can open."""
    if not shown.rows:
        return ""
    width = len(shown.rows[0].cells)
    rows = [f"| {' | '.join(map(_cell, row.cells))} |" for row in shown.rows[:MOST_ROWS]]
    more = [f"and {len(shown.rows) - MOST_ROWS} more"] if len(shown.rows) > MOST_ROWS else []
    head = f"| {' | '.join(map(markdown, shown.head[:width]))} |"
    table = "\n".join([head, "|:--" * width + "|", *rows])
    return "\n\n".join([table, *more])


def _cell(text: str) -> str:
    """What begins a cell begins no line, where a number's dot would open a list."""
    return markdown(f"x{text}", 61)[1:]
