"""Ten calls to time, as comments say, from next to nothing to a tenth of a millisecond, and nothing at all."""

import json
import re

WORDS = ["alpha", "beta", "gamma", "delta"] * 5
RECORD = {"name": "alpha", "values": list(range(20)), "nested": {"key": "value"}}
TEXT = "a line of text with eight words in it"
PATTERN = re.compile(r"(\w+)-(\d+)")


# timeit: pass
# timeit: nothing()
def nothing() -> None:
    return None


# timeit: add(3, 4)
def add(first: int, second: int) -> int:
    return first + second


# timeit: grade(74)
def grade(score: int) -> str:
    for mark, letter in ((90, "A"), (80, "B"), (70, "C"), (60, "D")):
        if score >= mark:
            return letter
    return "F"


# timeit: joined()
def joined() -> str:
    return ",".join(WORDS)


# timeit: counted()
def counted() -> dict[str, int]:
    counts: dict[str, int] = {}
    for word in WORDS:
        counts[word] = counts.get(word, 0) + 1
    return counts


# timeit: matched()
def matched() -> str:
    found = PATTERN.search("some text before alpha-42 and after")
    return found.group(2) if found else ""


# timeit: dumped()
def dumped() -> str:
    return json.dumps(RECORD)


# timeit: ordered()
def ordered() -> list[int]:
    return sorted(range(500), key=lambda value: -value)


# timeit: summed()
def summed() -> int:
    return sum(value * value for value in range(2_000))


# timeit: split()
def split() -> list[str]:
    return TEXT.split()
