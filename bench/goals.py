"""What the figures have to reach."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from bench.memory import MemoryRow
from bench.slowdown import Slowdown
from bench.start_up import StartUp
from bench.workspace import REAL, SMALL_CALLS, SUM_OF_DIFFS

OF_KERNPROF = 0.5
SMALL_CALLS_OF_KERNPROF = {"3.11": 0.5}  # line_profiler's wrapper costs less there
SMALL_CALLS_OF_KERNPROF_FROM_3_12 = 0.1
START_UP_OF_KERNPROF = 0.5
OF_MEMORY_PROFILER = 0.1
LINE_MEMORY_US = 3.0
MEMORY_GAP_MIB = 0.1


@dataclass(frozen=True)
class Goal:
    """A ``figure`` that is to be at most ``limit``: a share of what a peer takes where ``unit`` is empty."""

    python: str
    title: str
    figure: float
    limit: float
    unit: str = ""

    @property
    def met(self) -> bool:
        return self.figure <= self.limit


def goals(slowdowns: Sequence[Slowdown], start_ups: Sequence[StartUp], memory: Sequence[MemoryRow]) -> tuple[Goal, ...]:
    """The goals that these figures speak to, Python by Python."""
    versions = dict.fromkeys(row.python for row in (*slowdowns, *start_ups, *memory))
    return tuple(
        goal
        for version in versions
        for goal in (
            *_goals(version, slowdowns, start_ups),
            *_memory_goals(version, [row for row in memory if row.python == version]),
        )
    )


def _memory_goals(version: str, rows: Sequence[MemoryRow]) -> Iterator[Goal]:
    for row in rows:
        if row.program == SUM_OF_DIFFS.title:
            yield Goal(
                version, "line memory, the course's sum, of memory_profiler's time", row.of_theirs, OF_MEMORY_PROFILER
            )
            yield Goal(version, "line memory, the course's sum, what a line costs", row.line_us, LINE_MEMORY_US, " μs")
    if rows:
        worst = max(row.of_theirs for row in rows)
        yield Goal(version, "line memory, worst program, of memory_profiler's time", worst, OF_MEMORY_PROFILER)
        gap = max(row.increment_gap_mib for row in rows)
        yield Goal(version, "line memory, largest gap to memory_profiler's increments", gap, MEMORY_GAP_MIB, " MiB")


def _goals(version: str, slowdowns: Sequence[Slowdown], start_ups: Sequence[StartUp]) -> Iterator[Goal]:
    shares = {row.program: row.of_kernprof for row in slowdowns if row.python == version}
    real = [shares[program.title] for program in REAL if program.title in shares]
    if real:
        yield Goal(version, "slowdown, median of the programs", median(real), OF_KERNPROF)
    if SMALL_CALLS.title in shares:
        limit = SMALL_CALLS_OF_KERNPROF.get(version, SMALL_CALLS_OF_KERNPROF_FROM_3_12)
        yield Goal(version, f"slowdown, {SMALL_CALLS.title}", shares[SMALL_CALLS.title], limit)
    for row in start_ups:
        if row.python == version and row.measured == "the whole process":
            yield Goal(version, "start-up, the runner's process", row.of_kernprof, START_UP_OF_KERNPROF)
