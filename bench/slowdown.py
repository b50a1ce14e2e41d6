"""How much longer a program's body takes when its lines are measured, in CPU time."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path

from bench.hits import heatline_hits, kernprof_hits
from bench.process import run_process
from bench.pythons import BenchPython
from bench.rounds import Run, interleaved, printed
from bench.tools import TOOLS, command
from bench.workspace import Program


@dataclass(frozen=True)
class Slowdown:
    """``kernprof`` and ``heatline`` are ratios to plain Python, ``of_kernprof`` is heatline's over kernprof's."""

    python: str
    program: str
    plain_ns: float
    kernprof: float
    heatline: float
    of_kernprof: float
    kernprof_hits: int
    heatline_hits: int


def slowdown(python: BenchPython, program: Program, folder: Path, rounds: int) -> Slowdown:
    """Run ``program`` in ``folder`` under every tool, ``rounds`` times."""
    runs: dict[str, Run] = {tool: partial(run_process, command(tool, python, program), folder) for tool in TOOLS}
    taken = printed(interleaved(runs, rounds))
    return Slowdown(
        python=python.version,
        program=program.title,
        plain_ns=taken.median_ns("plain"),
        kernprof=taken.ratio("kernprof", "plain"),
        heatline=taken.ratio("heatline", "plain"),
        of_kernprof=taken.ratio("heatline", "kernprof"),
        kernprof_hits=kernprof_hits(python, folder),
        heatline_hits=heatline_hits(folder),
    )
