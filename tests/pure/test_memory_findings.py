"""What is said of a memory run's end."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from written_profiles import (
    ALLOCATIONS_RUN,
    MEMORY_RUN,
    MIB,
    allocations_profile,
    memory_profile,
    plain,
    profile,
    series,
)

from heatline.render.run_states import ended_text, lines_run, running_text
from heatline_runner.model import Memory, Series


def grown(*sizes: float | None, timeline: tuple[Series, ...] = ()) -> str:
    """What is said of a run that began, peaked and ended with these MiB."""
    begin, peak, end = (None if size is None else int(size * MIB) for size in sizes)
    run = replace(MEMORY_RUN, memory=Memory(begin, peak, end))
    said = ended_text("sos.py", memory_profile(run=run, timeline=timeline))
    assert said.severity == "info"
    return plain(said.text).removeprefix("sos.py finished after 100 ms.").strip()


def alive(*rows: tuple[int, int, float, float], **changes: Any) -> str:
    of = allocations_profile(rows, run=replace(ALLOCATIONS_RUN, **changes))
    return plain(ended_text("sos.py", of).text).partition(". ")[2]


READINGS = (series((0, 14.2, None), (10, 56.2, 4), (20, 15.0, 5)),)


def test_growth_is_said_with_the_line_that_ran_at_the_peak() -> None:
    assert grown(14.2, 56.2, 15, timeline=READINGS) == "Memory grew from 14.2 MiB to 56.2 MiB at sos.py:4."


def test_a_peak_that_no_reading_caught_has_no_line() -> None:
    assert grown(14.2, 80, 15, timeline=READINGS) == "Memory grew from 14.2 MiB to 80.0 MiB at its peak."
    assert grown(14.2, 80, 15) == "Memory grew from 14.2 MiB to 80.0 MiB at its peak."


@pytest.mark.parametrize(
    ("sizes", "text"),
    [
        ((50, 50, 20), "Memory fell from 50.0 MiB to 20.0 MiB."),
        ((50, 50, 50), "Memory stayed at 50.0 MiB."),
        ((50, 50, None), "Memory stayed at 50.0 MiB."),
        ((None, 50, 50), ""),
        ((50, None, 50), ""),
        ((None, None, None), ""),
    ],
)
def test_only_what_is_known_is_said(sizes: tuple[float | None, ...], text: str) -> None:
    assert grown(*sizes) == text


def test_what_is_alive_is_said_with_its_line() -> None:
    assert alive((3, 1, MIB, 10_000), (4, 1, MIB / 4, 2_000)) == (
        "1.25 MiB in 12,000 blocks are alive at the end, most of it (80 %) from sos.py:3."
    )


def test_without_a_line_that_has_most_it_is_the_largest_part() -> None:
    assert alive((2, 1, 10, 1), (3, 1, 12, 1), (4, 1, 11, 1)).endswith("the largest part (36 %) from sos.py:3.")


def test_a_line_that_has_all_has_all() -> None:
    assert alive((3, 1, 64, 1)) == "64 B in 1 block are alive at the end, all of it from sos.py:3."


@pytest.mark.parametrize("changes", [{"outcome": "cancelled"}, {"outcome": "exited", "partial": True}])
def test_of_a_run_cut_short_what_was_alive_is_said(changes: dict[str, Any]) -> None:
    assert alive((3, 1, 64, 1), **changes) == "64 B in 1 block were alive at its last reading, all of it from sos.py:3."
    assert alive(**changes) == "Nothing that its lines allocated was alive at its last reading."


def test_nothing_alive_is_not_nothing_measured() -> None:
    assert alive() == "Nothing that its lines allocated is alive at the end."
    assert alive((3, 1, 0, 0)) == "Nothing that its lines allocated is alive at the end."


def test_where_no_file_was_measured_nothing_was() -> None:
    of = replace(allocations_profile(()), lines=(), sources={})

    assert plain(ended_text("sos.py", of).text) == (
        "sos.py finished after 100 ms. Nothing was measured: no line of the workspace's own files ran."
    )


def test_where_hits_are_not_counted_lines_with_figures_are() -> None:
    assert lines_run(allocations_profile()) == 3
    assert lines_run(memory_profile()) == lines_run(profile()) == 7


def test_a_run_that_goes_on_has_its_pace() -> None:
    text = running_text("sos.py", 3_200_000_000, 1204, 410_123.0)

    assert plain(text) == "sos.py · 3.20 s · 1,204 lines · 410,000 lines/s"
