"""The programs that are measured, and the folder they are put in."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

PROGRAMS = Path(__file__).parent / "programs"
BODY = """

from time import process_time_ns

began = process_time_ns()
{body}
print(process_time_ns() - began)
"""


@dataclass(frozen=True)
class Program:
    """A program that prints the CPU time of its body.

    One with a ``benchmark`` is pyperformance's script of that name up to its guard, then ``body``, with ``loops`` in
    it. It is one file, as kernprof puts its wrappers on the functions of the script only; ``imported`` makes it two.
    """

    name: str
    title: str
    benchmark: str = ""
    body: str = ""
    loops: int = 0
    imported: bool = False

    @property
    def script(self) -> str:
        return f"{self.name}.py"

    @property
    def module(self) -> str:
        return f"{self.name}_module"

    @property
    def files(self) -> tuple[str, ...]:
        """What is measured."""
        return (self.script, f"{self.module}.py") if self.imported else (self.script,)


REAL = (
    Program("richards", "richards", "bm_richards", "Richards().run({loops})", 10),
    Program("deltablue", "deltablue", "bm_deltablue", "for _ in range({loops}):\n    delta_blue(100)", 120),
    Program("nbody", "nbody", "bm_nbody", 'offset_momentum(BODIES["sun"])\nadvance(0.01, {loops})', 110_000),
)
IMPORTED = Program(
    "richards_imported", "richards, imported", "bm_richards", "Richards().run({loops})", 10, imported=True
)
SMALL_CALLS = Program("small_calls", "100,000 small calls from module level")
NOTHING = Program("nothing", "an empty program")


def fill_workspace(folder: Path, benchmarks: Path, divisor: int) -> None:
    """Put the programs into ``folder``, their loops divided; ``benchmarks`` has pyperformance's scripts."""
    for file in PROGRAMS.glob("*.py"):
        shutil.copy(file, folder)
    for program in (*REAL, IMPORTED):
        source = (benchmarks / program.benchmark / "run_benchmark.py").read_text("utf-8")
        body = program.body.format(loops=program.loops // divisor)
        _assemble(program, folder, source.partition("\nif __name__ ==")[0], BODY.format(body=body))


def _assemble(program: Program, folder: Path, functions: str, body: str) -> None:
    if program.imported:
        (folder / f"{program.module}.py").write_text(functions, "utf-8")
        functions = f"from {program.module} import *"
    (folder / program.script).write_text(functions + body, "utf-8")
