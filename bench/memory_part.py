"""Line memory beside memory_profiler, and known bytes as four instruments see them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from statistics import median

from bench.goals import Goal
from bench.memory import MemoryRow, memory_row
from bench.part import Bench, Part, Section
from bench.pythons import MEMORY_PROFILER
from bench.tables import Table, milliseconds
from bench.truth import TruthRow, truth_rows
from bench.workspace import MEMORY, SUM_OF_DIFFS, fill_with_memory

OF_MEMORY_PROFILER = 0.1
LINE_US = 3.0
GAP_MIB = 0.1
MOST_APART = 3  # of the programs, so that the course's and eight more agree
ALIVE_GAP_MIB = 0.1
ENOUGH = 10  # times as slow under memory_profiler, for what its lines cost to stand out from the program's own time
ROUNDS = 3  # memory_profiler takes its time
HEAD = (
    *("Python", "program", "plain", "memory_profiler", "Heatline", "of memory_profiler's", "of what it adds"),
    *("a line costs", "hits", "largest gap", "of levels", "memory_profiler to itself"),
)
TRUTH_HEAD = (
    *("Python", "what the line does", "uses", "Heatline, resident", "memory_profiler"),
    *("leaves alive", "Heatline, allocations", "tracemalloc"),
)
ABOUT = """\
Each round runs a program in plain Python, under memory_profiler with `@profile` on its one function, under Heatline by
memory_profiler's arithmetic and limited to that function, and under Heatline by its own arithmetic with every line
measured. The programs time their body by the process's CPU clock. "Of memory_profiler's" is Heatline's time by
memory_profiler's arithmetic as a part of memory_profiler's; where a program has few lines and much to do, nearly all of
both is the program's own time, and only "of what it adds" says what the two cost; where that is little, as with the
blocks and json, it is mostly noise. "A line costs" is what a line takes more than plain, by Heatline's own arithmetic.

The gap is the largest difference between the two of any line's increment, in medians over the rounds. Two things are
done for all runs alike, so that processes with different pasts grow alike: room that is left in the heap is filled
before the function begins, and glibc is told to take and give back blocks of 64 KiB and more by themselves. What is
left is whose fresh page it is, where several lines of a loop make small objects: the line that happens to need the next
one is charged with all of it. memory_profiler makes dozens of objects of its own between two lines and so moves these
charges about; Heatline makes none that the next line could pay for. It shows with "an object per event", where three
lines share what 10,000 objects take; of the three together both say the same to 0.2 MiB, as the gap of levels tells.
"Memory_profiler to itself" is the gap between its own runs.

### Which instrument to believe for what

*Resident size* (Profile memory, memory_profiler) is what the system has given the process. Believe it for how much a
program needs, for big blocks, for C libraries, and for what is touched when: memory that is asked for and not used is
not in it. Do not believe it for small amounts, or for who holds what: it moves by pages and arenas, what was freed
often stays with the process (the 20 MiB made and dropped below), and is used again without a trace (the copy after it).
SQLite, the C library below, takes some 7 % more than the blob it is given.

*Allocations* (Profile allocations, tracemalloc) are what Python's allocators gave and did not get back, to the byte.
Believe them for what a program's objects are and which line holds them, for leaks, and for anything below a megabyte.
Do not believe them for what a C library takes for itself, for mapped files, or for whether a block was ever touched.
Plain tracemalloc charges the innermost line, be it in a library; Heatline the line of yours that called it.

Where the two differ, neither is wrong. Grows the one and not the other, look for a C library, for holes between what is
kept, or for garbage that waits to be collected."""


def measure(bench: Bench) -> Section:
    """Every program on every Python, then the known bytes."""
    fill_with_memory(bench.folder, bench.quick)
    rounds = min(bench.rounds, ROUNDS)
    rows = tuple(_rows(bench, rounds))
    truth = tuple(row for python in bench.pythons for row in truth_rows(python, bench.folder))
    tables = (
        Table("Line memory beside memory_profiler", HEAD, tuple(map(_cells, rows))),
        Table("Known bytes", TRUTH_HEAD, tuple(map(_truth_cells, truth))),
    )
    return Section(rounds, (*_goals(rows), *_truth_goals(truth)), tables)


MEMORY_PART = Part("memory", "Memory", ABOUT, (MEMORY_PROFILER,), measure)


def _rows(bench: Bench, rounds: int) -> Iterator[MemoryRow]:
    for python in bench.pythons:
        for program in MEMORY:
            bench.say(f"{python.version}: memory, {program.title}")
            yield memory_row(python, program, bench.folder, rounds)


def _goals(rows: Sequence[MemoryRow]) -> Iterator[Goal]:
    for version in dict.fromkeys(row.python for row in rows):
        of_version = [row for row in rows if row.python == version]
        sum_of_diffs = next(row for row in of_version if row.program == SUM_OF_DIFFS.title)
        added = max(row.of_added for row in of_version if row.theirs >= ENOUGH)
        apart = sum(row.increment_gap > GAP_MIB for row in of_version)
        yield Goal(version, "the course's sum, of memory_profiler's time", sum_of_diffs.of_theirs, OF_MEMORY_PROFILER)
        yield Goal(
            version, "the course's sum, increments from memory_profiler's", sum_of_diffs.increment_gap, GAP_MIB, " MiB"
        )
        yield Goal(
            version,
            "worst of the programs it slows tenfold, of what memory_profiler adds",
            added,
            OF_MEMORY_PROFILER,
        )
        yield Goal(version, "what a line costs, median of the programs", _line_us(of_version), LINE_US, " μs")
        yield Goal(version, f"programs of {len(of_version)} that differ by more than {GAP_MIB} MiB", apart, MOST_APART)


def _truth_goals(rows: Sequence[TruthRow]) -> Iterator[Goal]:
    for version in dict.fromkeys(row.python for row in rows):
        gaps = (
            abs((row.allocations or 0) - row.alive) for row in rows if row.python == version and row.alive is not None
        )
        yield Goal(version, "known bytes, allocations from the truth", max(gaps), ALIVE_GAP_MIB, " MiB")


def _line_us(rows: Sequence[MemoryRow]) -> float:
    return median(row.line_us for row in rows)


def _cells(row: MemoryRow) -> tuple[str, ...]:
    ratios = (f"{row.theirs:.0f}×", f"{row.own:.1f}×", f"{row.of_theirs:.3f}", f"{row.of_added:.3f}")
    gaps = (row.increment_gap, row.level_gap, row.their_own_gap)
    costs = (f"{row.line_us:.2f} μs", f"{row.hits:,}")
    return (
        *(row.python, row.program, milliseconds(row.plain_ns)),
        *(*ratios, *costs, *(f"{gap:.3f} MiB" for gap in gaps)),
    )


def _truth_cells(row: TruthRow) -> tuple[str, ...]:
    grown = (row.grown, row.increment, row.memory_profiler)
    alive = (row.alive, row.allocations, row.tracemalloc)
    return (row.python, row.what, *map(_mebibytes, grown), *map(_mebibytes, alive))


def _mebibytes(amount: float | None) -> str:
    return "–" if amount is None else f"{amount:.2f} MiB" if abs(amount) >= 0.005 else f"{amount * 1024:.1f} KiB"
