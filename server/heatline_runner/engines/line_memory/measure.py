"""memory_profiler's line profiler with a cheap reading and a tight trace, over the user's code objects only.

By its own arithmetic the increment of a line is against the highest reading of the line traced before it. Ours is
against the reading when the line began, in its own frame, so that what is freed is seen and nothing is charged twice.
"""

from __future__ import annotations

import sys

from heatline_runner import run_dir
from heatline_runner.engines.line_memory.code_map import Figures, code_map
from heatline_runner.engines.line_memory.core import load_core
from heatline_runner.engines.line_memory.tracing import Exact, Own
from heatline_runner.engines.line_memory.where import where
from heatline_runner.engines.resident import reader

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from types import CodeType
    from typing import Any

_Code = type(load_core.__code__)


class Measure:
    """The engine as the child drives it; see ``measuring.Measure``."""

    tracer = "memory_profiler"
    first_s = 0.1

    def __init__(self, packages: dict[str, str], options: dict[str, str], stem: str) -> None:
        core = load_core(packages["memory_profiler"])
        resident, self._unit = reader(packages)
        own = options.get("arithmetic") == "memory_profiler"
        self._map: Any = code_map(core, shared=own)
        slot = where(stem + run_dir.WHERE)
        self._tracing: Any = (Own if own else Exact)(self._map, resident, slot)
        if hasattr(sys, "monitoring"):
            from heatline_runner.engines.line_memory.monitored import Monitored as Switch
        else:
            from heatline_runner.engines.line_memory.traced import Traced as Switch  # type: ignore[assignment]
        self._switch: Any = Switch(self._tracing, self._map)
        self._resident = resident

    def start(self) -> None:
        """Begin, on the calling thread on 3.11 and older, on every one from 3.12 on."""
        self._resident()
        self._switch.start()

    def start_thread(self) -> None:
        """What a new thread must call to be measured."""
        self._switch.start_thread()

    def register(self, code: CodeType, file: int, wanted: Callable[[CodeType], bool]) -> CodeType:
        """Have ``code``, and all that is in it, measured where it is ``wanted``; it runs as it is."""
        self._register(code, file, wanted, None)
        return code

    def _register(self, code: CodeType, file: int, wanted: Callable[[CodeType], bool], outer: CodeType | None) -> None:
        top = outer
        if wanted(code) and (outer is not None or self._tracing.takes(code)):
            self._map.add(code, outer, Figures((file + 1) << 32))
            self._switch.watch(code)
            top = outer or code if self._tracing.nests else None
        for const in code.co_consts:
            if isinstance(const, _Code):
                self._register(const, file, wanted, top)

    def knows(self, code: CodeType) -> bool:
        """Whether ``code`` is measured."""
        return code in self._map

    def loaded(self, name: str) -> None:
        """Nothing: no module matters."""

    def stop(self) -> None:
        """End, on the calling thread on 3.11 and older; once ended it stays so."""
        self._switch.stop()

    def tables(self) -> object:
        """``lines`` is {(file, first line, label): [(line, increment, last, peak, hits), …]}, ``unit`` in bytes.

        ``spans`` are those of calls, ``cut`` were too many, and ``shortened`` says whether short ones are left out.
        """
        return {
            "unit": self._unit,
            "arithmetic": self._tracing.arithmetic,
            "lines": self._map.lines(),
            "spans": list(self._tracing.calls.spans),
            "cut": self._tracing.calls.cut,
            "shortened": bool(self._tracing.calls.shortened),
            "threads": len(self._tracing.threads),
        }
