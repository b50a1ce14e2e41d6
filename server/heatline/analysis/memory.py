"""What the memory of a line is a part of: of what the run grew by, or of what all lines hold together."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

from heatline.analysis.timeline import Moment, peak
from heatline_runner.model import Metric, Profile, Series

INCREMENT: Final = "increment_bytes"
PEAK: Final = "peak_bytes"
RESIDENT: Final = "memory_bytes"  # of a line, and of the process over time


@dataclass(frozen=True)
class RunMemory:
    """The memory of a run whose headline, ``metric``, is in bytes.

    A line's amount is a part of ``whole_bytes``, which is absent where it is not known or nothing. ``whole`` says what
    that is. Increments have in them those of the lines they call, so they are parts of the "growth" of the run from its
    beginning to its peak; any other amount is a part of that of all "lines", each as far as it is above zero.
    ``peak`` is the highest reading of the process over time.
    """

    metric: Metric
    whole: Literal["growth", "lines"]
    whole_bytes: float | None
    peak: Moment | None


def run_memory(profile: Profile) -> RunMemory | None:
    """None where the headline is not in bytes."""
    metric = profile.metrics[0]
    if metric.unit != "bytes":
        return None
    process = profile.timeline[0] if profile.timeline else None
    highest = None if process is None else peak(process, RESIDENT)
    if metric.id == INCREMENT:
        growth_bytes = _growth_bytes(profile, process, highest)
        return RunMemory(metric, "growth", growth_bytes if growth_bytes and growth_bytes > 0 else None, highest)
    whole_bytes = sum(max(value, 0) for _, value in function_values(profile, metric.id))
    return RunMemory(metric, "lines", whole_bytes or None, highest)


def function_values(profile: Profile, metric: str) -> Iterator[tuple[int, float]]:
    """The index of the function and the figure of every line that has one for ``metric``."""
    for table in profile.lines:
        for function, value in zip(table.function, table.values.get(metric, ()), strict=False):
            if value is not None:
                yield function, value


def _growth_bytes(profile: Profile, process: Series | None, highest: Moment | None) -> float | None:
    """As the system has it, else by the readings."""
    memory = profile.run.memory
    if memory is not None and memory.begin_bytes is not None and memory.peak_bytes is not None:
        return memory.peak_bytes - memory.begin_bytes
    if process is None or highest is None:
        return None
    first = next(value for value in process.values[RESIDENT] if value is not None)
    return highest.value - first
