"""Calls and samples: what they cost beside cProfile, whether calls are cProfile's, how true samples are."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from math import inf
from statistics import median

from bench.accuracy import Error, accuracy, errors
from bench.calls import differing_calls
from bench.goals import Goal
from bench.line_programs import PYPERFORMANCE_PROGRAMS, LineProgram, fill_with_lines
from bench.line_tools import CALLS, CPROFILE, PLAIN, SAMPLES, tools_at_hand
from bench.part import Bench, Part, Section
from bench.process import Process
from bench.pythons import WITH_NEWEST, BenchPython, pyperformance_benchmarks
from bench.rounds import Run, interleaved
from bench.tables import Table, milliseconds
from bench.workspace import fill_with_truth

TIMES = 10  # as long as it takes to see enough of it: a few hundred milliseconds are a few dozen samples
PROGRAMS = PYPERFORMANCE_PROGRAMS[:10]
TOOLS = (PLAIN, CPROFILE, CALLS, SAMPLES)
OF_CPROFILE, SAMPLED, WORST = 1.05, 1.1, 5.0
ABOUT = """\
Each round runs a program of pyperformance in plain Python, under `python -m cProfile`, under Heatline's calls and
beside Heatline's sampler, one after the other. The programs time their own body by the process's CPU clock. The cost of
calls is told as a part of cProfile's. Counted are the program's functions and what they call of C; the sampler's error
is that of the shares of the programs whose truth is known (see Accuracy), each made ten times as long, which are some
thousand samples."""


@dataclass(frozen=True)
class CallsRow:
    """A program on a Python: slowdowns, and how many functions are counted otherwise than by cProfile."""

    python: str
    program: LineProgram
    plain_ns: float
    cprofile: float
    calls: float
    samples: float
    of_cprofile: float
    functions: int
    differ: int


def measure(bench: Bench) -> Section:
    """Ten programs by all, and the sampler on the programs of known truth, on every Python."""
    fill_with_lines(bench.folder, pyperformance_benchmarks(bench.pythons[0], bench.cache), bench.quick)
    truth = fill_with_truth(bench.folder, TIMES)
    rows = tuple(row for python in bench.pythons for row in _rows(bench, python))
    found = tuple(error for python in bench.pythons for error in _errors(bench, python, truth))
    tables = (
        Table("Calls and samples", HEAD, tuple(map(_cells, rows))),
        Table("Error of the sampler's shares, in points", ERRORS, tuple(map(_error_cells, found))),
    )
    ratios = {f"{row.python}, {row.program.name}: calls, of cProfile's": row.of_cprofile for row in rows}
    return Section(bench.rounds, tuple(_goals(bench, rows, found)), tables, ratios=ratios)


HEAD = ("Python", "program", "plain", "cProfile", "calls", "of cProfile's", "sampling", "functions", "differ")
ERRORS = ("Python", "stretches", "mean error", "worst error", "where")
CALLS_PART = Part("calls", "Calls and samples", ABOUT, (), measure, WITH_NEWEST)


def _rows(bench: Bench, python: BenchPython) -> Iterator[CallsRow]:
    tools = tools_at_hand(python, bench.folder, TOOLS)
    for program in PROGRAMS:
        bench.say(f"{python.version}: calls, {program.name}")
        script = program.script("long")
        runs: dict[str, Run] = {tool.id: partial(tool.run, python, bench.folder, script) for tool in tools}
        taken = {name: _bodies(of) for name, of in interleaved(runs, bench.rounds).items()}
        functions, differ = differing_calls(python, bench.folder, program.script("short"))
        for text in differ:
            sys.stderr.write(f"{python.version}, {program.name}: {text}\n")
        plain = taken[PLAIN.id]
        yield CallsRow(
            python.version,
            program,
            median(plain),
            _ratio(taken[CPROFILE.id], plain),
            _ratio(taken[CALLS.id], plain),
            _ratio(taken[SAMPLES.id], plain) if SAMPLES.id in taken else inf,
            _ratio(taken[CALLS.id], taken[CPROFILE.id]),
            functions,
            len(differ),
        )


def _bodies(processes: Sequence[Process]) -> list[int]:
    """CPU times of the bodies, in ns."""
    return [int(process.last_line.split()[2]) for process in processes]


def _ratio(ours: Sequence[int], theirs: Sequence[int]) -> float:
    return median(one / max(other, 1) for one, other in zip(ours, theirs, strict=True))


def _errors(bench: Bench, python: BenchPython, truth: Sequence[str]) -> Iterator[Error]:
    tools = tools_at_hand(python, bench.folder, (PLAIN, SAMPLES))
    bench.say(f"{python.version}: samples of known truth")
    taken = [share for name in truth for share in accuracy(python, name, tools, bench.folder, bench.rounds)]
    yield from errors(taken)


def _goals(bench: Bench, rows: Sequence[CallsRow], found: Sequence[Error]) -> Iterator[Goal]:
    for python in bench.pythons:
        own = [row for row in rows if row.python == python.version]
        worst = max((error.worst for error in found if error.python == python.version), default=inf)
        of_cprofile = median(row.of_cprofile for row in own)
        yield Goal(python.version, "calls, of cProfile's time, median", of_cprofile, OF_CPROFILE)
        yield Goal(python.version, "calls, functions counted otherwise than by cProfile", sum(r.differ for r in own), 0)
        yield Goal(python.version, "sampling, median slowdown", median(row.samples for row in own), SAMPLED, "×")
        yield Goal(python.version, "sampling, worst error of a share", worst, WORST, " points")


def _cells(row: CallsRow) -> tuple[str, ...]:
    slowdowns = (row.cprofile, row.calls, row.of_cprofile, row.samples)
    one, two, part, sampled = (f"{each:.2f}" for each in slowdowns)
    return (
        *(row.python, row.program.name, milliseconds(row.plain_ns), f"{one}×", f"{two}×", part, f"{sampled}×"),
        *(str(row.functions), str(row.differ)),
    )


def _error_cells(error: Error) -> tuple[str, ...]:
    return (error.python, str(error.stretches), f"{error.mean:.1f}", f"{error.worst:.1f}", error.where)
