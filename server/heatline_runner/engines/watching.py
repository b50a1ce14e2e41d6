"""Told when some of the user's functions begin and end, and of nothing else."""

from __future__ import annotations

import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from types import CodeType, FrameType
    from typing import Any

TOOL_IDS = (2, 3, 4)  # the profilers' first; not the debuggers', coverage's or optimisers'


class Watch:
    """Calls ``entered`` and ``left`` around each call of the codes added, in all threads from 3.12 on.

    Before that, in the thread that made it, by ``sys.setprofile``. A generator is entered at each resumption.
    """

    def __init__(self, entered: Callable[[], None], left: Callable[[], None]) -> None:
        self._entered, self._left = entered, left
        self._codes: set[CodeType] = set()
        self._monitoring: Any = getattr(sys, "monitoring", None)
        self._tool: int | None = None
        if self._monitoring is None:
            sys.setprofile(self._on_profile)
            return
        self._tool = next((tool for tool in TOOL_IDS if self._monitoring.get_tool(tool) is None), None)
        if self._tool is None:
            return
        events = self._monitoring.events
        self._monitoring.use_tool_id(self._tool, "heatline")
        for event in (events.PY_START, events.PY_RESUME):
            self._monitoring.register_callback(self._tool, event, lambda code, *about: entered())  # noqa: ARG005
        for event in (events.PY_RETURN, events.PY_YIELD):
            self._monitoring.register_callback(self._tool, event, lambda code, *about: left())  # noqa: ARG005
        self._monitoring.register_callback(self._tool, events.PY_UNWIND, self._on_unwind)
        self._monitoring.register_callback(self._tool, events.PY_THROW, self._on_throw)
        self._monitoring.set_events(self._tool, events.PY_UNWIND | events.PY_THROW)

    def add(self, code: CodeType) -> None:
        """Tell of ``code`` from now on."""
        self._codes.add(code)
        if self._tool is not None:
            events = self._monitoring.events
            local = events.PY_START | events.PY_RESUME | events.PY_RETURN | events.PY_YIELD
            self._monitoring.set_local_events(self._tool, code, local)

    def stop(self) -> None:
        """Tell no more."""
        if self._tool is not None:
            self._monitoring.set_events(self._tool, 0)
            for code in self._codes:
                self._monitoring.set_local_events(self._tool, code, 0)
            self._monitoring.free_tool_id(self._tool)
        elif self._monitoring is None:
            sys.setprofile(None)
        self._tool = None

    def _on_unwind(self, code: CodeType, offset: int, problem: object) -> None:  # noqa: ARG002  (as they are called)
        if code in self._codes:
            self._left()

    def _on_throw(self, code: CodeType, offset: int, problem: object) -> None:  # noqa: ARG002
        if code in self._codes:
            self._entered()

    def _on_profile(self, frame: FrameType, event: str, arg: object) -> None:  # noqa: ARG002
        if frame.f_code in self._codes:
            if event == "call":
                self._entered()
            elif event == "return":
                self._left()
