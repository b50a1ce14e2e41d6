"""Lines told by sys.monitoring, switched on for the user's code objects alone: a library's run at full speed."""

from __future__ import annotations

import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from types import CodeType
    from typing import Any

TOOL_IDS = (2, 3, 4)  # the profilers' first; not the debuggers', coverage's or optimisers'


class Monitored:
    """Calls ``enter``, ``resume``, ``line`` and ``leave`` of ``tracing`` in whichever thread runs the code."""

    def __init__(self, tracing: Any, codes: Any) -> None:
        self._tracing, self._codes = tracing, codes
        self._monitoring: Any = sys.monitoring  # type: ignore[attr-defined]  # from 3.12 on
        self._tool = next((tool for tool in TOOL_IDS if self._monitoring.get_tool(tool) is None), None)
        events = self._monitoring.events
        self._local = events.PY_START | events.PY_RESUME | events.LINE | events.PY_RETURN | events.PY_YIELD
        self._everywhere = events.PY_UNWIND | events.PY_THROW  # these two cannot be local

    def start(self) -> None:
        """Begin, in all threads."""
        if self._tool is None:
            return
        monitoring, events = self._monitoring, self._monitoring.events
        monitoring.use_tool_id(self._tool, "heatline")
        for event, callback in self._callbacks(events):
            monitoring.register_callback(self._tool, event, callback)
        monitoring.set_events(self._tool, self._everywhere)

    def start_thread(self) -> None:
        """Nothing: threads are all told of."""

    def watch(self, code: CodeType) -> None:
        """Have what ``code`` does told from now on."""
        if self._tool is not None:
            self._monitoring.set_local_events(self._tool, code, self._local)

    def stop(self) -> None:
        """End; the tool id is free for others then."""
        if self._tool is not None and self._monitoring.get_tool(self._tool) == "heatline":
            self._monitoring.set_events(self._tool, 0)
            for code in self._codes:
                self._monitoring.set_local_events(self._tool, code, 0)
            self._monitoring.free_tool_id(self._tool)
        self._tool = None

    def _callbacks(self, events: Any) -> tuple[tuple[int, Any], ...]:
        tracing, codes, frame = self._tracing, self._codes, sys._getframe
        enter, resume, leave = tracing.enter, tracing.resume, tracing.leave

        def on_start(code: CodeType, offset: int) -> None:  # noqa: ARG001  (as sys.monitoring calls them)
            enter(code)

        def on_resume(code: CodeType, offset: int) -> None:  # noqa: ARG001
            resume(code, frame(1).f_lineno)

        def on_leave(code: CodeType, offset: int, value: object) -> None:  # noqa: ARG001
            leave(code)

        def on_unwind(code: CodeType, offset: int, problem: object) -> None:  # noqa: ARG001
            if code in codes:
                leave(code)

        def on_throw(code: CodeType, offset: int, problem: object) -> None:  # noqa: ARG001
            if code in codes:
                resume(code, frame(1).f_lineno)

        return (
            (events.PY_START, on_start),
            (events.PY_RESUME, on_resume),
            (events.LINE, tracing.line),
            (events.PY_RETURN, on_leave),
            (events.PY_YIELD, on_leave),
            (events.PY_UNWIND, on_unwind),
            (events.PY_THROW, on_throw),
        )
