"""How a snippet's time grows with n, on times worked out by formulas, with a fixed cost and a tenth of noise."""

from __future__ import annotations

import math
from collections.abc import Callable
from random import Random

import pytest

from heatline.analysis.growth import Growth, GrowthKind, crossing_of, growth_of

WIDE = (10, 22, 46, 100, 215, 464, 1_000, 2_154, 4_642, 10_000, 21_544, 46_416, 100_000)
MIDDLE = WIDE[:8]
SMALL = WIDE[:6]
STEPS = (6, 9, 12, 15, 18, 21, 24)


def measured(sizes: tuple[int, ...], ns: Callable[[float], float], noise: float = 0.1) -> Growth:
    drawn = Random(1)
    return growth_of(sizes, [ns(n) * drawn.uniform(1.0, 1.0 + noise) for n in sizes])


@pytest.mark.parametrize(
    ("kind", "sizes", "ns"),
    [
        ("constant", WIDE, lambda n: 80 + 0 * n),
        ("logarithmic", WIDE, lambda n: 200 + 50 * math.log2(n)),
        ("linear", WIDE, lambda n: 300 + 10 * n),
        ("linear", WIDE, lambda n: 300 + 3 * n * math.log2(n)),
        ("quadratic", MIDDLE, lambda n: 1_000 + 50 * n + 3 * n**2),
        ("quadratic", MIDDLE, lambda n: 1_000 + 3 * n**2),
        ("cubic", SMALL, lambda n: 1_000 + 3 * n**3),
        ("exponential", STEPS, lambda n: 100 * 2**n),
        ("exponential", STEPS, lambda n: 100 * 1.618**n),
        ("exponential", STEPS, lambda n: 5_000 + 50 * 1.618**n),
        ("power", WIDE, lambda n: 50 * n**0.5),
        ("power", MIDDLE, lambda n: 50 * n**1.5),
    ],
)
def test_the_class_is_that_of_the_formula(
    kind: GrowthKind, sizes: tuple[int, ...], ns: Callable[[float], float]
) -> None:
    assert measured(sizes, ns).kind == kind


def test_twice_the_n_of_a_quadratic_takes_four_times_as_long() -> None:
    assert measured(MIDDLE, lambda n: n * n, noise=0.0).doubling == pytest.approx(4.0)


def test_the_unit_of_time_does_not_matter() -> None:
    times = [300.0 + 10 * n for n in WIDE]
    slope = growth_of(WIDE, times).slope
    assert growth_of(WIDE, [1e6 * each for each in times]).slope == pytest.approx(slope)


def test_three_sizes_are_too_few() -> None:
    assert growth_of((10, 100, 1_000), (1.0, 10.0, 100.0)).problem == "few_sizes"


def test_sizes_near_each_other_tell_nothing() -> None:
    assert measured((100, 120, 140, 160, 180), lambda n: n).problem == "narrow"


def test_readings_all_over_the_place_tell_nothing() -> None:
    told = growth_of(WIDE, [n * (8 if place % 2 else 1) for place, n in enumerate(WIDE)])
    assert (told.kind, told.problem) == ("unknown", "uneven")


def test_sizes_of_nothing_are_left_out() -> None:
    assert growth_of((0, *WIDE), [50.0, *(10.0 * n for n in WIDE)]).kind == "linear"


def test_two_cross_where_their_lines_meet() -> None:
    crossing = crossing_of(WIDE, [100.0 + n for n in WIDE], [1_000.0 + n / 2 for n in WIDE])
    assert crossing == pytest.approx(1_800, rel=0.03)


def test_sides_that_are_swapped_cross_at_the_same_n() -> None:
    base, other = [100.0 + n for n in WIDE], [1_000.0 + n / 2 for n in WIDE]
    assert crossing_of(WIDE, base, other) == crossing_of(WIDE, other, base)


def test_one_that_is_always_faster_crosses_nothing() -> None:
    assert crossing_of(WIDE, [2.0 * n for n in WIDE], [1.0 * n for n in WIDE]) is None


def test_two_alike_cross_nothing_by_noise() -> None:
    drawn = Random(1)
    base, other = ([n * drawn.uniform(1.0, 1.01) for n in WIDE] for _ in range(2))
    assert crossing_of(WIDE, base, other) is None
