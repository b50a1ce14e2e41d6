"""Memory over time as a view has it: what there is to draw, the facts in words, and the functions with their calls."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from heatline.analysis.process_memory import CAUGHT, FunctionSpans, function_spans
from heatline.analysis.timeline import Moment, moment, peak
from heatline.protocol import MemoryFact, MemoryFunction, MemoryMoment, MemoryView, Place
from heatline.render.memory_text import RESIDENT_SIZE, place_text
from heatline.render.numbers import SPACE, count, duration, size
from heatline.render.numbers import moment as moment_text
from heatline.render.program_text import plain_line
from heatline.render.provenance import outcome_text
from heatline.render.seen import Seen
from heatline_runner.model import FunctionRow, Profile, Series

MOST_CURVES: Final = 8
CHOSEN_FIRST: Final = 5
NAME_WIDTH: Final = 80
CHILDREN: Final = "tree_bytes"


@dataclass(frozen=True)
class Curve:
    """A column of bytes of a series, and what a legend calls it."""

    title: str
    series: Series
    metric: str


def memory_view(profile: Profile, seen: Seen, provenance: str) -> MemoryView | None:
    """None where ``profile`` has no reading of memory over time. ``provenance`` says when and how it was measured."""
    curves, hidden = drawn_curves(profile)
    if not curves:
        return None
    main = curves[0]
    highest = peak(main.series, main.metric)
    facts = (*_facts(profile, main, highest), *_other_peaks(curves[1:]))
    from_ns, to_ns = whole_range(profile)
    return MemoryView(
        kind="memory",
        key=seen.key,
        revision=seen.revision,
        title=seen.title,
        label=_label(seen.title, facts),
        provenance=provenance,
        from_ns=from_ns,
        to_ns=to_ns,
        curves=tuple(curve.title for curve in curves),
        peak=None if highest is None else _shown(profile, main, highest),
        facts=facts,
        functions=tuple(_functions(profile)),
        notes=tuple(_notes(profile, main.series, hidden, highest)),
        run=seen.run,
        save_as=seen.save_as,
    )


def drawn_curves(profile: Profile) -> tuple[tuple[Curve, ...], int]:
    """The process first, then it with its children, then those with the highest peaks; and how many are left out."""
    found = [
        Curve(_title(series, metric), series, metric)
        for series in profile.timeline
        for metric, column in series.values.items()
        if any(value is not None for value in column)
    ]
    kept = sorted(range(1, len(found)), key=lambda at: -_highest(found[at]))[: MOST_CURVES - 1]
    return tuple(found[at] for at in [0, *sorted(kept)] if found), len(found) - len(kept) - bool(found)


def _title(series: Series, metric: str) -> str:
    return f"{series.title} and its children" if metric == CHILDREN else series.title


def _highest(curve: Curve) -> float:
    highest = peak(curve.series, curve.metric)
    return 0.0 if highest is None else highest.value


def whole_range(profile: Profile) -> tuple[int, int]:
    """From the body's start, or an earlier reading, to the last reading; at least an interval long."""
    times = [at_ns for series in profile.timeline for at_ns in (series.at_ns[:1] + series.at_ns[-1:])]
    begin_ns = min([0, *times])
    shortest_ns = max([1, *(series.interval_ns for series in profile.timeline)])
    return begin_ns, max([begin_ns + shortest_ns, *times])


def reading_text(profile: Profile, curve: Curve, at: Moment) -> str:
    """``1.20 s · 56.2 MiB · sos.py:7 in sum_of_diffs``."""
    place = None if at.place is None else place_of(profile, at.place).text
    return " · ".join(part for part in (time_text(curve.series, at.at_ns), size(at.value), place) if part)


def time_text(series: Series, at_ns: int) -> str:
    """A moment of ``series``, with the digits that tell its readings apart."""
    return moment_text(at_ns, series.interval_ns)


def place_of(profile: Profile, place: tuple[str, int]) -> Place:
    """A line with the innermost function around it."""
    path, line = place
    around = [row for row in profile.functions if row.path == path and row.line <= line <= row.end_line]
    inner = min(around, key=lambda row: row.end_line - row.line, default=None)
    name = "" if inner is None or inner.name == "<module>" else f" in {plain_line(inner.name, NAME_WIDTH)}"
    return Place(path, line, f"{place_text(place)}{name}")


def function_id(row: FunctionRow) -> str:
    """Names a function in one view, whatever its place in the profile's table."""
    return f"{row.line}:{row.name}:{row.path}"


def _shown(profile: Profile, curve: Curve, at: Moment) -> MemoryMoment:
    place = None if at.place is None else place_of(profile, at.place)
    return MemoryMoment(at.at_ns, at.value, reading_text(profile, curve, at), place)


def _facts(profile: Profile, curve: Curve, highest: Moment | None) -> Iterator[MemoryFact]:
    series, column = curve.series, curve.series.values[curve.metric]
    first = next(at for at, value in enumerate(column) if value is not None)
    last = next(at for at in range(len(column) - 1, -1, -1) if column[at] is not None)
    named = (
        ("Start", moment(series, curve.metric, first)),
        ("Peak", highest),
        ("Now" if profile.run.outcome == "running" else "End", moment(series, curve.metric, last)),
    )
    for title, at in named:
        if at is not None:
            place = None if at.place is None else place_of(profile, at.place)
            yield MemoryFact(title, f"{size(at.value)} at {time_text(series, at.at_ns)}", at.at_ns, place)
    known = len(column) - column.count(None)
    readings = f"{count(known)}{SPACE}{'reading' if known == 1 else 'readings'}"
    apart = f", one every {duration(series.interval_ns)}" if known > 1 and series.interval_ns else ""
    yield MemoryFact("Readings", readings + apart)


def _other_peaks(curves: tuple[Curve, ...]) -> Iterator[MemoryFact]:
    for curve in curves:
        highest = peak(curve.series, curve.metric)
        if highest is not None:
            when = time_text(curve.series, highest.at_ns)
            yield MemoryFact(f"Peak of {curve.title}", f"{size(highest.value)} at {when}", highest.at_ns)


def _label(title: str, facts: tuple[MemoryFact, ...]) -> str:
    told = ", ".join(f"{fact.title.lower()} {fact.text}" for fact in facts)
    return f"Memory over time of {title}: {told}."


def _functions(profile: Profile) -> Iterator[MemoryFunction]:
    for rank, each in enumerate(function_spans(profile)):
        row = each.function
        place = place_of(profile, (row.path, row.line)) if row.path in profile.sources else None
        yield MemoryFunction(
            function_id(row), plain_line(row.name, NAME_WIDTH), _function_text(each), rank < CHOSEN_FIRST, place
        )


def _function_text(each: FunctionSpans) -> str:
    longest = duration(each.longest.end_ns - each.longest.start_ns)
    if each.calls == 1:
        return f"1{SPACE}call, {longest}"
    return f"{count(each.calls)}{SPACE}calls, the longest {longest}"


def _notes(profile: Profile, main: Series, hidden: int, highest: Moment | None) -> Iterator[str]:
    run = profile.run
    if run.outcome not in ("running", "finished"):
        yield f"The program {outcome_text(run)}."
    yield from (note.text for note in run.limits if note.kind in ("not_measured", "distorts", "over_time"))
    told = run.memory.peak_bytes if run.memory else None
    if told is not None and highest is not None and highest.value < CAUGHT * told:
        yield f"The system knows of a higher peak, {size(told)}: it fell between two readings."
    if hidden:
        yield f"{count(hidden)} more processes are not drawn: their peaks are lower."
    if len(main.at_ns) < 3 and run.outcome != "running":
        yield "There are hardly any readings: the program ended after its first moments."
    yield RESIDENT_SIZE
