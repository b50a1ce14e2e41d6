"""What shares are parts of: times put right of a time put right, times as measured of the time as measured."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from written_profiles import MS, noted, profile, run_info, shares

from heatline_runner.model import Profile

OWN = (1.0, 1.0, 2.0, 0.0, 15.0, 20.0, 1.0, 0.0)  # ms, of SOS_ROWS


def counted(**changes: Any) -> Profile:
    """The run of 100 ms, of which measuring was half: 40 ms are the lines', 10 ms were outside of them."""
    more = {"line_own_ns": tuple(own * MS for own in OWN), "raw_time_ns": tuple(2.0 * MS for _ in OWN)}
    rows = [(1, 0, 1, 1.0), (8, 0, 1, 1.0), (12, 0, 1, 38.0), (2, 1, 1, 0.0), (3, 1, 9, 15.0), (4, 1, 9, 20.0)]
    rows += [(5, 1, 1, 1.0), (9, 2, 0, 0.0)]
    of = profile(rows=rows, more=more, run=run_info(**{"unmeasured_ns": 10.0 * MS, "overhead": 2.0, **changes}))
    values = ({"total_ns": 40.0 * MS}, {"total_ns": 36.0 * MS, "calls": 3, "own_ns": 36.0 * MS}, {"total_ns": 0.0})
    functions = tuple(replace(row, values=each) for row, each in zip(of.functions, values, strict=True))
    return replace(of, functions=functions)


def test_own_times_and_what_was_outside_of_them_are_the_whole() -> None:
    run, file = shares(counted())
    assert run.denominator_ns == 50 * MS
    assert file.lines[4][0].share == pytest.approx(20 / 50)
    own = sum(row.share or 0 for rows in file.lines.values() for row in rows)
    assert own == pytest.approx(1 - 10 / 50)


def test_a_functions_total_is_the_measured_one() -> None:
    run, file = shares(counted())
    function = run.functions[1]
    assert (function.total_ns, function.own_ns, function.calls) == (36 * MS, 36 * MS, 3)
    assert function.share == pytest.approx(36 / 50)
    assert file.lines[4][0].percent == pytest.approx(20 / 36)


def test_where_time_outside_was_not_clocked_the_whole_is_the_body_without_measuring() -> None:
    run, _ = shares(counted(unmeasured_ns=None))
    assert run.denominator_ns == 50 * MS


def test_where_not_all_cost_is_known_parts_are_of_what_was_measured() -> None:
    more = {"raw_time_ns": tuple(each * MS for each in (0, 0, 100, 0, 40, 60, 0, 0))}
    rows = [(1, 0, 1, 0), (8, 0, 1, 0), (12, 0, 1, 99), (2, 1, 1, 0), (3, 1, 9, 10), (4, 1, 9, 30), (5, 1, 1, 0)]
    run, file = shares(profile(rows=[*rows, (9, 2, 0, 0)], more=more))
    assert [function.share for function in run.functions] == [1.0, 1.0, 0.0]
    assert file.lines[4][0].share == pytest.approx(0.6)
    assert file.lines[4][0].percent == pytest.approx(30 / 40)
    assert run.functions[1].total_ns == 40 * MS


def test_a_line_that_had_not_ended_and_is_counted_leaves_its_function_whole() -> None:
    run, file = shares(counted(outcome="crashed", limits=(noted("not_ended", 4),)))
    assert file.lines[4][0].running
    assert not run.functions[1].running
    assert file.lines[4][0].percent is not None
