"""The programs whose memory is measured or whose times are known, and the folder they are put in."""

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
NOTHING = "nothing.py"


@dataclass(frozen=True)
class MemoryProgram:
    """A program of ours whose ``work`` is marked for memory_profiler, and prints the CPU time it took.

    ``size`` is what it does how often; with a ``quick_size`` shorter benchmarks do less.
    """

    name: str
    title: str
    size: int = 0
    quick_size: int = 0

    @property
    def script(self) -> str:
        return f"memory_{self.name}.py"


SUM_OF_DIFFS = MemoryProgram("sum_of_diffs", "sum of differences, a million numbers in steps of 3", 1_000_000, 30_000)
MEMORY = (
    SUM_OF_DIFFS,
    MemoryProgram("sum_of_diffs_index", "the same by index", 150_000, 15_000),
    MemoryProgram("grow_a_list", "a list of strings that grows", 15_000, 4_000),
    MemoryProgram("count_words", "counting words in a dictionary", 10_000, 4_000),
    MemoryProgram("keep_and_free", "blocks of 1 MiB, kept and freed", 60, 60),
    MemoryProgram("small_objects", "an object per event", 10_000, 4_000),
    MemoryProgram("json_round_trip", "json, there and back", 400, 100),
    MemoryProgram("matrix", "matrices, three loops deep", 40, 12),
    MemoryProgram("queue", "a queue that stays short", 30_000, 3_000),
    MemoryProgram("bisect_grades", "grades by bisection", 20_000, 2_000),
    MemoryProgram("sieve", "a sieve of primes", 40_000, 4_000),
    MemoryProgram("join_text", "text joined and split", 15_000, 6_000),
)
TRUTH = MemoryProgram("truth", "known bytes, line by line")


def fill_with_programs(folder: Path) -> None:
    """Put the programs that need nothing else into ``folder``."""
    for file in PROGRAMS.glob("*.py"):
        shutil.copy(file, folder)


def fill_with_truth(folder: Path, times: int = 1) -> tuple[str, ...]:
    """Put the programs whose times are known into ``folder``; their names, without ``.py``.

    Each of their stretches is gone through so many ``times``, one after the other.
    """
    fill_with_programs(folder)
    files = sorted((PROGRAMS / "truth").glob("*.py"))
    for file in files:
        text = file.read_text("utf-8").replace("\nTIMES = 1 ", f"\nTIMES = {times} ")
        (folder / file.name).write_text(text, "utf-8")
    return tuple(file.stem for file in files)


def fill_with_memory(folder: Path, quick: bool) -> None:
    """Put the programs whose memory is measured into ``folder``."""
    fill_with_programs(folder)
    shutil.copy(PROGRAMS / "memory" / "marked.py", folder)
    for program in (*MEMORY, TRUTH):
        size = program.quick_size if quick else program.size
        source = (PROGRAMS / "memory" / f"{program.name}.py").read_text("utf-8")
        (folder / program.script).write_text(source + BODY.format(body=f"kept = work({size})"), "utf-8")
