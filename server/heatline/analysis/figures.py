"""What every line of a document shows, as its text is now: the one thing that all renderers draw."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from heatline.analysis.alike import NOTHING_ALIKE, Ends, common_ends
from heatline.analysis.document_text import DocumentText, document_text
from heatline.analysis.drift import Block, Drift, common_head, mirrored, source_drift
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
class Laid:
    """How a measured text lies over the one there is now: ``changed`` are the lines of statements that are others."""

    drift: Drift
    changed: frozenset[int]
    text: tuple[str, ...]


class PlacedLines(Mapping[int, LineFigures]):
    """What each line shows, in order; worked out as it is asked for, since an edit has few of them asked for.

    A line that one of ``before`` has figures on is theirs.
    """

    def __init__(self, file: FileShares, laid: Laid, error: Failure | None, before: Sequence[PlacedLines]) -> None:
        self.laid = laid
        self._file, self._error, self._before = file, error, before
        self._failed = error.line if error is not None and error.path == file.path else None

    def __getitem__(self, line: int) -> LineFigures:
        """KeyError where there is nothing to show."""
        block = self.laid.drift.block_now(line)
        found = None if block is None else self._figures(line, block)
        if found is None:
            raise KeyError(line)
        return found

    def __iter__(self) -> Iterator[int]:
        return (figures.line for figures in self.between(1, len(self.laid.text)))

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def between(self, first: int, last: int) -> Iterator[LineFigures]:
        """Of the lines from ``first`` to ``last``, in order."""
        for block in self.laid.drift.blocks_now(first, last):
            for line in range(max(first, block.new), min(last, block.new + block.length - 1) + 1):
                found = self._figures(line, block)
                if found is not None:
                    yield found

    def _figures(self, line: int, block: Block) -> LineFigures | None:
        measured = line - block.new + block.old
        rows = self._file.lines.get(measured, ())
        if (not rows and measured != self._failed) or not self.laid.text[line - 1].strip():
            return None
        if any((other := before.get(line)) is not None and other.rows for before in self._before):
            return None
        stale = block.changed or line in self.laid.changed
        failure = self._error if measured == self._failed and not stale else None
        return LineFigures(line, measured, _state(rows, stale), rows, failure)


@dataclass(frozen=True)
class Figures:
    """The lines of a document that have something to show, in order, by their current line."""

    file: FileShares
    drift: Drift
    text: tuple[str, ...]  # the current lines, without their ends
    outline: Outline | None
    lines: PlacedLines

    @property
    def profile(self) -> Profile:
        """The run that all of it is from."""
        return self.file.run.profile


def document_figures(file: FileShares, text: str, outline: Outline | None = None) -> Figures:
    """The figures of ``file`` laid over ``text``, the document as it is now; none if the measured text is not known.

    With ``outline``, which must be that of ``text``, a change on one line of a statement makes all of its lines stale.
    """
    return page_figures((file,), document_text(text), outline)[0]


def page_figures(
    files: Sequence[FileShares], text: DocumentText, outline: Outline | None = None
) -> tuple[Figures, ...]:
    """The figures of each of ``files``, profiles of one document, laid over its ``text`` in their order.

    On a line of which several measured the same, only the first of them has figures. How the program failed is told
    by the run that began last.
    """
    page = _Page(text, () if outline is None else outline.spans)
    newest = max((file.run.profile.run.started for file in files), default="")
    shown: list[Figures] = []
    before: dict[str, tuple[PlacedLines, ...]] = {}  # by subject
    for file in files:
        drift, changed = page.change(file.run.profile.sources.get(file.path))
        failure = file.run.profile.run.error if file.run.profile.run.started == newest else None
        about = subject(file.run.profile)
        lines = PlacedLines(file, Laid(drift, changed, text.lines), failure, before.get(about, ()))
        before[about] = (*before.get(about, ()), lines)
        shown.append(Figures(file, drift, text.lines, outline, lines))
    return tuple(shown)


def alike(before: Sequence[Figures], after: Sequence[Figures]) -> Ends:
    """How many lines at either end of two texts are sure to show the same, figures of the same profiles laid over both.

    NOTHING_ALIKE where they are of others.
    """
    if not before or [id(each.file) for each in before] != [id(each.file) for each in after]:
        return NOTHING_ALIKE
    ends = common_ends(before[0].text, after[0].text)
    for old, new in zip(before, after, strict=True):
        ends = _laid_alike(old.lines.laid, new.lines.laid, ends)
    return ends


def _laid_alike(old: Laid, new: Laid, ends: Ends) -> Ends:
    """``ends`` as far as the measured text lies there alike."""
    head = common_head(old.drift, new.drift, ends.head)
    tail = common_head(mirrored(old.drift, len(old.text)), mirrored(new.drift, len(new.text)), ends.tail)
    begin, by = len(new.text) - tail + 1, len(new.text) - len(old.text)
    others = [line for line in old.changed ^ new.changed if line <= head]
    moved = {line + by for line in old.changed if line + by >= begin}
    below = moved ^ {line for line in new.changed if line >= begin}
    return Ends(min(others, default=head + 1) - 1, len(new.text) - max(below, default=begin - 1))


class _Page:
    """A text as it is now. What changed in it is worked out once for all that were measured as one text."""

    def __init__(self, text: DocumentText, spans: tuple[Span, ...]) -> None:
        self._text, self._spans = text, spans
        self._changes: dict[str, tuple[Drift, frozenset[int]]] = {}

    def change(self, measured: Source | None) -> tuple[Drift, frozenset[int]]:
        """How the ``measured`` text became this one, and the lines of the statements that are not what they were."""
        if measured is None:
            return Drift(()), frozenset()
        if measured.digest not in self._changes:
            drift = source_drift(measured, self._text.source)
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


def _state(rows: tuple[LineShare, ...], stale: bool) -> State:
    if stale:
        return "stale"
    return "never_ran" if rows and all(row.never_ran for row in rows) else "measured"
