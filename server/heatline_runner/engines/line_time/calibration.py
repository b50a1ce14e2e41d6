"""What a tracer of ours adds to the time of a line, a call and a resumption, found out on code of ours.

Three small programs run as they are and measured, in turns. What is told of the measured one, less what the plain one
took just before, is what measuring cost; of several rounds the median counts.
"""

from __future__ import annotations

import sys
from time import perf_counter_ns

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable
    from types import CodeType
    from typing import Any, Protocol

    class Tracer(Protocol):
        """What measures ``code`` that it is told to ``watch``, and gives what it counted of it, in ticks of ``now``."""

        def now(self) -> int: ...

        def watch(self, code: CodeType) -> None: ...

        def step_aside(self, aside: bool, /) -> None:
            """Whether code that is not measured runs just as it does without the tracer."""

        def counted(self) -> tuple[float, float, float]:
            """Intervals, calls and resumptions of this thread so far, as compensation counts them."""

        def read(self, code: CodeType) -> tuple[int, int, int, int, list[tuple[int, int, int, int]]]: ...

    Body = Callable[[Iterable[int]], object]


TURNS = range(100)
WARM_UP = 3  # rounds after which the interpreter has specialised the code


def _lines(turns: Iterable[int]) -> int:
    total = 0
    for turn in turns:
        last = total
        total = last + turn
        if last:
            total = turn
    return total


def _bare_lines(turns: Iterable[int]) -> None:
    for turn in turns:
        turn  # noqa: B018
        turn  # noqa: B018
        turn  # noqa: B018
        turn  # noqa: B018


def _callee(turn: int) -> int:
    return turn + 1


def _caller(turns: Iterable[int]) -> int:
    """By a global name, as most calls are: the first instruction of a line that is measured is never specialised."""
    total = 0
    for turn in turns:
        total = _callee(turn)
    return total


def _suspended(turns: Iterable[int]) -> Generator[int]:
    for turn in turns:  # noqa: UP028 - its lines are what counts
        yield turn


def _consumer(turns: Iterable[int]) -> int:
    total = 0
    for turn in _suspended(turns):
        total = turn
    return total


class Calibration:
    """Makes its programs at once, so that finding out what they cost makes no more code objects."""

    def __init__(self, tracer: Tracer) -> None:
        plainest = sys.version_info < (3, 12)  # where the tracer knows what the instructions of a line cost
        self._lines = _Program(tracer, _bare_lines if plainest else _lines, None)
        self._calls = _Program(tracer, _caller, _callee)
        self._resumes = _Program(tracer, _consumer, _suspended)
        for _ in range(WARM_UP):
            self._round()

    def costs(self, budget_ns: int) -> tuple[float, float, float]:
        """Ticks of a line, a call and a resumption, each 0 or more, found out in about ``budget_ns`` of time."""
        end = perf_counter_ns() + budget_ns
        rounds = [self._round()]
        while perf_counter_ns() < end:
            rounds.append(self._round())
        line, call, resume = (max(sorted(costs)[len(costs) // 2], 0.0) for costs in zip(*rounds, strict=True))
        return line, call, resume

    def _round(self) -> tuple[float, float, float]:
        added, intervals, *_ = self._lines.run()
        line = added / intervals
        added, intervals, calls, _ = self._calls.run()
        call = (added - intervals * line) / calls
        added, intervals, _, resumes = self._resumes.run()
        return line, call, (added - intervals * line) / resumes


class _Program:
    """One body, plain and measured."""

    def __init__(self, tracer: Tracer, function: Any, callee: Any) -> None:
        self._tracer = tracer
        self._codes: list[CodeType] = []
        self._plain, self._measured = _bound(function, callee, []), _bound(function, callee, self._codes)
        for code in self._codes:
            tracer.watch(code)

    def run(self) -> tuple[float, float, float, float]:
        """Run both once: the ticks that measuring added, and the intervals, calls and resumptions it added them to."""
        plain = self._took(TURNS) - self._took(())
        own, before = self._own(), self._tracer.counted()
        self._measured(TURNS)
        lines, calls, resumes = (now - then for now, then in zip(self._tracer.counted(), before, strict=True))
        return self._own() - own - plain, lines, calls, resumes

    def _took(self, turns: Iterable[int]) -> int:
        now, step_aside = self._tracer.now, self._tracer.step_aside
        step_aside(True)
        began = now()
        self._plain(turns)
        took = now() - began
        step_aside(False)
        return took

    def _own(self) -> int:
        """Ticks of all lines so far, without what they call."""
        return sum(line[3] for code in self._codes for line in self._tracer.read(code)[4])


def _bound(function: Any, callee: Any, codes: list[CodeType]) -> Body:
    """A copy of ``function`` that calls a copy of ``callee``, by its name; their code objects go to ``codes``."""
    names: dict[str, Any] = {}
    for each in (function, callee):
        if each is not None:
            names[each.__name__] = type(each)(each.__code__.replace(), names)
            codes.append(names[each.__name__].__code__)
    body: Body = names[function.__name__]
    return body
