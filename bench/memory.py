"""Line memory: what measuring it costs, and whether the increments are memory_profiler's, by its arithmetic."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from bench.process import run_process
from bench.pythons import BenchPython
from bench.rounds import Run, interleaved, printed
from bench.tools import heatline_command, under_memory_profiler
from bench.workspace import MemoryProgram
from heatline_runner.profile_json import read_profile

MIB = 1 << 20
THEIRS, OURS = "memory_profiler.json", "heatline.json"


@dataclass(frozen=True)
class MemoryRow:
    """``of_theirs`` is the CPU time of the body under Heatline over that under memory_profiler.

    ``line_us`` is what a line costs more than plain, in microseconds, with Heatline's own arithmetic;
    ``increment_gap_mib`` the largest difference of a line's increment between the two, ``level_gap_mib`` of its level
    once each run's first reading is taken off, both in memory_profiler's arithmetic.
    """

    python: str
    program: str
    plain_ns: float
    theirs: float
    ours: float
    of_theirs: float
    line_us: float
    hits: int
    increment_gap_mib: float
    level_gap_mib: float


@dataclass(frozen=True)
class Line:
    """A line's figures in bytes."""

    increment: float
    level: float


def memory_row(python: BenchPython, program: MemoryProgram, folder: Path, rounds: int) -> MemoryRow:
    """Run ``program`` in ``folder`` plain, under memory_profiler and under Heatline."""
    exact = heatline_command(python, program.script, "line_memory", OURS)
    runs: dict[str, Run] = {
        "plain": partial(run_process, (str(python.executable), program.script), folder),
        "theirs": partial(run_process, under_memory_profiler(python, program.script, THEIRS), folder),
        "ours": partial(run_process, exact, folder),
    }
    taken = printed(interleaved(runs, rounds))
    hits = _hits(folder / OURS)
    run_process((*exact[:-1], "--arithmetic", "memory_profiler", "--only", "work", program.script), folder)
    theirs, ours = _theirs(folder / THEIRS), _ours(folder / OURS)
    return MemoryRow(
        python=python.version,
        program=program.title,
        plain_ns=taken.median_ns("plain"),
        theirs=taken.ratio("theirs", "plain"),
        ours=taken.ratio("ours", "plain"),
        of_theirs=taken.ratio("ours", "theirs"),
        line_us=(taken.median_ns("ours") - taken.median_ns("plain")) / hits / 1e3,
        hits=hits,
        increment_gap_mib=_gap(_from_first(theirs, "increment"), _from_first(ours, "increment")) / MIB,
        level_gap_mib=_gap(_from_first(theirs, "level"), _from_first(ours, "level")) / MIB,
    )


def _theirs(file: Path) -> dict[int, Line]:
    figures: dict[str, tuple[float, float, int]] = json.loads(file.read_text("utf-8"))
    return {int(line): Line(inc * MIB, level * MIB) for line, (inc, level, _) in figures.items()}


def _ours(file: Path) -> dict[int, Line]:
    """In memory_profiler's arithmetic a line's level is its peak."""
    found: dict[int, Line] = {}
    for table in read_profile(file).lines:
        columns = table.values["increment_bytes"], table.values["peak_bytes"]
        for line, increment, level in zip(table.line, *columns, strict=True):
            if increment is not None and level is not None:
                found[line] = Line(increment, level)
    return found


def _hits(file: Path) -> int:
    tables = read_profile(file).lines
    return int(sum(hits or 0 for table in tables for hits in table.values["hits"]))


def _from_first(lines: Mapping[int, Line], figure: str) -> dict[int, float]:
    """Levels, and the first increment, less the run's first reading, which stands on the def's own line."""
    first = min(lines)
    begin = lines[first].level
    if figure == "level":
        return {line: each.level - begin for line, each in lines.items()}
    return {line: each.increment - (begin if line == first else 0) for line, each in lines.items()}


def _gap(theirs: Mapping[int, float], ours: Mapping[int, float]) -> float:
    """The largest difference; a line that only one of them has differs by all it says."""
    return max(abs(theirs.get(line, 0) - ours.get(line, 0)) for line in {*theirs, *ours})
