"""What every line of a document shows, as its text is now: the one thing that all renderers draw."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from heatline.analysis.drift import Drift, line_drift, source_lines
from heatline.analysis.memory import subject
from heatline.analysis.outline import Outline
from heatline.analysis.shares import FileShares, LineShare
from heatline.analysis.statements import Span
from heatline_runner.model import Failure, Profile, Source

State = Literal["measured", "stale", "never_ran"]


@dataclass(frozen=True, slots=True)
class LineFigures:
    """What ``line`` of the current text shows: its rows, the one to show first; none where it only failed.

    ``state`` "stale": the line changed since it was measured as ``measured_line``, so its figures are those of
    another text. ``failure`` is the exception that ended the program here.
    """

    line: int
    measured_line: int
    state: State
    rows: tuple[LineShare, ...]
    failure: Failure | None


@dataclass(frozen=True)
class Figures:
    """The lines of a document that have something to show, in order, by their current line."""

    file: FileShares
    drift: Drift
    text: tuple[str, ...]  # the current lines, without their ends
    outline: Outline | None
    lines: Mapping[int, LineFigures]

    @property
    def profile(self) -> Profile:
        """The run that all of it is from."""
        return self.file.run.profile


def document_figures(file: FileShares, text: str, outline: Outline | None = None) -> Figures:
    """The figures of ``file`` laid over ``text``, the document as it is now; none if the measured text is not known.

    With ``outline``, which must be that of ``text``, a change on one line of a statement makes all of its lines stale.
    """
    return page_figures((file,), text, outline)[0]


def page_figures(files: Sequence[FileShares], text: str, outline: Outline | None = None) -> tuple[Figures, ...]:
    """The figures of each of ``files``, profiles of one document, laid over its ``text`` in their order.

    On a line of which several measured the same, only the first of them has figures. How the program failed is told
    by the run that began last.
    """
    page = _Page(source_lines(text), text, () if outline is None else outline.spans)
    newest = max((file.run.profile.run.started for file in files), default="")
    shown: list[Figures] = []
    taken: dict[str, set[int]] = {}  # subject -> the lines that have its figures
    for file in files:
        drift, changed = page.change(file.run.profile.sources.get(file.path))
        failure = file.run.profile.run.error if file.run.profile.run.started == newest else None
        lines = taken.setdefault(subject(file.run.profile), set())
        found = (each for each in _placed(file, (drift, changed), page.lines, failure) if each.line not in lines)
        placed = sorted(found, key=lambda figures: figures.line)
        lines.update(each.line for each in placed if each.rows)
        shown.append(Figures(file, drift, page.lines, outline, {figures.line: figures for figures in placed}))
    return tuple(shown)


class _Page:
    """A text as it is now. What changed in it is worked out once for all that were measured as one text."""

    def __init__(self, lines: tuple[str, ...], text: str, spans: tuple[Span, ...]) -> None:
        self.lines = lines
        self._text, self._spans = text, spans
        self._changes: dict[str, tuple[Drift, frozenset[int]]] = {}

    def change(self, measured: Source | None) -> tuple[Drift, frozenset[int]]:
        """How the ``measured`` text became this one, and the lines of the statements that are not what they were."""
        if measured is None:
            return Drift(()), frozenset()
        if measured.digest not in self._changes:
            drift = line_drift(measured, self._text)
            self._changes[measured.digest] = drift, _changed_statements(drift, self._spans)
        return self._changes[measured.digest]


def _changed_statements(drift: Drift, spans: tuple[Span, ...]) -> frozenset[int]:
    """The current lines of statements that are not, line by line, what was measured."""
    changed: set[int] = set()
    kept = [block for block in drift.blocks if not block.changed]
    for first, last in spans:
        at = bisect_right(kept, first, key=lambda block: block.new) - 1
        if at < 0 or last >= kept[at].new + kept[at].length:
            changed.update(range(first, last + 1))
    return frozenset(changed)


def _placed(
    file: FileShares, now: tuple[Drift, frozenset[int]], text: tuple[str, ...], error: Failure | None
) -> Iterator[LineFigures]:
    drift, changed = now
    failed = error.line if error is not None and error.path == file.path else None
    measured = file.lines if failed is None or failed in file.lines else (*file.lines, failed)
    for line in measured:
        block = drift.block(line)
        if block is None:
            continue
        current = line - block.old + block.new
        if not text[current - 1].strip():
            continue
        rows = file.lines.get(line, ())
        stale = block.changed or current in changed
        failure = error if line == failed and not stale else None
        yield LineFigures(current, line, _state(rows, stale), rows, failure)


def _state(rows: tuple[LineShare, ...], stale: bool) -> State:
    if stale:
        return "stale"
    return "never_ran" if rows and all(row.never_ran for row in rows) else "measured"
