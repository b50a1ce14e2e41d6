"""Line memory: what measuring it costs, and whether the increments are memory_profiler's, by its arithmetic."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from statistics import median

from bench.process import Process, run_process
from bench.pythons import BenchPython
from bench.rounds import Run, interleaved, printed
from bench.tools import heatline_command, under_memory_profiler
from bench.workspace import MemoryProgram
from heatline_runner.profile_json import read_profile

MIB = 1 << 20
THEIRS, OURS, EXACT = "memory_profiler.json", "heatline.json", "exact.json"
OWN = ("--arithmetic", "memory_profiler", "--only", "work")  # as theirs: of the marked function alone
# Blocks of 64 KiB and more come from the system and go back to it, rather than from room that was left by whatever the
# process had done before: so that processes with different pasts grow alike.
STEADY = {"GLIBC_TUNABLES": "glibc.malloc.mmap_threshold=65536"}


@dataclass(frozen=True)
class MemoryRow:
    """Ratios of the body's CPU time: to plain under memory_profiler, and under Heatline by its arithmetic.

    ``of_added`` is what Heatline adds to plain over what memory_profiler adds; ``line_us`` what a line costs more than
    plain with Heatline's own arithmetic, in microseconds. Gaps are in MiB, the largest of a line's between medians over
    the rounds, by memory_profiler's arithmetic: of increments, of levels once each run's first reading is taken off,
    and of memory_profiler's own increments from one run to another.
    """

    python: str
    program: str
    plain_ns: float
    theirs: float
    own: float
    of_theirs: float
    of_added: float
    line_us: float
    hits: int
    increment_gap: float
    level_gap: float
    their_own_gap: float


@dataclass(frozen=True)
class Line:
    """A line's figures in MiB."""

    increment: float
    level: float


Lines = Mapping[int, Line]
Figures = Mapping[int, float]


def memory_row(python: BenchPython, program: MemoryProgram, folder: Path, rounds: int) -> MemoryRow:
    """Run ``program`` in ``folder`` plain, under memory_profiler and under Heatline, by both its arithmetics."""
    theirs: list[Lines] = []
    ours: list[Lines] = []
    own = heatline_command(python, program.script, "line_memory", OURS, *OWN)
    exact = heatline_command(python, program.script, "line_memory", EXACT)
    runs: dict[str, Run] = {
        "plain": partial(_run, (str(python.executable), program.script), folder),
        "theirs": _reading(under_memory_profiler(python, program.script, THEIRS), folder, _theirs, theirs),
        "own": _reading(own, folder, _ours, ours),
        "exact": partial(_run, exact, folder),
    }
    taken = printed(interleaved(runs, rounds))
    plain_ns, hits = taken.median_ns("plain"), _hits(folder / EXACT)
    return MemoryRow(
        python=python.version,
        program=program.title,
        plain_ns=plain_ns,
        theirs=taken.ratio("theirs", "plain"),
        own=taken.ratio("own", "plain"),
        of_theirs=taken.ratio("own", "theirs"),
        of_added=(taken.median_ns("own") - plain_ns) / (taken.median_ns("theirs") - plain_ns),
        line_us=(taken.median_ns("exact") - plain_ns) / hits / 1e3,
        hits=hits,
        increment_gap=_gap(_typical(theirs, _increments), _typical(ours, _increments)),
        level_gap=_gap(_typical(theirs, _levels), _typical(ours, _levels)),
        their_own_gap=max(_gap(_increments(one), _increments(other)) for one in theirs for other in theirs),
    )


def _run(argv: tuple[str, ...], folder: Path) -> Process:
    return run_process(argv, folder, os.environ | STEADY)


def _reading(argv: tuple[str, ...], folder: Path, read: Callable[[Path], Lines], into: list[Lines]) -> Run:
    """A run after which what ``read`` finds in ``folder`` is added to ``into``."""

    def run() -> Process:
        process = _run(argv, folder)
        into.append(read(folder))
        return process

    return run


def _theirs(folder: Path) -> Lines:
    figures: dict[str, tuple[float, float, int]] = json.loads((folder / THEIRS).read_text("utf-8"))
    return {int(line): Line(increment, level) for line, (increment, level, _) in figures.items()}


def _ours(folder: Path) -> Lines:
    """In memory_profiler's arithmetic a line's level is its peak."""
    found: dict[int, Line] = {}
    for table in read_profile(folder / OURS).lines:
        columns = table.values["increment_bytes"], table.values["peak_bytes"]
        for line, increment, level in zip(table.line, *columns, strict=True):
            if increment is not None and level is not None:
                found[line] = Line(increment / MIB, level / MIB)
    return found


def _hits(file: Path) -> int:
    tables = read_profile(file).lines
    return int(sum(hits or 0 for table in tables for hits in table.values["hits"]))


def _increments(lines: Lines) -> Figures:
    """The first line's less the run's first reading, which stands on the def's own line."""
    first = min(lines)
    begin = lines[first].level
    return {line: each.increment - (begin if line == first else 0) for line, each in lines.items()}


def _levels(lines: Lines) -> Figures:
    """Less the run's first reading."""
    begin = lines[min(lines)].level
    return {line: each.level - begin for line, each in lines.items()}


def _typical(runs: Sequence[Lines], figures: Callable[[Lines], Figures]) -> Figures:
    """The median over ``runs`` of each line; a line that one of them does not have is 0 there."""
    found = [figures(run) for run in runs]
    return {line: median(each.get(line, 0) for each in found) for line in sorted({*found[0], *found[-1]})}


def _gap(one: Figures, other: Figures) -> float:
    """The largest difference; a line that only one of them has differs by all it says."""
    return max(abs(one.get(line, 0) - other.get(line, 0)) for line in {*one, *other})
