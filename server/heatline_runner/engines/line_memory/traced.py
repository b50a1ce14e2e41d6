"""Lines told by a trace function, on 3.11 and older; frames of code that is not the user's are not traced by line."""

from __future__ import annotations

import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from types import CodeType, FrameType
    from typing import Any


class Traced:
    """Calls ``enter``, ``resume``, ``line`` and ``leave`` of ``tracing``, in each thread that it was started in."""

    def __init__(self, tracing: Any, codes: Any) -> None:
        enter, resume, line, leave = tracing.enter, tracing.resume, tracing.line, tracing.leave

        def trace(frame: FrameType, event: str, arg: object) -> Any:  # noqa: ARG001  (as settrace calls it)
            if event == "line":
                line(frame.f_code, frame.f_lineno)
            elif event == "return":
                leave(frame.f_code)
            return trace

        def begin(frame: FrameType, event: str, arg: object) -> Any:  # noqa: ARG001
            code = frame.f_code
            if code not in codes:
                return None
            if frame.f_lineno == code.co_firstlineno:
                enter(code)
            else:
                resume(code, frame.f_lineno)
            return trace

        self._begin = begin

    def start(self) -> None:
        """Begin, in this thread."""
        sys.settrace(self._begin)

    start_thread = start

    def watch(self, code: CodeType) -> None:
        """Nothing: each call is looked at."""

    def stop(self) -> None:
        """End, in this thread."""
        if sys.gettrace() is self._begin:
            sys.settrace(None)
