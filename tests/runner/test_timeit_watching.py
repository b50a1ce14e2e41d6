"""Whom a timed call calls is seen once all is timed: on Python 3.12, code that was ever watched is slower for good."""

from __future__ import annotations

from dataclasses import astuple
from typing import Any

from place import Place
from timed import edges, row, timed

from heatline_runner.engines.snippet_time.rows import Asked, Rows
from heatline_runner.request import Snippets

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


def test_a_call_that_is_watched_is_told_of_so_that_many_are_not_taken_for_one_that_hangs() -> None:
    told: list[list[int]] = []
    asked = Asked(lambda _: (None, None), lambda _: False, lambda: told.append(rows.tables()["now"]))
    snippets: Any = astuple(Snippets("/p/one.py", (row("1"), row("2"))))
    rows = Rows(snippets, {}, asked)
    rows.run({})
    assert told == [[0], [0], [1], [1], [], []]
