"""Functions that call themselves are named, others are not, where the tracer counts calls inside calls."""

from __future__ import annotations

import pytest
from place import Place

TREE = """\
class Node:
    def __init__(self, depth):
        self.children = [Node(depth - 1) for _ in range(2)] if depth else []
    def total(self):
        found = 1
        for child in self.children:
            found += child.total()
        return found
Node(4).total()
"""
WRAPPER = """\
class Pipe:
    def send(self, x):
        return x
class Tee:
    def __init__(self):
        self.pipe = Pipe()
    def send(self, x):
        return self.pipe.send(x)
tee = Tee()
[tee.send(x) for x in range(9)]
"""
CASES = {
    "direct": ("def f(n):\n    return n and f(n - 1)\nf(3)\n", ["f"]),
    "mutual": ("def a(n):\n    return n and b(n - 1)\ndef b(n):\n    return n and a(n - 1)\na(3)\n", ["a", "b"]),
    "method": ("class A:\n    def m(self, n):\n        return n and self.m(n - 1)\nA().m(3)\n", ["A.m"]),
    "nested": ("def o(n):\n    def i(n):\n        return n and i(n - 1)\n    return i(n)\no(3)\n", ["o.<locals>.i"]),
    "another's method": (
        "class Node:\n    def go(self):\n        return Leaf().go()\n"
        "class Leaf:\n    def go(self):\n        return 1\nNode().go()\n",
        [],
    ),
    "a method that calls a function of its name": (
        "def go():\n    return 1\nclass A:\n    def go(self):\n        return go()\nA().go()\n",
        [],
    ),
    "a tree's": (TREE, ["Node.__init__", "Node.total"]),
    "a wrapper's": (WRAPPER, []),
    "a variable of the function's name": (
        "def get(get):\n    return get(1)\ndef put():\n    put = abs\n    return put(1)\nget(abs)\nput()\n",
        [],
    ),
    "not reached": ("def f(n):\n    if n:\n        return f(n - 1)\nf(0)\n", []),
    "seen on the stack": (
        "import time\ndef f(n, call):\n    time.sleep(0.1)\n    return n and call(n - 1, call)\nf(5, f)\n",
        ["f"],
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_functions_that_call_themselves_are_noted(new_place: Place, case: str) -> None:
    text, expected = CASES[case]
    new_place.write("main.py", text)
    notes = new_place.run(options=("--tracer", "line_profiler")).notes("recursive")
    assert sorted(note.split(" calls itself")[0] for note, _ in notes) == expected


def test_recursive_functions_have_exact_hits(place: Place) -> None:
    text = "def fib(n):\n    if n < 2:\n        return n\n    return fib(n - 1) + fib(n - 2)\nfib(10)\n"
    place.write("main.py", text)
    assert place.run().hits() == {1: 1, 2: 177, 3: 89, 4: 88, 5: 1}


def test_a_deep_recursion_is_as_deep_as_ever(place: Place) -> None:
    text = "import sys\nsys.setrecursionlimit(20000)\ndef f(n):\n    return n and 1 + f(n - 1)\nprint(f(15000))\n"
    place.write("main.py", text)
    run = place.run()
    assert (run.done.stdout, run.done.stderr) == ("15000\n", "")
    assert run.hits()[4] == 15001
