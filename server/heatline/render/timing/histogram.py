"""How the readings of a row spread, as bars: none is dropped."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from math import exp, log
from statistics import quantiles
from typing import Final

from heatline.analysis.answers import Answer, Timed
from heatline.protocol import Axis, Histogram
from heatline.render.numbers import loop_time, time_unit
from heatline.render.timing.words import NATURAL, call_text, plural
from heatline_runner.model import Trial

FEWEST: Final = 8  # readings that have a shape
LEAST_BARS, MOST_BARS = 10, 40
WIDE: Final = 20.0  # the slowest over the fastest, from which the bars grow by a factor
TOGETHER: Final = 1.25  # sides no further apart than that have the same bars


def answer_histograms(answer: Answer) -> tuple[Histogram, ...]:
    """One for each side of each row that has enough readings; those over sizes have a chart instead."""
    rows = (row for row in answer.rows if row.base.size is None)
    return tuple(histogram for row in rows for histogram in _of_row(row))


def _of_row(row: Timed) -> Iterator[Histogram]:
    sides = [side for side in (row.base, row.other) if side is not None and len(side.samples_ns) >= FEWEST]
    medians = [of.median_ns for of in (row.summary, row.other_summary) if of is not None]
    together = len(sides) > 1 and max(medians) < TOGETHER * min(medians)
    for side in sides:
        yield _histogram(side, _edges([each.samples_ns for each in (sides if together else [side])]))


def _histogram(trial: Trial, edges_ns: Sequence[float]) -> Histogram:
    counts = [0] * (len(edges_ns) - 1)
    for value in trial.samples_ns:
        counts[min(bisect_right(edges_ns, value), len(counts)) - 1] += 1
    divisor, unit = time_unit(edges_ns[-1])
    edges = tuple(edge / divisor for edge in edges_ns)
    return Histogram(call_text(trial), Axis(unit, divisor), edges, tuple(counts), _text(trial))


def _edges(columns: Sequence[Sequence[float]]) -> list[float]:
    """Bars as wide as Freedman and Diaconis have it, within reason; by a factor where the values span that much."""
    low, high = min(map(min, columns)), max(map(max, columns))
    if low == high:
        return [low * 0.99, high * 1.01] if low else [0.0, 1.0]
    if low > 0 and high > WIDE * low:
        steps = min(MOST_BARS, max(LEAST_BARS, round(log(high / low) * 5)))
        return [low, *(low * (high / low) ** (at / steps) for at in range(1, steps)), high]
    width = min(map(_width, columns))
    steps = min(MOST_BARS, max(LEAST_BARS, round((high - low) / width))) if width else MOST_BARS
    return [low, *(low + (high - low) * at / steps for at in range(1, steps)), high]


def _width(values_ns: Sequence[float]) -> float:
    first, _, third = quantiles(values_ns, n=4)
    return 2 * (third - first) / exp(log(len(values_ns)) / 3)


def _text(trial: Trial) -> str:
    """``96 readings: half of them from 211 ns to 217 ns, all from 208 ns to 402 ns``."""
    values_ns = trial.samples_ns
    first, _, third = quantiles(values_ns, n=4)
    number = plural(len(values_ns), "call" if trial.asked == NATURAL else "reading")
    half = f"half of them from {loop_time(first)} to {loop_time(third)}"
    return f"{number}: {half}, all from {loop_time(min(values_ns))} to {loop_time(max(values_ns))}"
