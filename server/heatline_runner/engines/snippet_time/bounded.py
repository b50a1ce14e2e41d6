"""Readings for as long as there is time for them: what was read by then is kept."""

from __future__ import annotations

import time

from heatline_runner.engines.snippet_time.timing import Rounds, alone, in_turns, turn_cost_ns

TYPE_CHECKING = False
if TYPE_CHECKING:
    from heatline_runner.engines.snippet_time.timing import Snippet


class _Enough(Exception):
    """There is no time for another reading."""


class _Bounded:
    """A snippet that is read no more once ``until_ns`` has passed; ``readings`` are those of the newest ``loops``."""

    def __init__(self, snippet: Snippet, until_ns: int) -> None:
        self._snippet, self._until_ns = snippet, until_ns
        self.loops = 0
        self.readings: list[tuple[float, float]] = []

    def read(self, loops: int) -> tuple[float, float]:
        if self.readings and time.perf_counter_ns() > self._until_ns:
            raise _Enough
        if loops != self.loops:
            self.loops, self.readings = loops, []
        reading = self._snippet.read(loops)
        self.readings.append(reading)
        return reading

    def rounds(self, number: int) -> Rounds:
        return Rounds(self.loops, self.readings[:number], turn_cost_ns())


def alone_until(snippet: Snippet, one_ns: float, until_ns: int) -> tuple[Rounds, bool]:
    """What ``alone`` reads until then, at least one reading; whether that is all of it."""
    bounded = _Bounded(snippet, until_ns)
    try:
        return alone(bounded, one_ns), True
    except _Enough:
        return bounded.rounds(len(bounded.readings)), False


def in_turns_until(
    first: Snippet, second: Snippet, one_ns: tuple[float, float], until_ns: int
) -> tuple[tuple[Rounds, Rounds], bool]:
    """What ``in_turns`` reads until then, at least one reading of each; whether that is all of it."""
    sides = _Bounded(first, until_ns), _Bounded(second, until_ns)
    try:
        return in_turns(*sides, one_ns), True
    except _Enough:
        for side, snippet in zip(sides, (first, second), strict=True):
            if not side.readings:
                side.loops = 1
                side.readings.append(snippet.read(1))
        number = min(len(side.readings) for side in sides)
        return (sides[0].rounds(number), sides[1].rounds(number)), False
