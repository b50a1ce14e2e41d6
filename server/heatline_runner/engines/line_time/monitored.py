"""Measures lines by ``sys.monitoring`` in pure Python, 3.12 and newer: for interpreters that nothing is compiled for.

Events come of the user's code objects alone, switched on as each first starts. ``callbacks`` has what they do.
"""

from __future__ import annotations

import sys
from _thread import get_ident
from time import perf_counter_ns

from heatline_runner.engines.line_time.calibration import Calibration
from heatline_runner.engines.line_time.callbacks import LINE, Counts, Thread, callbacks

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from types import CodeType
    from typing import Any

    from heatline_runner.children import Children

    Discover = Callable[[CodeType], tuple[int, int] | bool | None]

TOOL_IDS = (4, 3)  # those that neither debuggers, coverage, profilers nor optimisers have by name
TOOL_NAME = "heatline"
LOCAL = ("PY_START", "PY_RESUME", "LINE", "PY_RETURN", "PY_YIELD")
GLOBAL = ("PY_START", "PY_UNWIND", "PY_THROW")
SCRATCH = -1  # the file number of code that only calibrates
AT_START_NS, AT_END_NS = 2_000_000, 3_000_000  # of finding out what measuring costs


class Measure:
    """A ``HookedMeasure``: see there."""

    mapped = False
    first_s = 0.1

    def __init__(self, *_: object) -> None:
        self._monitoring: Any = sys.monitoring  # type: ignore[attr-defined,unused-ignore]  # it is there
        self._counts = Counts(self._found)
        self._begin = callbacks(self._counts, self._several)
        self._threads = {get_ident(): self._begin}
        self._scratch: list[CodeType] = []  # calibration's
        self._tool = -1
        self._yielded_ns = 0
        self._costs = (0.0, 0.0, 0.0)

    def start(self, discover: Discover) -> None:
        self._discover = discover
        self._take_tool(None)
        self._switch_on(self._begin.callbacks)
        self._plain_use = self._monitoring.use_tool_id
        self._monitoring.use_tool_id = self._use_tool_id
        self._calibration = Calibration(self)
        self._find_costs(AT_START_NS)

    def knows(self, code: CodeType) -> bool:
        return id(code) in self._counts.bases

    def finish(self) -> None:
        """The program has ended: find out again what measuring costs."""
        if self._tool >= 0:
            self._find_costs(AT_END_NS)

    def _find_costs(self, budget_ns: int) -> None:
        """A resumption counts as a call here."""
        line, call, _ = self._calibration.costs(budget_ns)
        self._costs = line, call, 0.0
        gap = self._begin.gap_of(self._counts.bases[id(code)][1] for code in self._scratch)
        self._counts.call_weight = round(LINE * (call + gap) / line) if line else 0

    def stop(self) -> None:
        if self._tool < 0:
            return
        self._switch_off()
        if self._monitoring.use_tool_id == self._use_tool_id:
            self._monitoring.use_tool_id = self._plain_use

    def follow(self, children: Children) -> None:
        """It cannot: what is counted is not in a file."""

    def follow_subprocess(self) -> None:
        """The same."""

    def stem(self) -> str:
        raise OSError("nothing is kept in a file")

    def tables(self) -> object:
        return {
            "costs": self._costs,
            "records": [row for row in self._counts.rows(self._threads.values()) if row[0] != SCRATCH],
            "outside_ns": self._begin.own[0],  # of the program's first thread
            "yielded_ns": self._yielded_ns,
        }

    # --- what calibration asks for ---

    def now(self) -> int:
        return perf_counter_ns()

    def step_aside(self, aside: bool, /) -> None:
        """It always does."""

    def watch(self, code: CodeType) -> None:
        self._counts.add(code, (SCRATCH, len(self._scratch)), self._threads.values())
        self._scratch.append(code)
        self._monitoring.set_local_events(self._tool, code, self._events(LOCAL))

    def read(self, code: CodeType) -> Any:
        return self._counts.told(code, self._thread())

    def counted(self) -> tuple[float, float, float]:
        thread = self._thread()
        return sum(thread.hits) + thread.resumes, sum(thread.made), thread.resumes

    # --- code objects and threads as they come ---

    def _found(self, code: CodeType) -> bool:
        """Whether ``code``, which starts and is not known, is measured; from now on it is, if so."""
        place = self._discover(code)
        if not isinstance(place, tuple) or self._tool < 0:
            return False
        self._counts.add(code, place, self._threads.values())
        self._monitoring.set_local_events(self._tool, code, self._events(LOCAL))
        return True

    def _thread(self) -> Thread:
        """What the calling thread counts into. With the second one, each event is to find its own."""
        me = get_ident()
        thread = self._threads.get(me)
        if thread is None:
            thread = self._threads[me] = callbacks(self._counts, self._several)
            if len(self._threads) > 1:
                self._switch_on({name: self._dispatch(name) for name in thread.callbacks})
        return thread

    def _several(self, event: str, *arguments: Any) -> Any:
        """An event of a thread that is not the one whose callbacks are set."""
        return self._thread().callbacks[event](*arguments)

    def _dispatch(self, event: str) -> Callable[..., Any]:
        own = {ident: thread.callbacks[event] for ident, thread in self._threads.items()}
        several = self._several

        def dispatch(*arguments: Any) -> Any:
            callback = own.get(get_ident())
            return several(event, *arguments) if callback is None else callback(*arguments)

        return dispatch

    # --- the tool ---

    def _events(self, names: tuple[str, ...]) -> int:
        events = self._monitoring.events
        return sum(getattr(events, name) for name in names)

    def _take_tool(self, wanted: int | None) -> None:
        """Take a free tool id that is not ``wanted`` by another; ImportError where there is none."""
        for tool in TOOL_IDS:
            if tool != wanted and self._monitoring.get_tool(tool) is None:
                self._monitoring.use_tool_id(tool, TOOL_NAME)
                self._tool = tool
                return
        raise ImportError("sys.monitoring has neither tool 3 nor tool 4 to give")

    def _switch_on(self, callbacks: dict[str, Callable[..., Any]]) -> None:
        self._callbacks = callbacks
        for name, callback in callbacks.items():
            self._monitoring.register_callback(self._tool, self._events((name,)), callback)
        self._monitoring.set_events(self._tool, self._events(GLOBAL))

    def _switch_off(self) -> None:
        monitoring, tool, self._tool = self._monitoring, self._tool, -1
        monitoring.set_events(tool, 0)
        for code in self._counts.codes:
            monitoring.set_local_events(tool, code, 0)
        for name in {*LOCAL, *GLOBAL}:
            monitoring.register_callback(tool, self._events((name,)), None)
        monitoring.free_tool_id(tool)

    def _use_tool_id(self, tool_id: int, name: str, /) -> None:
        """``sys.monitoring.use_tool_id``; it gets the id that we have, and we go on with another if there is one."""
        if tool_id == self._tool:
            self._switch_off()
            self._move(tool_id)
        self._plain_use(tool_id, name)

    def _move(self, wanted: int) -> None:
        try:
            self._take_tool(wanted)
        except ImportError:
            self._yielded_ns = perf_counter_ns()
            return
        self._switch_on(self._callbacks)
        for code in self._counts.codes:
            self._monitoring.set_local_events(self._tool, code, self._events(LOCAL))
