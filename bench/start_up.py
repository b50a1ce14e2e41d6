"""What it costs to run an empty program, in CPU time of the process that runs it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from shutil import rmtree
from typing import Literal

from bench.process import run_process
from bench.pythons import BenchPython
from bench.rounds import Rounds, Run, cpu, interleaved, printed
from bench.runner import prepared_run, run_runner
from bench.tools import TOOLS, command
from bench.workspace import NOTHING

Measured = Literal["until the first line", "the whole process", "with the supervisor"]
RUNNER = "runner"


@dataclass(frozen=True)
class StartUp:
    """``kernprof`` and ``heatline`` are ratios to plain Python, ``of_kernprof`` is heatline's over kernprof's."""

    python: str
    measured: Measured
    plain_ns: float
    kernprof: float
    heatline: float
    of_kernprof: float


def start_ups(python: BenchPython, folder: Path, rounds: int) -> tuple[StartUp, ...]:
    """Run the empty program in ``folder`` in every way, ``rounds`` times."""
    run = prepared_run(python, NOTHING, folder)
    runs: dict[str, Run] = {tool: partial(run_process, command(tool, python, NOTHING), folder) for tool in TOOLS}
    runs[RUNNER] = partial(run_runner, run)
    try:
        taken = interleaved(runs, rounds)
    finally:
        rmtree(run.folder)
    return tuple(_rows(python, printed(taken), cpu(taken)))


def _rows(python: BenchPython, first_line: Rounds, whole: Rounds) -> Iterator[StartUp]:
    yield _row(python, "until the first line", first_line, RUNNER)
    yield _row(python, "the whole process", whole, RUNNER)
    yield _row(python, "with the supervisor", whole, "heatline")


def _row(python: BenchPython, measured: Measured, taken: Rounds, ours: str) -> StartUp:
    return StartUp(
        python=python.version,
        measured=measured,
        plain_ns=taken.median_ns("plain"),
        kernprof=taken.ratio("kernprof", "plain"),
        heatline=taken.ratio(ours, "plain"),
        of_kernprof=taken.ratio(ours, "kernprof"),
    )
