"""``python pair.py SERVER_FOLDER SEED PERCENT REPEATS_S``: readings of two functions, one does PERCENT more.

A process of its own for each pair, since where code and data lie in memory differs. Prints JSON: ``work``, what they
do; ``truth``, how many times as long the base takes; ``base_ns`` and ``other_ns`` as Heatline takes them, in turns, in
``took_ns`` of CPU time; ``repeats_ns`` of both as %timeit takes them, one after the other, each repeat in REPEATS_S.
"""

import json
import sys
import timeit
from time import thread_time_ns

from works import drawn_pair

sys.path.insert(0, sys.argv[1])

from heatline_runner.engines.snippet_time.loop import Statement
from heatline_runner.engines.snippet_time.timing import clock_of, columns, in_turns

REPEATS = 7  # %timeit's


def repeats(names: dict[str, object], one_ns: float) -> list[float]:
    loops = max(1, round(float(sys.argv[4]) * 1e9 / one_ns))
    return [seconds * 1e9 / loops for seconds in timeit.Timer("work()", globals=names).repeat(REPEATS, loops)]


def main() -> None:
    work, truth, both = drawn_pair(int(sys.argv[2]), int(sys.argv[3]))
    base, other = (Statement("work()", "", names) for names in both)
    one_ns = [min(side.read(2)[0] for _ in range(3)) for side in (base, other)]
    began_ns = thread_time_ns()
    taken = in_turns(base, other, (one_ns[0], one_ns[1]))
    took_ns = thread_time_ns() - began_ns
    base_ns, other_ns = (columns(rounds, clock_of(*taken)) for rounds in taken)
    repeats_ns = [repeats(*side) for side in zip(both, one_ns, strict=True)]
    figures = {"base_ns": base_ns, "other_ns": other_ns, "repeats_ns": repeats_ns, "took_ns": took_ns}
    print(json.dumps({"work": work, "truth": truth, **figures}))


if __name__ == "__main__":
    main()
