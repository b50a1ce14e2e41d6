"""A document's text as it is now, and what is worked out of it: after an edit, only where it is another."""

from __future__ import annotations

import ast
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from heatline.analysis.alike import common_ends
from heatline.analysis.drift import source_lines
from heatline.analysis.outline import (
    Outline,
    OutlinedPart,
    first_line,
    joined_outline,
    moved_part,
    outlined_part,
    parsed,
)
from heatline_runner.model import Source, text_digest


@dataclass(frozen=True)
class DocumentText:
    """The lines of a text without their ends, and its digests."""

    lines: tuple[str, ...]
    source: Source


@dataclass(frozen=True)
class Piece:
    """Statements at module level that have their lines to themselves, from ``line`` on; first comments, if any."""

    line: int
    part: OutlinedPart


@dataclass(frozen=True)
class Reading:
    """A text that Python can read, in pieces; ``lines_read`` is how many of its lines were read for it."""

    lines: tuple[str, ...]
    pieces: tuple[Piece, ...]
    outline: Outline
    lines_read: int


def document_text(text: str, before: DocumentText | None = None) -> DocumentText:
    """``text``, which was ``before``."""
    lines = source_lines(text)
    old, digests = (lines[:0], ()) if before is None else (before.lines, before.source.line_digests)
    ends = common_ends(old, lines)
    middle = map(text_digest, lines[ends.head : len(lines) - ends.tail])
    return DocumentText(
        lines,
        Source(text_digest("\n".join(lines)), (*digests[: ends.head], *middle, *digests[len(old) - ends.tail :])),
    )


def reading(lines: tuple[str, ...], before: Reading | None = None) -> Reading | None:
    """The text of these ``lines``, which was ``before`` when it could last be read; None where Python cannot."""
    found = None if before is None else _read_on(before, lines)
    if found is not None:
        return found
    module = parsed("\n".join(lines))
    if module is None:
        return None
    return _reading(lines, tuple(_pieces(module.body, 0)), len(lines))


def _read_on(before: Reading, lines: tuple[str, ...]) -> Reading | None:
    """Where what changed can be read by itself, with the statement before it, which may go on there.

    A statement begins at the start of a line that ends the one before it. So where the lines from the begin of one to
    that of another are a text by themselves, those around them are what they were.
    """
    ends = common_ends(before.lines, lines)
    begins = [piece.line for piece in before.pieces]
    first = max(bisect_left(begins, ends.head + 2) - 2, 0)  # the last whose lines are all as they were
    after = bisect_left(begins, len(before.lines) - ends.tail + 1)
    for last in (after, after + 1):  # what was typed may be a decorator of the next
        found = _between(before, lines, first, min(last, len(begins)))
        if found is not None:
            return found
    return None


def _between(before: Reading, lines: tuple[str, ...], first: int, last: int) -> Reading | None:
    """``lines``, of which the pieces of ``before`` but those from ``first`` up to ``last`` are as they were."""
    by = len(lines) - len(before.lines)
    begin = before.pieces[first].line if first else 1
    end = before.pieces[last].line + by if last < len(before.pieces) else len(lines) + 1
    module = parsed("\n".join(lines[begin - 1 : end - 1]))
    if module is None:
        return None
    moved = (Piece(piece.line + by, moved_part(piece.part, by)) if by else piece for piece in before.pieces[last:])
    pieces = (*before.pieces[:first], *_pieces(module.body, begin - 1), *moved)
    return _reading(lines, pieces, end - begin)


def _reading(lines: tuple[str, ...], pieces: tuple[Piece, ...], lines_read: int) -> Reading:
    return Reading(lines, pieces, joined_outline([piece.part for piece in pieces]), lines_read)


def _pieces(body: Sequence[ast.stmt], by: int) -> list[Piece]:
    """``body`` in pieces, ``by`` lines further down than it says."""
    groups: list[list[ast.stmt]] = []
    end = 0
    for node in body:
        if first_line(node) > end:
            groups.append([])
        groups[-1].append(node)
        end = max(end, node.end_lineno or 0)
    begins = [1, *((group[-1].end_lineno or 0) + 1 for group in groups)]
    return [Piece(begin + by, outlined_part(group, by)) for begin, group in zip(begins, groups, strict=False)]
