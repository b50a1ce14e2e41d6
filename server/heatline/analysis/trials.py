"""What the readings of a timed snippet say: how long it takes, and which of two takes longer."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random  # seeded: the same readings always give the same answer
from statistics import fmean, median, quantiles
from typing import Final, Literal

RESAMPLES: Final = 2_000
LEVEL: Final = 0.99  # of the bootstrap; how often its intervals hold the truth is measured, and is a little less
NOISY: Final = 0.10  # spread over median from which the machine is too noisy to tell small differences
SMALLEST: Final = 0.005  # a difference nobody would act on, and that where code lies in memory makes by itself

Verdict = Literal["faster", "slower", "no_difference"]


@dataclass(frozen=True)
class Summary:
    """``spread_ns``: half of what the middle half of the readings spans; ``noisy``: that is a tenth of the median."""

    median_ns: float
    spread_ns: float
    best_ns: float
    slowest_ns: float
    noisy: bool


@dataclass(frozen=True)
class Comparison:
    """How many times as long the base takes as the other one: ``ratio``, with the interval ``low`` to ``high``.

    ``verdict`` is on the other one; ``smallest`` the part by which they would have to differ to be told apart.
    """

    ratio: float
    low: float
    high: float
    verdict: Verdict
    smallest: float


def summary(samples_ns: Sequence[float]) -> Summary:
    """The figures of one snippet; ``samples_ns`` has at least one reading."""
    middle = median(samples_ns)
    quarters = quantiles(samples_ns, n=4) if len(samples_ns) > 1 else [middle] * 3
    spread = (quarters[2] - quarters[0]) / 2
    return Summary(middle, spread, min(samples_ns), max(samples_ns), bool(middle) and spread > NOISY * middle)


def comparison(base_ns: Sequence[float], other_ns: Sequence[float], seed: int = 0) -> Comparison:
    """Of readings taken in turns A B B A, as many of each: a bootstrap over their pairs, by the mean of log ratios.

    Two rounds make a pair, so that what drifts while they are taken falls out.
    """
    pairs = _log_ratios(base_ns, other_ns)
    low, high = _interval(pairs, Random(seed))
    middle = fmean(pairs)
    verdict: Verdict = "no_difference"
    if low > SMALLEST:
        verdict = "faster"
    elif high < -SMALLEST:
        verdict = "slower"
    smallest = max(abs(low), abs(high), SMALLEST)
    return Comparison(math.exp(middle), math.exp(low), math.exp(high), verdict, math.expm1(smallest))


def _log_ratios(base_ns: Sequence[float], other_ns: Sequence[float]) -> list[float]:
    rounds = range(0, len(base_ns) - 1, 2) if len(base_ns) > 1 else range(1)
    sums = [(sum(base_ns[at : at + 2]), sum(other_ns[at : at + 2])) for at in rounds]
    return [math.log(base / other) for base, other in sums if base > 0 and other > 0] or [0.0]


def _interval(values: Sequence[float], random: Random) -> tuple[float, float]:
    count = len(values)
    means = sorted(fmean(random.choices(values, k=count)) for _ in range(RESAMPLES))
    outside = (1 - LEVEL) / 2
    return means[int(outside * RESAMPLES)], means[int((1 - outside) * RESAMPLES) - 1]
