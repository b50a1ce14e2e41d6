"""What happens at each line, however it is told: a reading, and whose it is."""

from __future__ import annotations

from _thread import get_ident
from time import perf_counter_ns

from heatline_runner.engines.line_memory.calls import NEW_LOCALS, SUSPENDS, Calls
from heatline_runner.engines.line_memory.code_map import HITS, INCREMENT, LAST, PEAK, WHERE

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from types import CodeType
    from typing import Any

CODE, FIGURES, ROW, BEGAN, STARTED = range(5)  # of a frame


class Thread:
    """One thread's frames of the user's code, and how often each line of theirs is waiting for a call of its own."""

    def __init__(self) -> None:
        self.frames: list[list[Any]] = []
        self.busy: dict[int, int] = {}


class Exact:
    """Each line from the reading when it began to that when it ended, callees included; recursion counts once."""

    arithmetic, nests = "exact", False

    def __init__(self, figures: Any, resident: Callable[[], int], slot: Any) -> None:
        self.calls = Calls()
        self.threads: dict[int, Thread] = {}
        self.enter, self.resume, self.line, self.leave = self._callbacks(figures, resident, slot)

    def takes(self, code: CodeType) -> bool:  # noqa: ARG002  (it is asked of each)
        """Whether this kind of code is measured: all is."""
        return True

    def _callbacks(self, figures: Any, resident: Callable[[], int], slot: Any) -> Any:
        """Closures, since each is called for every line, call or return there is."""
        threads, called, now, ident = self.threads, self.calls.add, perf_counter_ns, get_ident

        def enter(code: CodeType, began: int = 0, row: Any = None) -> None:
            """A frame of ``code`` starts."""
            try:
                thread = threads[ident()]
            except KeyError:
                thread = threads[ident()] = Thread()
            frames = thread.frames
            if frames and (waiting := frames[-1][ROW]) is not None:
                key = id(waiting)
                thread.busy[key] = thread.busy.get(key, 0) + 1
            frames.append([code, figures[code], row, began, now()])

        def resume(code: CodeType, line: int) -> None:
            """A frame that was suspended on ``line`` goes on."""
            enter(code, resident(), figures[code].get(line))

        def line(code: CodeType, number: int) -> None:
            """A line begins, and with it the one before ends.

            Whatever makes objects comes before the reading: fresh pages that they take are the ended line's neighbours.
            """
            try:
                thread = threads[ident()]
                frame = thread.frames[-1]
            except (KeyError, IndexError):
                enter(code)
                thread = threads[ident()]
                frame = thread.frames[-1]
            if frame[CODE] is not code:
                frame = back_to(thread, code)
            ended, begun = frame[ROW], frame[FIGURES].get(number)
            if begun is not None:
                begun[HITS] += 1
                slot[0] = begun[WHERE]
            memory = resident()
            if ended is not None:
                if memory != frame[BEGAN] and (not thread.busy or id(ended) not in thread.busy):
                    ended[INCREMENT] += memory - frame[BEGAN]
                ended[LAST] = memory
                if memory > ended[PEAK]:
                    ended[PEAK] = memory
            frame[ROW], frame[BEGAN] = begun, memory

        def leave(code: CodeType) -> None:
            """The frame of ``code`` ends or is suspended."""
            thread = threads.get(ident())
            if thread is None or not thread.frames:
                return
            if thread.frames[-1][CODE] is not code:
                back_to(thread, code)
            end(thread, resident())

        def end(thread: Thread, memory: int) -> None:
            frames = thread.frames
            code, _, row, began, started = frames.pop()
            if row is not None:
                if not thread.busy or id(row) not in thread.busy:
                    row[INCREMENT] += memory - began
                row[LAST] = memory
                if memory > row[PEAK]:
                    row[PEAK] = memory
            if frames and (waiting := frames[-1][ROW]) is not None:
                free(thread, id(waiting))
                slot[0] = waiting[WHERE]
            elif not frames:
                slot[0] = next((_where(other) for other in list(threads.values()) if other.frames), 0)
            called(code, started, now())

        def free(thread: Thread, key: int) -> None:
            left = thread.busy.get(key, 0) - 1
            if left > 0:
                thread.busy[key] = left
            else:
                thread.busy.pop(key, None)

        def back_to(thread: Thread, code: CodeType) -> list[Any]:
            """The innermost frame of ``code``; those above it went without a word."""
            frames = thread.frames
            if all(frame[CODE] is not code for frame in frames):
                enter(code)
            while frames[-1][CODE] is not code:
                frames.pop()
                if frames and (waiting := frames[-1][ROW]) is not None:
                    free(thread, id(waiting))
            return frames[-1]

        return enter, resume, line, leave


class Own:
    """memory_profiler's own arithmetic, as its ``trace_memory_usage`` does it: on functions, in the first thread alone.

    A line is taken against the highest reading of the line traced before it, by that line's number in whatever code
    runs now. Kept in rows that stay, rather than in a new tuple for each event, it costs a seventh.
    """

    arithmetic, nests = "memory_profiler", True

    def __init__(self, figures: Any, resident: Callable[[], int], slot: Any) -> None:
        self.calls = Calls()
        self.threads: dict[int, Thread] = {}
        self.enter, self.resume, self.line, self.leave = self._callbacks(figures, resident, slot)

    def takes(self, code: CodeType) -> bool:
        """Functions, and what is in them; not module level, class bodies or generators, which it never sees."""
        return bool(code.co_flags & NEW_LOCALS) and not code.co_flags & SUSPENDS and code.co_name != "__annotate__"

    def _callbacks(self, figures: Any, resident: Callable[[], int], slot: Any) -> Any:
        first, called, now, ident = get_ident(), self.calls.add, perf_counter_ns, get_ident
        waiting: list[int] = []  # the line of each frame
        started: list[int] = []
        last = 0  # the line traced before

        def enter(code: CodeType) -> None:
            resume(code, code.co_firstlineno)

        def resume(code: CodeType, line: int) -> None:  # noqa: ARG001  (as it is called)
            if ident() == first:
                waiting.append(line)
                started.append(now())

        def line(code: CodeType, number: int) -> None:
            """The waiting line ends, and the one with this number begins."""
            nonlocal last
            if ident() != first or not waiting:
                return
            lines, ended = figures[code], waiting[-1]
            slot[0] = lines.base | number
            row = lines.get(ended) or lines.row(ended)
            row[HITS] += 1
            before = lines.get(last)
            waiting[-1] = number
            memory = resident()
            base = before[PEAK] if before is not None else 0
            if memory != base:
                row[INCREMENT] += memory - base
            row[LAST] = memory
            if memory > row[PEAK]:
                row[PEAK] = memory
            last = ended

        def leave(code: CodeType) -> None:
            if ident() == first and waiting:
                line(code, waiting[-1])
                waiting.pop()
                called(code, started.pop(), now())

        return enter, resume, line, leave


def _where(thread: Thread) -> int:
    """The line that the innermost frame of a thread is on."""
    row = thread.frames[-1][ROW]
    return row[WHERE] if row is not None else 0
