"""The sizes that ``n`` is to have: ``for n in 10..100_000``, and the steps between the two ends."""

from __future__ import annotations

import re
from math import floor, log10
from typing import Final

NUMBER: Final = r"\d[\d_]*(?:e\d+)?"
RANGE: Final = re.compile(rf"\s*({NUMBER})\s*\.\.\s*({NUMBER})\s*", re.IGNORECASE)
LIST: Final = re.compile(rf"\s*[(\[]?\s*({NUMBER}(?:\s*,\s*{NUMBER})+)\s*,?\s*[)\]]?\s*", re.IGNORECASE)
CLAUSE: Final = re.compile(r"(?P<code>.*\S)\s+for\s+(?P<name>\w+)\s+in\s+(?P<sizes>\S.*)", re.DOTALL)
STEPS: Final = ((1, 2, 5), (1, 3), (1,))  # in every decade
FEWEST, MOST, EVEN = 7, 10, 9  # sizes there are to be; as many where they are evenly spread
MOST_LISTED: Final = 20
LARGEST: Final = 10**12


class NoSizes(Exception):
    """Its message says why a text names no sizes, and what to write."""


def split_sizes(text: str) -> tuple[str, str]:
    """``(code, sizes)`` of ``test_queue(list, n) for n in 10..100``; ``sizes`` is "" where there are none.

    A comprehension's ``for`` is left where it is. NoSizes where it looks like sizes and is none.
    """
    found = CLAUSE.fullmatch(text.strip())
    if found is None or not re.match(r"[(\[]?\s*\d|range\b", found["sizes"]):
        return text.strip(), ""
    if found["sizes"].count(")") > found["sizes"].count("(") or found["sizes"].count("]") > found["sizes"].count("["):
        return text.strip(), ""  # the end of a comprehension
    if found["name"] != "n":
        raise NoSizes(f"`for {found['name']} in …` should say n: write `for n in {found['sizes']}`, and n in the call")
    size_steps(found["sizes"])
    return found["code"], found["sizes"]


def size_steps(text: str) -> tuple[int, ...]:
    """The sizes that ``10..100_000`` stands for, both ends among them; or those of ``10, 100, 1_000``."""
    span, listed = RANGE.fullmatch(text), LIST.fullmatch(text)
    if listed is not None:
        sizes = tuple(sorted({_number(part) for part in listed[1].split(",")}))
        if len(sizes) > MOST_LISTED:
            raise NoSizes(f"`{text.strip()}` has more than {MOST_LISTED} sizes: write fewer, or `for n in 10..100_000`")
    elif span is not None:
        sizes = (_number(span[1]), _number(span[2]))
    else:
        raise NoSizes(f"`{text.strip()}` is no range of sizes: write `for n in 10..100_000`")
    if sizes[0] < 1 or sizes[-1] <= sizes[0] or sizes[-1] > LARGEST:
        raise NoSizes(f"`{text.strip()}` is no range of sizes: the first is at least 1, and less than the last")
    return sizes if listed is not None else _steps(*sizes)


def _number(text: str) -> int:
    digits, _, zeros = text.lower().strip().partition("e")
    return int(digits.replace("_", "")) * int("1" + "0" * min(int(zeros or 0), 15))


def _steps(first: int, last: int) -> tuple[int, ...]:
    for digits in STEPS:
        between = {digit * 10**power for power in range(13) for digit in digits}
        sizes = sorted({first, last} | {size for size in between if first < size < last})
        if FEWEST <= len(sizes) <= MOST:
            return tuple(sizes)
    ratio = (last / first) ** (1 / (EVEN - 1))
    even = {_round(first * ratio**step) for step in range(1, EVEN - 1)}
    return tuple(sorted({first, last} | {size for size in even if first < size < last}))


def _round(value: float) -> int:
    """To two digits, as people write sizes."""
    return int(round(value, 1 - floor(log10(value))))
