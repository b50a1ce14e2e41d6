"""What readings of timed snippets say, on readings made by hand or drawn by a seed."""

from __future__ import annotations

import math
from random import Random

import pytest

from heatline.analysis.trials import LAYOUT, LEVEL, comparison, summary

ROUNDS = 64


def readings(ns: float, noise: float, seed: int, rounds: int = ROUNDS) -> list[float]:
    drawn = Random(seed)
    return [ns * math.exp(drawn.gauss(0.0, noise)) for _ in range(rounds)]


def test_a_summary_has_the_median_half_the_middle_half_the_best_and_the_slowest() -> None:
    told = summary([214.0, 210.0, 218.0, 212.0, 400.0])
    assert (told.median_ns, told.best_ns, told.slowest_ns) == (214.0, 210.0, 400.0)
    assert told.spread_ns == pytest.approx((309.0 - 211.0) / 2)


def test_one_reading_has_no_spread() -> None:
    told = summary([2.5e9])
    assert (told.median_ns, told.spread_ns, told.best_ns, told.noisy) == (2.5e9, 0.0, 2.5e9, False)


def test_a_pass_takes_nothing_and_is_not_noisy() -> None:
    assert summary([0.0, 0.0, 0.1, 0.4]).noisy is False


def test_a_twentieth_of_spread_is_noisy() -> None:
    assert summary(readings(100.0, 0.02, 1)).noisy is False
    assert summary(readings(100.0, 0.20, 1)).noisy is True


def test_one_that_takes_a_twentieth_less_is_faster() -> None:
    told = comparison(readings(105.0, 0.02, 1), readings(100.0, 0.02, 2))
    assert told.verdict == "faster"
    assert 1.03 < told.low < 1.05 < told.high < 1.075
    assert told.low < told.ratio < told.high
    assert told.pairs == ROUNDS // 2


def test_two_alike_have_no_difference_and_the_interval_says_how_large_it_may_be() -> None:
    told = comparison(readings(100.0, 0.02, 3), readings(100.0, 0.02, 4))
    assert told.verdict == "no_difference"
    assert told.low < 1.0 < told.high
    assert 1.0 + told.smallest == pytest.approx(max(told.high, 1.0 / told.low))


def test_where_code_lies_in_memory_makes_no_verdict() -> None:
    """Without any noise at all, twice the standard deviation of that is no difference, thrice it is one."""
    for times, verdict in ((2, "no_difference"), (3, "faster")):
        assert comparison([100.0 * math.exp(times * LAYOUT)] * ROUNDS, [100.0] * ROUNDS).verdict == verdict


@pytest.mark.parametrize("seed", range(5))
def test_sides_that_are_swapped_have_the_inverse_ratio(seed: int) -> None:
    base, other = readings(120.0, 0.05, seed), readings(100.0, 0.05, seed + 100)
    one, swapped = comparison(base, other), comparison(other, base)
    assert (one.verdict, swapped.verdict) == ("faster", "slower")
    assert one.ratio * swapped.ratio == pytest.approx(1.0)
    assert one.low * swapped.high == pytest.approx(1.0, abs=0.005)
    assert one.high * swapped.low == pytest.approx(1.0, abs=0.005)


@pytest.mark.parametrize("scale", [1e-3, 1.0, 1e6])
def test_the_unit_of_time_does_not_matter(scale: float) -> None:
    base, other = readings(103.0, 0.03, 7), readings(100.0, 0.03, 8)
    one = comparison(base, other)
    scaled = comparison([scale * each for each in base], [scale * each for each in other])
    assert scaled.verdict == one.verdict
    assert (scaled.ratio, scaled.low, scaled.high) == pytest.approx((one.ratio, one.low, one.high))


def test_the_same_readings_always_give_the_same_answer() -> None:
    base, other = readings(103.0, 0.03, 7), readings(100.0, 0.03, 8)
    assert comparison(base, other) == comparison(base, other)


def test_a_machine_that_slows_down_meanwhile_slows_both_alike() -> None:
    drift = [1.0 + number / ROUNDS for number in range(ROUNDS)]  # twice as slow in the end
    base = [each * slower for each, slower in zip(readings(105.0, 0.01, 1), drift, strict=True)]
    other = [each * slower for each, slower in zip(readings(100.0, 0.01, 2), drift, strict=True)]
    told = comparison(base, other)
    assert told.verdict == "faster"
    assert told.high - told.low < 0.03


def test_few_readings_have_a_wide_interval() -> None:
    many = comparison(readings(110.0, 0.01, 1), readings(100.0, 0.01, 2))
    few = comparison(readings(110.0, 0.01, 1, 6), readings(100.0, 0.01, 2, 6))
    two = comparison([110.0, 120.0], [100.0, 100.0])
    assert many.high - many.low < few.high - few.low < two.high - two.low
    assert (few.pairs, two.pairs, two.verdict) == (6, 2, "no_difference")


@pytest.mark.parametrize("rounds", [3, 6, 64])
def test_intervals_hold_the_truth_as_often_as_the_level_says_however_few_readings(rounds: int) -> None:
    drawn = [
        comparison(readings(100.0, 0.05, seed, rounds), readings(100.0, 0.05, -1 - seed, rounds)) for seed in range(60)
    ]
    held = sum(each.low <= 1.0 <= each.high for each in drawn) / len(drawn)
    assert held >= LEVEL - 0.05


def test_one_reading_of_each_is_too_few() -> None:
    told = comparison([2e9], [1e9])
    assert (told.verdict, told.ratio, told.high, told.pairs) == ("too_few", pytest.approx(2.0), math.inf, 1)


def test_two_that_take_no_time_at_all_cannot_be_told_apart() -> None:
    told = comparison([0.0] * ROUNDS, [0.0] * ROUNDS)
    assert (told.verdict, told.ratio, told.pairs) == ("too_few", 1.0, 0)
