"""Clocks the calls of one function while its program runs: nothing is called that the program does not call.

Only with the option ``repeat`` is the first call repeated, in place.
"""

from __future__ import annotations

import sys

from heatline_runner.engines.snippet_time.real_log import SUSPENDS, Log, program
from heatline_runner.engines.snippet_time.repeats import repeated

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from types import CodeType, FrameType
    from typing import Any

_Code = type(program.__code__)
NEW_LOCALS = 0x2  # inspect's CO_NEWLOCALS: a function's, not a class's or a module's


class Measure:
    """The engine as the child drives it; see ``measuring.Measure``."""

    tracer = "timeit"
    first_s = 0.1

    def __init__(self, packages: dict[str, str], options: dict[str, str], stem: str) -> None:  # noqa: ARG002  (none)
        self.is_users: Callable[[CodeType], bool] = lambda code: code in self._codes
        self._codes: set[CodeType] = set()
        self._targets: list[CodeType] = []
        self._log = Log(lambda code: self.is_users(code), lambda: self._switch.full())
        self._repeats = options.get("repeat") == "yes"
        self._repeated: dict[str, Any] | None = None
        self._program = ""
        if hasattr(sys, "monitoring"):
            from heatline_runner.engines.snippet_time.real_monitored import Monitored as Switch
        else:
            from heatline_runner.engines.snippet_time.real_traced import Traced as Switch  # type: ignore[assignment]
        self._switch: Any = Switch(self._log)

    def start(self) -> None:
        """The program takes its place; its function is clocked once its code is there."""
        self._program = program()
        if self._repeats:
            self._log.first = self._repeat

    def start_thread(self) -> None:
        """What a new thread must call to be measured."""
        if self._targets:
            self._switch.start_thread()

    def register(self, code: CodeType, file: int, wanted: Callable[[CodeType], bool]) -> CodeType:  # noqa: ARG002
        """Clock the outermost functions of ``code`` that are ``wanted``, those of one name; it runs as it is."""
        for target in _outermost(code, wanted):
            if not self._targets or target.co_name == self._targets[0].co_name:
                self._targets.append(target)
                self._codes.add(target)
                self._switch.watch(target)
        return code

    def knows(self, code: CodeType) -> bool:
        """Whether ``code`` is clocked."""
        return code in self._codes

    def loaded(self, name: str) -> None:
        """Nothing: it is the code that is waited for."""

    def stop(self) -> None:
        """End, on the calling thread; once ended it stays so."""
        self._switch.stop()

    def tables(self) -> object:
        """``durations_ns`` and ``callers`` (into ``places``, or -1) of the calls that ended, and what else is known.

        ``targets`` are (file, first line) of what is clocked; ``calls`` all there were, None where that is not known.
        """
        log, switch = self._log, self._switch
        calls = list(log.calls)
        known = not log.is_full or switch.counts_later
        return {
            "kind": "real",
            "program": self._program,
            "targets": [(code.co_filename, code.co_firstlineno) for code in self._targets],
            "durations_ns": [duration_ns for duration_ns, _ in calls],
            "callers": [caller for _, caller in calls],
            "places": log.places,
            "calls": len(calls) + log.later if known else None,
            "nested": log.nested,
            "open": switch.open_calls(),
            "cost_ns": float(log.cost_ns),
            "suspends": any(code.co_flags & SUSPENDS for code in self._targets),
            "traced": not hasattr(sys, "monitoring"),
            "problem": switch.problem,
            "repeated": self._repeated,
        }

    def _repeat(self, frame: FrameType) -> None:
        self._switch.pause(frame)
        try:
            self._repeated = repeated(frame)
        finally:
            self._switch.watch_again(frame)


def _outermost(code: CodeType, wanted: Callable[[CodeType], bool]) -> list[CodeType]:
    """The functions in ``code`` that are wanted and in no other such function."""
    if wanted(code) and code.co_flags & NEW_LOCALS and not code.co_name.startswith("<"):
        return [code]
    inner = [const for const in code.co_consts if isinstance(const, _Code)]
    return [found for each in inner for found in _outermost(each, wanted)]
