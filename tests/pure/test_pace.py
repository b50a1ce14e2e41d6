"""How fast a run executes lines."""

from __future__ import annotations

import pytest
from written_profiles import allocations_profile, module, run_info

from heatline.analysis.pace import Pace, pace
from heatline_runner.model import Profile


def snapshot(ms: float, *hits: float | None) -> Profile:
    return module(*((line, each, 0.0) for line, each in enumerate(hits, 1)), run=run_info(body_ms=ms))


def test_before_two_snapshots_it_is_the_average_since_the_start() -> None:
    assert pace(snapshot(500, 100, 300), Pace()) == Pace(400, 500_000_000, 800)


def test_a_newer_snapshot_moves_it_and_the_same_one_does_not() -> None:
    first = pace(snapshot(500, 400), Pace())
    second = pace(snapshot(1_000, 400), first)

    assert second.per_second == pytest.approx(800 * 0.6065, rel=0.001)
    assert pace(snapshot(1_000, 400), second) == second


def test_it_comes_to_what_the_program_does() -> None:
    now = Pace()
    for seconds in range(1, 20):
        now = pace(snapshot(seconds * 1_000, seconds * 5_000, None), now)

    assert now.per_second == pytest.approx(5_000)


def test_where_hits_are_not_counted_there_is_none() -> None:
    assert pace(allocations_profile(), Pace()) == Pace()
