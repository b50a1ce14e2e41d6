"""How sure a share is that was counted: Clopper and Pearson's exact bounds of a binomial share."""

from __future__ import annotations

from collections.abc import Callable
from math import comb
from typing import Final

OUTSIDE: Final = 0.05  # what a bound leaves on its side
HALVINGS: Final = 60


def upper_bound(count: int, of: int) -> float:
    """The share that ``count`` or fewer ``of`` so many come from with 5 % probability."""
    return 1.0 if count == of else _root(lambda share: _at_most(count, of, share) > OUTSIDE)


def lower_bound(count: int, of: int) -> float:
    """The share that ``count`` or more ``of`` so many come from with 5 % probability."""
    return 1.0 - upper_bound(of - count, of)


def _at_most(count: int, of: int, share: float) -> float:
    return sum(comb(of, number) * share**number * (1 - share) ** (of - number) for number in range(count + 1))


def _root(below: Callable[[float], bool]) -> float:
    low, high = 0.0, 1.0
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        low, high = (middle, high) if below(middle) else (low, middle)
    return high
