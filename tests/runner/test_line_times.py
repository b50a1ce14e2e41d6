"""What line_profiler's work adds to the time of a line is taken off it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from place import Measured, Place

LOOP = """\
def hot(turns):
    total = 0
    for turn in range(turns):
        total += turn
        total ^= 3
    return total


hot(20_000)
"""


def column(measured: Measured, metric: str) -> dict[int, float | None]:
    """The figures of the lines of main.py."""
    table = measured.table("main.py")
    return dict(zip(table.line, table.values[metric], strict=True))


def test_what_line_profiler_adds_to_a_line_is_taken_off_each_hit(place: Place) -> None:
    place.write("main.py", LOOP)
    measured = replace(place, tracer="line_profiler").run()
    hits, times, raw = (column(measured, metric) for metric in ("hits", "time_ns", "raw_time_ns"))
    assert (hits[4], hits[5]) == (20_000, 20_000)
    added = (raw[4] or 0) - (times[4] or 0)
    assert added > 0
    if times[5]:
        assert (raw[5] or 0) - times[5] == pytest.approx(added)
    ((text, line),) = measured.notes("distorts")
    assert text.startswith("Measuring added about ")
    assert line is None
