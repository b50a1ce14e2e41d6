"""Interleaved rounds: every tool once per round, each round beginning with another, so that they share the noise."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from statistics import median

from bench.process import Process

Run = Callable[[], Process]


@dataclass(frozen=True)
class Rounds:
    """Readings in nanoseconds, one per round, by tool; the columns are of equal length."""

    readings_ns: Mapping[str, tuple[int, ...]]

    def median_ns(self, tool: str) -> float:
        return median(self.readings_ns[tool])

    def ratio(self, tool: str, base: str) -> float:
        """The median over rounds of ``tool``'s reading over ``base``'s."""
        pairs = zip(self.readings_ns[tool], self.readings_ns[base], strict=True)
        return median(ours / theirs for ours, theirs in pairs)


def interleaved(runs: Mapping[str, Run], rounds: int) -> Mapping[str, tuple[Process, ...]]:
    """Make every run ``rounds`` times."""
    tools = tuple(runs)
    taken: dict[str, list[Process]] = {tool: [] for tool in tools}
    for number in range(rounds):
        first = number % len(tools)
        for tool in tools[first:] + tools[:first]:
            taken[tool].append(runs[tool]())
    return {tool: tuple(column) for tool, column in taken.items()}


def printed(taken: Mapping[str, tuple[Process, ...]]) -> Rounds:
    return Rounds({tool: tuple(process.printed_ns for process in column) for tool, column in taken.items()})


def cpu(taken: Mapping[str, tuple[Process, ...]]) -> Rounds:
    return Rounds({tool: tuple(process.cpu_ns for process in column) for tool, column in taken.items()})
