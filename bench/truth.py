"""A program whose lines use known bytes, as four instruments see it."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path

from bench.process import run_process
from bench.pythons import BenchPython
from bench.tools import heatline_command, under_memory_profiler, under_tracemalloc
from bench.workspace import TRUTH
from heatline_runner.profile_json import read_profile

MIB = 1 << 20
SAID = re.compile(r"# (?P<what>.+): (?P<grown>\S+)(?: MiB)?, (?P<alive>\S+)(?: MiB)?$")


@dataclass(frozen=True)
class TruthRow:
    """A line of the program: what it does, and what each says of it in MiB; None where it says nothing.

    ``grown`` and ``alive`` are what the program makes true: what the line uses or gives up, what Python's allocators
    hold of it in the end.
    """

    python: str
    what: str
    grown: float | None
    increment: float | None
    memory_profiler: float | None
    alive: float | None
    allocations: float | None
    tracemalloc: float | None


def truth_rows(python: BenchPython, folder: Path) -> tuple[TruthRow, ...]:
    """Run the program under each of the four in ``folder``."""
    run_process(under_memory_profiler(python, TRUTH.script, "theirs.json"), folder)
    run_process(under_tracemalloc(python, TRUTH.script, "tracemalloc.json"), folder, prints=False)
    run_process(heatline_command(python, TRUTH.script, "line_memory", "memory.json"), folder)
    run_process(heatline_command(python, TRUTH.script, "allocations", "allocations.json"), folder)
    theirs = _numbers(folder / "theirs.json", 0, MIB)
    traced = _numbers(folder / "tracemalloc.json", None, 1)
    ours = _column(folder / "memory.json", "increment_bytes")
    alive = _column(folder / "allocations.json", "allocated_bytes")
    source = (folder / TRUTH.script).read_text("utf-8").splitlines()
    rows = ((number, SAID.search(line)) for number, line in enumerate(source, 1))
    return tuple(
        TruthRow(
            python=python.version,
            what=said["what"],
            grown=_known(said["grown"]),
            increment=_mib(ours.get(number)),
            memory_profiler=_mib(theirs.get(number)),
            alive=_known(said["alive"]),
            allocations=_mib(alive.get(number)),
            tracemalloc=_mib(traced.get(number)),
        )
        for number, said in rows
        if said is not None
    )


def _known(text: str) -> float | None:
    return None if text == "?" else float(text)


def _mib(amount: float | None) -> float | None:
    return None if amount is None else amount / MIB


def _numbers(file: Path, index: int | None, scale: float) -> dict[int, float]:
    figures = json.loads(file.read_text("utf-8"))
    return {int(line): scale * (each if index is None else each[index]) for line, each in figures.items()}


def _column(file: Path, metric: str) -> dict[int, float]:
    found: dict[int, float] = {}
    tables = (table for table in read_profile(file).lines if Path(table.path).name == TRUTH.script)
    for table in tables:
        for line, value in zip(table.line, table.values.get(metric, ()), strict=False):
            if value is not None:
                found[line] = found.get(line, 0) + value
    return found
