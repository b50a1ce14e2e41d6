"""Closes lines that had not ended, in a copy of the counters, as the tracer would if all frames were left now.

So a line's time grows while it runs, and what a line took before a crash is not lost. ``frames.c`` is what it mirrors.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from heatline_runner.engines.line_time.image import BLOCK, FRAME, MOST, RECORD, SLOT, THREADS, WHOLE, Image

DEPTH, FRAMES, COUNTS = 4, 7, 9  # words of a thread's block
RESUMED = 32  # a frame's flag
NO_COUNTS = (0, 0, 0, 0)
Counts = Sequence[int]


class Frame(NamedTuple):
    """A frame of a thread's stack: indices of its record and of the slot of its line (None: on none), and its times."""

    key: int
    record: int
    slot: int | None
    line_ticks: int
    start_ticks: int
    child: int
    resumed: bool
    at_start: tuple[int, ...]
    at_line: tuple[int, ...]


class Call(NamedTuple):
    """A call from the line at ``slot`` that had not ended, as an edge has it: ``ticks`` 0 if an outer one has them."""

    slot: int
    callee: int
    resumed: bool
    ticks: int
    under: tuple[int, ...]


def stack(image: Image, block: int) -> list[Frame]:
    """The frames of the thread whose block is there, the outermost first; as far as they can be made sense of."""
    first = image.index(image.words[block + FRAMES], FRAME)
    if first is None:
        return []
    depth = min(image.words[block + DEPTH], (len(image.words) - first) // FRAME)
    frames: list[Frame] = []
    for index in range(first, first + depth * FRAME, FRAME):
        words = image.words[index : index + FRAME].tolist()
        record = image.index_at(words[1], RECORD)
        if record is None:
            break
        slot = image.index_at(words[2], SLOT) if words[2] else None
        resumed = bool(words[7] & RESUMED)
        times = (*words[3:6], resumed, tuple(words[8:12]), tuple(words[12:16]))
        frames.append(Frame._make((words[0], record, slot, *times)))
    return frames


def steady(before: Image, after: Image, block: int) -> tuple[list[Frame], tuple[int, ...]]:
    """The frames that were there in two copies, as in the later one, and the thread's counts by then.

    One that went on to another line in between comes last, and on no line: who knows what was added for it meanwhile.
    """
    frames: list[Frame] = []
    for one, other in zip(stack(before, block), stack(after, block), strict=False):
        if (one.key, one.record, one.start_ticks) != (other.key, other.record, other.start_ticks):
            break
        if (one.slot, one.line_ticks) != (other.slot, other.line_ticks):
            frames.append(other._replace(slot=None, line_ticks=MOST))
            break
        frames.append(other)
    return frames, _newest(after, block, frames)


def threads(image: Image) -> list[int]:
    """The blocks of all threads, the newest first."""
    return list(image.chain(image.words[THREADS], BLOCK))


def settle(image: Image, frames: Sequence[Frame], counts: list[int], moment: int) -> list[Call]:
    """Close ``frames`` in ``image`` at ``moment``, in ticks; the calls between them, for which there may be no edge.

    ``counts`` are the thread's by then; they become what they would be.
    """
    busy, inner = _repeated(frames)
    calls: list[Call] = []
    child = 0
    for depth in reversed(range(len(frames))):
        frame = frames[depth]
        _close_line(image, frame, (moment, child), counts, is_busy=busy[depth])
        child = max(moment - frame.start_ticks, 0)
        under = _since(counts, frame.at_start)
        if not inner[depth]:
            image.add(frame.record + 6, child)
            _add_all(image, frame.record + 8, under)
        slot = frames[depth - 1].slot if depth else None
        if slot is not None:
            image.add(slot + (11 if frame.resumed else 10), WHOLE)
            told = (0, NO_COUNTS) if busy[depth - 1] else (child, under)
            calls.append(Call(slot, frame.record, frame.resumed, *told))
        counts[2 if frame.resumed else 1] += WHOLE
    return calls


def _newest(image: Image, block: int, frames: Sequence[Frame]) -> tuple[int, ...]:
    """The thread's counts by now: as its block has them, at least what any of its frames began with."""
    known = [tuple(image.words[block + COUNTS : block + COUNTS + 4].tolist()), NO_COUNTS]
    known += [counts for frame in frames for counts in (frame.at_start, frame.at_line)]
    return tuple(map(max, zip(*known, strict=True)))


def _repeated(frames: Sequence[Frame]) -> tuple[list[bool], list[bool]]:
    """For each frame, whether an outer one of the same code is on its line, and whether there is any outer one."""
    lines: set[tuple[int, int | None]] = set()
    records: set[int] = set()
    busy, inner = [], []
    for frame in frames:
        inner.append(frame.record in records)
        busy.append((frame.record, frame.slot) in lines)
        records.add(frame.record)
        lines.add((frame.record, frame.slot))
    return busy, inner


def _close_line(image: Image, frame: Frame, at: tuple[int, int], counts: list[int], *, is_busy: bool) -> None:
    moment, child = at
    ticks = max(moment - frame.line_ticks, 0)
    own = max(ticks - frame.child - child, 0)
    if frame.slot is None:
        image.add(frame.record + 7, own)
        counts[3] += own
        return
    weight = image.words[frame.slot + 15] or WHOLE
    counts[0] += weight
    image.add(frame.slot + 12, weight)
    image.add(frame.slot + 2, own)
    if not is_busy:
        image.add(frame.slot + 1, ticks)
        _add_all(image, frame.slot + 6, _since(counts, frame.at_line))
    if image.words[frame.slot + 5] < ticks:
        image.words[frame.slot + 5] = ticks


def _add_all(image: Image, index: int, amounts: Counts) -> None:
    for place, amount in enumerate(amounts):
        image.add(index + place, amount)


def _since(counts: Counts, then: Counts) -> tuple[int, ...]:
    return tuple(max(now - before, 0) for now, before in zip(counts, then, strict=True))
