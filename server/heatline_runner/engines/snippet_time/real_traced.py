"""A function's calls told by a trace function (3.11 and older), which is off while one runs: it would slow that down.

What tells the end then is an object that goes with the call's frame. A generator's frame stays while it is suspended,
so that there the trace function has to stay too.
"""

from __future__ import annotations

import sys
from time import perf_counter_ns

from heatline_runner.engines.snippet_time.empty_calls import drain, nothing, yields
from heatline_runner.engines.snippet_time.real_log import SUSPENDS, Log, middle

TYPE_CHECKING = False
if TYPE_CHECKING:
    from types import CodeType, FrameType
    from typing import Any

CALLS = 400  # of a function that does nothing: what clocking costs


class Traced:
    """Clocks the calls of what ``watch`` is given into ``log``, in each thread that it was started in."""

    problem = ""
    counts_later = False  # each call of anything would cost

    def __init__(self, log: Log) -> None:
        self.log = log
        self._codes: set[CodeType] = set()
        self._stopped = False
        self.open: set[int] = set()

    def open_calls(self) -> int:
        """How many have begun and not ended."""
        return len(self.open)

    def start_thread(self) -> None:
        """Begin, in this thread."""
        if not self._stopped and not self.log.is_full:
            sys.settrace(self.begin)

    def watch(self, code: CodeType) -> None:
        """Clock the calls of ``code`` from now on."""
        if not self._codes:
            self._calibrate(bool(code.co_flags & SUSPENDS))
        self._codes.add(code)
        self.start_thread()

    def pause(self, frame: FrameType) -> None:
        """Nothing: a trace function is not told of what it does itself."""

    watch_again = pause

    def full(self) -> None:
        """Enough: each thread ends as it next calls something."""
        self._stopped = True

    def stop(self) -> None:
        """End, in this thread."""
        self._stopped = True
        if sys.gettrace() == self.begin:
            sys.settrace(None)

    def begin(self, frame: FrameType, event: str, arg: object) -> Any:  # noqa: ARG002  (as settrace calls it)
        """A call of anything begins, or a generator goes on."""
        code = frame.f_code
        if code not in self._codes:
            if self._stopped:
                sys.settrace(None)
            return None
        if code.co_flags & SUSPENDS:
            return self._suspending(frame)
        if self.log.first is not None:
            self.log.begin(frame)
        call = _Whole(self, self.log.caller(frame.f_back))
        sys.settrace(None)
        frame.f_trace = call  # type: ignore[assignment]  # never called: nothing is traced
        call.began_ns = perf_counter_ns()
        return None

    def _suspending(self, frame: FrameType) -> Any:
        call = frame.f_trace
        if not isinstance(call, _Suspending):
            if self.log.first is not None:
                self.log.begin(frame)
            call = _Suspending(self, self.log.caller(frame.f_back))
            frame.f_trace_lines = False
        call.stretches += 1
        call.since_ns = perf_counter_ns()
        return call

    def _calibrate(self, suspends: bool) -> None:
        """What clocking costs: what it says of a function that does nothing."""
        told = Traced(Log(lambda code: True, lambda: None, most=10 * CALLS))  # noqa: ARG005  (any place will do)
        function: Any = yields if suspends else nothing
        told._codes.add(function.__code__)
        before = sys.gettrace()
        told.start_thread()
        for _ in range(CALLS):
            drain() if suspends else nothing()
        sys.settrace(before)
        self.log.cost_ns = middle([taken_ns for taken_ns, _ in told.log.calls]) / (2 if suspends else 1)


class _Whole:
    """One call; goes as its frame does."""

    __slots__ = ("_caller", "_traced", "began_ns")

    def __init__(self, traced: Traced, caller: int) -> None:
        self._traced, self._caller, self.began_ns = traced, caller, 0
        traced.open.add(id(self))

    def __del__(self) -> None:
        now_ns = perf_counter_ns()
        traced = self._traced
        traced.open.discard(id(self))
        traced.log.add(now_ns - self.began_ns, 0, self._caller)
        if sys.gettrace() is None:
            traced.start_thread()


class _Suspending:
    """One generator or coroutine; its frame's trace function, which is told where it yields or ends."""

    __slots__ = ("_caller", "_spent_ns", "_traced", "since_ns", "stretches")

    def __init__(self, traced: Traced, caller: int) -> None:
        self._traced, self._caller = traced, caller
        self._spent_ns = self.stretches = self.since_ns = 0
        traced.open.add(id(self))

    def __call__(self, frame: FrameType, event: str, arg: object) -> _Suspending:  # noqa: ARG002
        if event == "return":
            self._spent_ns += perf_counter_ns() - self.since_ns
        return self

    def __del__(self) -> None:
        self._traced.open.discard(id(self))
        self._traced.log.add(self._spent_ns, 0, self._caller, self.stretches)
