"""tracemalloc over the program's body: each block still alive is the innermost line of the user's that it came from.

A block keeps the ``FRAMES`` innermost frames it was made in, and so knows the user's line through so many of a
library's own calls. One frame costs a program that does nothing but allocate ten times its time, eight cost it twenty
to thirty. What was allocated and freed again leaves nothing that could be read, but for the highest sum ever.

Limited to a function, blocks are followed from its first beginning on and read once it has ended and what it held has
gone; one that ends again and again in no time is read some time later.
"""

from __future__ import annotations

import _tracemalloc
import os
from time import perf_counter_ns

from heatline_runner import run_dir
from heatline_runner.engines.watching import Watch

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from types import CodeType
    from typing import Any

    Alive = dict[tuple[str, int], list[int]]  # (file, line) -> bytes and blocks

FRAMES = 8
COST = 20  # readings as a function ends are at least so many times as far apart as they take
APART_NS = 10_000_000  # and at least so far
OURS = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__)))) + os.sep
ELSEWHERE = ("", 0)  # blocks that no line of the user's is known to have made
_Code = type(run_dir.append.__code__)


class Measure:
    """The engine as the child drives it; see ``measuring.Measure``."""

    tracer = "tracemalloc"
    first_s = 1.0  # a reading of many blocks is dear: those of short programs are read at their end

    def __init__(self, packages: dict[str, str], options: dict[str, str], stem: str) -> None:  # noqa: ARG002  (none)
        self._mark = os.path.join(os.path.dirname(stem), run_dir.MARK)
        self._marked = b""
        self._moments: list[Alive] = []
        self._lines: set[tuple[str, int]] = set()
        self._codes: set[CodeType] = set()
        self._theirs = _tracemalloc.is_tracing()  # by -X tracemalloc: it stays as it is
        self._yielded = False
        self._limited = False
        self._watch: Any = None
        self._inside = 0
        self._last: Alive = {}
        self._unread = False  # it ended too soon after the reading before
        self._after_ns = 0
        self._peak = 0

    def start(self) -> None:
        """Begin; limited to a function, once that does."""

    def start_thread(self) -> None:
        """Nothing: blocks of all threads are followed."""

    def register(self, code: CodeType, file: int, wanted: Callable[[CodeType], bool]) -> CodeType:  # noqa: ARG002
        """Know the lines of ``code``, and all that is in it, where it is ``wanted``; it runs as it is."""
        if not self._limited and not wanted(code):
            self._limited = True
            self._watch = Watch(self._entered, self._left, self._gone)
        elif not self._limited and not _tracemalloc.is_tracing() and not self._yielded:
            _tracemalloc.start(FRAMES)
        self._register(code, wanted)
        return code

    def _register(self, code: CodeType, wanted: Callable[[CodeType], bool]) -> None:
        if wanted(code):
            self._codes.add(code)
            self._lines.update((code.co_filename, line) for _, _, line in code.co_lines() if line)
            if self._watch is not None:
                self._watch.add(code)
        for const in code.co_consts:
            if isinstance(const, _Code):
                self._register(const, wanted)

    def knows(self, code: CodeType) -> bool:
        """Whether ``code`` is measured."""
        return code in self._codes

    def loaded(self, name: str) -> None:
        """A module was loaded: a program that has tracemalloc may use it, and finds it as it would without us."""
        if name == "tracemalloc" and not self._theirs and not self._yielded:
            if _tracemalloc.is_tracing():
                self._last = self._alive()
                _tracemalloc.stop()
            self._yielded = True

    def stop(self) -> None:
        """End; once ended it stays so."""
        if self._watch is not None:
            self._watch.stop()
        if not self._theirs and not self._yielded and _tracemalloc.is_tracing():
            _tracemalloc.stop()

    def tables(self) -> object:
        """``alive`` and, of moments, ``before`` and ``after``: {file: {line: (bytes, blocks)}}; ``peak`` of all bytes.

        ``yielded``: since when the program has tracemalloc for itself, nothing was read.
        """
        if not self._yielded and _tracemalloc.is_tracing() and (not self._limited or self._inside or self._unread):
            self._last, self._unread = self._alive(), False
        now = self._last
        self._look_for_mark(now)
        moments = self._moments[-2:]
        before, after = (moments[0], moments[1] if len(moments) > 1 else now) if moments else ({}, {})
        return {
            "alive": _by_file(now),
            "before": _by_file(before),
            "after": _by_file(after),
            "moments": len(self._moments),
            "limited": self._limited,
            "yielded": self._yielded,
            "theirs": self._theirs,
            "peak": self._peak,
            "frames": _tracemalloc.get_traceback_limit() if _tracemalloc.is_tracing() else FRAMES,
        }

    def _look_for_mark(self, now: Alive) -> None:
        try:
            handle = os.open(self._mark, os.O_RDONLY)
        except OSError:
            return
        try:
            mark = os.read(handle, 64)
        finally:
            os.close(handle)
        if mark and mark != self._marked:
            self._marked = mark
            self._moments = [*self._moments[-1:], now]

    def _alive(self) -> Alive:
        """What is alive now, by the user's line that made it."""
        self._peak = max(self._peak, _tracemalloc.get_traced_memory()[1])
        by_stack: dict[int, list[Any]] = {}
        for _, size, stack, *_ in _tracemalloc._get_traces():
            known = by_stack.get(id(stack))
            if known is None:
                by_stack[id(stack)] = [stack, size, 1]
            else:
                known[1] += size
                known[2] += 1
        alive: Alive = {}
        for stack, size, blocks in by_stack.values():
            place = self._place(stack)
            if place is not None:
                total = alive.setdefault(place, [0, 0])
                total[0] += size
                total[1] += blocks
        return alive

    def _place(self, stack: tuple[tuple[str, int], ...]) -> tuple[str, int] | None:
        """The innermost line of the user's; None for what we made ourselves."""
        for frame in stack:
            if frame in self._lines:
                return frame
            if frame[0].startswith(OURS):
                return None
        return ELSEWHERE

    def _entered(self) -> None:
        self._inside += 1
        if self._inside == 1 and not _tracemalloc.is_tracing() and not self._yielded:
            _tracemalloc.start(FRAMES)

    def _left(self) -> bool:
        """Whether it is time for a reading, once what the function held has gone."""
        self._inside = max(0, self._inside - 1)
        if self._inside or not _tracemalloc.is_tracing() or self._yielded:
            return False
        self._unread = True
        return perf_counter_ns() >= self._after_ns

    def _gone(self) -> None:
        if _tracemalloc.is_tracing() and not self._yielded:
            began_ns = perf_counter_ns()
            self._last, self._unread = self._alive(), False
            ended_ns = perf_counter_ns()
            self._after_ns = ended_ns + max(APART_NS, COST * (ended_ns - began_ns))


def _by_file(alive: Alive) -> dict[str, dict[int, tuple[int, int]]]:
    files: dict[str, dict[int, tuple[int, int]]] = {}
    for (path, line), (size, blocks) in alive.items():
        files.setdefault(path, {})[line] = (size, blocks)
    return files
