"""How much memory the process had as its program began, at its peak and at the end, and by function over time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from heatline.analysis.timeline import Moment, peak, value_at
from heatline_runner.model import FunctionRow, Profile, Span

RESIDENT: Final = "memory_bytes"
CAUGHT: Final = 0.98  # a reading of this part of the highest size is one of the peak


@dataclass(frozen=True)
class ProcessMemory:
    """Resident sizes in bytes, absent where not known; ``peak`` is the reading that caught the peak, if one did."""

    begin_bytes: float | None
    peak_bytes: float | None
    end_bytes: float | None
    peak: Moment | None


@dataclass(frozen=True)
class FunctionSpans:
    """The calls of a function that are known by time, and how much memory there was as the longest began and ended."""

    function: FunctionRow
    calls: int
    longest: Span
    begin_bytes: float | None
    end_bytes: float | None


def process_memory(profile: Profile) -> ProcessMemory | None:
    """As the system had it, else by the readings over time; None where neither knows anything."""
    told, process = profile.run.memory, profile.timeline[0] if profile.timeline else None
    highest = peak(process, RESIDENT) if process else None
    column = process.values.get(RESIDENT, ()) if process else ()
    begin = told.begin_bytes if told else next((value for value in column if value is not None), None)
    end = told.end_bytes if told else next((value for value in reversed(column) if value is not None), None)
    peaks = (told.peak_bytes if told else None, highest.value if highest else None)
    peak_bytes = max((value for value in peaks if value is not None), default=None)
    if begin is None and peak_bytes is None and end is None:
        return None
    caught = highest is not None and peak_bytes is not None and highest.value >= CAUGHT * peak_bytes
    return ProcessMemory(begin, peak_bytes, end, highest if caught else None)


def function_spans(profile: Profile) -> tuple[FunctionSpans, ...]:
    """Those with the longest call first. The memory is on the line between the readings of the process over time."""
    calls: dict[int, list[Span]] = {}
    for span in profile.spans:
        calls.setdefault(span.function, []).append(span)
    found = (_function_spans(profile, spans) for spans in calls.values())
    return tuple(sorted(found, key=lambda each: each.longest.start_ns - each.longest.end_ns))


def _function_spans(profile: Profile, spans: list[Span]) -> FunctionSpans:
    longest = max(spans, key=lambda span: span.end_ns - span.start_ns)
    begin, end = (
        value_at(profile.timeline[0], RESIDENT, at_ns) if profile.timeline else None
        for at_ns in (longest.start_ns, longest.end_ns)
    )
    return FunctionSpans(profile.functions[longest.function], len(spans), longest, begin, end)
