"""What a tracer of ours adds to the time of a line, a call and a resumption, found out on code of ours.

Three small programs run as they are and measured, in turns. What is told of the measured one, less what the plain one
took just before, is what measuring cost; of several rounds the median counts.
"""

from __future__ import annotations

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

        def read(self, code: CodeType) -> tuple[int, int, int, int, list[tuple[int, int, int, int]]]: ...

    Body = Callable[[Iterable[int]], object]


TURNS = range(100)
WARM_UP = 3  # rounds after which the interpreter has specialised the code


def _lines(turns: Iterable[int]) -> None:
    for turn in turns:
        turn  # noqa: B018
        turn  # noqa: B018
        turn  # noqa: B018
        turn  # noqa: B018


def _callee() -> None:
    pass


def _caller(turns: Iterable[int], callee: Callable[[], None]) -> None:
    for _ in turns:
        callee()


def _suspended(turns: Iterable[int]) -> Generator[None]:
    for _ in turns:
        yield


def _consumer(turns: Iterable[int], generator: Callable[[Iterable[int]], Generator[None]]) -> None:
    for _ in generator(turns):
        pass


class Calibration:
    """Makes its programs at once, so that finding out what they cost makes no more code objects."""

    def __init__(self, tracer: Tracer) -> None:
        self._programs = tuple(
            _Program(tracer, function, callee)
            for function, callee in ((_lines, None), (_caller, _callee), (_consumer, _suspended))
        )
        for _ in range(WARM_UP):
            self._round()

    def costs(self, budget_ns: int) -> tuple[float, float, float]:
        """Ticks of a line, a call and a resumption, each 0 or more, found out in about ``budget_ns`` of time."""
        for program in self._programs:
            program.forget()
        end = perf_counter_ns() + budget_ns
        self._round()
        while perf_counter_ns() < end:
            self._round()
        lines, calls, resumes = (program.cost() for program in self._programs)
        line = max(lines[0] / lines[1], 0.0)
        return line, _each(calls, line), _each(resumes, line)

    def _round(self) -> None:
        for program in self._programs:
            program.run()


def _each(cost: tuple[int, int, int], line: float) -> float:
    """What is left for each call or resumption when its intervals have had their part."""
    ticks, intervals, times = cost
    return max(ticks - intervals * line, 0.0) / times


class _Program:
    """One body, plain and measured."""

    def __init__(self, tracer: Tracer, function: Any, callee: Any) -> None:
        self._tracer = tracer
        self._codes: list[CodeType] = []
        self._plain, self._measured = _bound(function, callee, []), _bound(function, callee, self._codes)
        for code in self._codes:
            tracer.watch(code)
        self.forget()

    def forget(self) -> None:
        self._added: list[tuple[int, int, int]] = []

    def run(self) -> None:
        """Run both once, and keep what was added: ``(ticks, intervals, calls or resumptions)``."""
        plain = self._took(TURNS) - self._took(())
        own, intervals, times = self._told()
        self._measured(TURNS)
        all_own, all_intervals, all_times = self._told()
        self._added.append((all_own - own - plain, all_intervals - intervals, all_times - times))

    def cost(self) -> tuple[int, int, int]:
        """The median of what measuring one run added: ``(ticks, intervals, calls or resumptions)``."""
        return sorted(self._added)[len(self._added) // 2]

    def _took(self, turns: Iterable[int]) -> int:
        now = self._tracer.now
        began = now()
        self._plain(turns)
        return now() - began

    def _told(self) -> tuple[int, int, int]:
        """``(own ticks, intervals, calls or resumptions of what the body calls)`` so far."""
        own = intervals = times = 0
        for code in self._codes:
            calls, resumes, _, _, lines = self._tracer.read(code)
            own += sum(line[3] for line in lines)
            intervals += sum(line[1] for line in lines) + resumes
            times = resumes or calls
        return own, intervals, times


def _bound(function: Any, callee: Any, codes: list[CodeType]) -> Body:
    """A copy of ``function`` that calls a copy of ``callee``; their code objects go to ``codes``."""
    copies = [_copy(each) for each in (function, callee) if each is not None]
    codes.extend(copy.__code__ for copy in copies)
    body, *rest = copies
    return lambda turns: body(turns, *rest)


def _copy(function: Any) -> Any:
    return type(function)(function.__code__.replace(), {})
