"""Measures lines by Heatline's compiled tracer, which counts into a mapped file that the supervisor reads.

Its module is loaded from its own place and never in ``sys.modules``.
"""

from __future__ import annotations

import _codecs
import _imp
import os
import sys
from time import process_time_ns

from heatline_runner.engines.line_time.calibration import Calibration
from heatline_runner.run_dir import COUNTERS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from types import CodeType
    from typing import Any

    from heatline_runner.children import Children

MODULE = "_heatline_tracer"
ASCII = "encodings.ascii"
NATIVE = "native"
AT_START_NS, AT_END_NS, MOST_AT_END_NS = 300_000, 200_000, 6_000_000  # CPU time of finding out what measuring costs
AT_END_COST = 100  # the program's CPU time over that


class Measure:
    """A ``HookedMeasure``: see there."""

    mapped = True
    first_s = 0.1  # of no meaning where nobody has to read

    def __init__(self, packages: dict[str, str], options: dict[str, str], stem: str) -> None:
        self._tracer = _load(packages[NATIVE])
        self._clock, self._edges = options["clock"], options["edges"] == "yes"
        self._path = stem + COUNTERS

    def start(self, discover: Callable[[CodeType], tuple[int, int] | bool | None]) -> None:
        self._tracer.start(self._path, discover, self._clock, self._edges)
        self._calibration = Calibration(self._tracer)
        self._calibrate(AT_START_NS, at_end=False)

    def knows(self, code: CodeType) -> bool:
        known: bool = self._tracer.knows(code)
        return known

    def finish(self) -> None:
        self._tracer.end()
        fitting_ns = process_time_ns() // AT_END_COST
        self._calibrate(min(max(fitting_ns, AT_END_NS), MOST_AT_END_NS), at_end=True)

    def stop(self) -> None:
        self._tracer.stop()

    def follow(self, children: Children) -> None:
        self._tracer.follow(children.started, children.ended)

    def follow_subprocess(self) -> None:
        self._tracer.follow_subprocess()

    def stem(self) -> str:
        path: bytes | None = self._tracer.path()
        if path is None:
            raise OSError("there is no file to count in")
        return os.fsdecode(path)[: -len(COUNTERS)]

    def tables(self) -> object:
        return None

    def _calibrate(self, budget_ns: int, *, at_end: bool) -> None:
        self._tracer.set_costs(at_end, *self._calibration.costs(budget_ns))
        self._tracer.pair()


def _load(path: str) -> Any:
    """ImportError where it does not load."""
    had_ascii = ASCII in sys.modules
    module = _imp.create_dynamic(_Spec(path))  # type: ignore[arg-type]  # as much of a spec as that takes
    _imp.exec_dynamic(module)
    if ASCII in sys.modules and not had_ascii:
        _forget_ascii()
    return module


def _forget_ascii() -> None:
    """Before 3.12 Python in developer mode looks up the codec of a module's name: that is to be left to the program."""
    encodings = sys.modules["encodings"]
    del sys.modules[ASCII], encodings.ascii, encodings._cache["ascii"]
    _codecs.unregister(encodings.search_function)  # forgets all codecs that were looked up
    _codecs.register(encodings.search_function)


class _Spec:
    def __init__(self, path: str) -> None:
        self.name, self.origin = MODULE, path
