"""Clocks calls as sys.monitoring tells of them: the clock is read last as a call begins, and first as it ends."""

from __future__ import annotations

import sys
from _thread import get_ident
from time import perf_counter_ns

TYPE_CHECKING = False
if TYPE_CHECKING:
    from types import CodeType

    from heatline_runner.engines.snippet_time.real_log import Log

_frame = sys._getframe


class Whole:
    """Calls that run from their beginning to their end: one at a time in a thread, those within it only counted."""

    def __init__(self, log: Log, codes: set[CodeType]) -> None:
        self._log, self._codes = log, codes
        self.open: dict[int, list[int]] = {}  # thread -> depth, calls within, since when

    def start(self, code: CodeType, offset: int) -> None:  # noqa: ARG002  (as sys.monitoring calls them)
        call = self.open.get(get_ident())
        if call is not None:
            call[0] += 1
            call[1] += 1
            return
        if self._log.first is not None:
            self._log.begin(_frame(1))
        call = self.open[get_ident()] = [1, 0, 0]
        call[2] = perf_counter_ns()

    def end(self, code: CodeType, offset: int, value: object) -> None:  # noqa: ARG002
        now_ns = perf_counter_ns()
        call = self.open.get(get_ident())
        if call is None:
            return
        call[0] -= 1
        if not call[0] and self.open.pop(get_ident(), None) is not None:
            self._log.add(now_ns - call[2], call[1], self._log.caller(_frame(1).f_back))

    def unwind(self, code: CodeType, offset: int, problem: object) -> None:  # noqa: ARG002
        now_ns = perf_counter_ns()
        call = self.open.get(get_ident()) if code in self._codes else None
        if call is None:
            return
        call[0] -= 1
        if not call[0] and self.open.pop(get_ident(), None) is not None:
            self._log.add(now_ns - call[2], call[1], self._log.caller(_frame(1).f_back))


class Suspending:
    """Generators and coroutines: from their first start to their end, without the time they are suspended."""

    def __init__(self, log: Log, codes: set[CodeType]) -> None:
        self._log, self._codes = log, codes
        self.open: dict[int, list[int]] = {}  # frame -> time so far, stretches, caller, since when

    def start(self, code: CodeType, offset: int) -> None:  # noqa: ARG002
        frame = _frame(1)
        if self._log.first is not None:
            self._log.begin(frame)
        call = self.open[id(frame)] = [0, 1, self._log.caller(frame.f_back), 0]
        call[3] = perf_counter_ns()

    def pause(self, code: CodeType, offset: int, value: object) -> None:  # noqa: ARG002
        now_ns = perf_counter_ns()
        call = self.open.get(id(_frame(1)))
        if call is not None:
            call[0] += now_ns - call[3]

    def resume(self, code: CodeType, offset: int) -> None:  # noqa: ARG002
        call = self.open.get(id(_frame(1)))
        if call is not None:
            call[1] += 1
            call[3] = perf_counter_ns()

    def throw(self, code: CodeType, offset: int, problem: object) -> None:  # noqa: ARG002
        call = self.open.get(id(_frame(1))) if code in self._codes else None
        if call is not None:
            call[1] += 1
            call[3] = perf_counter_ns()

    def end(self, code: CodeType, offset: int, value: object) -> None:  # noqa: ARG002
        now_ns = perf_counter_ns()
        call = self.open.pop(id(_frame(1)), None)
        if call is not None:
            self._log.add(call[0] + now_ns - call[3], 0, call[2], call[1])

    def unwind(self, code: CodeType, offset: int, problem: object) -> None:  # noqa: ARG002
        now_ns = perf_counter_ns()
        call = self.open.pop(id(_frame(1)), None) if code in self._codes else None
        if call is not None:
            self._log.add(call[0] + now_ns - call[3], 0, call[2], call[1])
