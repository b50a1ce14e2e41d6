"""What happens at each line, however it is told: a reading, and whose it is."""

from __future__ import annotations

from _thread import get_ident
from sys import _getframe
from time import perf_counter_ns

from heatline_runner.engines.line_memory.code_map import HITS, INCREMENT, LAST, LINE, MIB, PEAK

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from types import CodeType, FrameType
    from typing import Any

SPAN_NS = 1_000_000  # a call that lasts so long can be seen in a picture of the run
FIRST_CALLS = 10  # of each function are kept however short
MOST_SPANS = 10_000
SUSPENDS = 0x20 | 0x80 | 0x200  # inspect's CO_GENERATOR, CO_COROUTINE, CO_ASYNC_GENERATOR
NEW_LOCALS = 0x2  # a function's code, not a module's or a class's
CODE, FIGURES, ROW, BEGAN, STARTED = range(5)  # of a frame


class Thread:
    """One thread's frames of the user's code, and how often each line of theirs is waiting for a call of its own."""

    def __init__(self) -> None:
        self.frames: list[list[Any]] = []
        self.busy: dict[int, int] = {}


class Exact:
    """Each line from the reading when it began to that when it ended, callees included; recursion counts once."""

    arithmetic, nests, unit = "exact", False, 0

    def __init__(self, figures: Any, resident: Callable[[], int], slot: Any) -> None:
        self.spans: list[tuple[str, int, str, int, int]] = []
        self.cut = 0
        self.threads: dict[int, Thread] = {}
        self._calls: dict[CodeType, int] = {}
        self._map = figures
        self.enter, self.resume, self.line, self.leave = self._callbacks(figures, resident, slot)

    def takes(self, code: CodeType) -> bool:  # noqa: ARG002  (it is asked of each)
        """Whether this kind of code is measured: all is."""
        return True

    def _callbacks(self, figures: Any, resident: Callable[[], int], slot: Any) -> Any:
        """Closures, since each is called for every line, call or return there is."""
        threads, now, ident = self.threads, perf_counter_ns, get_ident

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
            """A line begins, and with it the one before ends."""
            memory = resident()
            try:
                thread = threads[ident()]
                frame = thread.frames[-1]
            except (KeyError, IndexError):
                enter(code)
                thread = threads[ident()]
                frame = thread.frames[-1]
            if frame[CODE] is not code:
                frame = back_to(thread, code)
            row = frame[ROW]
            if row is not None:
                if not thread.busy or id(row) not in thread.busy:
                    row[INCREMENT] += memory - frame[BEGAN]
                row[LAST] = memory
                if memory > row[PEAK]:
                    row[PEAK] = memory
            lines = frame[FIGURES]
            row = lines.get(number)
            if row is not None:
                row[HITS] += 1
            frame[ROW], frame[BEGAN] = row, memory
            slot[0] = lines.base | number

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
                slot[0] = frames[-1][FIGURES].base | waiting[LINE]
            elif not frames:
                slot[0] = next((_where(other) for other in list(threads.values()) if other.frames), 0)
            ended = now()
            if ended - started >= SPAN_NS or self._calls.get(code, 0) < FIRST_CALLS:
                self._keep_span(code, started, ended)

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

    def _keep_span(self, code: CodeType, started: int, ended: int) -> None:
        flags = code.co_flags
        if flags & SUSPENDS or not flags & NEW_LOCALS or code.co_name.startswith("<"):
            return
        self._calls[code] = self._calls.get(code, 0) + 1
        if len(self.spans) < MOST_SPANS:
            label = getattr(code, "co_qualname", code.co_name)
            self.spans.append((code.co_filename, code.co_firstlineno, label, started, ended))
        else:
            self.cut += 1


class Own:
    """memory_profiler's own arithmetic, done by its own code: on functions alone, in the first thread alone."""

    arithmetic, nests, unit = "memory_profiler", True, MIB

    def __init__(self, core: Any, figures: Any, slot: Any) -> None:
        self.spans: list[tuple[str, int, str, int, int]] = []
        self.cut = 0
        self.threads: dict[int, Thread] = {}
        profiler = core.LineProfiler(backend="psutil")
        profiler.code_map, profiler._original_trace_function = figures, None
        first, told = get_ident(), profiler.trace_memory_usage

        def enter(code: CodeType) -> None:
            if get_ident() == first:
                told(_frame_of(code), "call", None)

        def line(code: CodeType, number: int) -> None:
            if get_ident() == first:
                slot[0] = figures[code].base | number
                told(_frame_of(code), "line", None)

        def leave(code: CodeType) -> None:
            if get_ident() == first and profiler.prevlines:
                told(_frame_of(code), "return", None)

        self.enter, self.line, self.leave = enter, line, leave
        self.resume = lambda code, line: enter(code)  # noqa: ARG005  (it makes no difference)

    def takes(self, code: CodeType) -> bool:
        """Functions, and what is in them; not module level, class bodies or generators, which it never sees."""
        return bool(code.co_flags & NEW_LOCALS) and not code.co_flags & SUSPENDS and code.co_name != "__annotate__"


def _where(thread: Thread) -> int:
    """The line that the innermost frame of a thread is on."""
    _, figures, row, _, _ = thread.frames[-1]
    return figures.base | row[LINE] if row is not None else 0


def _frame_of(code: CodeType) -> FrameType:
    """The innermost frame that runs ``code``."""
    frame = _getframe(1)
    while frame.f_code is not code and frame.f_back is not None:
        frame = frame.f_back
    return frame
