"""The page that a run writes, docs/benchmarks.md."""

from __future__ import annotations

from bench.pythons import LINE_PROFILER, PYPERFORMANCE
from bench.results import Results
from bench.tables import markdown, result_tables

ABOUT = """\
# Benchmarks

*Written by `npm run bench`. `npm run bench -- --quick` takes a minute or two: shorter loops, fewer rounds, and this
page stays as it is.*

Every figure is a ratio of CPU times taken side by side in one run: each round runs a program in plain Python, under
`kernprof -l -p` with all files of the program, and under `heatline run`, one after the other, each round beginning with
another. A ratio is the median over the rounds. The programs time their own body by the process's CPU clock, so that
neither start-up nor the writing of results counts in it; Heatline's snapshots while the program runs do count.

The three programs are pyperformance's, each in one file, with fixed loop counts. Heatline measures module level and
class bodies too: its hits are a few more, and three times as many where the loop stands at module level. What it saves
is kernprof's wrapper around each function of the script. On the functions of an imported module kernprof puts none, as
"richards, imported" shows, and where nothing is called it costs nothing, as in nbody: there both run the same core over
the same lines, and cost the same.

Start-up is the CPU time of the process that runs an empty program: until its first line, and as a whole, with the
results written. "With the supervisor" counts all processes of `heatline run`, the report included.
"""


def benchmark_page(results: Results) -> str:
    facts = (*results.machine, *results.pythons, LINE_PROFILER, PYPERFORMANCE)
    taken = f"Taken with {results.rounds} rounds on: {', '.join(fact.replace('==', ' ') for fact in facts)}."
    return "\n\n".join([ABOUT + "\n" + taken, *map(markdown, result_tables(results))]) + "\n"
