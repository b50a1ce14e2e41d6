"""The folder the programs run in: the drivers, with the pyperformance modules they import beside them."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

PROGRAMS = Path(__file__).parent / "programs"


@dataclass(frozen=True)
class Program:
    """``script`` is what is run, ``files`` are those that are measured."""

    name: str
    title: str
    benchmark: str | None = None

    @property
    def script(self) -> str:
        return f"{self.name}.py"

    @property
    def files(self) -> tuple[str, ...]:
        return (self.script, f"{self.benchmark}.py") if self.benchmark else (self.script,)


REAL = (
    Program("richards", "richards", "bm_richards"),
    Program("deltablue", "deltablue", "bm_deltablue"),
    Program("nbody", "nbody", "bm_nbody"),
)
SMALL_CALLS = Program("small_calls", "100,000 small calls from module level")
NOTHING = Program("nothing", "an empty program")


def fill_workspace(folder: Path, benchmarks: Path) -> None:
    """Copy the programs into ``folder``, and their modules from ``benchmarks`` (pyperformance's scripts)."""
    for driver in PROGRAMS.glob("*.py"):
        shutil.copy(driver, folder)
    for program in REAL:
        if program.benchmark:
            shutil.copy(benchmarks / program.benchmark / "run_benchmark.py", folder / f"{program.benchmark}.py")
