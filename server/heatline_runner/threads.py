"""How long the program's threads live, and a call in each new one as it begins.

On 3.12 and later a local monitoring event on ``threading``'s own starter tells, which the program cannot see; before
that ``threading.settrace`` does. Threads started by ``_thread`` alone are not seen here.
"""

from __future__ import annotations

import _thread
import sys
from time import perf_counter_ns

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from types import CodeType, ModuleType
    from typing import Any

TOOL_IDS = (4, 3, 5)  # those that neither debuggers, coverage nor profilers have by name


class Threads:
    """Clocks every thread of ``threading``'s from the moment it is started; ``begin`` is called in it first."""

    def __init__(self, begin: Callable[[], None]) -> None:
        self._begin = begin
        self._mine = _thread._local()
        self._alive: dict[int, int] = {}
        self._ended: list[int] = []
        self._ended_ns = 0

    def watch(self, module: ModuleType) -> None:
        """Start watching, once ``module``, which is ``threading`` or the user's of that name, is loaded."""
        starter = getattr(getattr(getattr(module, "Thread", None), "_bootstrap", None), "__code__", None)
        if starter is None:
            return
        if not hasattr(sys, "monitoring"):
            module.settrace(self._on_trace)
            return
        self.watch_starter(starter)

    def watch_starter(self, starter: CodeType | None) -> None:
        """The same, where the code that each thread starts with is known already; 3.12 on."""
        if starter is None:
            return
        monitoring: Any = sys.monitoring  # type: ignore[attr-defined]  # 3.12 on
        tool = next((tool for tool in TOOL_IDS if monitoring.get_tool(tool) is None), None)
        if tool is not None:
            monitoring.use_tool_id(tool, "heatline threads")
            monitoring.register_callback(tool, monitoring.events.PY_START, self._on_start)
            monitoring.set_local_events(tool, starter, monitoring.events.PY_START)

    def lived_ns(self) -> int:
        """The sum of the lifetimes so far, ended threads and those alive; the main thread is not among them."""
        while self._ended:
            self._ended_ns += self._ended.pop()
        now = perf_counter_ns()
        return self._ended_ns + sum(now - began for began in list(self._alive.values()))

    def _on_start(self, code: CodeType, offset: int) -> None:  # noqa: ARG002  (as sys.monitoring calls it)
        self._start()

    def _on_trace(self, frame: Any, event: str, arg: Any) -> None:  # noqa: ARG002  (as sys.settrace calls it)
        self._start()

    def _start(self) -> None:
        life = _Life(self._alive, self._ended)
        self._mine.life = life  # goes when the thread does
        self._begin()


def starter_in(module: CodeType) -> CodeType | None:
    """The code that each thread starts with, in the code of ``threading``."""
    code: CodeType | None = module
    for name in ("Thread", "_bootstrap"):
        inner = () if code is None else code.co_consts
        code = next((each for each in inner if isinstance(each, type(module)) and each.co_name == name), None)
    return code


class _Life:
    def __init__(self, alive: dict[int, int], ended: list[int]) -> None:
        self._alive, self._ended = alive, ended
        alive[id(self)] = perf_counter_ns()

    def __del__(self) -> None:
        began = self._alive.pop(id(self), None)
        if began is not None:
            self._ended.append(perf_counter_ns() - began)
