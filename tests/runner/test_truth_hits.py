"""Hits that are known by reading the program, where tools are known to lose lines."""

from __future__ import annotations

import pytest
from place import Place

CLOSED = """\
def short():
    yield from (1, 2)
def long():
    for each in range(2):
        kept = (
            yield from (1, 2)
        )
for make in short, long:
    for _ in range(3):
        generator = make()
        next(generator)
        generator.close()
"""
ONE_LINE = """\
def add(a, b): return a + b
double = lambda n: n * 2
class Point:
    def x(self): return 1
    @property
    def y(self): return add(1, 2)
total = 0
for i in range(5):
    total = add(total, double(i)) + Point().x() + Point().y
"""


@pytest.fixture
def place(every_traced_place: Place) -> Place:
    """A tracer of ours: line_profiler is what loses them."""
    if every_traced_place.tracer == "line_profiler":
        pytest.skip("line_profiler loses these lines on some Pythons")
    return every_traced_place


def test_a_yield_from_is_run_again_as_its_generator_is_closed(place: Place) -> None:
    place.write("main.py", CLOSED)
    hits = place.run().hits()
    assert (hits[2], hits[6]) == ((6, 6) if place.version >= (3, 13) else (3, 3))  # since the interpreter tells of it


def test_functions_that_stand_on_the_line_of_their_def_are_counted(place: Place) -> None:
    place.write("main.py", ONE_LINE)
    rows = {(line, name): hits for line, name, hits in place.run().rows()}
    assert (rows[1, "add"], rows[4, "Point.x"], rows[6, "Point.y"]) == (10, 5, 5)
    assert rows[9, "<module>"] == 5
