"""A stretch of memory over time: the readings that draw it, each in words, the calls in it, and the same as tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from heatline.analysis.calls import joined, longest, spans_by_function, within
from heatline.analysis.timeline import moment, thinned, value_at
from heatline.protocol import Axis, Bracket, MemorySeries, Place, Table, TableRow
from heatline.render.memory_view import Curve, drawn_curves, function_id, place_of, time_text, whole_range
from heatline.render.numbers import count, duration, increment, size, size_unit, time_unit
from heatline_runner.model import Profile, Series, Span

MOST_ROWS: Final = 50
MOST_POINTS: Final = 20_000
UNKNOWN: Final = "–"


@dataclass(frozen=True)
class Stretch:
    """What of a profile is wanted: times, points per curve, and the ids of the functions whose calls to show."""

    from_ns: int
    to_ns: int
    points: int
    functions: tuple[str, ...]


def stretch(profile: Profile, from_ns: int | None, to_ns: int | None, points: int, functions: Iterable[str]) -> Stretch:
    """What is asked for, as far as it makes sense: not empty, not beyond what there is."""
    first_ns, last_ns = whole_range(profile)
    begin_ns = min(max(first_ns, first_ns if from_ns is None else from_ns), last_ns - 1)
    end_ns = max(min(last_ns, last_ns if to_ns is None else to_ns), begin_ns + 1)
    return Stretch(begin_ns, end_ns, min(max(points, 2), MOST_POINTS), tuple(functions))


def memory_series(profile: Profile, wanted: Stretch, key: str, revision: int) -> MemorySeries | None:
    """The stretch as the view ``key`` shows it; None where ``profile`` has no reading of memory over time."""
    curves, _ = drawn_curves(profile)
    if not curves:
        return None
    main = curves[0]
    readings = _readings(curves, wanted)
    columns = [_column(curve, readings[id(curve.series)]) for curve in curves]
    times = sorted({at_ns for column in columns for at_ns in column})
    place_at = _places(main.series, readings[id(main.series)])
    places = {place: place_of(profile, place) for place in sorted(set(place_at.values()))}
    numbers = {place: at for at, place in enumerate(places)}
    where = [place_at.get(at_ns) for at_ns in times]
    highest = max((value for column in columns for value in column.values()), default=0.0)
    chosen = _chosen_calls(profile, wanted)
    return MemorySeries(
        kind="series",
        key=key,
        revision=revision,
        from_ns=wanted.from_ns,
        to_ns=wanted.to_ns,
        time=_axis(time_unit(wanted.to_ns)),
        memory=_axis(size_unit(highest)),
        at_ns=tuple(times),
        curves=tuple(tuple(column.get(at_ns) for at_ns in times) for column in columns),
        texts=tuple(
            _text(curves, [column.get(at_ns) for column in columns], at_ns, None if place is None else places[place])
            for at_ns, place in zip(times, where, strict=True)
        ),
        place=tuple(-1 if place is None else numbers[place] for place in where),
        places=tuple(places.values()),
        functions=wanted.functions,
        brackets=tuple(_brackets(main, chosen, wanted)),
        moments=_moments(profile, main, wanted),
        calls=_calls(profile, main, chosen),
    )


def _axis(unit: tuple[float, str]) -> Axis:
    divisor, name = unit
    return Axis(name, divisor)


def _readings(curves: tuple[Curve, ...], wanted: Stretch) -> dict[int, list[int]]:
    """By the id of each series the readings that draw its curves, in order."""
    points = max(wanted.points // len(curves), 2)
    drawn: dict[int, set[int]] = {}
    for curve in curves:
        readings = thinned(curve.series, curve.metric, wanted.from_ns, wanted.to_ns, points)
        drawn.setdefault(id(curve.series), set()).update(readings)
    return {series: sorted(readings) for series, readings in drawn.items()}


def _column(curve: Curve, readings: list[int]) -> dict[int, float]:
    """The sizes at these readings, where they are known, by time."""
    column, at_ns = curve.series.values[curve.metric], curve.series.at_ns
    return {at_ns[at]: value for at in readings if (value := column[at]) is not None}


def _places(series: Series, readings: list[int]) -> dict[int, tuple[str, int]]:
    """The lines that ran at these readings, where they are known, by time."""
    return {series.at_ns[at]: series.places[series.place[at]] for at in readings if series.place[at] >= 0}


def _text(curves: tuple[Curve, ...], values: list[float | None], at_ns: int, place: Place | None) -> str:
    """``1.20 s · 56.2 MiB · sos.py:7 in sum_of_diffs``; other curves' sizes with their titles."""
    sizes = (
        size(value) if at == 0 else f"{curve.title} {size(value)}"
        for at, (curve, value) in enumerate(zip(curves, values, strict=True))
        if value is not None
    )
    return " · ".join((time_text(curves[0].series, at_ns), *sizes, *([place.text] if place else [])))


def _chosen_calls(profile: Profile, wanted: Stretch) -> list[tuple[int, tuple[Span, ...]]]:
    """The calls in the stretch of each function that is wanted, with its index among those."""
    spans = spans_by_function(profile.spans)
    by_id = {function_id(profile.functions[function]): function for function in spans}
    known = ((at, by_id[name]) for at, name in enumerate(wanted.functions) if name in by_id)
    return [(at, within(spans[function], wanted.from_ns, wanted.to_ns)) for at, function in known]


def _brackets(curve: Curve, chosen: list[tuple[int, tuple[Span, ...]]], wanted: Stretch) -> Iterator[Bracket]:
    for at, spans in chosen:
        for calls in joined(spans, wanted.to_ns - wanted.from_ns):
            start, end = (value_at(curve.series, curve.metric, time_ns) for time_ns in (calls.start_ns, calls.end_ns))
            yield Bracket(at, calls.count, calls.start_ns, calls.end_ns, start, end)


def _moments(profile: Profile, curve: Curve, wanted: Stretch) -> Table:
    """The lowest and the highest readings of equal parts of the stretch, each with its change since the one before."""
    readings = thinned(curve.series, curve.metric, wanted.from_ns, wanted.to_ns, MOST_ROWS)
    shown = [at for at in readings if wanted.from_ns <= curve.series.at_ns[at] <= wanted.to_ns]
    every = [each for at in shown if (each := moment(curve.series, curve.metric, at)) is not None]
    changes = [None, *(after.value - before.value for before, after in pairwise(every))]
    rows = tuple(
        TableRow(
            (time_text(curve.series, at.at_ns), size(at.value), UNKNOWN if change is None else increment(change)),
            at.at_ns,
            None if at.place is None else place_of(profile, at.place),
        )
        for at, change in zip(every, changes, strict=False)
    )
    return Table("Moments in the range shown", ("Time", "Memory", "Change", "Line"), rows)


def _calls(profile: Profile, curve: Curve, chosen: list[tuple[int, tuple[Span, ...]]]) -> Table:
    every = sorted((span for _, spans in chosen for span in spans), key=lambda span: span.start_ns)
    rows = tuple(_call(profile, curve, span) for span in longest(every, MOST_ROWS))
    some = len(rows) < len(every)
    caption = f"The {count(len(rows))} longest of {count(len(every))} calls" if some else "Calls in the range shown"
    return Table(caption, ("Function", "From", "Took", "Memory before", "After", "Change", "Line"), rows)


def _call(profile: Profile, curve: Curve, span: Span) -> TableRow:
    row = profile.functions[span.function]
    start, end = (value_at(curve.series, curve.metric, at_ns) for at_ns in (span.start_ns, span.end_ns))
    cells = (
        row.name,
        time_text(curve.series, span.start_ns),
        duration(span.end_ns - span.start_ns),
        UNKNOWN if start is None else size(start),
        UNKNOWN if end is None else size(end),
        UNKNOWN if start is None or end is None else increment(end - start),
    )
    place = place_of(profile, (row.path, row.line)) if row.path in profile.sources else None
    return TableRow(cells, span.start_ns, place)
