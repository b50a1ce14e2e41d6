"""Line time: what measuring it costs beside kernprof."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from statistics import median

from bench.goals import Goal
from bench.part import Bench, Part, Section
from bench.pythons import LINE_PROFILER, PYPERFORMANCE, pyperformance_benchmarks
from bench.slowdown import Slowdown, slowdown
from bench.tables import Table, milliseconds
from bench.workspace import IMPORTED, REAL, SMALL_CALLS, fill_with_time

OF_KERNPROF = 0.5
SMALL_CALLS_OF_KERNPROF = {"3.11": 0.5}  # line_profiler's wrapper costs less there
SMALL_CALLS_OF_KERNPROF_FROM_3_12 = 0.1
HEAD = ("Python", "program", "plain", "kernprof", "Heatline", "of kernprof's", "hits, kernprof", "hits")
ABOUT = """\
Each round runs a program in plain Python, under `kernprof -l -p` with all files of the program, and under
`heatline run`, one after the other, each round beginning with another. The programs time their own body by the
process's CPU clock, so that neither start-up nor the writing of results counts in it; Heatline's snapshots while the
program runs do count.

The three programs are pyperformance's, each in one file, with fixed loop counts. Heatline measures module level and
class bodies too: its hits are a few more, and three times as many where the loop stands at module level. What it saves
is kernprof's wrapper around each function of the script. On the functions of an imported module kernprof puts none, as
"richards, imported" shows, and where nothing is called it costs nothing, as in nbody: there both run the same core over
the same lines, and cost the same."""


def measure(bench: Bench) -> Section:
    """Every program under every tool, on every Python."""
    fill_with_time(bench.folder, pyperformance_benchmarks(bench.pythons[0], bench.cache), bench.quick)
    rows = tuple(_rows(bench))
    table = Table("Slowdown of the program's body", HEAD, tuple(map(_cells, rows)))
    return Section(bench.rounds, tuple(_goals(rows)), (table,))


TIME_PART = Part("time", "Line time", ABOUT, (LINE_PROFILER, PYPERFORMANCE), measure)


def _rows(bench: Bench) -> Iterator[Slowdown]:
    for python in bench.pythons:
        for program in (*REAL, IMPORTED, SMALL_CALLS):
            bench.say(f"{python.version}: {program.title}")
            yield slowdown(python, program, bench.folder, bench.rounds)


def _goals(rows: Sequence[Slowdown]) -> Iterator[Goal]:
    real = {program.title for program in REAL}
    for version in dict.fromkeys(row.python for row in rows):
        shares = {row.program: row.of_kernprof for row in rows if row.python == version}
        typical = median(share for program, share in shares.items() if program in real)
        yield Goal(version, "slowdown, median of the programs", typical, OF_KERNPROF)
        limit = SMALL_CALLS_OF_KERNPROF.get(version, SMALL_CALLS_OF_KERNPROF_FROM_3_12)
        yield Goal(version, f"slowdown, {SMALL_CALLS.title}", shares[SMALL_CALLS.title], limit)


def _cells(row: Slowdown) -> tuple[str, ...]:
    ratios = (f"{row.kernprof:.1f}×", f"{row.heatline:.1f}×", f"{row.of_kernprof:.3f}")
    return (
        *(row.python, row.program, milliseconds(row.plain_ns), *ratios),
        *(f"{row.kernprof_hits:,}", f"{row.heatline_hits:,}"),
    )
