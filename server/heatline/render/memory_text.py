"""What is said of a process's memory in a line: where it stood, where it was highest, and what kind of figure it is."""

from __future__ import annotations

from pathlib import PurePath
from typing import Final

from heatline.analysis.process_memory import ProcessMemory, process_memory
from heatline.analysis.timeline import Moment
from heatline.render.numbers import duration, size
from heatline.render.program_text import plain_line
from heatline_runner.model import Profile

RESIDENT_SIZE: Final = (
    "Resident size is what the system counts for the process: it moves by pages and by the blocks that allocators "
    "keep, so what is small or reused may not show in it."
)
ALIVE: Final = (
    "Alive is what Python's own allocators gave and did not get back, to the byte; what C libraries take from the "
    "system themselves is not in it."
)
WHICH: Final = "Which to believe for what: docs/benchmarks.md."


def memory_text(profile: Profile) -> str | None:
    """``Memory: 14.2 MiB at the start, 56.2 MiB at its peak (sos.py:7, 1.20 s in), 15.0 MiB at the end``."""
    memory = process_memory(profile)
    if memory is None:
        return None
    end = "at its last reading" if profile.run.partial or profile.run.outcome == "running" else "at the end"
    parts = (
        (memory.begin_bytes, "at the start"),
        (memory.peak_bytes, f"at its peak{_moment(memory)}"),
        (memory.end_bytes, end),
    )
    return f"Memory: {', '.join(f'{size(value)} {when}' for value, when in parts if value is not None)}"


def place_text(place: tuple[str, int]) -> str:
    """``sos.py:7``."""
    path, line = place
    return f"{plain_line(PurePath(path).name, 80)}:{line}"


def moment_text(moment: Moment) -> str:
    """``sos.py:7, 1.20 s in``, without the line where it is not known."""
    when = f"{duration(moment.at_ns)} in"
    return when if moment.place is None else f"{place_text(moment.place)}, {when}"


def instrument_notes(profile: Profile) -> tuple[str, ...]:
    """What the kinds of memory are that the profile has figures of."""
    metrics = {metric for table in profile.lines for metric in table.values}
    over_time = any(series.at_ns for series in profile.timeline)
    notes = [RESIDENT_SIZE] if over_time or metrics & {"increment_bytes", "memory_bytes", "peak_bytes"} else []
    notes += [ALIVE] if metrics & {"allocated_bytes", "growth_bytes"} else []
    return (*notes, WHICH) if notes else ()


def _moment(memory: ProcessMemory) -> str:
    return "" if memory.peak is None else f" ({moment_text(memory.peak)})"
