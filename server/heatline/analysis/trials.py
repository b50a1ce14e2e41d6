"""What the readings of a timed snippet say: how long it takes, and which of two takes longer.

How often the verdicts are right and the intervals hold the truth is measured by ``npm run bench -- --part timeit``.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random  # seeded: the same readings always give the same answer
from statistics import NormalDist, fmean, median, quantiles
from typing import Final, Literal

RESAMPLES: Final = 2_000
LEVEL: Final = 0.98  # of the bootstrap
LAYOUT: Final = 0.004  # standard deviation, as a natural logarithm, of what where code and data lie in memory adds
COVERAGE: Final = 0.98  # how often the intervals held the truth at least, on equal pairs: docs/benchmarks.md
NOISY: Final = 0.05  # spread over median from which the machine is too noisy to tell small differences
TURN_NS: Final = 5.0  # about what a turn of timeit's loop takes, which was in every reading and has noise of its own
PAIRED_FROM: Final = 16  # rounds; of fewer, each is a pair by itself

Verdict = Literal["faster", "slower", "no_difference", "too_few"]


@dataclass(frozen=True)
class Summary:
    """``spread_ns``: half of what the middle half of the readings spans; ``noisy``: that is much of the median."""

    median_ns: float
    spread_ns: float
    best_ns: float
    slowest_ns: float
    noisy: bool


@dataclass(frozen=True)
class Comparison:
    """How many times as long the base takes as the other one: ``ratio``, with the interval ``low`` to ``high``.

    ``verdict`` is on the other one; ``smallest`` the part by which they would have to differ to be told apart.
    "too_few": of ``pairs`` readings no interval can be made, and ``high`` and ``smallest`` are infinite.
    """

    ratio: float
    low: float
    high: float
    verdict: Verdict
    smallest: float
    pairs: int


def summary(samples_ns: Sequence[float]) -> Summary:
    """The figures of one snippet; ``samples_ns`` has at least one reading."""
    middle = median(samples_ns)
    quarters = quantiles(samples_ns, n=4) if len(samples_ns) > 1 else [middle] * 3
    spread = (quarters[2] - quarters[0]) / 2
    return Summary(middle, spread, min(samples_ns), max(samples_ns), spread > NOISY * (middle + TURN_NS))


def comparison(base_ns: Sequence[float], other_ns: Sequence[float], seed: int = 0) -> Comparison:
    """Of readings taken in turns A B B A, as many of each: a bootstrap over their pairs, by the mean of log ratios.

    Two rounds make a pair, so that what drifts while they are taken falls out. What stays the same in all of them is
    where code and data lie in this process: it makes one of two equal functions faster, and is allowed for.
    """
    pairs = _log_ratios(base_ns, other_ns)
    if len(pairs) < 2:
        return Comparison(math.exp(sum(pairs)), 0.0, math.inf, "too_few", math.inf, len(pairs))
    middle = fmean(pairs)
    below, above = (math.hypot(reach, _student(math.inf) * LAYOUT) for reach in _reach(pairs, Random(seed)))
    low, high = middle - below, middle + above
    verdict: Verdict = "faster" if low > 0 else "slower" if high < 0 else "no_difference"
    smallest = math.expm1(max(abs(low), abs(high)))
    return Comparison(math.exp(middle), math.exp(low), math.exp(high), verdict, smallest, len(pairs))


def _log_ratios(base_ns: Sequence[float], other_ns: Sequence[float]) -> list[float]:
    step = 2 if len(base_ns) >= PAIRED_FROM else 1
    rounds = range(0, len(base_ns) - step + 1, step)
    sums = [(sum(base_ns[at : at + step]), sum(other_ns[at : at + step])) for at in rounds]
    return [math.log(base / other) for base, other in sums if base > 0 and other > 0]


def _reach(values: Sequence[float], random: Random) -> tuple[float, float]:
    """How far the interval reaches below and above the mean.

    The percentile bootstrap is too narrow for few values, by as much as a normal interval is; so it is stretched to
    what Student's would be (T. Hesterberg, "What Teachers Should Know About the Bootstrap", 2015, section 4.3).
    """
    count, middle = len(values), fmean(values)
    means = sorted(sum(random.choices(values, k=count)) / count for _ in range(RESAMPLES))
    outside = round((1 - LEVEL) / 2 * RESAMPLES)
    stretch = math.sqrt(count / (count - 1)) * _student(count - 1) / _student(math.inf)
    return stretch * (middle - means[outside]), stretch * (means[-1 - outside] - middle)


def _student(degrees: float) -> float:
    """The two-sided quantile at ``LEVEL``: exact for one and two degrees of freedom, else Cornish and Fisher's series
    (Abramowitz and Stegun, 26.7.5)."""
    if degrees == 1:
        return math.tan(math.pi * LEVEL / 2)
    if degrees == 2:
        return LEVEL * math.sqrt(2 / (1 - LEVEL * LEVEL))
    z = NormalDist().inv_cdf((1 + LEVEL) / 2)
    return (
        z
        + (z**3 + z) / (4 * degrees)
        + (5 * z**5 + 16 * z**3 + 3 * z) / (96 * degrees**2)
        + (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / (384 * degrees**3)
    )
