"""What measuring lines may cost, per Python, and what its figures have to come to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from math import inf
from statistics import median

from bench.goals import Goal
from bench.lines import Cost, LinesRow

OF_KERNPROF = 0.5
LIBRARY, SMALL_CALLS, PEAK, SUMS = 1.3, 6.0, 1.15, 0.05
MONITORING, MORE_BY_EDGES = 7.5, 0.6
ALLOWED = {"3.11": (3.5, 3.5, 10.0)}  # native's median by the processor's counter, by the system's clock; its worst
ALLOWED_FROM_3_12 = (2.2, 2.8, 6.0)


def lines_goals(rows: Sequence[LinesRow]) -> Iterator[Goal]:
    """Those of every Python; a tracer that could not be had misses its own."""
    for version in dict.fromkeys(row.python for row in rows):
        of_version = [row for row in rows if row.python == version]
        yield from _slowdowns(version, of_version)
        yield from _figures(version, of_version)


def everyday(rows: Iterable[LinesRow]) -> tuple[LinesRow, ...]:
    """pyperformance's programs and our examples, over which medians and the worst are taken."""
    return tuple(row for row in rows if row.program.kind in ("real", "example"))


def slowdowns(rows: Iterable[LinesRow], tool: str) -> tuple[float, ...]:
    """Infinite where the tool could not be had at all."""
    return tuple(cost.slowdown for cost in costs(rows, tool)) or (inf,)


def costs(rows: Iterable[LinesRow], tool: str) -> tuple[Cost, ...]:
    return tuple(row.costs[tool] for row in rows if tool in row.costs)


def _slowdowns(version: str, rows: Sequence[LinesRow]) -> Iterator[Goal]:
    programs = everyday(rows)
    counter, clock, worst = ALLOWED.get(version, ALLOWED_FROM_3_12)
    without = median(slowdowns(programs, "native_no_edges"))
    with_edges = median(slowdowns(programs, "native"))
    yield Goal(version, "native, median slowdown", without, counter, "×")
    yield Goal(version, "native by the system's clock, median slowdown", _of(programs, "native_system"), clock, "×")
    yield Goal(version, "native, worst slowdown", max(slowdowns(programs, "native_no_edges")), worst, "×")
    more = with_edges - without if with_edges < inf else inf
    yield Goal(version, "native, what call edges add to the median", more, MORE_BY_EDGES, "×")
    if version != "3.11":
        yield Goal(version, "monitoring, median slowdown", _of(programs, "monitoring"), MONITORING, "×")
    pairs = [row.costs for row in programs if "kernprof" in row.costs and "line_profiler" in row.costs]
    shares = [each["line_profiler"].slowdown / each["kernprof"].slowdown for each in pairs]
    yield Goal(version, "line_profiler, of kernprof's slowdown, median", median(shares or (inf,)), OF_KERNPROF)
    yield Goal(
        version, "native, library code that is called", max(slowdowns(_kind(rows, "library"), "native")), LIBRARY, "×"
    )
    yield Goal(
        version, "native, small calls from module level", _of(_kind(rows, "small calls"), "native"), SMALL_CALLS, "×"
    )
    peaks = [cost.peak for cost in costs(programs, "native")]
    yield Goal(version, "native, peak memory, median", median(peaks or (inf,)), PEAK, "×")


def _figures(version: str, rows: Sequence[LinesRow]) -> Iterator[Goal]:
    of_wall = [row.of_wall for row in rows if row.of_wall is not None]
    off = [abs(each - 1) for each in of_wall]
    yield Goal(version, "native, own times and the rest, off the plain run, median", median(off or (inf,)), SUMS)
    yield Goal(
        version,
        "native, the same, of all programs together",
        abs(sum(of_wall) / len(of_wall) - 1) if of_wall else inf,
        SUMS,
    )
    tracers = ("native",) if version == "3.11" else ("native", "monitoring")
    for tracer in tracers:
        compared = [row.hits[tracer] for row in rows if tracer in row.hits]
        differ = float(sum(len(each.differ) for each in compared)) if compared else inf
        yield Goal(version, f"{tracer}, lines whose hits are not line_profiler's", differ, 0)


def _of(rows: Iterable[LinesRow], tool: str) -> float:
    return median(slowdowns(rows, tool))


def _kind(rows: Iterable[LinesRow], kind: str) -> tuple[LinesRow, ...]:
    return tuple(row for row in rows if row.program.kind == kind)
