"""What line_profiler's own work adds to the time of each line that it measures.

Found out on code of ours before the program begins: the same loop measured and not, the fastest of several. On 3.11 and
older line_profiler's work grows with a function's length, so that for long ones this is too little, never too much.
"""

from __future__ import annotations

from time import perf_counter_ns

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from types import CodeType
    from typing import Any

    Timings = Mapping[tuple[str, int, str], Iterable[tuple[int, int, int]]]

ROUNDS, TURNS = 7, 150
NAME = "<heatline: what a line costs>"  # no file of the user's is called so
LOOP = """\
def loop(turns):
    for turn in turns:
        turn
        turn
        turn
"""


def line_cost_ns(register: Callable[[CodeType], CodeType], timings: Callable[[], Timings]) -> float:
    """Nanoseconds a line; ``register`` has a module's code measured, ``timings`` are those of all that is."""
    module = compile(LOOP, NAME, "exec", dont_inherit=True)
    plain, measured = _loop(module), _loop(register(module))
    turns = range(TURNS)
    hits = 4 * TURNS + 1
    fastest_ns = told_ns = 0.0
    for each in range(ROUNDS):
        before_ns, began = _told_ns(timings()), perf_counter_ns()
        plain(turns)
        plain_ns = perf_counter_ns() - began
        measured(turns)
        added_ns = _told_ns(timings()) - before_ns
        fastest_ns = min(fastest_ns, plain_ns) if each else plain_ns
        told_ns = min(told_ns, added_ns) if each else added_ns
    return max(told_ns - fastest_ns, 0.0) / hits


def _loop(module: CodeType) -> Any:
    names: dict[str, Any] = {}
    exec(module, names)
    return names["loop"]


def _told_ns(timings: Timings) -> float:
    found = (lines for (file, _, name), lines in timings.items() if file == NAME and name == "loop")
    return sum(time_ns for lines in found for _, _, time_ns in lines)
