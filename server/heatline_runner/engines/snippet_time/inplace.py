"""Times something where it stands, with the values it has there: a call of a running program, or a paused snippet.

Loaded into programs that know nothing of us: it imports next to nothing.
"""

from __future__ import annotations

import gc
from itertools import repeat
from time import perf_counter_ns

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

ROUND_NS = 2_000_000  # what a reading is to take
MOST_ROUNDS = 96
TURNS, TRIES = 20_000, 5  # of a loop with nothing in it

ROUNDS = """\
def _heatline_rounds(_heatline_loops, _heatline_clock{parameters}):
    _heatline_began = _heatline_clock()
    for _heatline_turn in _heatline_loops:
        {statement}
    return _heatline_clock() - _heatline_began
"""


def rounds(statement: str, names: dict[str, Any], globals_: dict[str, Any]) -> Callable[[int], int]:
    """Runs ``statement``, one line, so many times and says how many ns it took; ``names`` are variables of its own."""
    text = ROUNDS.format(statement=statement, parameters="".join(f", {name}" for name in names))
    return bound(compile(text, "<timeit>", "exec"), names, globals_)


def bound(code: Any, names: dict[str, Any], globals_: dict[str, Any]) -> Callable[[int], int]:
    """The same of ``code``, a module that defines ``_heatline_rounds``."""
    made: dict[str, Any] = {}
    exec(code, globals_, made)
    run, values = made["_heatline_rounds"], tuple(names.values())
    return lambda loops: int(run(repeat(None, loops), perf_counter_ns, *values))


def readings(run: Callable[[int], int], budget_ns: int) -> dict[str, Any]:
    """Times of one turn by the wall, garbage collection off as timeit has it; all of it takes about ``budget_ns``."""
    end_ns = perf_counter_ns() + budget_ns
    collects = gc.isenabled()
    gc.disable()
    try:
        first_ns = run(1)
        if first_ns > budget_ns // 2:
            return {"first_ns": first_ns, "loops": 1, "loop_ns": 0.0, "samples_ns": [float(first_ns)]}
        one_ns = min(first_ns, run(1))
        loops = _loops(run, one_ns)
        turn_ns = turn_cost_ns() if loops > 1 else 0.0
        samples = [float(one_ns)] if loops == 1 else [_sample(run, loops, turn_ns)]
        while len(samples) < MOST_ROUNDS and perf_counter_ns() + loops * one_ns < end_ns:
            samples.append(_sample(run, loops, turn_ns))
    finally:
        if collects:
            gc.enable()
    return {"first_ns": first_ns, "loops": loops, "loop_ns": turn_ns, "samples_ns": samples}


def turn_cost_ns() -> float:
    """What a turn of the loop costs with nothing in it."""
    empty = rounds("pass", {}, {})
    return min(empty(TURNS) for _ in range(TRIES)) / TURNS


def _sample(run: Callable[[int], int], loops: int, turn_ns: float) -> float:
    return round(max(0.0, run(loops) / loops - turn_ns), 3)


def _loops(run: Callable[[int], int], one_ns: int) -> int:
    """How many turns make a reading: ever more until they last."""
    if one_ns >= ROUND_NS:
        return 1
    loops, taken_ns = 1, max(1, one_ns)
    while taken_ns < ROUND_NS // 2:
        loops = max(loops + 1, min(loops * 10, loops * ROUND_NS // max(taken_ns, 1)))
        taken_ns = run(loops)
    return loops
