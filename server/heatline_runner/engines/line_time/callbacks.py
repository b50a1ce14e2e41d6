"""What each event of ``sys.monitoring`` does to the counts of one thread: as little as Python can.

Counts lie in lists that are as long for all threads. A code object has a stretch of them, from its base on: first its
time on no line, then its lines. Index 0 is the time outside of the user's code.
"""

from __future__ import annotations

import sys
from _thread import get_ident
from time import perf_counter_ns

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from types import CodeType
    from typing import Any

MOST_CODES = 50_000  # that are kept alive to be told apart
NOWHERE = (0, 0)
RESUMED_AT = 2  # bytes from the instruction that suspends to the one that goes on
LINE = 4  # what an event of a line counts for among those that ran under a call


class Thread:
    """The counts of one thread, by index, and the callbacks that keep them; times in nanoseconds.

    ``under``: time of callees, where no outer call is on the same line, and ``events`` what ran in them, in lines;
    ``twice``: own time that is in such a callee's already. ``made``: calls from the line. ``busy``: frames that wait on
    it. At the index of a code object's time on no line, ``under`` and ``events`` are of its outermost calls, of which
    ``active`` go on, and ``entered`` counts all.
    """

    def __init__(self, length: int) -> None:
        self.hits, self.own, self.under, self.events = ([0] * length for _ in range(4))
        self.twice, self.made, self.busy, self.entered = ([0] * length for _ in range(4))
        self.resumed, self.active = [0] * length, [0] * length
        self.resumes = 0
        self.callbacks: dict[str, Callable[..., Any]] = {}

    def grow(self, length: int) -> None:
        """Have room for so many more."""
        lists = (self.hits, self.own, self.under, self.events, self.twice, self.made, self.busy, self.entered)
        for counts in (*lists, self.resumed, self.active):
            counts.extend([0] * length)

    def gap_of(self, gaps: Iterable[int]) -> float:
        """The average time on no line of a call, of the code objects whose time on no line lies there."""
        indices = tuple(gaps)
        return sum(self.own[gap] for gap in indices) / max(sum(self.entered[gap] for gap in indices), 1)


class Counts:
    """Which code objects are measured, and where they count; ``found(code)`` is asked of those that are not known."""

    def __init__(self, found: Callable[[CodeType], bool]) -> None:
        self.found = found
        self.bases: dict[int, tuple[int, int]] = {}  # by the id of a code object that is kept, as in `add`
        self.codes: list[CodeType] = []
        self.call_weight = 2 * LINE  # the same of a call
        self.length = 1
        self._records: dict[tuple[int, int], tuple[int, int, int]] = {}  # by place: base, first line, number of lines

    def add(self, code: CodeType, place: tuple[int, int], threads: Iterable[Thread]) -> None:
        """Measure ``code`` from now on."""
        if len(self.codes) >= MOST_CODES:
            return
        record = self._records.get(place)
        if record is None:
            lines = [line for _, _, line in code.co_lines() if line] or [code.co_firstlineno]
            first, count = min(lines), max(lines) - min(lines) + 1
            record = self._records[place] = self.length, first, count
            for thread in threads:
                thread.grow(count + 1)
            self.length += count + 1
        self.codes.append(code)
        self.bases[id(code)] = record[0] + 1 - record[1], record[0]  # plus a line it is that line's index; on no line

    def told(self, code: CodeType, thread: Thread) -> tuple[int, int, int, int, list[tuple[int, int, int, int]]]:
        """``(calls, resumes, ticks, gap, [(line, hits, ticks, own)])`` of one code object in one thread."""
        base, gap = self.bases[id(code)]
        _, first, count = next(record for record in self._records.values() if record[0] == gap)
        lines = range(first, first + count)
        rows = [(line, thread.hits[base + line], 0, thread.own[base + line]) for line in lines]
        return thread.entered[gap], 0, 0, 0, rows

    def rows(self, threads: Iterable[Thread]) -> Iterator[tuple[Any, ...]]:
        """A row per code object, as ``marshalled`` reads it."""
        all_threads = tuple(threads)
        for (file, index), (base, first, count) in tuple(self._records.items()):
            calls = sum(thread.entered[base] for thread in all_threads)
            gap = sum(thread.own[base] for thread in all_threads)
            ticks = sum(thread.under[base] for thread in all_threads)
            under = sum(thread.events[base] for thread in all_threads) / LINE, 0, 0, 0
            lines = [_line(all_threads, base + 1 + i, first + i) for i in range(count)]
            yield file, index, calls, None, ticks, gap, *under, [line for line in lines if line[1]]


def _line(threads: Iterable[Thread], at: int, line: int) -> tuple[Any, ...]:
    hits = own = under = events = twice = made = resumed = 0
    for thread in threads:
        hits, own, under = hits + thread.hits[at], own + thread.own[at], under + thread.under[at]
        events, twice, made = events + thread.events[at], twice + thread.twice[at], made + thread.made[at]
        resumed += thread.resumed[at]
    lines = hits + resumed + events / LINE
    return line, hits, own - twice + under, own, None, None, None, lines, 0, 0, 0, made, 0, resumed


def callbacks(counts: Counts, several: Callable[..., Any]) -> Thread:
    """A thread that counts what its callbacks are told; ``several(event, ...)`` is told what comes of another one.

    Near the recursion limit a callback may not be called: frames that were left without an event are found out later.
    """
    thread = Thread(counts.length)
    hits, own, under, events = thread.hits, thread.own, thread.under, thread.events
    twice, made, busy = thread.twice, thread.made, thread.busy
    entered, active = thread.entered, thread.active
    bases, now, ident = counts.bases, perf_counter_ns, get_ident()
    disable = sys.monitoring.DISABLE  # type: ignore[attr-defined,unused-ignore]
    paused: dict[tuple[int, int], int] = {}  # by code object and place in it, the index of a line that is suspended
    stack: list[tuple[CodeType | None, int, int, int, int, int]] = []
    newest: CodeType | None = None  # the code of the frame that runs
    at = gap = base = 0  # the index that time goes to, that of the frame on no line, and what makes one of a line
    ran = begun = 0  # events so far, when the frame began
    then = now()

    def find(code: CodeType) -> bool:
        """Make the frame of ``code`` the newest, where frames were left without an event; whether there is one."""
        nonlocal newest, at, gap, base, begun
        while newest is not code and stack:
            active[gap] -= 1
            newest, at, gap, base, begun, _ = stack.pop()
            busy[at] -= 1
        return newest is code

    def on_line(code: CodeType, line: int) -> None:
        nonlocal at, then, ran
        moment = now()
        if code is not newest and not find(code):
            return
        spent = moment - then
        own[at] += spent
        if busy[at]:
            twice[at] += spent
        at = base + line
        hits[at] += 1
        ran += LINE
        then = moment

    def on_start(code: CodeType, offset: int) -> Any:
        nonlocal newest, at, gap, base, begun, then, ran
        moment = now()
        found, asking = bases.get(id(code)), 0
        if found is None:
            try:
                found = bases.get(id(code), NOWHERE) if counts.found(code) else None
            except RecursionError:
                return None
            if found is None:
                return disable
            asking = now() - moment
        if get_ident() != ident:
            return several("PY_START", code, offset)
        own[at] += moment - then
        made[at] += 1
        busy[at] += 1
        stack.append((newest, at, gap, base, begun, ran))
        ran += counts.call_weight
        newest = code
        base, at = found
        gap = at
        active[at] += 1
        entered[at] += 1
        begun = then = moment + asking
        return None

    def on_resume(code: CodeType, offset: int, *_: object) -> Any:
        nonlocal newest, at, gap, base, begun, then, ran
        moment = now()
        found = bases.get(id(code))
        if found is None:
            return None
        if get_ident() != ident:
            return several("PY_RESUME", code, offset)
        own[at] += moment - then
        made[at] += 1
        busy[at] += 1
        stack.append((newest, at, gap, base, begun, ran))
        ran += counts.call_weight
        newest = code
        base, gap = found
        active[gap] += 1
        at = paused.get((gap, offset), gap)
        thread.resumed[at] += 1
        thread.resumes += 1
        begun = then = moment
        return None

    def on_return(code: CodeType, _offset: int, _: object) -> Any:
        nonlocal newest, at, gap, base, begun, then
        moment = now()
        if code is not newest and not find(code):
            return None
        spent = moment - then
        own[at] += spent
        if busy[at]:
            twice[at] += spent
        lasted, then, left = moment - begun, moment, gap
        newest, at, gap, base, begun, before = stack.pop()
        busy[at] -= 1
        if not busy[at]:
            under[at] += lasted
            events[at] += ran - before
        active[left] -= 1
        if not active[left]:
            under[left] += lasted
            events[left] += ran - before
        return None

    def on_yield(code: CodeType, offset: int, value: object) -> Any:
        if code is newest:
            paused[gap, offset + RESUMED_AT] = at
        return on_return(code, offset, value)

    def on_unwind(code: CodeType, offset: int, problem: object) -> Any:
        return on_return(code, offset, problem) if id(code) in bases else None

    thread.callbacks = {
        "PY_START": on_start,
        "PY_RESUME": on_resume,
        "LINE": on_line,
        "PY_RETURN": on_return,
        "PY_YIELD": on_yield,
        "PY_UNWIND": on_unwind,
        "PY_THROW": on_resume,
    }
    return thread
