"""What it costs to run an empty program, in CPU time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from shutil import rmtree

from bench.line_tools import PLAIN, LineTool
from bench.process import Process
from bench.pythons import BenchPython
from bench.rounds import Run as Command
from bench.rounds import cpu, interleaved, printed
from bench.runner import prepared_run, run_runner
from bench.workspace import NOTHING
from heatline.preparation import Run


@dataclass(frozen=True)
class StartUp:
    """CPU times over plain Python's: up to the first line, of the program's process, and of all processes.

    For a tool of others all is one process.
    """

    python: str
    tool: LineTool
    plain_ns: float
    first_line: float
    process: float
    all_processes: float


def start_ups(python: BenchPython, tools: Sequence[LineTool], folder: Path, rounds: int) -> tuple[StartUp, ...]:
    """Run the empty program in ``folder`` by every tool, ``rounds`` times; ours with a supervisor and without."""
    prepared = {tool: prepared_run(python, NOTHING, folder, tool) for tool in tools if tool.ours}
    runs: dict[str, Command] = {tool.id: partial(tool.run, python, folder, NOTHING) for tool in tools}
    runs |= {_alone(tool): partial(run_runner, run) for tool, run in prepared.items()}
    try:
        taken = interleaved(runs, rounds)
    finally:
        for run in prepared.values():
            _remove(run)
    return tuple(_rows(python, tools, taken))


def _alone(tool: LineTool) -> str:
    return f"{tool.id}, the program's process"


def _remove(run: Run) -> None:
    rmtree(run.folder, ignore_errors=True)


def _rows(
    python: BenchPython, tools: Sequence[LineTool], taken: Mapping[str, tuple[Process, ...]]
) -> Iterator[StartUp]:
    first_line, whole = printed(taken), cpu(taken)
    for tool in tools:
        if tool is not PLAIN:
            alone = _alone(tool) if tool.ours else tool.id
            yield StartUp(
                python=python.version,
                tool=tool,
                plain_ns=whole.median_ns(PLAIN.id),
                first_line=first_line.ratio(alone, PLAIN.id),
                process=whole.ratio(alone, PLAIN.id),
                all_processes=whole.ratio(tool.id, PLAIN.id),
            )
