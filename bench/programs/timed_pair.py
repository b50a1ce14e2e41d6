"""``python timed_pair.py SERVER_FOLDER SEED PERCENT``: readings of two functions, one of which does PERCENT more.

Which function, how much of it and which of the two does more is drawn by SEED. A process of its own for each pair,
since where code and data lie in memory differs. Prints JSON: ``truth``, how many times as long the base takes;
``base_ns`` and ``other_ns`` as Heatline takes them, in turns; ``repeats_ns`` of both as %timeit takes them, one after
the other, in about the same time.
"""

import json
import random
import sys
import timeit
from time import perf_counter_ns

sys.path.insert(0, sys.argv[1])

from heatline_runner.engines.snippet_time.timing import Statement, clock_of, columns, in_turns  # noqa: E402

REPEATS, QUARTER_SECOND_NS = 7, 250_000_000  # %timeit's seven, in what both sides are given
TURNS = (20, 100, 400, 2_000, 8_000)  # the call itself counts for nothing in all but the first
WORKS = (
    "kept = step * step % 7",
    "found[step & 63] = step * 3",
    'kept = ",".join(words)',
    "kept = len(str(step))",
    "items.append(step); items.pop()",
    "kept = sum([value * 2 for value in numbers])",
    "kept = words.count(step) + len(sorted(numbers))",
    "kept = Point(step, 1)",
)
BODY = """
from itertools import repeat

class Point:
    def __init__(self, x, y):
        self.x, self.y = x, y

def work(found={{}}, items=[], numbers=list(range(20)), words=["a", "bc", "def"] * 4):
    for step in repeat(337, {turns}):
        {work}
"""


def made(work: str, turns: int) -> dict[str, object]:
    names: dict[str, object] = {}
    exec(BODY.format(work=work, turns=turns), names)
    return names


def repeats(statement: str, names: dict[str, object], one_ns: float) -> list[float]:
    """As %timeit does by default, with as many loops as there is time for."""
    loops = max(1, round(QUARTER_SECOND_NS / 2 / REPEATS / one_ns))
    return [second * 1e9 / loops for second in timeit.Timer(statement, globals=names).repeat(REPEATS, loops)]


def main() -> None:
    seed, percent = int(sys.argv[2]), int(sys.argv[3])
    drawn = random.Random(seed)
    work, turns = drawn.choice(WORKS), drawn.choice(TURNS[1:] if percent else TURNS)
    sizes = [turns, turns + turns * percent // 100]
    drawn.shuffle(sizes)
    both = [made(work, size) for size in sizes]
    base, other = (Statement("work()", "", names) for names in both)
    one_ns = [min(side.read(2)[0] for _ in range(3)) for side in (base, other)]
    began_ns = perf_counter_ns()
    taken = in_turns(base, other, (one_ns[0], one_ns[1]))
    took_ns = perf_counter_ns() - began_ns
    base_ns, other_ns = (columns(rounds, clock_of(*taken)) for rounds in taken)
    said = {
        "work": f"{work} × {turns}",
        "truth": sizes[0] / sizes[1],
        "took_ns": took_ns,
        "base_ns": base_ns,
        "other_ns": other_ns,
        "repeats_ns": [repeats("work()", names, each_ns) for names, each_ns in zip(both, one_ns, strict=True)],
    }
    print(json.dumps(said))


if __name__ == "__main__":
    main()
