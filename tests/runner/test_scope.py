"""A run that is limited to a function, to lines or to the module level: what is measured, and what is left alone."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from place import Measured, Place

from heatline_runner.model import Scope

WORK = """\
import functools


def outer(n):
    def inner(x):
        return x + 1

    squares = [i * i for i in range(n)]
    return inner(sum(
        squares[i] for i in range(n)
    ))


@functools.lru_cache(
    maxsize=None,
)
def cached(n):
    return n


class A:
    x = 1

    def one(self):
        return (lambda y:
            y
        )(self.x)

    def two(self):
        return 2


def other():
    a = A()
    for i in range(3):
        a.one()
    return a.two()


outer(4), cached(1), cached(1), cached(2), other()
"""
OUTER, INNER, ONE = "outer", "outer.<locals>.inner", "A.one"


def limited(place: Place, only: str, *program: str, engine: str = "line_time") -> Measured:
    return place.run(*program, options=("--only", only, "--engine", engine))


@pytest.mark.parametrize(
    ("only", "functions"),
    [
        ("outer", {OUTER, INNER}),
        ("outer.<locals>.inner", {INNER}),
        ("outer.inner", {INNER}),
        ("cached", {"cached"}),
        ("A", {"A", ONE, "A.two"}),
        ("A.one", {ONE}),
        ("<module>", {"<module>"}),
        ("6", {INNER}),
        ("9", {OUTER, INNER}),
        ("14", {"cached"}),
        ("26-30", {ONE, "A.two"}),
        ("40", {"<module>"}),
        ("35-40", {"other", "<module>"}),
    ],
)
def test_what_is_asked_for_has_the_hits_of_an_unlimited_run_and_nothing_else_has_any(
    place: Place, only: str, functions: set[str]
) -> None:
    place.write("main.py", WORK)
    everything, run = place.run().rows(), limited(place, f"main.py:{only}")
    assert run.done.returncode == 0
    assert {function for _, function, _ in everything} >= functions
    assert run.rows() == [row for row in everything if row[1] in functions]


def test_every_python_measures_a_decorated_and_an_inner_function_alone(every_place: Place) -> None:
    every_place.write("main.py", WORK)
    everything = every_place.run().rows()
    for only, function in (("cached", "cached"), ("outer.inner", INNER), ("A.one", ONE)):
        assert limited(every_place, only).rows() == [row for row in everything if row[1] == function]


@pytest.mark.parametrize("only", ["outer", "outer.inner", "cached", "A.one", "<module>"])
def test_memory_too_has_the_hits_of_an_unlimited_run(place: Place, only: str) -> None:
    place.write("main.py", WORK)
    everything = place.run(options=("--engine", "line_memory")).rows()
    run = limited(place, f"main.py:{only}", engine="line_memory")
    functions = {function for _, function, _ in run.rows()}
    assert len(functions) == (2 if only == "outer" else 1)
    assert run.rows() == [row for row in everything if row[1] in functions]


def test_allocations_are_those_of_the_part(place: Place) -> None:
    place.write("main.py", "def a():\n    return [1] * 9\ndef b():\n    return [2] * 9\nx = a(), b()\n")
    run = limited(place, "a", engine="allocations")
    table = run.table("main.py")
    assert {run.profile.functions[index].name for index in table.function} == {"a"}


def test_a_function_of_an_imported_module_is_measured_alone(every_place: Place) -> None:
    every_place.write("main.py", "import pack.work\nfor i in range(5):\n    pack.work.twice(i)\n")
    every_place.write("pack/work.py", "def twice(x):\n    return add(x, x)\ndef add(x, y):\n    return x + y\n")
    run = limited(every_place, "pack/work.py:twice")
    assert run.files() == ["work.py"]
    assert run.rows("work.py") == [(2, "twice", 5)]
    assert [Path(path).name for path in run.profile.sources] == ["work.py"]


def test_a_function_of_a_module_that_is_run_by_its_name_is_measured_alone(place: Place) -> None:
    place.write("pack/__init__.py", "")
    place.write("pack/__main__.py", "from .tool import f\ndef main():\n    return f()\nmain()\n")
    place.write("pack/tool.py", "def f():\n    return 1\ndef g():\n    return f()\ng()\n")
    assert limited(place, "main", "-m", "pack").rows("__main__.py") == [(3, "main", 1)]
    assert limited(place, "pack/tool.py:f", "-m", "pack").rows("tool.py") == [(2, "f", 2)]
    assert limited(place, "g", "-m", "pack.tool").rows("tool.py") == [(4, "g", 1)]


def test_a_function_of_a_folders_main_module_is_measured_alone(place: Place) -> None:
    place.write("app/__main__.py", "def main():\n    return 1\nmain()\n")
    assert limited(place, "main", "app").rows("__main__.py") == [(2, "main", 1)]


def test_a_symlinked_file_is_the_same_file(place: Place) -> None:
    place.write("real/work.py", "def f():\n    return 1\nf()\n")
    (place.folder / "link.py").symlink_to(place.folder / "real" / "work.py")
    assert limited(place, "link.py:f", "link.py").rows("work.py") == [(2, "f", 1)]
    assert limited(place, "real/work.py:f", "link.py").rows("work.py") == [(2, "f", 1)]


def test_the_program_does_the_same(every_place: Place) -> None:
    text = """\
        import builtins
        builtins.profile = getattr(builtins, "profile", lambda function: function)
        import functools, inspect, sys, threading
        @profile
        def measured(x):
            def inner():
                return [x for x in range(3)], sys._getframe().f_code.co_name, inspect.stack()[1].function
            return inner()
        def not_measured():
            return measured(1), inspect.getsource(measured).count("\\n")
        print(not_measured(), measured.__code__.co_firstlineno, not_measured.__code__.co_lines is not None)
        thread = threading.Thread(target=lambda: print(measured(2)))
        thread.start()
        thread.join()
        sys.exit(3)
        """
    every_place.write("main.py", text)
    plain = every_place.plain()
    for only in ("measured", "measured.inner", "not_measured"):
        run = limited(every_place, only)
        assert (run.done.stdout, run.done.returncode) == (plain.stdout, 3)


def test_threads_are_measured_and_shares_stay_parts_of_the_run(place: Place) -> None:
    place.write(
        "main.py",
        """\
        import threading, time
        def wait():
            time.sleep(0.05)
        def work():
            wait()
            time.sleep(0.05)
        threads = [threading.Thread(target=work) for _ in range(3)]
        [each.start() for each in threads], [each.join() for each in threads]
        """,
    )
    run = limited(place, "wait")
    assert run.rows() == [(3, "wait", 3)]
    (time_ns,) = run.table("main.py").values["time_ns"]
    assert time_ns is not None
    assert 3 * 50_000_000 <= time_ns < run.profile.run.thread_ns / 2
    assert run.profile.run.thread_ns > run.profile.run.body_ns >= 2 * 50_000_000


def test_the_run_says_what_alone_was_measured(new_place: Place) -> None:
    new_place.write("main.py", WORK)
    path = str(new_place.folder / "main.py")
    said = {
        "cached": "Only cached (lines 14 to 18 of main.py) was measured.",
        "<module>": "Only the module level of main.py was measured, none of its functions.",
        "26-30": "Only what is defined on lines 24 to 30 of main.py was measured.",
        "35-40": "Only the module level of main.py and what is defined on its lines 33 to 37 were measured.",
    }
    for only, text in said.items():
        assert (text, None) in limited(new_place, f"main.py:{only}").notes("not_measured")
    run = limited(new_place, "cached").profile.run
    assert run.scope == Scope(path, 14, 18, "cached")


def test_a_function_that_is_not_called_is_shown_as_such(place: Place) -> None:
    place.write("main.py", "def f():\n    return 1\nprint('ran')\n")
    run = limited(place, "f")
    assert (run.done.stdout, run.rows()) == ("ran\n", [(2, "f", 0)])


def test_a_ring_through_what_is_not_measured_is_seen(place: Place) -> None:
    place.write("main.py", "def a(n):\n    return n and b(n - 1)\ndef b(n):\n    return n and a(n - 1)\na(3)\n")
    place = replace(place, tracer="line_profiler")  # ours tell outer calls from inner ones
    assert [text.split(" calls itself")[0] for text, _ in limited(place, "a").notes("recursive")] == ["a"]


def test_what_is_not_measured_makes_nothing_recursive_by_itself(place: Place) -> None:
    text = "class A:\n    def one(self):\n        return A().two()\n    def two(self):\n        return 2\nA().one()\n"
    place.write("main.py", text)
    assert limited(place, "A.one").notes("recursive") == []


def test_a_program_that_forks_outside_of_it_keeps_its_results(place: Place) -> None:
    place.write(
        "main.py",
        """\
        import os, warnings
        warnings.simplefilter("error")
        def f():
            return 1
        def forks():
            pid = os.fork()
            if pid == 0:
                os._exit(0)
            os.waitpid(pid, 0)
        f()
        forks()
        f()
        """,
    )
    run = limited(place, "f")
    assert (run.done.returncode, run.done.stderr) == (0, "")
    assert run.rows() == [(4, "f", 2)]


def test_a_failure_outside_of_it_is_told(place: Place) -> None:
    place.write("main.py", "def f():\n    return 1\nf()\n1 / 0\n")
    run = limited(place, "f").profile.run
    assert run.error is not None
    assert (run.outcome, run.error.type, run.error.line) == ("raised", "ZeroDivisionError", 4)


def test_a_stray_profile_decorator_is_harmless_where_nothing_is_measured(place: Place) -> None:
    place.write("main.py", "import work\n@profile\ndef f():\n    return work.g()\nprint(f())\n")
    place.write("work.py", "@profile\ndef g():\n    return 1\ndef h():\n    return 2\n")
    for only in ("f", "work.py:h"):
        run = limited(place, only)
        assert (run.done.stdout, run.done.stderr) == ("1\n", "")
