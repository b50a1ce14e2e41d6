"""What two series have alike at their ends, so that after an edit only the part between is worked out anew."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Ends:
    """The first ``head`` and the last ``tail`` of both are alike; together no more than the shorter one has."""

    head: int
    tail: int


NOTHING_ALIKE = Ends(0, 0)


def common_ends(old: Sequence[str], new: Sequence[str]) -> Ends:
    """The most that ``old`` and ``new`` have in common, first at the start, then at the end."""
    shorter = min(len(old), len(new))
    head = _most(shorter, lambda first, last: old[first:last] == new[first:last])
    tail = _most(
        shorter - head,
        lambda first, last: old[len(old) - last : len(old) - first] == new[len(new) - last : len(new) - first],
    )
    return Ends(head, tail)


def _most(limit: int, is_equal: Callable[[int, int], bool]) -> int:
    """How many are equal, of ``limit``; whole stretches are compared, since that is many times quicker than each."""
    found, step = 0, 1
    while found < limit and is_equal(found, min(found + step, limit)):
        found, step = min(found + step, limit), step * 2
    over = min(found + step, limit)  # one of those from found on differs, if there are any
    while over - found > 1:
        middle = (found + over) // 2
        if is_equal(found, middle):
            found = middle
        else:
            over = middle
    return found
