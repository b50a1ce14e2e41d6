"""How fast a snippet's time grows with n, and from which n on another one is the faster: read off a log-log chart.

The class is that of the slope over the upper half of the sizes, where what does not depend on n no longer hides it.
By measurement alone n cannot be told from n·log n: over any sizes one can wait for, their slopes lie too close.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, Literal

GrowthKind = Literal["constant", "logarithmic", "linear", "quadratic", "cubic", "exponential", "power", "unknown"]
Problem = Literal["few_sizes", "narrow", "uneven"]

FEWEST_SIZES: Final = 4
FEWEST_UPPER: Final = 3
NARROWEST: Final = 8.0  # the largest n over the smallest
MUCH: Final = 8.0  # times as long at the largest n as at the smallest: enough to tell, however near these are
UNEVEN: Final = 0.25  # root mean square of what the readings are off the line, as natural logarithms
FLAT: Final = 0.06  # slope of what does not grow
SLOW: Final = 0.40  # slope below which it grows like log n
POWERS: Final[tuple[tuple[GrowthKind, float, float], ...]] = (
    ("linear", 0.75, 1.40),
    ("quadratic", 1.70, 2.40),
    ("cubic", 2.65, 3.45),
)
STEEP: Final = 2.0  # an exponential's slope, which is n times a constant, is nowhere near the end below that
BENDS: Final = 0.6  # of how much faster n grows, that much faster the slope of an exponential does
SAME: Final = 0.02  # natural logarithm: two that are so near are neither one the faster


@dataclass(frozen=True)
class Growth:
    """``slope``: the time grows like n to this power, over the upper half of the sizes; NaN where nothing was fitted.

    "linear" has n·log n in it; "power" is none of the classes with a name; ``problem`` is why it is "unknown".
    """

    kind: GrowthKind
    slope: float
    problem: Problem | None = None

    @property
    def doubling(self) -> float:
        """How many times as long it takes for twice the n."""
        return math.pow(2.0, self.slope)


def growth_of(sizes: Sequence[int], values_ns: Sequence[float]) -> Growth:
    """The growth of ``values_ns``, for each size the least reading there is, by ``sizes``, the smallest first."""
    points = [(math.log(n), math.log(value)) for n, value in zip(sizes, values_ns, strict=True) if n > 0 and value > 0]
    if len(points) < FEWEST_SIZES:
        return Growth("unknown", math.nan, "few_sizes")
    upper = _upper_half(points)
    slope, off = _line(upper)
    wide = points[-1][0] - points[0][0] >= math.log(NARROWEST)
    if _is_exponential(points):
        return Growth("exponential", slope)
    if off > UNEVEN:
        return Growth("unknown", slope, "uneven")
    if not wide and abs(points[-1][1] - points[0][1]) < math.log(MUCH):
        return Growth("unknown", slope, "narrow")
    return Growth(_kind(slope), slope)


def crossing_of(sizes: Sequence[int], base_ns: Sequence[float], other_ns: Sequence[float]) -> float | None:
    """The n from which on the one that is faster at the largest size is; None where it always was, or neither is."""
    columns = zip(sizes, base_ns, other_ns, strict=True)
    leads = [(math.log(n), math.log(base / other)) for n, base, other in columns if n > 0 and base > 0 and other > 0]
    clear = [(at, lead) for at, lead in leads if abs(lead) > SAME]
    for (at, before), (following, lead) in reversed(tuple(pairwise(clear))):
        if (before > 0) != (lead > 0):
            return math.exp(at + (following - at) * before / (before - lead))
    return None


def _upper_half(points: Sequence[tuple[float, float]]) -> Sequence[tuple[float, float]]:
    """By their number, as sizes are spread evenly over the logarithm of n."""
    return points[-max(FEWEST_UPPER, (len(points) + 1) // 2) :]


def _line(points: Sequence[tuple[float, float]]) -> tuple[float, float]:
    """The slope of the least-squares line, and the root mean square of what the points are off it."""
    count = len(points)
    middle_x, middle_y = (sum(column) / count for column in zip(*points, strict=True))
    spread = sum((x - middle_x) ** 2 for x, _ in points)
    slope = sum((x - middle_x) * (y - middle_y) for x, y in points) / spread if spread else 0.0
    off = sum((y - middle_y - slope * (x - middle_x)) ** 2 for x, y in points)
    return slope, math.sqrt(off / count)


def _is_exponential(points: Sequence[tuple[float, float]]) -> bool:
    """Whether the slope itself grows nearly as n does, where that of every power of n stays."""
    half = len(points) // 2
    lower, upper = points[: max(half, 2)], points[-max(half, 2) :]
    first, last = _line(lower)[0], _line(upper)[0]
    if last < STEEP:
        return False
    grown = (sum(x for x, _ in upper) / len(upper)) - (sum(x for x, _ in lower) / len(lower))
    return last / max(first, 0.1) > math.exp(BENDS * grown) and _line_over_n(points) < _line(points)[1]


def _line_over_n(points: Sequence[tuple[float, float]]) -> float:
    """What they are off the line over n itself, on the time's logarithm: an exponential's line is straight there."""
    return _line([(math.exp(x), y) for x, y in points])[1]


def _kind(slope: float) -> GrowthKind:
    if slope < FLAT:
        return "constant"
    if slope < SLOW:
        return "logarithmic"
    return next((kind for kind, low, high in POWERS if low <= slope <= high), "power")
