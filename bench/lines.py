"""One program under every tool: what each costs it, whether hits agree, and what times add up to."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from statistics import median
from typing import Final

from bench.hits import HitsCompared, compared_hits
from bench.line_programs import LineProgram, Size
from bench.line_tools import (
    ENVIRONMENT,
    LINE_PROFILER_TOOL,
    MEMORY_PROFILER_TOOL,
    MONITORING,
    NATIVE,
    PLAIN,
    LineTool,
)
from bench.process import LIMIT_S, Process, run_process
from bench.pythons import BenchPython
from bench.rounds import Run, interleaved
from bench.stop import Stop
from heatline_runner.model import Profile
from heatline_runner.profile_json import read_profile

SLOW_LIMIT_S: Final = 6.0  # for a run of memory_profiler


@dataclass(frozen=True)
class Cost:
    """Medians of ratios to plain Python: the body's CPU time, and the peak of the process's resident memory."""

    slowdown: float
    peak: float


@dataclass(frozen=True)
class LinesRow:
    """A program on a Python; ``costs`` and ``hits`` are by a tool's id.

    ``of_wall`` is what native's own times and the time outside of them add up to, over the wall time of the plain run;
    None where there is no native.
    """

    python: str
    program: LineProgram
    plain_ns: float
    costs: Mapping[str, Cost]
    hits: Mapping[str, HitsCompared]
    of_wall: float | None


@dataclass
class _Measured:
    """What one program is measured by, and what native said of each of its runs, in ns."""

    python: BenchPython
    program: LineProgram
    folder: Path
    sums_ns: list[float] = field(default_factory=list)

    def run(self, tool: LineTool, size: Size) -> Process:
        beside = ("login.py",) if self.program.name == "login" else ()
        argv = tool.command(self.python, self.program.script(size), beside)
        limit_s = SLOW_LIMIT_S if tool is MEMORY_PROFILER_TOOL else LIMIT_S
        process = run_process(argv, self.folder, ENVIRONMENT, limit_s=limit_s)
        if tool is NATIVE and size == "long":
            self.sums_ns.append(summed_ns(self.profile(tool)))
        return process

    def profile(self, tool: LineTool) -> Profile:
        return read_profile(self.folder / tool.report)


def lines_row(
    python: BenchPython, program: LineProgram, tools: Sequence[LineTool], folder: Path, rounds: int
) -> LinesRow:
    """Run ``program`` in ``folder`` by all of ``tools``: ``rounds`` times by ours, once by others."""
    measured = _Measured(python, program, folder)
    ours = [tool for tool in tools if tool.ours]
    taken = interleaved(_runs(measured, (PLAIN, *ours)), rounds)
    costs = _costs(taken, ours)
    walls = [_figures(process)[0] for process in taken[_plain("long")]]
    of_wall = median(a / b for a, b in zip(measured.sums_ns, walls, strict=True)) if NATIVE in tools else None
    costs |= _costs_of_others(measured, [tool for tool in tools if not tool.ours and tool is not PLAIN])
    plain_ns = median(process.printed_ns for process in taken[_plain("long")])
    return LinesRow(python.version, program, plain_ns, costs, _hits(measured, tools), of_wall)


def summed_ns(profile: Profile) -> float:
    """All own times of lines and what was outside of them, compensated."""
    own = (ns for table in profile.lines for ns in table.values["line_own_ns"])
    return sum(ns or 0.0 for ns in own) + (profile.run.unmeasured_ns or 0.0)


def _plain(size: Size) -> str:
    return f"plain, {size}"


def _runs(measured: _Measured, tools: Iterable[LineTool]) -> Mapping[str, Run]:
    """Those of a size stand together, behind the plain run that they are compared with."""
    runs: dict[str, Run] = {}
    for tool in sorted(tools, key=lambda tool: tool.size):
        runs.setdefault(_plain(tool.size), partial(measured.run, PLAIN, tool.size))
        if tool is not PLAIN:
            runs[tool.id] = partial(measured.run, tool, tool.size)
    return runs


def _costs(taken: Mapping[str, Sequence[Process]], tools: Iterable[LineTool]) -> dict[str, Cost]:
    return {tool.id: _cost(taken[tool.id], taken[_plain(tool.size)]) for tool in tools}


def _cost(with_tool: Iterable[Process], plain: Iterable[Process]) -> Cost:
    pairs = [(_figures(ours), _figures(base)) for ours, base in zip(with_tool, plain, strict=True)]
    slowdown = median(ours[2] / max(base[2], 1) for ours, base in pairs)
    return Cost(slowdown, median(ours[1] / base[1] for ours, base in pairs))


def _figures(process: Process) -> tuple[int, int, int]:
    """Wall time in ns, peak in KiB, the body's CPU time in ns, as a program of ours prints them."""
    wall_ns, peak_kib, body_ns = map(int, process.last_line.split())
    return wall_ns, peak_kib, body_ns


def _costs_of_others(measured: _Measured, tools: Sequence[LineTool]) -> Mapping[str, Cost]:
    """One round; without memory_profiler where that takes too long for as little as the program can do."""
    fast = [tool for tool in tools if tool is not MEMORY_PROFILER_TOOL]
    found = _costs(interleaved(_runs(measured, fast), 1), fast)
    slow = [tool for tool in tools if tool is MEMORY_PROFILER_TOOL]
    try:
        return found | _costs(interleaved(_runs(measured, slow), 1), slow)
    except Stop:
        sys.stderr.write(f"{measured.program.name} takes more than {SLOW_LIMIT_S:.0f} s under memory_profiler\n")
        return found


def _hits(measured: _Measured, tools: Sequence[LineTool]) -> Mapping[str, HitsCompared]:
    if LINE_PROFILER_TOOL not in tools:
        return {}
    found = {}
    theirs = measured.profile(LINE_PROFILER_TOOL)
    for tool in (NATIVE, MONITORING):
        if tool in tools:
            measured.run(tool, LINE_PROFILER_TOOL.size)
            found[tool.id] = compared_hits(measured.profile(tool), theirs)
    return found
