"""What is kept of a function's calls while its program runs: how long the first thousand took, and who made them."""

from __future__ import annotations

import os
import sys
from _thread import get_ident

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from types import CodeType, FrameType

MOST = 1000  # calls that are clocked; those after are counted at most
FARTHEST = 50  # frames up from a call that are looked at for one of the user's
SUSPENDS = 0x20 | 0x80 | 0x200  # inspect's CO_GENERATOR, CO_COROUTINE, CO_ASYNC_GENERATOR


class Log:
    """The calls of one function, in the order they ended. Nothing of what they were given is kept.

    ``full`` is called once the last of ``most`` is in, ``first`` within the very first as it begins, unclocked.
    ``is_users`` tells a caller of the user's from a library's.
    """

    def __init__(self, is_users: Callable[[CodeType], bool], full: Callable[[], None], most: int = MOST) -> None:
        self._is_users, self._full, self._most = is_users, full, most
        self._places: dict[tuple[str, int], int] = {}
        self.first: Callable[[FrameType], None] | None = None
        self.cost_ns = self.inner_cost_ns = 0.0  # of clocking a stretch of a call, of telling a call within it
        self.calls: list[tuple[int, int]] = []  # ns, and who made it: into places, -1 where it is none of the user's
        self._later: dict[int, list[int]] = {}  # thread -> how many: two threads would lose counts in one number
        self.nested = 0  # calls within calls: threads may lose some, never all

    @property
    def is_full(self) -> bool:
        """Whether no more are clocked."""
        return len(self.calls) >= self._most

    @property
    def later(self) -> int:
        """How many calls were only counted."""
        return sum(count for (count,) in list(self._later.values()))

    @property
    def places(self) -> list[tuple[str, int]]:
        """The lines of the user's, by real path, that calls came from."""
        return [(os.path.realpath(file), line) for file, line in list(self._places)]

    def begin(self, frame: FrameType) -> None:
        """The first call of all begins: what is wanted of it is done once."""
        first, self.first = self.first, None
        if first is not None:
            first(frame)

    def add(self, raw_ns: int, inner: int, caller: int, stretches: int = 1) -> None:
        """One more has ended, with ``inner`` calls within it; it was clocked in so many stretches."""
        if self.is_full:
            self.count()
            return
        if inner:
            self.nested += inner
        own_ns = raw_ns - stretches * self.cost_ns - inner * self.inner_cost_ns
        self.calls.append((max(0, round(own_ns)), caller))
        if self.is_full:
            self._full()

    def count(self) -> None:
        """One more that is not clocked."""
        counted = self._later.get(get_ident())
        if counted is None:
            counted = self._later[get_ident()] = [0]
        counted[0] += 1

    def caller(self, frame: FrameType | None) -> int:
        """The place of the innermost line of the user's that ``frame``, or what called it, stands on."""
        for _ in range(FARTHEST):
            if frame is None:
                break
            if self._is_users(frame.f_code):
                place = (frame.f_code.co_filename, frame.f_lineno or 0)
                return self._places.setdefault(place, len(self._places))
            frame = frame.f_back
        return -1


def program() -> str:
    """What runs, as people call it."""
    if sys.argv[:1] == ["-m"]:
        return f"-m {sys.orig_argv[2]}"
    return os.path.basename(sys.argv[0]) if sys.argv else ""


def middle(values: list[int]) -> float:
    """The median, near enough."""
    return sorted(values)[len(values) // 2]
