"""Start-up: what an empty program costs, by each of Heatline's tracers and beside other profilers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import inf

from bench.goals import Goal
from bench.line_tools import (
    CPROFILE,
    KERNPROF,
    LINE_PROFILER_TOOL,
    MEMORY_PROFILER_TOOL,
    MONITORING,
    NATIVE,
    PLAIN,
    PYINSTRUMENT_TOOL,
    tools_at_hand,
)
from bench.part import Bench, Part, Section
from bench.pythons import LINE_PROFILER, MEMORY_PROFILER, PYINSTRUMENT, WITH_NEWEST
from bench.start_up import StartUp, start_ups
from bench.tables import Table, milliseconds
from bench.workspace import fill_with_programs

NATIVE_LIMIT = 1.5
ROUNDS_PER_ROUND = 3  # they are short
TOOLS = (
    *(PLAIN, NATIVE, MONITORING, LINE_PROFILER_TOOL),
    *(KERNPROF, CPROFILE, PYINSTRUMENT_TOOL, MEMORY_PROFILER_TOOL),
)
HEAD = ("Python", "tool", "plain", "to the first line", "the program's process", "all processes")
ABOUT = """\
The CPU time that an empty program takes, over plain Python's: until its first line runs, of its process as a whole with
the results written, and of all processes, which for Heatline are its command, the supervisor and the report too."""


def measure(bench: Bench) -> Section:
    """The empty program under every tool, on every Python."""
    fill_with_programs(bench.folder)
    rows = tuple(_rows(bench))
    table = Table("CPU time of an empty program, of plain Python's", HEAD, tuple(map(_cells, rows)))
    ratios = {f"{row.python}, {row.tool.title}: start-up": row.process for row in rows}
    return Section(bench.rounds * ROUNDS_PER_ROUND, tuple(_goals(bench, rows)), (table,), ratios=ratios)


START_UP_PART = Part(
    "start-up", "Start-up", ABOUT, (LINE_PROFILER, MEMORY_PROFILER, PYINSTRUMENT), measure, WITH_NEWEST
)


def _rows(bench: Bench) -> Iterator[StartUp]:
    for python in bench.pythons:
        bench.say(f"{python.version}: start-up")
        tools = tools_at_hand(python, bench.folder, TOOLS)
        yield from start_ups(python, tools, bench.folder, bench.rounds * ROUNDS_PER_ROUND)


def _goals(bench: Bench, rows: Sequence[StartUp]) -> Iterator[Goal]:
    of_native = {row.python: row.process for row in rows if row.tool is NATIVE}
    for python in bench.pythons:
        figure = of_native.get(python.version, inf)
        yield Goal(python.version, "native, start-up of the program's process", figure, NATIVE_LIMIT, "×")


def _cells(row: StartUp) -> tuple[str, ...]:
    ratios = (row.first_line, row.process, row.all_processes)
    return (row.python, row.tool.title, milliseconds(row.plain_ns), *(f"{ratio:.2f}×" for ratio in ratios))
