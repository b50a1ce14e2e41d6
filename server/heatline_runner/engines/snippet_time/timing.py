"""How long a snippet takes: rounds of timeit's loop by two clocks, alone or against another in turns.

It lives in the user's process, so it imports next to nothing.
"""

from __future__ import annotations

from heatline_runner.engines.snippet_time.loop import Statement
from heatline_runner.engines.snippet_time.stopwatch import HAS_CPU_CLOCK

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Protocol

    class Snippet(Protocol):
        """Something that can be run so many times in a row."""

        def read(self, loops: int) -> tuple[float, float]:
            """Run it ``loops`` times: nanoseconds per turn, by the wall and by the thread's own CPU clock."""


ROUND_NS = 2_000_000  # what one reading is to take
ROUNDS = 100  # readings of one snippet alone: a fifth of a second
PAIRED_ROUNDS = 64  # readings of each of two: a quarter of a second together
FEWEST_ROUNDS = 5  # of what takes longer than a reading is to
FEWEST_PAIRED_ROUNDS = 6
LONG_NS = 1_000_000_000  # a snippet that takes longer is timed by itself
LONG_ROUNDS = 3
ENOUGH_NS = 5_000_000_000  # of a snippet that is timed by itself
SHORTEST_NS = 5.0  # what a turn takes at the least, to begin with
STEPS = (1, 2, 5, 10)  # timeit's numbers of loops, and their tens
TURNS, TURN_READINGS = 50_000, 9  # to find what a turn of the loop costs
WAITS = 1.1  # wall over CPU time in every reading: it waits, or others work for it


class Rounds:
    """Readings of one snippet, each of ``loops`` turns, in nanoseconds per turn; ``turn_ns``, what a turn of the loop
    costs by itself, is in them still."""

    __slots__ = ("cpu_ns", "loops", "turn_ns", "wall_ns")

    def __init__(self, loops: int, readings: list[tuple[float, float]], turn_ns: float) -> None:
        self.loops = loops
        self.wall_ns = [wall_ns for wall_ns, _ in readings]
        self.cpu_ns = [cpu_ns for _, cpu_ns in readings]
        self.turn_ns = turn_ns


def alone(snippet: Snippet, one_ns: float) -> Rounds:
    """Readings of a snippet that takes about ``one_ns``."""
    if one_ns >= LONG_NS:
        rounds = max(1, min(LONG_ROUNDS, int(ENOUGH_NS // one_ns)))
        return Rounds(1, [snippet.read(1) for _ in range(rounds)], 0.0)
    loops = _round_number(loops_for(snippet))
    rounds = ROUNDS if loops > 1 else max(FEWEST_ROUNDS, int(ROUNDS * ROUND_NS / max(one_ns, ROUND_NS)))
    return Rounds(loops, [snippet.read(loops) for _ in range(rounds)], turn_cost_ns())


def in_turns(first: Snippet, second: Snippet, one_ns: tuple[float, float]) -> tuple[Rounds, Rounds]:
    """Readings of both, in the order A B B A: a drift of the machine falls on both alike."""
    slow_ns = max(one_ns)
    loops = [
        1 if each_ns > ROUND_NS else loops_for(side) for side, each_ns in zip((first, second), one_ns, strict=True)
    ]
    taken: tuple[list[tuple[float, float]], list[tuple[float, float]]] = ([], [])
    for number in range(_paired_rounds(slow_ns)):
        for side in (0, 1) if number % 2 else (1, 0):
            taken[side].append((first, second)[side].read(loops[side]))
    turn_ns = turn_cost_ns()
    return Rounds(loops[0], taken[0], turn_ns), Rounds(loops[1], taken[1], turn_ns)


def _paired_rounds(slow_ns: float) -> int:
    if slow_ns >= LONG_NS:
        return max(2, min(LONG_ROUNDS, int(ENOUGH_NS // slow_ns)))
    return max(FEWEST_PAIRED_ROUNDS, int(PAIRED_ROUNDS * min(1.0, ROUND_NS / max(slow_ns, 1.0))) // 2 * 2)


def loops_for(snippet: Snippet) -> int:
    """How many turns make a reading, found as timeit's autorange does: ever more until they last."""
    loops = 1
    while True:
        turn_ns = max(SHORTEST_NS, min(snippet.read(loops)[0], snippet.read(loops)[0]))
        enough = max(1, round(ROUND_NS / turn_ns))
        if loops * 2 >= enough:
            return enough
        loops = min(enough, loops * 10)


def turn_cost_ns() -> float:
    """What a turn of timeit's loop costs with nothing in it."""
    empty = Statement("pass", "", {})
    return min(min(empty.read(TURNS)) for _ in range(TURN_READINGS))


def clock_of(*rounds: Rounds) -> str:
    """The clock that tells all of it: "cpu" where every snippet works by itself, "wall" where one waits."""
    return "cpu" if HAS_CPU_CLOCK and not any(map(_waits, rounds)) else "wall"


def columns(rounds: Rounds, clock: str) -> list[float]:
    """The readings by ``clock``, "wall" or "cpu", less the loop's own cost."""
    taken = rounds.wall_ns if clock == "wall" else rounds.cpu_ns
    return [max(0.0, value - rounds.turn_ns) for value in taken]


def _waits(rounds: Rounds) -> bool:
    """Where the system does not say how long it was kept, a busy machine makes some readings longer; waiting, each."""
    return all(wall_ns > WAITS * cpu_ns for wall_ns, cpu_ns in zip(rounds.wall_ns, rounds.cpu_ns, strict=True))


def _round_number(loops: int) -> int:
    tens: int = 10 ** (len(str(loops)) - 1)
    return min((step * tens for step in STEPS), key=lambda number: max(number / loops, loops / number))
