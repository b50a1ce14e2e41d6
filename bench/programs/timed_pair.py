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
STEP = 20  # a twentieth of any number of rounds is a whole number
WORKS = (
    "total += step * step % 7",
    "found[step & 63] = step * 3",
    'text = ",".join(words)',
    "total += len(str(step))",
    "items.append(step); items.pop()",
    "total += sum([value * 2 for value in numbers])",
    "total += words.count(step) + len(sorted(numbers))",
    "point = Point(step, total)",
)
BODY = """
class Point:
    def __init__(self, x, y):
        self.x, self.y = x, y

def work():
    total, found, items, numbers, words = 0, {{}}, [], list(range(20)), ["a", "bc", "def"] * 4
    for step in range({rounds}):
        {work}
    return total
"""


def made(work: str, rounds: int) -> dict[str, object]:
    names: dict[str, object] = {}
    exec(BODY.format(work=work, rounds=rounds), names)
    return names


def repeats(statement: str, names: dict[str, object], one_ns: float) -> list[float]:
    """As %timeit does by default, with as many loops as there is time for."""
    loops = max(1, round(QUARTER_SECOND_NS / 2 / REPEATS / one_ns))
    return [second * 1e9 / loops for second in timeit.Timer(statement, globals=names).repeat(REPEATS, loops)]


def main() -> None:
    seed, percent = int(sys.argv[2]), int(sys.argv[3])
    drawn = random.Random(seed)
    work, rounds = drawn.choice(WORKS), STEP * drawn.choice((1, 2, 5, 10, 20, 50))
    sizes = [rounds, rounds + rounds * percent // 100]
    drawn.shuffle(sizes)
    base, other = (made(work, size) for size in sizes)
    sides = Statement("work()", "", base), Statement("work()", "", other)
    one_ns = tuple(min(side.read(2)[0] for _ in range(3)) for side in sides)
    began = perf_counter_ns()
    taken = in_turns(*sides, one_ns)
    took_ns = perf_counter_ns() - began
    clock = clock_of(*taken)
    base_ns, other_ns = (columns(each, clock) for each in taken)
    wall = [columns(each, "wall") for each in taken]
    print(
        json.dumps(
            {
                "work": work,
                "rounds": rounds,
                "truth": sizes[0] / sizes[1],
                "clock": clock,
                "took_ns": took_ns,
                "base_ns": base_ns,
                "other_ns": other_ns,
                "wall": wall,
                "repeats_ns": [
                    repeats("work()", names, each) for names, each in zip((base, other), one_ns, strict=True)
                ],
            }
        )
    )


if __name__ == "__main__":
    main()
