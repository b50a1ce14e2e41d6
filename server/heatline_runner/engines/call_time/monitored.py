"""cProfile's own profilers on Python 3.12 and later, one per thread, told of events under a tool id of ours.

There cProfile itself takes what happens in all threads for one stack, and its tool id from a program that profiles
itself. While there is one thread its profiler is called by Python directly, so that a call costs what it costs under
cProfile; with the second, each event is handed to the profiler of its thread.
"""

from __future__ import annotations

import _lsprof  # what cProfile is made of
import sys
from _thread import get_ident

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from types import CodeType
    from typing import Any

    from heatline_runner.engines.call_time.stretch import Stretch

TOOL_IDS = (3, 4, 5)  # those that neither debuggers, coverage nor profilers have by name
STARTS, THROWS, RETURNS = "_pystart_callback", "_pythrow_callback", "_pyreturn_callback"
CALLS, C_RETURNS = "_ccall_callback", "_creturn_callback"
EVENTS = {
    "PY_START": STARTS,
    "PY_RESUME": STARTS,
    "PY_THROW": THROWS,
    "PY_RETURN": RETURNS,
    "PY_YIELD": RETURNS,
    "PY_UNWIND": RETURNS,
    "CALL": CALLS,
    "C_RETURN": C_RETURNS,
    "C_RAISE": C_RETURNS,
}
OF_C = ("CALL", "C_RETURN", "C_RAISE")
ENTERS, LEAVES = ("PY_START", "PY_RESUME"), ("PY_RETURN", "PY_YIELD")
THROWN, UNWOUND = "PY_THROW", "PY_UNWIND"  # which cannot be had of one code object alone


class Monitored:
    """Profiles all threads, or each while ``watch``ed code of it runs, where it is ``limited``."""

    def __init__(self) -> None:
        self._monitoring: Any = sys.monitoring  # type: ignore[attr-defined]  # from 3.12 on
        self._helper = self._tool = -1
        self._limited = False
        self._has_begun = False
        self._is_on = False
        self.profilers: dict[int, Any] = {}
        self._active: dict[int, int] = {}  # by thread, how many watched frames of it go on
        self._hidden: dict[CodeType, Callable[[], object]] = {}
        self._watched: set[CodeType] = set()
        self._stretches: dict[CodeType, Stretch] = {}

    def start(self, limited: bool) -> None:
        monitoring = self._monitoring
        self._limited = limited
        free = [tool for tool in TOOL_IDS if monitoring.get_tool(tool) is None]
        # Of one event the higher is told first: what is hidden has ended, what is watched begun, when the other is.
        self._helper, self._tool = free[-1], free[0]
        monitoring.use_tool_id(self._helper, "heatline")
        monitoring.use_tool_id(self._tool, "heatline calls")
        self._has_begun = True
        self._register(self._helper, dict.fromkeys((*ENTERS, THROWN), self._on_enter))
        self._register(self._helper, dict.fromkeys((*LEAVES, UNWOUND), self._on_leave))
        self._register(self._helper, {"LINE": self._on_line})
        self.start_thread()
        if self._limited:
            monitoring.set_events(self._helper, self._number((THROWN, UNWOUND)))
        else:
            self._switch(True)

    def start_thread(self) -> None:
        """The calling thread, which has just begun, has a profiler of its own."""
        if get_ident() not in self.profilers:
            self.profilers[get_ident()] = _lsprof.Profiler()
            if self._is_on:
                self._register(self._tool, self._callbacks())

    def watch(self, code: CodeType) -> None:
        """Profile while ``code`` runs, and what it calls."""
        self._watched.add(code)
        self._listen(code, (*ENTERS, *LEAVES), (*ENTERS, *LEAVES, *OF_C))

    def watch_lines(self, code: CodeType, stretch: Stretch) -> None:
        """Profile what a module's ``code`` calls on the lines of ``stretch``."""
        self._stretches[code] = stretch
        self._listen(code, ("LINE", *LEAVES), OF_C)

    def _listen(self, code: CodeType, helpers: Iterable[str], own: Iterable[str]) -> None:
        self._monitoring.set_local_events(self._helper, code, self._number(helpers))
        self._monitoring.set_local_events(self._tool, code, self._number(own))

    def hide(self, function: Callable[[], object]) -> Callable[[], object]:
        """What runs ``function`` in a thread without a profiler being told of it.

        Within a callback no event is told. So it is called as the callback for a start, that of a function of ours.
        """
        if not self._has_begun:
            return function

        def entry() -> None: ...

        code = entry.__code__.replace()
        self._hidden[code] = function
        self._monitoring.set_local_events(self._helper, code, self._number(("PY_START",)))
        entry.__code__ = code
        return entry

    def stop(self) -> None:
        """Told of nothing any more; both tools are free for others then."""
        if not self._has_begun:
            return
        self._has_begun = False
        monitoring = self._monitoring
        for tool in (self._tool, self._helper):
            monitoring.set_events(tool, 0)
            for code in (*self._watched, *self._stretches, *self._hidden):
                monitoring.set_local_events(tool, code, 0)
            monitoring.free_tool_id(tool)

    def _switch(self, on: bool) -> None:
        self._is_on = on
        self._register(self._tool, self._callbacks() if on else dict.fromkeys(EVENTS))
        self._monitoring.set_events(self._tool, self._number(EVENTS) if on else 0)

    def _callbacks(self) -> dict[str, Any]:
        if len(self.profilers) == 1:
            (profiler,) = self.profilers.values()
            return {event: _method(profiler, name) for event, name in EVENTS.items()}
        return {event: self._dispatcher(name) for event, name in EVENTS.items()}

    def _dispatcher(self, name: str) -> Callable[..., object]:
        own = {ident: _method(profiler, name) for ident, profiler in self.profilers.items()}
        active, limited = self._active, self._limited

        def dispatch(*arguments: Any) -> None:
            ident = get_ident()
            method = own.get(ident)
            if method is not None and (not limited or ident in active):
                method(*arguments)

        return dispatch

    def _on_enter(self, code: CodeType, *_: object) -> None:
        hidden = self._hidden.get(code)
        if hidden is not None:
            hidden()
        elif code in self._watched:
            self.enter()

    def _on_leave(self, code: CodeType, offset: int, value: object) -> None:
        stretch = self._stretches.get(code)
        if stretch is not None:
            self._go(stretch, None)
        elif code in self._watched:
            if self._active.get(get_ident()) == 1:  # the profiler would be told when there is none any more
                _method(self.profilers[get_ident()], RETURNS)(code, offset, value)
            self.leave()

    def _on_line(self, code: CodeType, line: int) -> None:
        stretch = self._stretches.get(code)
        if stretch is not None:
            self._go(stretch, line)

    def _go(self, stretch: Stretch, line: int | None) -> None:
        """To ``line`` of the module, None for its end."""
        was = stretch.is_inside
        if stretch.go(line) and not was:
            self.enter()
        elif was and not stretch.is_inside:
            self.leave()

    def enter(self) -> None:
        """A stretch that is profiled begins in this thread, or another one within it."""
        ident = get_ident()
        self._active[ident] = self._active.get(ident, 0) + 1
        if ident not in self.profilers:
            self.start_thread()
        if not self._is_on:
            self._switch(True)

    def leave(self) -> None:
        """It ends."""
        ident = get_ident()
        depth = self._active.get(ident, 0) - 1
        if depth > 0:
            self._active[ident] = depth
            return
        self._active.pop(ident, None)
        if not self._active and self._is_on:
            self._switch(False)

    def _register(self, tool: int, callbacks: dict[str, Any]) -> None:
        for event, callback in callbacks.items():
            self._monitoring.register_callback(tool, self._number((event,)), callback)

    def _number(self, events: Any) -> int:
        return sum(getattr(self._monitoring.events, event) for event in events)


def _method(profiler: Any, name: str) -> Any:
    """Before 3.14 an exception thrown into a generator is a start like any."""
    return getattr(profiler, name, None) or getattr(profiler, STARTS)
