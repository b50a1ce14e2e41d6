"""Calls timed in a module that is loaded without its guard: what is measured, and what is said of it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from place import Place
from timed import Timing, edges, errors, named, notes, row, timed

from heatline_runner.profile_json import read_profile, to_json, write_profile

GRADES = """\
import bisect, functools, sys, time

calls = []


def grade(score, breakpoints=(60, 70, 80, 90)):
    return "FDCBA"[bisect.bisect(breakpoints, score)]


class Course:
    def __init__(self):
        self.scores = [70, 80]

    def mean(self):
        return total(self.scores) / len(self.scores)


def total(scores):
    return sum(scores)


async def fetch(x):
    return x + 1


def numbers(n):
    for i in range(n):
        yield i


async def later(n):
    for i in range(n):
        yield i


def count():
    calls.append(1)
    return len(calls)


def add(xs):
    xs.append(1)


@functools.lru_cache
def cached(n):
    time.sleep(0.02)
    return n


def long(seconds):
    time.sleep(seconds)


def loud():
    print("x" * 1_000_000)
    sys.stderr.write("x" * 1_000_000)


if __name__ == "__main__":
    raise SystemExit("the guard ran")
"""


CALLS = """\
import functools, time


@functools.lru_cache
def f(n):
    return helper(n)


def helper(n):
    return deeper(n)


def deeper(n):
    return n


def other():
    helper(1)


class A:
    def m(self):
        time.sleep(0.1)
        return self.own()

    def own(self):
        return helper(1)
"""


@pytest.fixture
def grades(new_place: Place) -> Path:
    """The file, for one Python."""
    return new_place.write("grades.py", GRADES)


def test_a_call_is_timed_on_every_python(every_place: Place) -> None:
    path = every_place.write("grades.py", GRADES)
    profile = timed(every_place, path, row("grade(74)", function="grade", line=6, asked="comment"), row("pass"))
    trial, nothing = profile.trials
    assert (profile.run.outcome, profile.run.partial, profile.metrics[0].id) == ("finished", False, "time_ns")
    assert (trial.label, trial.call, trial.line, trial.path, trial.asked) == (
        "grade(74)", "grade(74)", 6, str(path), "comment",
    )  # fmt: skip
    assert len(trial.samples_ns) >= 20
    assert trial.loops >= 100
    assert trial.first_ns
    assert trial.first_ns > 0
    assert trial.loop_ns > 0
    assert (trial.error, trial.notes) == (None, ())
    assert named(profile, trial) == "grade"
    assert (nothing.function, nothing.error) == (None, None)
    assert min(nothing.samples_ns) < min(trial.samples_ns)
    assert edges(profile) == [("<module>", "grade")]
    assert set(profile.sources) == {str(path)}


def test_a_profile_with_trials_survives_its_file(new_place: Place, grades: Path) -> None:
    profile = timed(new_place, grades, row("grade(74)", function="grade"), row("grade(None)", function="grade"))
    copy = new_place.scratch / "copy.json"
    write_profile(copy, profile)
    assert read_profile(copy) == profile
    assert json.loads(to_json(profile))["trials"][1]["error"]["type"] == "TypeError"


def test_whom_a_method_calls_is_known(new_place: Place, grades: Path) -> None:
    profile = timed(new_place, grades, row("c.mean()", setup="c = Course()", function="Course.mean"))
    assert named(profile, profile.trials[0]) == "Course.mean"
    assert edges(profile) == [("<module>", "Course.mean"), ("Course.mean", "total")]


def test_the_modules_own_imports_are_sources_too(new_place: Place) -> None:
    new_place.write("login.py", "def check(name):\n    return name == 'a'\n")
    path = new_place.write("prof.py", "import login\ndef enter():\n    return login.check('a')\n")
    profile = timed(new_place, path, row("enter()", function="enter"))
    assert sorted(Path(source).name for source in profile.sources) == ["login.py", "prof.py"]
    assert edges(profile) == [("<module>", "enter"), ("enter", "check")]


def test_whom_a_cached_or_a_long_function_calls_is_known_by_its_text(new_place: Place) -> None:
    path = new_place.write("main.py", CALLS)
    profile = timed(new_place, path, row("f(1)", function="f"))
    assert set(edges(profile)) == {("f", "helper"), ("helper", "deeper")}
    profile = timed(new_place, path, row("A().m()", function="A.m"))
    assert set(edges(profile)) == {("A.m", "A.own"), ("A.own", "helper"), ("helper", "deeper")}


def test_a_setup_binds_names_for_its_own_row_alone(new_place: Place, grades: Path) -> None:
    profile = timed(
        new_place, grades, row("total(xs)", setup="xs = [1, 2]\nys = xs"), row("total(xs)"), row("len(calls)")
    )
    assert errors(profile) == ["NameError: name 'xs' is not defined"]
    assert profile.trials[0].error is None


def test_a_selection_of_statements_is_timed(new_place: Place, grades: Path) -> None:
    profile = timed(new_place, grades, row('text = """a\n  b"""\nfor i in range(3):\n    grade(i)\nlen(text)'))
    assert errors(profile) == []
    assert edges(profile) == [("<module>", "grade")]


@pytest.mark.parametrize("arguments", ["same", "fresh"])
def test_statements_may_bind_names_that_the_module_has(every_place: Place, arguments: str) -> None:
    path = every_place.write("grades.py", GRADES + "number = 1\nscores = [3, 1, 2]\n")
    rows = (
        row("number += 1"),
        row("scores = sorted(scores)"),
        row("for score in scores:\n    number = number + score"),
        row("number += 1", setup="import time\ntime.sleep(0.02)"),
        row("number += 1", setup="number = 5"),
        row("number += 1", versus="number = number + 1"),
    )
    profile = timed(every_place, path, *rows, asked=Timing(options={"arguments": arguments}))
    assert errors(profile) == []
    assert all(trial.samples_ns for trial in profile.trials)


def test_what_is_awaited_is_timed_to_its_end(every_place: Place) -> None:
    path = every_place.write("grades.py", GRADES + "import asyncio\nasync def wait():\n    await asyncio.sleep(0.01)\n")
    profile = timed(every_place, path, row("fetch(1)"), row("await fetch(1)"), row("wait()"))
    assert errors(profile) == []
    assert profile.trials[2].clock == "wall"
    assert min(profile.trials[2].samples_ns) > 9e6
    assert [notes(trial) for trial in profile.trials] == [[], [], []]


def test_a_generator_is_said_not_to_be_run(new_place: Place, grades: Path) -> None:
    profile = timed(new_place, grades, row("numbers(3)"), row("later(3)"), row("list(numbers(3))"))
    assert [notes(trial) for trial in profile.trials] == [
        ["It gives a generator, whose items are not made by this: time list(…)."],
        ["It gives an async generator, whose items are not made by this: time a loop over it."],
        [],
    ]


def test_effects_are_said(new_place: Place, grades: Path) -> None:
    profile = timed(new_place, grades, row("count()"), row("add(xs)", setup="xs = []"), row("add([1])"))
    assert [notes(trial) for trial in profile.trials] == [
        ["Two equal calls gave different results (1 and 2): it has effects, or chance in it."],
        [
            "It has effects: it changes xs, which the next call finds as the one before left it. "
            "Choose fresh copies of arguments to have each call find what the first does."
        ],
        [],
    ]


def test_each_call_has_copies_of_its_arguments_where_that_is_asked(every_place: Place) -> None:
    path = every_place.write("grades.py", GRADES)
    setup = "import threading\nxs = [1]\nlock = threading.Lock()\ndef pop(xs, lock=None):\n    return xs.pop()"
    rows = row("pop(xs)", setup=setup), row("pop(xs, lock)", setup=setup), row("cached(74)")
    profile = timed(every_place, path, *rows, asked=Timing(options={"arguments": "fresh"}))
    assert errors(profile) == []
    assert not [note for note in notes(profile.trials[2]) if "copy" in note]
    assert [notes(trial) for trial in profile.trials[:2]] == [
        ["Every call has a copy of xs of its own, made outside the clock."],
        [
            "Every call has a copy of xs of its own, made outside the clock.",
            "There is one lock for all calls, since that cannot be copied.",
        ],
    ]


def test_a_first_call_that_fills_a_cache_is_said(new_place: Place, grades: Path) -> None:
    (trial,) = timed(new_place, grades, row("cached(1)", function="cached")).trials
    (note,) = notes(trial)
    assert note.startswith("A cache may mislead: the first call took ")
    assert trial.first_ns
    assert trial.first_ns > 1000 * min(trial.samples_ns)


def test_what_takes_longer_than_a_second_is_timed_by_itself(new_place: Place, grades: Path) -> None:
    (trial,) = timed(new_place, grades, row("long(1.01)")).trials
    assert (trial.loops, trial.clock, len(trial.samples_ns), notes(trial)) == (1, "wall", 3, [])


def test_what_leaves_no_time_for_more_is_timed_once(new_place: Place, grades: Path) -> None:
    (trial,) = timed(new_place, grades, row("long(0.4)"), asked=Timing(budget_s=0.6)).trials
    assert (trial.loops, len(trial.samples_ns)) == (1, 1)
    assert [(note.kind, note.text) for note in trial.notes] == [
        ("not_measured", "There was time for one reading only within 0.6 s: give it longer for more.")
    ]


def test_a_slow_setup_runs_once(new_place: Place, grades: Path) -> None:
    setup = "import time\ntime.sleep(0.05)\nxs = [1, 2]\nmine = lambda: xs"
    (trial,) = timed(new_place, grades, row("total(mine())", setup=setup)).trials
    (note,) = notes(trial)
    assert note.startswith("The set-up took 5")
    assert note.endswith(" ms, so it ran once, not before each reading.")


def test_what_a_call_prints_is_thrown_away(new_place: Place, grades: Path) -> None:
    (trial,) = timed(new_place, grades, row("loud()")).trials
    assert trial.error is None
    assert max(trial.samples_ns) < 1e9


def test_each_row_begins_in_the_folder_the_module_was_loaded_in(new_place: Place) -> None:
    path = new_place.write("away.py", "import os\ndef go():\n    os.chdir('/')\n")
    rows = row("go()"), row("1 / (os.getcwd() == WHERE)", setup=f"WHERE = {str(new_place.scratch)!r}")
    assert errors(timed(new_place, path, *rows, asked=Timing(cwd=new_place.scratch))) == []


def test_a_file_in_a_package_is_imported_from_it(every_place: Place) -> None:
    every_place.write("shop/__init__.py", "from .basket import Basket\n")
    every_place.write("shop/price.py", "def price():\n    return 3\n")
    every_place.write("shop/json.py", "raise ImportError('shadowed')\n")
    path = every_place.write(
        "shop/basket.py",
        "import json\nfrom .price import price\nclass Basket:\n    def sum(self):\n        return price()\n",
    )
    profile = timed(every_place, path, row("Basket().sum()", function="Basket.sum"))
    assert errors(profile) == []
    assert ("Basket.sum", "price") in edges(profile)


def test_the_users_own_modules_shadow_the_standard_librarys_for_the_user_alone(every_place: Place) -> None:
    for name in ("json", "statistics", "timeit", "copy", "gc", "inspect", "ast", "asyncio"):
        every_place.write(f"{name}.py", "mine = True\n")
    names = "json, statistics, timeit, copy, inspect, ast, asyncio"
    path = every_place.write(
        "main.py",
        f"import sys\nbefore = {{'copy', 'timeit', 'asyncio', 'inspect'}} & set(sys.modules)\nimport {names}\n"
        f"def f(xs=[1]):\n    return [each.mine for each in ({names})]\nasync def g():\n    pass\n",
    )
    profile = timed(every_place, path, row("1 / (not before)"), row("f(xs)", setup="xs = [1]"), row("g()"))
    assert errors(profile) == ["AttributeError: module 'asyncio' has no attribute 'run'"]


def test_what_the_module_leaves_running_is_gone(new_place: Place) -> None:
    path = new_place.write(
        "threads.py",
        "import threading, time\nthreading.Thread(target=time.sleep, args=(100,)).start()\ndef f(): pass\n",
    )
    assert errors(timed(new_place, path, row("f()"))) == []
