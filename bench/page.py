"""The page that a run writes, docs/benchmarks.md."""

from __future__ import annotations

from bench.pythons import LINE_PROFILER, PYPERFORMANCE
from bench.results import Results
from bench.tables import markdown, result_tables

ABOUT = """\
# Benchmarks

*Written by `npm run bench`; `npm run bench -- --quick` takes fewer rounds and leaves this page alone.*

Every figure is a ratio of CPU times taken side by side in one run: each round runs a program in plain Python, under
`kernprof -l -p` with all files of the program, and under `heatline run`, one after the other, each round beginning with
another. A ratio is the median over the rounds. The programs time their own body by the process's CPU clock, so that
neither start-up nor the writing of results counts in it; Heatline's snapshots while the program runs do count.

The three programs are pyperformance's, with fixed loop counts. Heatline measures the module level and class bodies
too, hence its hits are a few more. Start-up is the CPU time of the process that runs the program, without the
supervisor beside it: until the first line of an empty program, and of the whole process, which writes the results too.
"""


def benchmark_page(results: Results) -> str:
    facts = (*results.machine, *results.pythons, LINE_PROFILER, PYPERFORMANCE)
    taken = f"Taken with {results.rounds} rounds on: {', '.join(fact.replace('==', ' ') for fact in facts)}."
    return "\n\n".join([ABOUT + "\n" + taken, *map(markdown, result_tables(results))]) + "\n"
