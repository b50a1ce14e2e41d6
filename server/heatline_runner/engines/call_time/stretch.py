"""A stretch of a module's lines that is profiled: the block under its guard, or what was selected."""

from __future__ import annotations

from time import perf_counter_ns


class Stretch:
    """Lines ``first`` to ``last``, how often they were come to from others, and for how long."""

    def __init__(self, first: int, last: int) -> None:
        self._first, self._last = first, last
        self._since_ns = 0
        self._taken_ns = 0
        self.calls = 0
        self.is_inside = False

    def go(self, line: int | None) -> bool:
        """The module goes on to ``line``, or ends; whether it is inside now."""
        inside = line is not None and self._first <= line <= self._last
        if inside and not self.is_inside:
            self.calls += 1
            self._since_ns = perf_counter_ns()
        elif self.is_inside and not inside:
            self._taken_ns += perf_counter_ns() - self._since_ns
        self.is_inside = inside
        return inside

    def taken_ns(self) -> int:
        """Up to now."""
        return self._taken_ns + (perf_counter_ns() - self._since_ns if self.is_inside else 0)
