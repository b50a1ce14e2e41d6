"""Memory over time, read: what there was at a moment, the peak, and the few readings that draw the same picture."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from heatline_runner.model import Series


@dataclass(frozen=True)
class Moment:
    """One reading of a series, ``value`` of the metric asked for; ``place`` is the (path, line) that ran, if known."""

    at_ns: int
    value: float
    place: tuple[str, int] | None


def value_at(series: Series, metric: str, at_ns: int) -> float | None:
    """The value of ``metric`` at ``at_ns``: on the straight line between the readings on either side.

    Before the first and after the last reading it is that reading's, for one interval; absent further out, and where
    a reading beside it has no figure.
    """
    column = series.values.get(metric, ())
    after = bisect_left(series.at_ns, at_ns)
    if not 0 < after < len(column):
        nearest = min(after, len(column) - 1)
        is_near = bool(column) and abs(series.at_ns[nearest] - at_ns) <= series.interval_ns
        return column[nearest] if is_near else None
    begin_ns, end_ns = series.at_ns[after - 1 : after + 1]
    begin, end = column[after - 1 : after + 1]
    if begin is None or end is None:
        return end if at_ns == end_ns else None
    return begin + (end - begin) * (at_ns - begin_ns) / (end_ns - begin_ns)


def peak(series: Series, metric: str) -> Moment | None:
    """The first of the highest readings of ``metric``; None where there is no reading."""
    extremes = _extremes(series.values.get(metric, ()), 0, len(series.at_ns))
    return None if extremes is None else moment(series, metric, extremes[1])


def moment(series: Series, metric: str, reading: int) -> Moment | None:
    """The reading at that index, or None where it has no figure for ``metric``."""
    value, place = series.values[metric][reading], series.place[reading]
    if value is None:
        return None
    return Moment(series.at_ns[reading], value, series.places[place] if place >= 0 else None)


def buckets(series: Series, metric: str, from_ns: int, to_ns: int, count: int) -> Iterator[tuple[int, int] | None]:
    """``count`` stretches of equal time: the indices of the lowest and the highest reading of each, None for none."""
    column, at_ns = series.values.get(metric, ()), series.at_ns
    first, last = bisect_left(at_ns, from_ns), bisect_right(at_ns, to_ns)
    inner = (from_ns + (to_ns - from_ns) * each // count for each in range(1, count))
    edges = [first, *(bisect_left(at_ns, edge_ns, first, last) for edge_ns in inner), last]
    return (_extremes(column, begin, end) for begin, end in pairwise(edges))


def thinned(series: Series, metric: str, from_ns: int, to_ns: int, points: int) -> tuple[int, ...]:
    """Indices, ascending, of at most ``points`` readings that draw ``metric`` from ``from_ns`` to ``to_ns``, and two.

    Where there are more, they are the lowest and the highest of each of ``points // 2`` stretches of equal time, so
    that no peak is lost. The two are the nearest outside, which a line is drawn to. None is without a figure.
    """
    column = series.values.get(metric, ())
    if not column:
        return ()
    first, last = bisect_left(series.at_ns, from_ns), bisect_right(series.at_ns, to_ns)
    if last - first <= points:
        inside = [at for at in range(first, last) if column[at] is not None]
    else:
        extremes = buckets(series, metric, from_ns, to_ns, max(points // 2, 1))
        inside = [at for each in extremes if each is not None for at in sorted(set(each))]
    before = next((at for at in range(first - 1, -1, -1) if column[at] is not None), None)
    after = next((at for at in range(last, len(column)) if column[at] is not None), None)
    return tuple(at for at in (before, *inside, after) if at is not None)


def _extremes(column: Sequence[float | None], begin: int, end: int) -> tuple[int, int] | None:
    """The indices of the lowest and the highest figure from ``begin`` to ``end``, each the first of its value."""
    part = column[begin:end]
    try:
        low, high = min(part), max(part)  # type: ignore[type-var]  # raises where a reading has no figure
    except (TypeError, ValueError):
        low = high = None
    if low is None or high is None:  # ... except where it is the only one
        known = [value for value in part if value is not None]
        if not known:
            return None
        low, high = min(known), max(known)
    return begin + part.index(low), begin + part.index(high)
