"""Memory over time: values between readings, the peak, and the few readings that draw the same picture."""

from __future__ import annotations

from random import Random

import pytest

from heatline.analysis.timeline import Moment, buckets, moment, peak, thinned, value_at
from heatline_runner.model import Series

METRIC = "memory_bytes"


def series(*values: float | None, interval_ns: int = 10, place: tuple[int, ...] = ()) -> Series:
    """Readings 10 ns apart from 0 on."""
    at_ns = tuple(range(0, len(values) * interval_ns, interval_ns))
    places = place or (-1,) * len(values)
    return Series("main.py", interval_ns, at_ns, places, (("/p/main.py", 3), ("/p/main.py", 7)), {METRIC: values})


@pytest.mark.parametrize(("at_ns", "value"), [(0, 100), (5, 150), (10, 200), (12, 160), (20, 0)])
def test_a_value_between_readings_is_on_the_line_between_them(at_ns: int, value: float) -> None:
    assert value_at(series(100, 200, 0), METRIC, at_ns) == value


@pytest.mark.parametrize(("at_ns", "value"), [(-10, 100), (-11, None), (30, 0), (31, None)])
def test_a_value_outside_is_the_nearest_readings_for_one_interval(at_ns: int, value: float | None) -> None:
    assert value_at(series(100, 200, 0), METRIC, at_ns) == value


@pytest.mark.parametrize(("at_ns", "value"), [(5, None), (10, None), (15, None), (20, 300)])
def test_where_a_reading_failed_there_is_no_value(at_ns: int, value: float | None) -> None:
    assert value_at(series(100, None, 300), METRIC, at_ns) == value


def test_the_peak_is_the_first_of_the_highest_readings_with_the_line_that_ran() -> None:
    assert peak(series(1, 9, None, 9, 2, place=(-1, 1, 0, 0, 0)), METRIC) == Moment(10, 9, ("/p/main.py", 7))
    assert peak(series(9, 1), METRIC) == Moment(0, 9, None)


def test_a_series_without_readings_has_nothing() -> None:
    for empty in (series(), series(None), series(None, None)):
        assert peak(empty, METRIC) is None
        assert value_at(empty, METRIC, 0) is None
        assert thinned(empty, METRIC, 0, 100, 10) == ()
    assert peak(series(1, 2), "tree_bytes") is None
    assert value_at(series(1, 2), "tree_bytes", 0) is None
    assert thinned(series(1, 2), "tree_bytes", 0, 100, 10) == ()


def test_a_reading_has_its_moment() -> None:
    assert moment(series(1, None, place=(0, 0)), METRIC, 0) == Moment(0, 1, ("/p/main.py", 3))
    assert moment(series(1, None), METRIC, 1) is None


def test_each_bucket_has_its_lowest_and_highest_reading() -> None:
    readings = series(5, 1, 9, 3, 3, 3, None, 7)

    assert list(buckets(readings, METRIC, 0, 70, 2)) == [(1, 2), (4, 7)]
    assert list(buckets(readings, METRIC, 55, 65, 1)) == [None]
    assert list(buckets(readings, METRIC, 0, 280, 2)) == [(1, 2), None]


def test_few_readings_are_all_drawn() -> None:
    assert thinned(series(5, 1, None, 3), METRIC, 0, 30, 4) == (0, 1, 3)


def test_many_readings_are_drawn_by_the_extremes_of_each_stretch_in_order() -> None:
    assert thinned(series(5, 1, 9, 3, 4, 8, 2, 4), METRIC, 0, 70, 4) == (1, 2, 5, 6)


def test_a_part_has_the_nearest_reading_on_either_side() -> None:
    assert thinned(series(5, None, 1, 9, None, 3), METRIC, 20, 35, 10) == (0, 2, 3, 5)
    assert thinned(series(5, 1, 9, 3), METRIC, 12, 18, 10) == (1, 2)


def test_thinning_keeps_every_extreme_at_any_zoom() -> None:
    random = Random(3)
    values = [random.randrange(1_000_000) for _ in range(20_000)]
    values[12_345], values[777] = 5_000_000, -1
    readings = series(*values)
    for from_ns, to_ns in ((0, 200_000), (5_000, 150_000), (7_770, 7_770), (123_450, 123_460)):
        drawn = thinned(readings, METRIC, from_ns, to_ns, 400)
        inside = [at for at in range(20_000) if from_ns <= at * 10 <= to_ns]
        assert len(drawn) <= 402
        assert list(drawn) == sorted(set(drawn))
        for extreme in (min, max):
            at = extreme(inside, key=values.__getitem__)
            assert values[at] in {values[each] for each in drawn}


def test_children_are_a_column_of_their_own() -> None:
    tree = Series("main.py", 10, (0, 10), (-1, -1), (), {METRIC: (1, 2), "tree_bytes": (9, 3)})

    assert peak(tree, "tree_bytes") == Moment(0, 9, None)
