"""A function's calls told by sys.monitoring (3.12 and later), in all threads; the program's other code runs untold.

Two events, an exception that leaves a function and one thrown into a generator, cannot be had of one code object alone.
"""

from __future__ import annotations

import sys
from time import perf_counter_ns

from heatline_runner.engines.snippet_time.empty_calls import drain, nothing, yields
from heatline_runner.engines.snippet_time.real_clocks import Suspending, Whole
from heatline_runner.engines.snippet_time.real_log import SUSPENDS, Log, middle

TYPE_CHECKING = False
if TYPE_CHECKING:
    from types import CodeType, FrameType
    from typing import Any

TOOL_ID = 5  # 0 to 2 are debuggers', coverage's and profilers', which a program may bring; 3 and 4 our own
CALLS, DEEP = 400, 32  # of a function that does nothing: what clocking costs
NAME = "heatline calls"
TAKEN = f"another tool in the program has tool {TOOL_ID} of sys.monitoring"


class Monitored:
    """Clocks the calls of what ``watch`` is given into ``log``."""

    def __init__(self, log: Log) -> None:
        self._log = log
        self._monitoring: Any = sys.monitoring  # type: ignore[attr-defined]  # from 3.12 on
        self._tool = TOOL_ID if self._monitoring.get_tool(TOOL_ID) is None else None
        self.problem = "" if self._tool is not None else TAKEN  # why nothing is clocked, if so
        self._codes: set[CodeType] = set()
        self._clocks: Any = None
        if self._tool is not None:
            self._monitoring.use_tool_id(self._tool, NAME)

    @property
    def counts_later(self) -> bool:
        """Whether calls after those that are clocked are counted: of recursive ones it cannot be told which to."""
        return not self._log.nested

    def open_calls(self) -> int:
        """How many have begun and not ended."""
        return len(self._clocks.open) if self._clocks is not None else 0

    def start_thread(self) -> None:
        """Nothing: threads are all told of."""

    def watch(self, code: CodeType) -> None:
        """Clock the calls of ``code`` from now on; a module may be loaded twice, and so be there twice."""
        kind = Suspending if code.co_flags & SUSPENDS else Whole
        if self._tool is None or not isinstance(self._clocks, (kind, type(None))):
            return
        self._codes.add(code)
        if self._clocks is None:
            self._calibrate(kind)
            self._clocks = kind(self._log, self._codes)
            self._listen(self._clocks)
        self._monitoring.set_local_events(self._tool, code, self._later() if self._log.is_full else self._events())

    def pause(self, frame: FrameType) -> None:
        """Tell nothing of the function of ``frame`` until ``watch_again``."""
        self._monitoring.set_local_events(self._tool, frame.f_code, 0)

    def watch_again(self, frame: FrameType) -> None:
        """Tell of it again."""
        self._monitoring.set_local_events(self._tool, frame.f_code, self._events())

    def full(self) -> None:
        """Enough are clocked: those to come are counted, or let alone; those under way are told of no more."""
        self._off()
        for under_way in list(self._clocks.open):
            if self._clocks.open.pop(under_way, None) is not None:  # else it has just ended, and was counted there
                self._log.count()
        if self._tool is None or not self.counts_later:
            return
        log, events = self._log, self._monitoring.events

        def count(code: CodeType, offset: int) -> None:  # noqa: ARG001  (as sys.monitoring calls it)
            log.count()

        self._monitoring.register_callback(self._tool, events.PY_START, count)
        for code in self._codes:
            self._monitoring.set_local_events(self._tool, code, self._later())

    def stop(self) -> None:
        """End; the tool id is free for others then."""
        if self._tool is not None and self._monitoring.get_tool(self._tool) == NAME:
            self._off()
            self._monitoring.free_tool_id(self._tool)
        self._tool = None

    def _off(self) -> None:
        if self._tool is not None:
            self._monitoring.set_events(self._tool, 0)
            for code in self._codes:
                self._monitoring.set_local_events(self._tool, code, 0)

    def _later(self) -> int:
        events: int = self._monitoring.events.PY_START if self.counts_later else 0
        return events

    def _events(self) -> int:
        events = self._monitoring.events
        local: int = events.PY_START | events.PY_RETURN
        return local | events.PY_YIELD | events.PY_RESUME if isinstance(self._clocks, Suspending) else local

    def _listen(self, clocks: Any) -> None:
        events = self._monitoring.events
        everywhere = events.PY_UNWIND
        told = {events.PY_START: clocks.start, events.PY_RETURN: clocks.end, events.PY_UNWIND: clocks.unwind}
        if isinstance(clocks, Suspending):
            told |= {events.PY_YIELD: clocks.pause, events.PY_RESUME: clocks.resume, events.PY_THROW: clocks.throw}
            everywhere |= events.PY_THROW
        for event, callback in told.items():
            self._monitoring.register_callback(self._tool, event, callback)
        self._monitoring.set_events(self._tool, everywhere)

    def _calibrate(self, kind: type[Whole] | type[Suspending]) -> None:
        """What clocking costs: what it says of a function that does nothing, and how much longer a recursion takes."""
        untold_ns = middle([_clocked() for _ in range(CALLS // DEEP)])
        told = Log(lambda code: True, lambda: None, most=10 * CALLS)  # noqa: ARG005  (any place will do)
        self._clocks = kind(told, set())
        self._listen(self._clocks)
        functions: tuple[Any, ...] = (yields,) if kind is Suspending else (nothing, _again)
        for function in functions:
            self._monitoring.set_local_events(self._tool, function.__code__, self._events())
        for _ in range(CALLS):
            drain() if kind is Suspending else nothing()
        self._log.cost_ns = middle([taken_ns for taken_ns, _ in told.calls]) / (2 if kind is Suspending else 1)
        if kind is Whole:
            told.calls.clear()
            for _ in range(CALLS // DEEP):
                _again(DEEP)
            self._log.inner_cost_ns = max(
                0.0, (middle([taken_ns for taken_ns, _ in told.calls]) - self._log.cost_ns - untold_ns) / DEEP
            )
        for function in functions:
            self._monitoring.set_local_events(self._tool, function.__code__, 0)


def _again(times: int) -> None:
    if times:
        _again(times - 1)


def _clocked() -> int:
    began_ns = perf_counter_ns()
    _again(DEEP)
    return perf_counter_ns() - began_ns
