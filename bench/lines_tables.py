"""The tables of the part on lines: every tool at a glance, then every program, then whether the figures hold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import inf
from statistics import median

from bench.line_tools import LINE_TOOLS, PLAIN, LineTool
from bench.lines import LinesRow
from bench.lines_goals import costs, everyday, slowdowns
from bench.tables import Table, milliseconds

MEASURED = tuple(tool for tool in LINE_TOOLS if tool is not PLAIN)
SHORT = {
    "native": "native",
    "native_no_edges": "no edges",
    "native_system": "system clock",
    "monitoring": "monitoring",
    "line_profiler": "line_profiler",
    "kernprof": "kernprof",
    "cprofile": "cProfile",
    "pyinstrument": "pyinstrument",
    "memory_profiler": "memory_profiler",
}
SUMMARY = ("Python", "tool", "median", "worst", "our examples", "library code", "small calls", "memory", "most memory")
FIGURES = (
    "Python",
    "program",
    "lines",
    "native differs",
    "monitoring differs",
    "line_profiler loses",
    "sum over plain",
)


def lines_tables(rows: Sequence[LinesRow]) -> tuple[Table, ...]:
    return (
        Table("Every tool", SUMMARY, tuple(_summaries(rows))),
        *(_programs(version, rows) for version in _versions(rows)),
        Table("Hits, and what own times add up to", FIGURES, tuple(map(_figures, rows))),
    )


def lines_ratios(rows: Sequence[LinesRow]) -> Mapping[str, float]:
    """What the next run compares itself with."""
    found: dict[str, float] = {}
    for version, tool, of_version in _each(rows):
        name = f"{version}, {tool.title}"
        found[f"{name}: median slowdown"] = median(slowdowns(everyday(of_version), tool.id))
        found[f"{name}: worst slowdown"] = max(slowdowns(everyday(of_version), tool.id))
    return {name: value for name, value in found.items() if value < inf}


def medians(rows: Sequence[LinesRow]) -> Mapping[str, Mapping[str, tuple[float, float]]]:
    """Median and worst slowdown by tool's title and Python."""
    found: dict[str, dict[str, tuple[float, float]]] = {}
    for version, tool, of_version in _each(rows):
        each = slowdowns(everyday(of_version), tool.id)
        if max(each) < inf:
            found.setdefault(tool.title, {})[version] = (median(each), max(each))
    return found


def _each(rows: Sequence[LinesRow]) -> Iterator[tuple[str, LineTool, tuple[LinesRow, ...]]]:
    for version in _versions(rows):
        of_version = tuple(row for row in rows if row.python == version)
        for tool in MEASURED:
            if costs(of_version, tool.id):
                yield version, tool, of_version


def _versions(rows: Iterable[LinesRow]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(row.python for row in rows))


def _summaries(rows: Sequence[LinesRow]) -> Iterator[tuple[str, ...]]:
    for version, tool, of_version in _each(rows):
        slower = slowdowns(everyday(of_version), tool.id)
        peaks = [cost.peak for cost in costs(everyday(of_version), tool.id)] or [inf]
        by_kind = (
            median(slowdowns((row for row in of_version if row.program.kind == kind), tool.id))
            for kind in ("example", "library", "small calls")
        )
        yield (version, tool.title, *map(_times, (median(slower), max(slower), *by_kind, median(peaks), max(peaks))))


def _programs(version: str, rows: Sequence[LinesRow]) -> Table:
    of_version = [row for row in rows if row.python == version]
    tools = [tool for tool in MEASURED if costs(of_version, tool.id)]
    cells = (
        (
            *(row.program.kind, row.program.name, milliseconds(row.plain_ns)),
            *(_times(row.costs[tool.id].slowdown) if tool.id in row.costs else "–" for tool in tools),
        )
        for row in of_version
    )
    head = ("kind", "program", "plain", *(SHORT[tool.id] for tool in tools))
    return Table(f"Slowdown of each program's body, Python {version}", head, tuple(cells))


def _figures(row: LinesRow) -> tuple[str, ...]:
    native, monitoring = row.hits.get("native"), row.hits.get("monitoring")
    any_of_them = native or monitoring
    return (
        *(row.python, row.program.name),
        f"{any_of_them.lines:,}" if any_of_them else "–",
        *(f"{len(each.differ):,}" if each else "–" for each in (native, monitoring)),
        f"{any_of_them.lost:,}" if any_of_them else "–",
        "–" if row.of_wall is None else f"{row.of_wall:.3f}",
    )


def _times(ratio: float) -> str:
    return "–" if ratio == inf else f"{ratio:.2f}×" if ratio < 20 else f"{ratio:.0f}×"
