"""Times something where it stands, with the values it has there: a call of a running program, or a paused snippet.

Loaded into programs that know nothing of us: it imports next to nothing.
"""

from __future__ import annotations

import gc
from itertools import repeat
from time import perf_counter_ns, thread_time_ns

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    Run = Callable[[int], tuple[int, int]]  # so many turns -> ns by the wall, and of the thread

ROUND_NS = 2_000_000  # what a reading is to take
MOST_ROUNDS = 96
WORKS = 0.5  # of the wall, on the CPU, in the best reading: below that it waits
WAITS = 20  # times its work that a reading may last at most, where it waits
TURNS, TRIES = 20_000, 5  # of a loop with nothing in it

ROUNDS = """\
def _heatline_rounds(_heatline_loops, _heatline_clock{parameters}):
    _heatline_began = _heatline_clock()
    for _heatline_turn in _heatline_loops:
        {statement}
    return _heatline_clock() - _heatline_began
"""


def rounds(statement: str, names: dict[str, Any], globals_: dict[str, Any]) -> Run:
    """Runs ``statement``, one line, so many times; ``names`` are variables of its own."""
    text = ROUNDS.format(statement=statement, parameters="".join(f", {name}" for name in names))
    return bound(compile(text, "<timeit>", "exec"), names, globals_)


def bound(code: Any, names: dict[str, Any], globals_: dict[str, Any]) -> Run:
    """The same of ``code``, a module that defines ``_heatline_rounds``."""
    made: dict[str, Any] = {}
    exec(code, globals_, made)
    run, values = made["_heatline_rounds"], tuple(names.values())

    def timed(loops: int) -> tuple[int, int]:
        began_ns = thread_time_ns()
        wall_ns: int = run(repeat(None, loops), perf_counter_ns, *values)
        return wall_ns, thread_time_ns() - began_ns

    return timed


def readings(run: Run, budget_ns: int) -> dict[str, Any]:
    """Times of one turn, garbage collection off as timeit has it; all of it takes about ``budget_ns``.

    They are by the thread's own clock, which other programs are not in; by the wall where it waits. Values are JSON's.
    """
    end_ns = perf_counter_ns() + budget_ns
    collects = gc.isenabled()
    gc.disable()
    try:
        first = run(1)
        taken, loops = [first], 1
        if first[0] < budget_ns // 2:
            taken, loops = _taken(run, min(first, run(1)), end_ns)
        turn_ns = turn_cost_ns() if loops > 1 else 0.0
    finally:
        if collects:
            gc.enable()
    clock = 1 if any(cpu > WORKS * wall for wall, cpu in taken) else 0
    samples = [round(max(0.0, each[clock] / loops - turn_ns), 3) for each in taken]
    named = "cpu" if clock else "wall"
    return {"first_ns": first[0], "loops": loops, "loop_ns": turn_ns, "clock": named, "samples_ns": samples}


def turn_cost_ns() -> float:
    """What a turn of the loop costs with nothing in it."""
    empty = rounds("pass", {}, {})
    return min(empty(TURNS)[1] for _ in range(TRIES)) / TURNS


def _taken(run: Run, one: tuple[int, int], end_ns: int) -> tuple[list[tuple[int, int]], int]:
    """Readings until ``end_ns``, at least one, and how many turns each had: ever more until they last."""
    loops, reading = 1, one
    while _work_ns(reading) < ROUND_NS // 2 and perf_counter_ns() < end_ns:
        loops = max(loops + 1, min(loops * 10, loops * ROUND_NS // max(1, _work_ns(reading))))
        reading = run(loops)
    taken = [reading]
    while len(taken) < MOST_ROUNDS and perf_counter_ns() + reading[0] < end_ns:
        taken.append(run(loops))
    return taken, loops


def _work_ns(reading: tuple[int, int]) -> int:
    """What it took on the CPU, or would have if it did not mostly wait."""
    wall_ns, cpu_ns = reading
    return max(cpu_ns, wall_ns // WAITS)
