"""What the figures have to reach."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from bench.slowdown import Slowdown
from bench.start_up import StartUp
from bench.workspace import REAL, SMALL_CALLS

OF_KERNPROF = 0.5
SMALL_CALLS_OF_KERNPROF = {"3.11": 0.5}  # line_profiler's wrapper costs less there
SMALL_CALLS_OF_KERNPROF_FROM_3_12 = 0.1
START_UP_OF_KERNPROF = 0.5


@dataclass(frozen=True)
class Goal:
    """``figure`` and ``limit`` are Heatline's share of what kernprof takes."""

    python: str
    title: str
    figure: float
    limit: float

    @property
    def met(self) -> bool:
        return self.figure <= self.limit


def goals(slowdowns: Sequence[Slowdown], start_ups: Sequence[StartUp]) -> tuple[Goal, ...]:
    """The goals that these figures speak to, Python by Python."""
    versions = dict.fromkeys([*(row.python for row in slowdowns), *(row.python for row in start_ups)])
    return tuple(goal for version in versions for goal in _goals(version, slowdowns, start_ups))


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
