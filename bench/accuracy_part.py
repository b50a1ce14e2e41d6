"""Accuracy: shares that profilers give, beside shares that are known."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import inf

from bench.accuracy import Error, Share, accuracy, errors
from bench.goals import Goal
from bench.line_tools import (
    CPROFILE,
    KERNPROF,
    LINE_PROFILER_TOOL,
    MONITORING,
    NATIVE,
    NATIVE_SYSTEM,
    PLAIN,
    PYINSTRUMENT_TOOL,
    LineTool,
    tools_at_hand,
)
from bench.part import Bench, Part, Section
from bench.pythons import LINE_PROFILER, PYINSTRUMENT, WITH_NEWEST
from bench.tables import Table
from bench.workspace import fill_with_truth

MEAN, WORST = 2.0, 4.0  # points
TOOLS = (
    *(PLAIN, NATIVE, NATIVE_SYSTEM, MONITORING, LINE_PROFILER_TOOL),
    *(KERNPROF, CPROFILE, PYINSTRUMENT_TOOL),
)
HEAD = ("Python", "tool", "stretches", "mean error", "worst error", "where")
SHORT = {
    "native": "native",
    "native_system": "system clock",
    "monitoring": "monitoring",
    "line_profiler": "line_profiler",
    "kernprof": "kernprof",
    "cprofile": "cProfile",
    "pyinstrument": "pyinstrument",
}
ABOUT = """\
Each program reads a clock where it goes from one stretch of lines to the next, at most a few dozen times, and says how
long each took without any profiler: coarse lines, a hot loop, one call of C, many small calls, library code, recursion,
generators, threads, coroutines. A stretch is a function with what it calls, or a line: one that takes long enough to be
clocked by itself, or one of three that are the same, which take what their loop takes less an empty loop's time.

Each round runs a program in plain Python and under every tool. A tool's share of a stretch is the time it gives to its
lines, over that of all stretches of the program; the error is how many points it is off the share that is known, in
medians over the rounds. cProfile and pyinstrument know functions alone and are asked for those, with what they call; a
program of which one tells nothing is not counted for it."""


def measure(bench: Bench) -> Section:
    """Every program under every tool, on every Python."""
    programs = fill_with_truth(bench.folder)
    taken = tuple(share for share in _shares(bench, programs))
    found = tuple(errors(taken))
    tables = (Table("Error of shares, in points", HEAD, tuple(map(_error_cells, found))), *_tables(taken))
    ratios = {f"{error.python}, {error.tool.title}: mean error, points": error.mean for error in found}
    return Section(bench.rounds, tuple(_goals(bench, found)), tables, ratios=ratios)


ACCURACY_PART = Part("accuracy", "Accuracy", ABOUT, (LINE_PROFILER, PYINSTRUMENT), measure, WITH_NEWEST)


def _shares(bench: Bench, programs: Sequence[str]) -> Iterator[Share]:
    for python in bench.pythons:
        tools = tools_at_hand(python, bench.folder, TOOLS)
        for program in programs:
            bench.say(f"{python.version}: accuracy, {program}")
            yield from accuracy(python, program, tools, bench.folder, bench.rounds)


def _goals(bench: Bench, found: Sequence[Error]) -> Iterator[Goal]:
    of_native = {error.python: error for error in found if error.tool is NATIVE}
    for python in bench.pythons:
        error = of_native.get(python.version)
        yield Goal(python.version, "native, mean error of a share", error.mean if error else inf, MEAN, " points")
        yield Goal(python.version, "native, worst error of a share", error.worst if error else inf, WORST, " points")


def _tables(taken: Sequence[Share]) -> Iterator[Table]:
    for version in dict.fromkeys(share.python for share in taken):
        rows = [share for share in taken if share.python == version]
        tools = tuple(tool for tool in TOOLS if any(tool in share.told for share in rows))
        head = ("program", "stretch", "known", *(SHORT[tool.id] for tool in tools))
        yield Table(f"Shares, Python {version}", head, tuple(_share_cells(share, tools) for share in rows))


def _share_cells(share: Share, tools: Sequence[LineTool]) -> tuple[str, ...]:
    told = (f"{share.told[tool]:.1f} %" if tool in share.told else "–" for tool in tools)
    return (share.program, share.stretch, f"{share.known:.1f} %", *told)


def _error_cells(error: Error) -> tuple[str, ...]:
    figures = (f"{error.mean:.1f}", f"{error.worst:.1f}", error.where)
    return (error.python, error.tool.title, str(error.stretches), *figures)
