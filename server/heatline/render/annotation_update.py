"""The smallest message that turns one revision of a document's annotations into the next."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from heatline.analysis.alike import NOTHING_ALIKE, Ends
from heatline.analysis.drift import line_blocks
from heatline.protocol import Annotation, Move


@dataclass(frozen=True)
class AnnotationUpdate:
    """``moves`` and ``lines`` of an ``Annotations`` message whose base is the revision before."""

    moves: tuple[Move, ...]
    lines: tuple[Annotation, ...]


def line_moves(old_text: tuple[str, ...], new_text: tuple[str, ...]) -> tuple[Move, ...]:
    """Where the lines that both texts have went, as ranges of lines that went together."""
    blocks = line_blocks(old_text, new_text)
    return tuple(
        Move(block.old, block.old + block.length - 1, block.new - block.old) for block in blocks if not block.changed
    )


def annotation_update(
    old: tuple[Annotation, ...], new: tuple[Annotation, ...], moves: tuple[Move, ...], alike: Ends = NOTHING_ALIKE
) -> AnnotationUpdate:
    """From ``old`` to ``new``, both in the order of lines: the moves that carry an annotation, and what differs then.

    So many of the first and of the last annotations as ``alike`` says are known to be carried as they are. A line that
    has an annotation after the moves and none in ``new`` is sent as an empty one.
    """
    head, end = alike.head, len(old) - alike.tail
    moved: dict[int, Annotation] = {}
    used = []
    for move in moves:
        first = bisect_left(old, move.first, key=_line)
        beyond = bisect_right(old, move.last, key=_line)
        if first < beyond:
            used.append(move)
        for annotation in old[max(first, head) : min(beyond, end)]:
            moved[annotation.line + move.by] = annotation
    changed = [each for each in new[head : len(new) - alike.tail] if not _same(moved.pop(each.line, None), each)]
    gone = [Annotation(line, "", None, "measured") for line in moved]
    return AnnotationUpdate(tuple(used), tuple(sorted([*changed, *gone], key=_line)))


def _line(annotation: Annotation) -> int:
    return annotation.line


def _same(moved: Annotation | None, new: Annotation) -> bool:
    return moved is not None and _looks(moved) == _looks(new)


def _looks(annotation: Annotation) -> tuple[object, ...]:
    return annotation.text, annotation.level, annotation.tone, annotation.memory_level
