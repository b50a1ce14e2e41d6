"""Lines: what measuring them costs, by each of Heatline's tracers and beside other profilers."""

from __future__ import annotations

import sys
from collections.abc import Iterator

from bench.chart import slowdown_chart
from bench.line_programs import LINE_PROGRAMS, fill_with_lines
from bench.line_tools import tools_at_hand
from bench.lines import LinesRow, lines_row
from bench.lines_goals import lines_goals
from bench.lines_tables import lines_ratios, lines_tables, medians
from bench.part import Bench, Part, Section
from bench.pythons import (
    LINE_PROFILER,
    LINE_VERSIONS,
    MEMORY_PROFILER,
    PYINSTRUMENT,
    PYPERFORMANCE,
    pyperformance_benchmarks,
)

ROUNDS = 3
CHART = "benchmarks-lines.svg"
ABOUT = """\
Each round runs a program in plain Python and by each of Heatline's tracers, one after the other, each round beginning
with another; one more round does so with the other tools. The programs time their own body by the process's CPU clock,
so that neither start-up nor the writing of results counts in it; what a tool does in the program's process while that
runs does count. Peak memory is the process's largest resident size at the end of the body.

Twenty programs are pyperformance's, each in one file, with fixed loop counts, six are our examples; medians and worst
are over these. The others are library code that a few lines of the user's call (regular expressions compiled, deep
copies), and a loop at module level that makes two million small calls. Heatline measures module level and class bodies
too, kernprof the functions of the program alone. What is slow is measured with a plain run of its own beside it:
monitoring, line_profiler and kernprof on a tenth of the loops, memory_profiler on as little as the program can do, for
6 seconds at most (a dash where it takes longer).

Native is Heatline's compiled tracer, with call edges and by the processor's own counter where nothing else is said;
monitoring is pure Python; line_profiler runs that package's core under Heatline.

Hits are compared line by line and function by function with line_profiler's own; on 3.13 and newer line_profiler does
not see functions whose body stands on the line of their `def`, which are counted by themselves. The sum is all own
times of lines and the time outside of them, both compensated, over the wall time of the plain run beside it."""


def measure(bench: Bench) -> Section:
    """Every program under every tool, on every Python."""
    fill_with_lines(bench.folder, pyperformance_benchmarks(bench.pythons[0], bench.cache), bench.quick)
    rounds = min(bench.rounds, ROUNDS)
    rows = tuple(_rows(bench, rounds))
    _tell_hits(rows)
    charts = {CHART: slowdown_chart(medians(rows))}
    return Section(rounds, tuple(lines_goals(rows)), lines_tables(rows), charts, lines_ratios(rows), CHART)


LINES_PART = Part(
    "lines",
    "Line time",
    ABOUT,
    (LINE_PROFILER, MEMORY_PROFILER, PYINSTRUMENT, PYPERFORMANCE),
    measure,
    LINE_VERSIONS,
)


def _rows(bench: Bench, rounds: int) -> Iterator[LinesRow]:
    for python in bench.pythons:
        tools = tools_at_hand(python, bench.folder)
        for program in LINE_PROGRAMS:
            bench.say(f"{python.version}: {program.name}")
            yield lines_row(python, program, tools, bench.folder, rounds)


def _tell_hits(rows: tuple[LinesRow, ...]) -> None:
    """Which lines differ, for whoever has to find out why."""
    for row in rows:
        for tracer, compared in row.hits.items():
            for text in compared.differ:
                sys.stderr.write(f"{row.python}, {tracer}: {text}\n")
