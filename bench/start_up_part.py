"""Start-up: what an empty program costs beside kernprof."""

from __future__ import annotations

from collections.abc import Iterator

from bench.goals import Goal
from bench.part import Bench, Part, Section
from bench.pythons import LINE_PROFILER
from bench.start_up import StartUp, start_ups
from bench.tables import Table, milliseconds
from bench.workspace import fill_with_programs

OF_KERNPROF = 0.5
ROUNDS_PER_ROUND = 3  # they are short
HEAD = ("Python", "program", "plain", "kernprof", "Heatline", "of kernprof's")
ABOUT = """\
The CPU time of the process that runs an empty program: until its first line, and as a whole, with the results written.
"With the supervisor" counts all processes of `heatline run`, the report included."""


def measure(bench: Bench) -> Section:
    """The empty program under every tool, on every Python."""
    fill_with_programs(bench.folder)
    rows = tuple(_rows(bench))
    table = Table("CPU time of an empty program", HEAD, tuple(map(_cells, rows)))
    goals = (
        Goal(row.python, "start-up, the runner's process", row.of_kernprof, OF_KERNPROF)
        for row in rows
        if row.measured == "the whole process"
    )
    return Section(bench.rounds * ROUNDS_PER_ROUND, tuple(goals), (table,))


START_UP_PART = Part("start-up", "Start-up", ABOUT, (LINE_PROFILER,), measure)


def _rows(bench: Bench) -> Iterator[StartUp]:
    for python in bench.pythons:
        bench.say(f"{python.version}: start-up")
        yield from start_ups(python, bench.folder, bench.rounds * ROUNDS_PER_ROUND)


def _cells(row: StartUp) -> tuple[str, ...]:
    ratios = (f"{row.kernprof:.1f}×", f"{row.heatline:.1f}×", f"{row.of_kernprof:.3f}")
    return (row.python, row.measured, milliseconds(row.plain_ns), *ratios)
