"""Whom a timed call calls is seen once all is timed: on Python 3.12, code that was ever watched is slower for good."""

from __future__ import annotations

from place import Place
from timed import edges, row, timed

SPIES = """\
import atexit, sys

seen = []


def spy():
    seen.append(sys.getprofile() is not None)
    return inner()


def inner():
    return 1


@atexit.register
def tell():
    with open("seen.txt", "w") as file:
        file.write(f"{sum(seen[:-2])} {seen[-2:]}")
"""


def test_readings_come_before_the_call_that_is_watched(new_place: Place) -> None:
    path = new_place.write("spies.py", SPIES)
    profile = timed(new_place, path, row("spy()"), row("spy() + 0"))
    assert (path.parent / "seen.txt").read_text() == "0 [True, True]"
    assert ("spy", "inner") in edges(profile)
