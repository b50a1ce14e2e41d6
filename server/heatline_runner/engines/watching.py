"""Told when some of the user's functions begin, end, and are gone with all they held, and of nothing else."""

from __future__ import annotations

import sys
from _thread import get_ident

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from types import CodeType, FrameType
    from typing import Any

TOOL_IDS = (2, 3, 4)  # the profilers' first; not the debuggers', coverage's or optimisers'


class Watch:
    """Calls ``entered`` and ``left`` around each call of the codes added, in all threads from 3.12 on.

    Before that, in the thread that made it, by ``sys.setprofile``. A generator is entered at each resumption. A frame
    still has its names when it is left; where ``left`` says so, ``gone`` is called as its caller goes on.
    """

    def __init__(self, entered: Callable[[], None], left: Callable[[], bool], gone: Callable[[], None]) -> None:
        self._entered, self._left = entered, left
        self._codes: set[CodeType] = set()
        monitoring = getattr(sys, "monitoring", None)
        self._caller: Any = _NextOpcode(gone) if monitoring is None else _NextInstruction(gone, self._codes)
        self._monitoring: Any = monitoring
        self._tool: int | None = None
        if monitoring is None:
            sys.setprofile(self._on_profile)
        else:
            self._start(next((tool for tool in TOOL_IDS if monitoring.get_tool(tool) is None), None))

    def _start(self, tool: int | None) -> None:
        if tool is None:
            return
        self._tool = self._caller.tool = tool
        events, register = self._monitoring.events, self._monitoring.register_callback
        self._monitoring.use_tool_id(tool, "heatline")
        for event in (events.PY_START, events.PY_RESUME):
            register(tool, event, lambda code, *about: self._entered())  # noqa: ARG005
        for event in (events.PY_RETURN, events.PY_YIELD):
            register(tool, event, lambda code, *about: self._leave(sys._getframe(1)))  # noqa: ARG005
        register(tool, events.PY_UNWIND, self._on_unwind)
        register(tool, events.PY_THROW, self._on_throw)
        register(tool, events.INSTRUCTION, self._caller.on_instruction)
        self._monitoring.set_events(tool, events.PY_UNWIND | events.PY_THROW)

    def add(self, code: CodeType) -> None:
        """Tell of ``code`` from now on."""
        self._codes.add(code)
        if self._tool is not None:
            self._monitoring.set_local_events(self._tool, code, self._caller.usual(code))

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

    def _leave(self, frame: FrameType) -> None:
        if self._left():
            self._caller.await_(frame.f_back)

    def _on_unwind(self, code: CodeType, offset: int, problem: object) -> None:  # noqa: ARG002  (as they are called)
        if code in self._codes:
            self._leave(sys._getframe(1))

    def _on_throw(self, code: CodeType, offset: int, problem: object) -> None:  # noqa: ARG002
        if code in self._codes:
            self._entered()

    def _on_profile(self, frame: FrameType, event: str, arg: object) -> None:  # noqa: ARG002
        if frame.f_code in self._codes:
            if event == "call":
                self._entered()
            elif event == "return":
                self._leave(frame)


class _NextInstruction:
    """Calls ``act`` once at the next instruction of a frame that called, in the same thread."""

    def __init__(self, act: Callable[[], None], codes: set[CodeType]) -> None:
        self.tool = 0
        self._act, self._codes = act, codes
        self._monitoring: Any = sys.monitoring  # type: ignore[attr-defined]  # from 3.12 on
        self._waiting: dict[int, CodeType] = {}  # by thread

    def usual(self, code: CodeType) -> int:
        """The events of ``code`` that are told of anyway."""
        events = self._monitoring.events
        local: int = events.PY_START | events.PY_RESUME | events.PY_RETURN | events.PY_YIELD
        return local if code in self._codes else 0

    def await_(self, caller: FrameType | None) -> None:
        if caller is None:
            self._act()
            return
        self._waiting[get_ident()] = caller.f_code
        events = self.usual(caller.f_code) | self._monitoring.events.INSTRUCTION
        self._monitoring.set_local_events(self.tool, caller.f_code, events)

    def on_instruction(self, code: CodeType, offset: int) -> None:  # noqa: ARG002  (as it is called)
        waited = self._waiting.pop(get_ident(), None)
        if waited is None:
            return
        if waited not in self._waiting.values():
            self._monitoring.set_local_events(self.tool, waited, self.usual(waited))
        self._act()


class _NextOpcode:
    """The same before 3.12, by a trace function that stands for a moment, where the program has none."""

    def __init__(self, act: Callable[[], None]) -> None:
        self._act = act

    def await_(self, caller: FrameType | None) -> None:
        if caller is None or sys.gettrace() is not None:
            self._act()
            return

        def trace(frame: FrameType, event: str, arg: object) -> None:  # noqa: ARG001  (as settrace calls it)
            sys.settrace(None)
            frame.f_trace, frame.f_trace_opcodes = None, False
            self._act()

        caller.f_trace, caller.f_trace_opcodes = trace, True
        sys.settrace(_nothing)


def _nothing(frame: FrameType, event: str, arg: object) -> None:
    """Frames that begin meanwhile are not traced."""
