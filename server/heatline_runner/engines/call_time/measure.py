"""What cProfile's own profilers know of every thread, added up by function."""

from __future__ import annotations

import os
import sys

from heatline_runner.engines.call_time.stretch import Stretch

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from types import CodeType
    from typing import Any

    from heatline_runner.code_objects import Scope

    Key = tuple[str, int, str, str]  # file, first line, name, qualified name; of what is no Python, "", 0 and a label
    Figures = list[float]  # calls, calls within calls, seconds with and without what it calls

OURS = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__)))) + os.sep
NS = 1e9
_Code = type((lambda: None).__code__)


class Measure:
    """The engine as the child drives it; see ``measuring.Measure``."""

    tracer = "cProfile"
    first_s = 0.25

    def __init__(self, packages: dict[str, str], options: dict[str, str], stem: str) -> None:  # noqa: ARG002  (none)
        self.scope: Scope | None = None
        if hasattr(sys, "monitoring"):
            from heatline_runner.engines.call_time.monitored import Monitored as Switch
        else:
            from heatline_runner.engines.call_time.traced import Traced as Switch  # type: ignore[assignment]
        self._switch: Any = Switch()
        self._stretches: dict[CodeType, Stretch] = {}

    def start(self) -> None:
        """Begin; limited to a part, once that does."""
        self._switch.start(self.scope is not None)

    def start_thread(self) -> None:
        """What a new thread must call to be measured."""
        self._switch.start_thread()

    def hide(self, function: Callable[[], object]) -> Callable[[], object]:
        """What runs ``function`` in a thread of ours, of which nothing is told."""
        hidden: Callable[[], object] = self._switch.hide(function)
        return hidden

    def register(self, code: CodeType, file: int, wanted: Callable[[CodeType], bool]) -> CodeType:  # noqa: ARG002
        """Limited to a part, know what of ``code`` is ``wanted``; it runs as it is."""
        if self.scope is not None:
            if wanted(code):
                *_, first, last = self.scope
                stretch = Stretch(first, last or sys.maxsize)
                self._stretches[code] = stretch
                self._switch.watch_lines(code, stretch)
            self._watch(code, wanted)
        return code

    def _watch(self, code: CodeType, wanted: Callable[[CodeType], bool]) -> None:
        for const in code.co_consts:
            if isinstance(const, _Code):
                if wanted(const):
                    self._switch.watch(const)
                self._watch(const, wanted)

    def knows(self, code: CodeType) -> bool:  # noqa: ARG002  (no line is measured)
        """No: no line of any is measured."""
        return False

    def loaded(self, name: str) -> None:
        """Nothing: no module matters."""

    def stop(self) -> None:
        """End, on the calling thread on 3.11 and older; once ended it stays so."""
        self._switch.stop()

    def tables(self) -> object:
        """``functions`` are ``(file, line, name, qualified name, calls, calls within calls, total_ns, own_ns)``.

        ``calls`` are ``(caller, callee, calls, calls within calls, total_ns, own_ns)``, by places in ``functions``;
        ``threads`` how many had a profiler, ``yielded`` whether the program has a profile function of its own.
        """
        hooks = _source_hooks()

        def is_ours(code: Any) -> bool:
            return isinstance(code, _Code) and (code.co_filename.startswith(OURS) or code in hooks)

        found = _Sums(is_ours)
        for profiler in list(self._switch.profilers.values()):
            found.add(profiler.getstats())
        for code, stretch in self._stretches.items():
            found.add_outermost(code, stretch.calls, stretch.taken_ns() / NS)
        functions, calls = found.rows()
        yielded = getattr(self._switch, "yielded", None)
        return {
            "functions": functions,
            "calls": calls,
            "threads": len(self._switch.profilers),
            "yielded": yielded is not None and yielded(),
        }


class _Sums:
    """Figures of several profilers, by function, without what is ours and what that calls."""

    def __init__(self, is_ours: Callable[[Any], bool]) -> None:
        self._is_ours = is_ours
        self._functions: dict[Key, Figures] = {}
        self._calls: dict[tuple[Key, Key], Figures] = {}
        self._outermost: list[tuple[Key, int, float]] = []

    def add(self, entries: Any) -> None:
        for entry in entries:
            ours = self._is_ours(entry.code)
            if not ours:
                _add(self._functions, _key(entry.code), entry)
            for called in entry.calls or ():
                if self._is_ours(called.code):
                    continue
                if ours:
                    _add(self._functions, _key(called.code), called, -1)
                else:
                    _add(self._calls, (_key(entry.code), _key(called.code)), called)

    def add_outermost(self, code: CodeType, calls: int, taken_s: float) -> None:
        """A stretch of ``code`` within which profilers began was come to so often and took so long."""
        if calls:
            self._outermost.append((_key(code), calls, taken_s))

    def rows(self) -> tuple[list[tuple[Any, ...]], list[tuple[Any, ...]]]:
        for key, times, taken_s in self._outermost:
            self._call_from(key, times, taken_s)
        there = [key for key, figures in self._functions.items() if figures[0] > 0]
        places = {key: place for place, key in enumerate(there)}
        functions = [(*key, *_in_ns(self._functions[key])) for key in there]
        calls = [
            (places[caller], places[callee], *_in_ns(figures))
            for (caller, callee), figures in self._calls.items()
            if caller in places and callee in places
        ]
        return functions, calls

    def _call_from(self, outer: Key, calls: int, taken_s: float) -> None:
        """Have what nobody called been called by ``outer``."""
        called: dict[Key, Figures] = {key: list(figures) for key, figures in self._functions.items()}
        for (caller, callee), figures in self._calls.items():
            own = caller == callee
            for at in range(4):
                called[callee][at] -= 0 if own and at == 2 else figures[at]  # time in calls of itself is in it once
        inside_s = 0.0
        for key, figures in called.items():
            if figures[0] > 0 and key != outer:
                self._calls[outer, key] = figures
                inside_s += max(figures[2], 0.0)
        known = self._functions.setdefault(outer, [0, 0, 0.0, 0.0])
        known[0] += calls
        known[2] += taken_s
        known[3] += max(taken_s - inside_s, 0.0)


def _add(sums: dict[Any, Figures], key: Any, entry: Any, sign: int = 1) -> None:
    known = sums.setdefault(key, [0, 0, 0.0, 0.0])
    known[0] += sign * entry.callcount
    known[1] += sign * entry.reccallcount
    known[2] += sign * entry.totaltime
    known[3] += sign * entry.inlinetime


def _key(code: Any) -> Key:
    if not isinstance(code, _Code):
        return "", 0, code, code
    return code.co_filename, code.co_firstlineno, code.co_name, getattr(code, "co_qualname", code.co_name)


def _in_ns(figures: Figures) -> tuple[int, int, int, int]:
    calls, within, total_s, own_s = figures
    return int(calls), int(within), max(round(total_s * NS), 0), max(round(own_s * NS), 0)


def _source_hooks() -> frozenset[CodeType]:
    """The two methods by which code is seen as it is loaded."""
    external: Any = sys.modules["_frozen_importlib_external"]
    return frozenset((external.SourceLoader.get_code.__code__, external._LoaderBasics.exec_module.__code__))
