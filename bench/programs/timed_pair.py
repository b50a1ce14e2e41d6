"""``python timed_pair.py SERVER_FOLDER SEED EFFECT``: readings of two functions, the second slower by EFFECT.

Prints {"in_turns": [base, other], "timeit": [[readings] of the one, then of the other]} in nanoseconds. Which function
and how big is drawn by SEED; a process of its own for each pair, since where code and data lie in memory differs.
"""

import json
import random
import sys
import timeit
from time import perf_counter_ns

sys.path.insert(0, sys.argv[1])

from heatline_runner.engines.snippet_time.timing import Statement, columns, in_turns  # noqa: E402

seed, effect = int(sys.argv[2]), float(sys.argv[3])
drawn = random.Random(seed)
WORKS = (
    "total = 0\n    for i in range(size):\n        total += i * i % 7\n    return total",
    "found = {}\n    for i in range(size):\n        found[i & 63] = i * 3\n    return found",
    'return ",".join([str(value) for value in range(size)])',
    "return sum([len(str(value)) for value in range(size)])",
)
work, size = WORKS[seed % len(WORKS)], drawn.randrange(200, 1500)


def made(count):
    names = {"size": count}
    exec(f"def work():\n    {work}", names)
    return names


def slower(names):
    """What ``names``' work takes, and the effect more, by the clock of its own size."""
    return made(round(names["size"] * (1 + effect))) if effect else made(names["size"])


base = made(size)
other = slower(base)
statements = Statement("work()", "", base), Statement("work()", "", other)
one_ns = tuple(min(statement.read(5).wall_ns for _ in range(5)) for statement in statements)
rounds = in_turns(*statements, one_ns)


def repeats(names):
    """As %timeit does by default: seven readings, each about as long as the whole quarter second allows."""
    timer = timeit.Timer("work()", globals=names)
    loops = max(1, round(18_000_000 / one_ns[0]))
    return [value * 1e9 / loops for value in timer.repeat(7, loops)]


began = perf_counter_ns()
print(json.dumps({"in_turns": [columns(each, "cpu") for each in rounds], "timeit": [repeats(base), repeats(other)]}))
