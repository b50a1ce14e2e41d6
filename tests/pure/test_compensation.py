"""What measuring cost is taken off, exactly where it fell."""

from __future__ import annotations

import pytest

from heatline_runner.engines.line_time.compensation import Compensation, overhead
from heatline_runner.engines.line_time.counted import Costs, Counted, Record, Slot, Under

COSTS = Costs(line=10.0, call=30.0, resume=20.0)
NOTHING = Under(0, 0, 0, 0)


def slot(**figures: object) -> Slot:
    plain = Slot(1, 1, 100, 100, 0, None, None, Under(1, 0, 0, 0), 0, 0, 1, ())
    return plain._replace(**figures)


def record(*slots: Slot, **figures: object) -> Record:
    return Record((0, 0), 0, 0, 0, 0, NOTHING, slots)._replace(**figures)


def made(tick_ns: float | None = 1.0) -> Compensation:
    return Compensation(tick_ns, COSTS)


def test_a_lines_own_time_loses_its_intervals_and_its_calls() -> None:
    assert made().own_ns(slot(hits=3, intervals=5, own=500, calls=2, resumes=1)) == 500 - 5 * 10 - 2 * 30 - 20


def test_time_with_callees_loses_all_that_ran_under_it() -> None:
    found = slot(own=200, ticks=1000, under=Under(lines=20, calls=4, resumes=2, gap=60), calls=4)
    assert made().line_ns(found) == 1000 - 20 * 10 - 4 * 30 - 2 * 20 - 60


def test_ticks_become_nanoseconds() -> None:
    assert made(0.5).own_ns(slot()) == 45
    assert made(0.5).raw_ns(100) == 50


def test_no_time_falls_below_nothing() -> None:
    cheap = slot(own=4, ticks=4)
    assert (made().own_ns(cheap), made().line_ns(cheap), made().within_ns(4, cheap.under)) == (0, 0, 0)


def test_a_line_with_what_it_calls_is_no_less_than_the_line() -> None:
    found = slot(own=200, ticks=400, under=Under(30, 0, 0, 0), intervals=1)
    assert made().line_ns(found) == made().own_ns(found) == 190


def test_where_the_clock_is_not_known_no_time_is() -> None:
    unknown = made(None)
    assert (unknown.own_ns(slot()), unknown.line_ns(slot()), unknown.hit_ns(90, slot())) == (None, None, None)


def test_a_hit_that_called_nothing_loses_one_interval() -> None:
    assert made().hit_ns(90, slot()) == 80


def test_a_hit_that_called_loses_what_the_average_hit_did() -> None:
    found = slot(own=0, ticks=1000, under=Under(20, 10, 0, 0))
    assert made().line_ns(found) == 500
    assert made().hit_ns(90, found) == 45


def test_outside_loses_the_calls_that_came_from_there() -> None:
    counted = Counted(1.0, COSTS, (), outside=1000, entered=Under(0, 4, 1, 0))
    assert made().outside_ns(counted) == 1000 - 4 * 30 - 20


def test_figures_that_a_tracer_cannot_give_stay_unknown() -> None:
    bare = slot(own=None, intervals=None, calls=None, resumes=None)
    assert made().own_ns(bare) is None
    assert made().line_ns(bare) == 90
    assert made().outside_ns(Counted(1.0, COSTS, (record(bare),), None, NOTHING)) is None


def test_the_whole_cost_is_that_of_every_interval_call_and_gap() -> None:
    lines = slot(intervals=3, calls=1), slot(intervals=5, resumes=1)
    counted = Counted(1.0, COSTS, (record(*lines, gap=70),), 0, Under(0, 1, 0, 0))
    assert made().whole_cost_ns(counted) == 8 * 10 + 2 * 30 + 20 + 70


@pytest.mark.parametrize(("cost", "times"), [(0.0, 1.0), (50.0, 2.0), (100.0, None), (None, None)])
def test_overhead_is_the_whole_over_what_is_left(cost: float | None, times: float | None) -> None:
    assert overhead(100.0, cost) == times
