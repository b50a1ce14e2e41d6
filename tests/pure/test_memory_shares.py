"""What each line's memory is a part of, and how hot that makes it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from written_profiles import (
    MEMORY_METRICS,
    MEMORY_RUN,
    MIB,
    allocations_profile,
    growth_profile,
    memory_profile,
    profile,
    series,
    shares,
)

from heatline.analysis.shares import LineShare, RunShares
from heatline_runner.model import Memory, RunInfo


def heat(row: LineShare) -> tuple[float | None, int | None]:
    return None if row.memory_share is None else round(row.memory_share, 3), row.memory_level


def grown(begin: float | None, peak: float | None) -> RunInfo:
    """A run by its memory, in MiB."""
    begin_bytes, peak_bytes = (None if each is None else int(each * MIB) for each in (begin, peak))
    return replace(MEMORY_RUN, memory=Memory(begin_bytes, peak_bytes, None))


def test_an_increment_is_a_part_of_what_the_run_grew_by_to_its_peak() -> None:
    run, file = shares(memory_profile())

    assert run.memory is not None
    assert (run.memory.whole, run.memory.whole_bytes) == ("growth", pytest.approx(56.2 * MIB, abs=1))
    assert heat(file.lines[12][0]) == (0.452, 5)
    assert heat(file.lines[3][0]) == (0.004, 0)


def test_what_was_allocated_again_and_again_is_hot_and_no_part_of_the_growth() -> None:
    _, file = shares(memory_profile())

    assert heat(file.lines[4][0]) == (None, 5)


@pytest.mark.parametrize("line", [2, 5, 9])
def test_memory_that_was_not_added_has_no_heat(line: int) -> None:
    _, file = shares(memory_profile())

    assert heat(file.lines[line][0]) == (None, None)


@pytest.mark.parametrize("run", [grown(None, 76.2), grown(20, None), grown(20, 20), replace(MEMORY_RUN, memory=None)])
def test_without_a_known_growth_there_is_neither_share_nor_heat(run: RunInfo) -> None:
    of, file = shares(memory_profile(run=run))

    assert of.memory is not None
    assert of.memory.whole_bytes is None
    assert heat(file.lines[12][0]) == (None, None)


def test_memory_that_only_falls_is_no_growth() -> None:
    timeline = (series((0, 90.0, 1), (10, 50.0, 4), (20, 20.0, 12)),)
    run, _ = shares(memory_profile(run=replace(MEMORY_RUN, memory=None), timeline=timeline))

    assert run.memory is not None
    assert run.memory.whole_bytes is None


def test_the_growth_is_read_off_the_timeline_where_the_system_did_not_tell() -> None:
    timeline = (series((0, None, None), (10, 20.0, 1), (20, 60.0, 4), (30, 30.0, 12)),)
    run, file = shares(memory_profile(run=replace(MEMORY_RUN, memory=None), timeline=timeline))

    assert run.memory is not None
    assert run.memory.whole_bytes == 40 * MIB
    assert heat(file.lines[12][0]) == (0.635, 5)


def test_the_peak_over_time_has_its_moment_and_its_line() -> None:
    run, _ = shares(memory_profile(timeline=(series((0, 20.0, 1), (1200, 76.2, 4), (1300, 76.2, 5)),)))

    assert run.memory is not None
    assert run.memory.peak is not None
    assert (run.memory.peak.at_ns, run.memory.peak.place) == (1_200_000_000, ("/p/sos.py", 4))


def test_bytes_alive_are_parts_of_those_of_all_lines() -> None:
    run, file = shares(allocations_profile())

    assert run.memory is not None
    assert (run.memory.whole, run.memory.whole_bytes) == ("lines", 5_243_024)
    assert heat(file.lines[3][0]) == (0.75, 5)
    assert heat(file.lines[4][0]) == (0.25, 4)
    assert heat(file.lines[1][0]) == (0.0, 0)


def test_a_difference_is_a_part_of_what_grew() -> None:
    _, file = shares(growth_profile([(1, 0, -1000.0, -1), (3, 1, 300.0, 2), (4, 1, 100.0, 1)]))

    assert [heat(file.lines[line][0]) for line in (1, 3, 4)] == [(None, None), (0.75, 5), (0.25, 4)]


def test_lines_whose_hits_are_not_counted_are_never_called_never_run() -> None:
    _, file = shares(allocations_profile([(1, 0, 0.0, 0)]))

    assert not file.lines[1][0].never_ran


def test_a_line_of_no_memory_that_never_ran_says_so() -> None:
    _, file = shares(memory_profile())

    assert file.lines[9][0].never_ran


def functions(run: RunShares) -> list[tuple[float | None, float | None]]:
    return [(each.total_bytes, each.peak_bytes) for each in run.functions]


def test_a_function_has_the_highest_peak_of_its_lines_and_no_sum_of_increments() -> None:
    run, _ = shares(memory_profile())

    assert functions(run) == [(None, 76.2 * MIB), (None, 76.2 * MIB), (None, None)]


def test_a_function_holds_what_its_lines_hold() -> None:
    run, _ = shares(allocations_profile())

    assert functions(run) == [(144, None), (5_242_880, None), (None, None)]


def test_a_profile_of_time_has_no_memory() -> None:
    run, file = shares(profile())

    assert run.memory is None
    assert heat(file.lines[4][0]) == (None, None)
    assert functions(run) == [(None, None)] * 3


def test_a_profile_of_memory_has_no_share_of_time() -> None:
    run, file = shares(memory_profile())

    assert {each.share for each in run.functions} == {None}
    assert {(row.percent, row.share, row.level) for rows in file.lines.values() for row in rows} == {(None, None, None)}
    assert run.profile.metrics == MEMORY_METRICS
