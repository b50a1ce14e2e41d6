"""The parts of the benchmark, in the order of the page: each is run, and dated, by itself."""

from __future__ import annotations

from typing import Final

from bench.accuracy_part import ACCURACY_PART
from bench.calls_part import CALLS_PART
from bench.editor_part import EDITOR_PART
from bench.hostile_part import HOSTILE_PART
from bench.lines_part import LINES_PART
from bench.memory_part import MEMORY_PART
from bench.part import Part
from bench.start_up_part import START_UP_PART
from bench.timeit_part import TIMEIT_PART

PARTS: Final[tuple[Part, ...]] = (
    LINES_PART,
    ACCURACY_PART,
    START_UP_PART,
    CALLS_PART,
    MEMORY_PART,
    TIMEIT_PART,
    HOSTILE_PART,
    EDITOR_PART,
)
