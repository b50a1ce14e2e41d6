"""cProfile's own profilers on Python 3.11 and older, where each thread has a profile function of its own.

Limited to a function or to lines, a trace function waits until they begin, and is off while they run.
"""

from __future__ import annotations

import _lsprof  # what cProfile is made of
import sys
from _thread import get_ident

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from types import CodeType, FrameType
    from typing import Any

    from heatline_runner.engines.call_time.stretch import Stretch

SUSPENDS = 0x20 | 0x80 | 0x200  # generator, coroutine, asynchronous generator


class Traced:
    """Profiles each thread that it was started in, or each while watched code of it runs, where it is ``limited``."""

    def __init__(self) -> None:
        self._limited = False
        self._stopped = False
        self.profilers: dict[int, Any] = {}
        self._watched: set[CodeType] = set()
        self._stretches: dict[CodeType, Stretch] = {}

    def start(self, limited: bool) -> None:
        self._limited = limited
        self.start_thread()

    def start_thread(self) -> None:
        """The calling thread, which has just begun, has a profiler of its own."""
        if self._stopped:
            return
        if self._limited:
            sys.settrace(self._on_call)
        else:
            self._profiler().enable()

    def watch(self, code: CodeType) -> None:
        """Profile while ``code`` runs, and what it calls."""
        self._watched.add(code)

    def watch_lines(self, code: CodeType, stretch: Stretch) -> None:
        """Profile what a module's ``code`` calls on the lines of ``stretch``."""
        self._stretches[code] = stretch

    def hide(self, function: Callable[[], object]) -> Callable[[], object]:
        """What runs ``function`` in a thread without a profiler being told of it: it has none."""
        return function

    def yielded(self) -> bool:
        """Whether the program has a profile function of its own in this thread."""
        return not self._stopped and not self._limited and sys.getprofile() is not self.profilers.get(get_ident())

    def stop(self) -> None:
        """No more, in this thread; in others as they next come by."""
        self._stopped = True
        if sys.getprofile() is self.profilers.get(get_ident(), self):
            sys.setprofile(None)
        if sys.gettrace() == self._on_call:
            sys.settrace(None)

    def _profiler(self) -> Any:
        ident = get_ident()
        if ident not in self.profilers:
            self.profilers[ident] = _lsprof.Profiler()
        return self.profilers[ident]

    def _on_call(self, frame: FrameType, event: str, arg: object) -> Any:  # noqa: ARG002  (as settrace calls it)
        if self._stopped:
            sys.settrace(None)
            return None
        code = frame.f_code
        if code in self._stretches:
            return self._lines(self._stretches[code])
        if code not in self._watched:
            return None
        if code.co_flags & SUSPENDS:
            frame.f_trace_lines = False
            return self._resumed()
        sys.settrace(None)
        frame.f_trace = _Whole(self)  # type: ignore[assignment]  # never called: nothing is traced
        self._profiler().enable()
        return None

    def _resumed(self) -> Any:
        """A generator's frame goes on, and stays when it is left: so it is traced until then."""

        def left(frame: FrameType, event: str, arg: object) -> Any:  # noqa: ARG001  (as settrace calls it)
            if event == "return":
                self.end()
            return left

        self._profiler().enable()
        return left

    def _lines(self, stretch: Stretch) -> Any:
        def told(frame: FrameType, event: str, arg: object) -> Any:  # noqa: ARG001  (as settrace calls it)
            was = stretch.is_inside
            inside = stretch.go(frame.f_lineno if event in ("line", "exception") else None)
            if inside and not was:
                self._profiler().enable()
            elif was and not inside:
                self._profiler().disable()
            return told

        return told

    def end(self) -> None:
        """A call that is profiled ends, in this thread."""
        self._profiler().disable()


class _Whole:
    """One call that is profiled; goes as its frame does."""

    __slots__ = ("_traced",)

    def __init__(self, traced: Traced) -> None:
        self._traced = traced

    def __del__(self) -> None:
        self._traced.end()
        if sys.gettrace() is None:
            self._traced.start_thread()
