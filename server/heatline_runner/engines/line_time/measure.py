"""line_profiler over the user's code objects: each registered before it runs, enabled once, nothing wrapped.

From 3.12 on the events are switched on for those code objects alone, so that what a library does runs at full speed.
"""

from __future__ import annotations

import sys
from _thread import get_ident
from opcode import opmap

from heatline_runner.engines.line_time.core import load_core
from heatline_runner.engines.line_time.core_cost import line_cost_ns
from heatline_runner.engines.line_time.line_tables import with_short_table

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from types import CodeType
    from typing import Any

    from heatline_runner.engines.line_time.core_cost import Timings

NOP: int = opmap["NOP"]
_Code = type(load_core.__code__)
_Function: Any = type(load_core)  # FunctionType, without importing types
_CELL = (lambda held: lambda: held)(None).__closure__[0]  # type: ignore[index]


class Measure:
    """The engine as the child drives it: ``start``, then ``register`` each module's code, ``tables`` at any time."""

    tracer = "line_profiler"
    first_s = 0.1

    def __init__(self, packages: dict[str, str], options: dict[str, str], stem: str) -> None:  # noqa: ARG002  (unused)
        self._profiler = load_core(packages["line_profiler"]).LineProfiler(
            wrap_trace=False, set_frame_local_trace=False
        )
        self._monitoring: Any = getattr(sys, "monitoring", None)
        self._tool: int = self._profiler.tool_id
        self._events = self._raises = 0
        self._started = False
        self._line_ns = 0.0
        self._serial = 0
        self._twins: set[CodeType] = set()
        if self._monitoring is not None:
            events = self._monitoring.events
            # PY_START has no callback: it must be in the set for lines on a def's own line to be told on 3.13.
            self._events = events.LINE | events.PY_START | events.PY_RETURN | events.PY_YIELD
            self._raises = events.RAISE | events.RERAISE

    def start(self) -> None:
        """Begin, on the calling thread on 3.11 and older, on every one from 3.12 on."""
        self._started = True
        self._profiler.enable()
        if self._monitoring is not None:
            self._monitoring.set_events(self._tool, self._raises)
        self._line_ns = line_cost_ns(lambda code: self.register(code, 0, lambda code: True), self._timings)  # noqa: ARG005

    def start_thread(self) -> None:
        """What a new thread must call to be measured: nothing from 3.12 on."""
        if self._monitoring is None:
            self._profiler._managers.pop(get_ident(), None)  # left by an ended thread whose number this one got
            self._profiler.enable()

    def register(self, code: CodeType, file: int, wanted: Callable[[CodeType], bool]) -> CodeType:
        """A twin of ``code`` to run in its place, it and all ``wanted`` code objects in it known to the profiler.

        ``file`` is the place of its file among those loaded, from 0 on.
        """
        consts = code.co_consts
        inner = tuple(self.register(const, file, wanted) if isinstance(const, _Code) else const for const in consts)
        if not wanted(code):
            changed = any(new is not old for new, old in zip(inner, consts, strict=True))
            return code.replace(co_consts=inner) if changed else code
        shown = with_short_table(code).replace(co_consts=inner, co_code=code.co_code + self._mark())
        function = _Function(shown, {}, closure=(_CELL,) * len(code.co_freevars) or None)
        self._profiler.add_function(function)
        twin: CodeType = function.__code__.replace(co_linetable=code.co_linetable)
        self._twins.add(twin)
        if self._monitoring is not None:
            self._monitoring.set_local_events(self._tool, twin, self._events)
        return twin

    def _mark(self) -> bytes:
        """Instructions after the last that no other code has: line_profiler tells twins apart by ever more of them."""
        self._serial += 1
        digits = (self._serial // 255**place % 255 + 1 for place in (2, 1, 0))
        return b"".join(bytes((NOP, digit)) for digit in digits)

    def knows(self, code: CodeType) -> bool:
        """Whether ``code`` is one of the registered twins."""
        return code in self._twins

    def loaded(self, name: str) -> None:
        """Nothing: no module matters."""

    def stop(self) -> None:
        """End, on the calling thread on 3.11 and older; once ended it stays so."""
        if self._started:
            self._started = False
            self._profiler.disable()

    def tables(self) -> object:
        """``line_ns``: what measuring adds to a line; ``timings`` of those that have ended at least once.

        These are ``{(file, first line, name): [(line, hits, time in ns), …]}``.
        """
        return {"line_ns": self._line_ns, "timings": self._timings()}

    def _timings(self) -> Timings:
        timings: Timings = self._profiler.get_stats().timings
        return timings
