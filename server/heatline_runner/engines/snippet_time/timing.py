"""How long a snippet takes: rounds of timeit's loop by two clocks, alone or against another in turns."""

from __future__ import annotations

import asyncio
import inspect
import time
import timeit
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any, Protocol

ROUND_NS = 2_000_000  # what one reading is to take
ROUNDS = 96  # readings of one snippet alone: a fifth of a second
PAIRED_ROUNDS = 64  # readings of each of two: a quarter of a second together
LONG_NS = 1_000_000_000  # a snippet that takes longer is timed by itself
LONG_ROUNDS = 3
ENOUGH_NS = 5_000_000_000  # of a snippet that is timed by itself
COARSEST_NS = 40.0  # what a loop with nothing in it never takes, per turn


@dataclass(frozen=True)
class Reading:
    """One reading: nanoseconds per turn of the loop, by the wall and by the thread's own CPU clock."""

    wall_ns: float
    cpu_ns: float


class Snippet(Protocol):
    """Something that can be run so many times in a row."""

    def read(self, loops: int) -> Reading:
        """Run it ``loops`` times."""


class Statement:
    """A statement or an expression in a namespace; ``setup`` runs before each reading, unclocked, as timeit has it."""

    def __init__(self, statement: str, setup: str, names: dict[str, Any]) -> None:
        self._timer = timeit.Timer(statement, setup or "pass", globals=names)

    def read(self, loops: int) -> Reading:
        """Run it ``loops`` times, garbage collection off, as timeit does."""
        began_ns = time.thread_time_ns()
        wall_s = self._timer.timeit(loops)
        return Reading(wall_s * 1e9 / loops, (time.thread_time_ns() - began_ns) / loops)


class Awaited:
    """An expression that gives an awaitable, awaited each time; all in one event loop."""

    def __init__(self, expression: str, setup: str, names: dict[str, Any]) -> None:
        body = "\n".join(
            [
                "async def _heatline_rounds(_loops, _clock, _cpu):",
                *(f"    {line}" for line in (setup or "pass").splitlines()),
                "    _began, _began_cpu = _clock(), _cpu()",
                "    for _ in _loops:",
                f"        await ({expression})",
                "    return _clock() - _began, _cpu() - _began_cpu",
            ]
        )
        made: dict[str, Any] = {}
        exec(compile(body, "<timeit>", "exec"), names, made)
        self._rounds: Callable[..., Any] = made["_heatline_rounds"]

    def read(self, loops: int) -> Reading:
        """Await it ``loops`` times, one after the other."""
        turns = self._rounds(range(loops), time.perf_counter_ns, time.thread_time_ns)
        wall_ns, cpu_ns = asyncio.run(turns)
        return Reading(wall_ns / loops, cpu_ns / loops)


@dataclass(frozen=True)
class Rounds:
    """Readings of one snippet, each of ``loops`` turns; ``turn_ns``, the loop's own cost per turn, is in them still."""

    loops: int
    readings: tuple[Reading, ...]
    turn_ns: float


def alone(snippet: Snippet, one_ns: float) -> Rounds:
    """Readings of a snippet that takes about ``one_ns``."""
    if one_ns >= LONG_NS:
        rounds = max(1, min(LONG_ROUNDS, int(ENOUGH_NS // one_ns)))
        return Rounds(1, tuple(snippet.read(1) for _ in range(rounds)), 0.0)
    loops = loops_for(snippet, one_ns)
    rounds = max(5, min(ROUNDS, int(ROUNDS * ROUND_NS // max(one_ns, 1.0)))) if one_ns > ROUND_NS else ROUNDS
    return Rounds(loops, tuple(snippet.read(loops) for _ in range(rounds)), turn_cost_ns())


def in_turns(first: Snippet, second: Snippet, one_ns: tuple[float, float]) -> tuple[Rounds, Rounds]:
    """Readings of both, in the order A B B A: a drift of the machine falls on both alike."""
    loops = loops_for(first, one_ns[0]), loops_for(second, one_ns[1])
    slow_ns = max(one_ns)
    rounds = PAIRED_ROUNDS if slow_ns < ROUND_NS else max(4, int(PAIRED_ROUNDS * ROUND_NS / slow_ns) // 2 * 2)
    taken: tuple[list[Reading], list[Reading]] = ([], [])
    for number in range(rounds):
        for side in (0, 1) if number % 2 else (1, 0):
            taken[side].append((first, second)[side].read(loops[side]))
    turn_ns = turn_cost_ns()
    return Rounds(loops[0], tuple(taken[0]), turn_ns), Rounds(loops[1], tuple(taken[1]), turn_ns)


def loops_for(snippet: Snippet, one_ns: float) -> int:
    """How many turns make a reading, found as timeit's autorange does: ever more until they last."""
    loops = max(1, int(ROUND_NS / max(one_ns, 20.0) / 10))
    for _ in range(12):
        reading = snippet.read(loops)
        total_ns = reading.wall_ns * loops
        if total_ns >= ROUND_NS * 0.5:
            break
        loops = max(loops + 1, min(loops * 10, int(loops * ROUND_NS / max(total_ns, 1.0))))
    return max(1, round(ROUND_NS / max(reading.wall_ns, 0.1)))


def turn_cost_ns() -> float:
    """What a turn of timeit's loop costs with nothing in it."""
    empty = Statement("pass", "", {})
    loops = 50_000
    return median(empty.read(loops).cpu_ns for _ in range(9))


def awaitable(value: object) -> bool:
    """Whether ``value`` has to be awaited for its work to be done; one that will not be is closed without a warning."""
    if inspect.iscoroutine(value):
        value.close()
        return True
    return inspect.isawaitable(value)


def columns(rounds: Rounds, clock: str) -> Sequence[float]:
    """The readings by ``clock``, "wall" or "cpu", less the loop's own cost."""
    taken = (reading.wall_ns if clock == "wall" else reading.cpu_ns for reading in rounds.readings)
    return [max(0.0, value - rounds.turn_ns) for value in taken]
