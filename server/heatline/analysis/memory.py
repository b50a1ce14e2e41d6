"""What the memory of a line is a part of: of what the run grew by, or of what all lines hold together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final, Literal

from heatline.analysis.process_memory import ProcessMemory, process_memory
from heatline.analysis.timeline import Moment
from heatline_runner.model import Metric, Profile

INCREMENT: Final = "increment_bytes"
PEAK: Final = "peak_bytes"
RESIDENT: Final = "Resident memory"
ALLOCATIONS: Final = "Allocations"


@dataclass(frozen=True)
class RunMemory:
    """The memory of a run whose headline, ``metric``, is in bytes.

    A line's amount is a part of ``whole_bytes``, which is absent where it is not known or nothing. ``whole`` says what
    that is. Increments have in them those of the lines they call, so they are parts of the "growth" of the run from its
    beginning to its peak; any other amount is a part of that of all "lines", each as far as it is above zero.
    ``peak`` is the reading over time that caught the peak of the process, if one did.
    """

    metric: Metric
    whole: Literal["growth", "lines"]
    whole_bytes: float | None
    peak: Moment | None


def subject(profile: Profile) -> str:
    """What was measured: ``RESIDENT``, ``ALLOCATIONS``, or of what is no memory the headline's title."""
    if profile.metrics[0].unit != "bytes":
        return profile.metrics[0].title
    return RESIDENT if {INCREMENT, PEAK} & {each.id for each in profile.metrics} else ALLOCATIONS


def run_memory(profile: Profile) -> RunMemory | None:
    """None where the headline is not in bytes."""
    metric = profile.metrics[0]
    if metric.unit != "bytes":
        return None
    process = process_memory(profile)
    peak = None if process is None else process.peak
    if metric.id != INCREMENT:
        whole_bytes = sum(max(value, 0) for _, value in _function_values(profile, metric.id))
        return RunMemory(metric, "lines", whole_bytes or None, peak)
    growth_bytes = None if process is None else _growth_bytes(process)
    return RunMemory(metric, "growth", growth_bytes, peak)


def function_totals(profile: Profile, metric: str) -> Mapping[int, float]:
    """The sum of each function's own lines, by its index; those without a figure are left out."""
    totals: dict[int, float] = {}
    for function, value in _function_values(profile, metric):
        totals[function] = totals.get(function, 0) + value
    return totals


def function_peaks(profile: Profile) -> Mapping[int, float]:
    """The highest peak on each function's own lines, likewise."""
    peaks: dict[int, float] = {}
    for function, value in _function_values(profile, PEAK):
        peaks[function] = max(value, peaks.get(function, value))
    return peaks


def _growth_bytes(process: ProcessMemory) -> float | None:
    if process.peak_bytes is None or process.begin_bytes is None or process.peak_bytes <= process.begin_bytes:
        return None
    return process.peak_bytes - process.begin_bytes


def _function_values(profile: Profile, metric: str) -> Iterator[tuple[int, float]]:
    """The index of the function and the figure of every line that has one for ``metric``."""
    for table in profile.lines:
        for function, value in zip(table.function, table.values.get(metric, ()), strict=False):
            if value is not None:
                yield function, value
