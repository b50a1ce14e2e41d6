"""Where the lines that were measured stand in the text as it is now, and which of them have changed since."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import Final

from heatline.analysis.alike import common_ends
from heatline_runner.model import Source, measured_source

MOST_LINES: Final = 800  # of both texts together that difflib compares in one piece


@dataclass(frozen=True)
class Block:
    """``length`` lines from ``old`` on (1-based) that now stand from ``new`` on, as they were or ``changed``."""

    old: int
    new: int
    length: int
    changed: bool


@dataclass(frozen=True)
class Drift:
    """The blocks, in the order of the measured text; a measured line in none of them is gone."""

    blocks: tuple[Block, ...]

    def block(self, line: int) -> Block | None:
        """The block that measured ``line`` is in."""
        index = bisect_right(self.blocks, line, key=lambda block: block.old) - 1
        if index < 0 or line >= self.blocks[index].old + self.blocks[index].length:
            return None
        return self.blocks[index]

    def block_now(self, line: int) -> Block | None:
        """The block that current ``line`` is in."""
        at = bisect_right(self.blocks, line, key=lambda block: block.new) - 1
        block = self.blocks[at] if at >= 0 else None
        return block if block is not None and line < block.new + block.length else None

    def blocks_now(self, first: int, last: int) -> Iterator[Block]:
        """The blocks that have any of the current lines from ``first`` to ``last``."""
        begin = max(bisect_right(self.blocks, first, key=lambda block: block.new) - 1, 0)
        for at in range(begin, len(self.blocks)):
            block = self.blocks[at]
            if block.new > last:
                return
            if block.new + block.length > first:
                yield block

    def unchanged(self, line: int) -> int | None:
        """Where measured ``line`` stands now, if its text is what it was."""
        block = self.block(line)
        return None if block is None or block.changed else line - block.old + block.new


def common_head(old: Drift, new: Drift, limit: int) -> int:
    """How many lines, of the first ``limit``, come from the same measured lines in both, changed or not in both."""
    for before, after in zip_longest(old.blocks, new.blocks):
        if before is None or after is None:
            return min((before or after).new - 1, limit)
        if before != after:
            begins = (before.old, before.new, before.changed) == (after.old, after.new, after.changed)
            alike = after.new - 1 + min(before.length, after.length) if begins else min(before.new, after.new) - 1
            return min(alike, limit)
    return limit


def mirrored(drift: Drift, lines: int) -> Drift:
    """The same counted from the end of a text of so many lines: its first block is the last, 1 is the last line."""
    return Drift(
        tuple(
            Block(-(block.old + block.length - 1), lines + 2 - block.new - block.length, block.length, block.changed)
            for block in reversed(drift.blocks)
        )
    )


def source_lines(text: str) -> tuple[str, ...]:
    """The lines of ``text`` without their ends (LF, CR LF or CR) and without a byte order mark."""
    return tuple(text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n"))


def line_drift(measured: Source, text: str) -> Drift:
    """How the measured text became ``text``."""
    return source_drift(measured, measured_source(text.removeprefix("\ufeff")))


def source_drift(measured: Source, now: Source) -> Drift:
    """The same, of a text whose digests are known."""
    if now.digest == measured.digest:
        return Drift((Block(1, 1, len(now.line_digests), changed=False),))
    return Drift(line_blocks(measured.line_digests, now.line_digests))


def line_blocks(old: Sequence[str], new: Sequence[str]) -> tuple[Block, ...]:
    """The lines that both texts have, in order, and those that stand where others stood.

    Where a piece of ``old`` was replaced by another, lines pair off from its top as far as both go: an edited line is
    itself, changed; what a longer replacement adds is new, and what a shorter one lacks is gone.
    """
    equal = [*_joined(_equal_runs(old, new)), (len(old), len(new), 0)]
    blocks: list[Block] = []
    old_at = new_at = 0
    for old_start, new_start, length in equal:
        replaced = min(old_start - old_at, new_start - new_at)
        if replaced:
            blocks.append(Block(old_at + 1, new_at + 1, replaced, changed=True))
        if length:
            blocks.append(Block(old_start + 1, new_start + 1, length, changed=False))
        old_at, new_at = old_start + length, new_start + length
    return tuple(blocks)


def _joined(runs: Iterator[tuple[int, int, int]]) -> Iterator[tuple[int, int, int]]:
    """The runs, those that continue each other as one."""
    old_start = new_start = length = 0
    for old_at, new_at, more in runs:
        if (old_at, new_at) == (old_start + length, new_start + length):
            length += more
        else:
            if length:
                yield old_start, new_start, length
            old_start, new_start, length = old_at, new_at, more
    if length:
        yield old_start, new_start, length


def _equal_runs(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[int, int, int]]:
    """Runs of equal lines as (index in old, index in new, length): the common start, the middle's, the common end."""
    ends = common_ends(old, new)
    start, end = ends.head, ends.tail
    if start:
        yield 0, 0, start
    for old_at, new_at, length in _middle_runs(old[start : len(old) - end], new[start : len(new) - end]):
        yield start + old_at, start + new_at, length
    if end:
        yield len(old) - end, len(new) - end, end


def _middle_runs(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[int, int, int]]:
    """Equal runs of two texts that share neither start nor end.

    difflib's time grows with the square of the lines, and worse where they repeat (blank ones). Above ``MOST_LINES``
    the texts are cut at lines that each has exactly once, and every piece is compared by itself; a piece that has no
    such line and still is too long counts as replaced.
    """
    if not old or not new:
        return
    if len(old) + len(new) <= MOST_LINES:
        for match in SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks():
            if match.size:
                yield match.a, match.b, match.size
        return
    old_at = new_at = 0
    anchors = _anchors(old, new)
    for old_anchor, new_anchor in [*anchors, (len(old), len(new))] if anchors else []:
        for old_run, new_run, length in _equal_runs(old[old_at:old_anchor], new[new_at:new_anchor]):
            yield old_at + old_run, new_at + new_run, length
        if old_anchor < len(old):
            yield old_anchor, new_anchor, 1
        old_at, new_at = old_anchor + 1, new_anchor + 1


def _anchors(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """Places in both of the longest series of lines, each unique in both, that has one order (patience sorting)."""
    in_old, in_new = Counter(old), Counter(new)
    place = {line: at for at, line in enumerate(new) if in_new[line] == 1 == in_old[line]}
    tops: list[int] = []  # the smallest place in new at which a series of each length ends
    last: list[int] = []  # and that line's index in found
    found: list[tuple[int, int, int]] = []  # (place in old, place in new, index in found of the line before it)
    for old_at, line in enumerate(old):
        if line not in place:
            continue
        length = bisect_left(tops, place[line])
        found.append((old_at, place[line], last[length - 1] if length else -1))
        tops[length : length + 1] = [place[line]]
        last[length : length + 1] = [len(found) - 1]
    series: list[tuple[int, int]] = []
    at = last[-1] if last else -1
    while at >= 0:
        old_at, new_at, at = found[at]
        series.append((old_at, new_at))
    return series[::-1]
