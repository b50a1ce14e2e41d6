"""Pairs of functions of which is known how much longer one takes: equal, or one of them goes through its loop more."""

import random

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


def drawn_pair(seed: int, percent: int) -> tuple[str, float, list[dict[str, object]]]:
    """What the pair of ``seed`` does, how many times as long the first takes, and the namespaces of its two ``work``.

    One of the two does ``percent`` more; which one is drawn too.
    """
    drawn = random.Random(seed)
    work, turns = drawn.choice(WORKS), drawn.choice(TURNS[1:] if percent else TURNS)
    sizes = [turns, turns + turns * percent // 100]
    drawn.shuffle(sizes)
    return f"{work} × {turns:,}", sizes[0] / sizes[1], [_made(work, size) for size in sizes]


def _made(work: str, turns: int) -> dict[str, object]:
    names: dict[str, object] = {}
    exec(BODY.format(work=work, turns=turns), names)
    return names
