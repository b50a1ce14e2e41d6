"""Who called what, how often and for how long, of real programs whose truth is written by hand or by themselves."""

from __future__ import annotations

import json
import pstats
import re
from pathlib import Path

import pytest
from place import Measured, Place

from heatline_runner.model import FunctionRow, Values

CALLS = ("--engine", "call_time")
# `took` gives how long each named stretch took by the program's own clock, so that a busy machine changes both alike.
BUSY = """\
import sys, json, threading
from time import perf_counter
took = {}
def busy(name, s=0.02):
    began = perf_counter()
    while perf_counter() - began < s:
        pass
    took[name] = took.get(name, 0) + perf_counter() - began
def tell():
    print(json.dumps(took))
"""
NEAR = 0.05


def called(place: Place, text: str, *options: str) -> Measured:
    place.write("main.py", text)
    return place.run(options=(*CALLS, *options))


def functions(run: Measured) -> dict[str, FunctionRow]:
    """The user's, by name."""
    return {row.name: row for row in run.profile.functions if Path(row.path).name == "main.py"}


def counts(run: Measured) -> dict[str, tuple[float | None, float | None]]:
    """Calls and primitive calls of the user's functions, but of those that every program here has."""
    rows = functions(run).items()
    left = ("busy", "tell", "<module>", "<listcomp>")
    return {name: (row.values["calls"], row.values["primitive_calls"]) for name, row in rows if name not in left}


def edges(run: Measured) -> dict[tuple[str, str], Values]:
    names = [row.name for row in run.profile.functions]
    return {(names[edge.caller], names[edge.callee]): edge.values for edge in run.profile.calls}


def seconds(run: Measured, name: str, metric: str) -> float:
    return (functions(run)[name].values[metric] or 0) / 1e9


def test_recursion_is_counted_and_its_time_is_that_of_the_outermost_call(every_place: Place) -> None:
    text = f"""{BUSY}
def down(n):
    busy("down", 0.015)
    return down(n - 1) if n else 0
def even(n):
    busy("even", 0.01)
    return odd(n - 1) if n else True
def odd(n):
    return even(n - 1) if n else False
down(3)
even(4)
tell()
"""
    run = called(every_place, text)
    took = json.loads(run.done.stdout)

    assert counts(run) == {"down": (4, 1), "even": (3, 1), "odd": (2, 1)}
    assert seconds(run, "down", "total_ns") == pytest.approx(took["down"], rel=NEAR)
    assert seconds(run, "even", "total_ns") == pytest.approx(took["even"], rel=NEAR)
    found = edges(run)
    assert found["down", "down"]["calls"] == 3
    assert found["even", "odd"]["calls"] == 2
    assert found["down", "busy"]["calls"] == 4
    assert (found["down", "busy"]["total_ns"] or 0) / 1e9 == pytest.approx(took["down"], rel=NEAR)


def test_a_generator_is_called_as_often_as_it_goes_on(every_place: Place) -> None:
    text = f"""{BUSY}
def numbers(n):
    for i in range(n):
        busy("numbers")
        yield i
def fails():
    busy("fails")
    raise ValueError
def catches():
    try:
        fails()
    except ValueError:
        busy("catches")
total = sum(numbers(3))
catches()
tell()
"""
    run = called(every_place, text)
    took = json.loads(run.done.stdout)

    assert counts(run) == {"numbers": (4, 4), "fails": (1, 1), "catches": (1, 1)}
    assert seconds(run, "numbers", "total_ns") == pytest.approx(took["numbers"], rel=NEAR)
    assert seconds(run, "catches", "total_ns") == pytest.approx(took["fails"] + took["catches"], rel=NEAR)
    assert seconds(run, "catches", "own_ns") < 0.002
    names = {row.name for row in run.profile.functions if not row.path}
    assert "<built-in method builtins.sum>" in names


def test_each_thread_has_its_own_totals(every_place: Place) -> None:
    text = f"""{BUSY}
def first():
    busy("first", 0.06)
def second():
    helper()
def helper():
    busy("second", 0.06)
def main_thread():
    busy("main", 0.06)
threads = [threading.Thread(target=each) for each in (first, second, second)]
for each in threads:
    each.start()
main_thread()
for each in threads:
    each.join()
tell()
"""
    run = called(every_place, text)
    took = json.loads(run.done.stdout)

    assert counts(run) == {"first": (1, 1), "second": (2, 2), "helper": (2, 2), "main_thread": (1, 1)}
    for name, key in (("first", "first"), ("second", "second"), ("helper", "second"), ("main_thread", "main")):
        assert seconds(run, name, "total_ns") == pytest.approx(took[key], rel=NEAR)
    found = edges(run)
    assert found["second", "helper"]["calls"] == 2
    assert ("main_thread", "helper") not in found
    assert run.profile.run.thread_ns > run.profile.run.body_ns


@pytest.mark.parametrize("only", ["work", "lines"])
def test_what_comes_before_is_left_out(every_place: Place, only: str) -> None:
    text = f"""{BUSY}
def prepare():
    busy("prepare", 0.05)
def work(n):
    len("x")
    busy("work")
    return work(n - 1) if n else sorted([3, 1])
prepare()
if __name__ == "__main__":
    work(2)
    work(0)
tell()
"""
    at = text.splitlines().index("    work(2)") + 1
    run = called(every_place, text, "--only", "work" if only == "work" else f"{at}-{at + 1}")
    took = json.loads(run.done.stdout)

    assert counts(run) == {"work": (4, 2)}
    assert functions(run)["busy"].values["calls"] == 4
    assert seconds(run, "work", "total_ns") == pytest.approx(took["work"], rel=NEAR)
    built_in = {row.name: row.values["calls"] for row in run.profile.functions if not row.path}
    assert built_in["<built-in method builtins.len>"] == 4
    assert built_in["<built-in method builtins.sorted>"] == 2
    if only == "lines":
        assert edges(run)["<module>", "work"]["calls"] == 2
        assert seconds(run, "<module>", "total_ns") == pytest.approx(took["work"], rel=NEAR)
    (note,) = run.notes("not_measured")
    assert note[0].startswith("Only calls made ")


def test_calls_are_those_of_plain_cprofile(every_place: Place) -> None:
    """Of the program's own functions and of what they call; importing is done by other code under Heatline."""
    text = """\
        import re
        class Point:
            def __init__(self, x): self.x = x
            def __add__(self, other): return Point(self.x + other.x)
        def total(points):
            result = Point(0)
            for each in points: result = result + each
            return result.x
        def words(text): return [w.upper() for w in re.findall(r"[a-z]+", text) if len(w) > 2]
        def main():
            for _ in range(20):
                total([Point(n) for n in range(50)]); words("the quick brown fox " * 20)
                "{}".format(sorted({"b": 1, "a": 2}.items(), key=lambda pair: pair[1]))
        main()
        """
    run = called(every_place, text)
    every_place.write("main.py", text)
    done = every_place.plain("-m", "cProfile", "-o", "plain.prof", "main.py")
    assert done.returncode == 0, done.stderr
    plain = pstats.Stats(str(every_place.folder / "plain.prof")).stats  # type: ignore[attr-defined]

    theirs: dict[tuple[str, int], list[int]] = {}
    for (file, line, _name), (primitive, calls, *_) in plain.items():
        if Path(file).name == "main.py":
            theirs.setdefault((_name, line), []).extend((calls, primitive))
    ours = {
        (row.name.rpartition(".")[2], row.line): [row.values["calls"], row.values["primitive_calls"]]
        for row in functions(run).values()
    }
    assert ours == theirs


def test_exit_codes_and_failures_are_plain_pythons(place: Place) -> None:
    run = called(place, "import sys\ndef f():\n    sys.exit(3)\nf()\n")
    assert run.done.returncode == 3
    assert counts(run) == {"f": (1, 1)}

    run = called(place, "def f():\n    return 1 / 0\nf()\n")
    assert run.done.returncode == 1
    assert run.profile.run.outcome == "raised"
    assert run.done.stderr.splitlines()[-1].startswith("ZeroDivisionError")
    assert counts(run) == {"f": (1, 1)}


def test_what_was_called_before_a_kill_is_kept(place: Place) -> None:
    text = """\
        import os, signal, time
        def step(): time.sleep(0.01)
        for _ in range(150): step()
        os.kill(os.getpid(), signal.SIGKILL)
        """
    run = called(place, text)

    assert run.profile.run.outcome == "killed"
    assert 20 < (functions(run)["step"].values["calls"] or 0) <= 150


def test_a_program_that_profiles_itself_gets_what_it_gets_without(place: Place) -> None:
    text = """\
        import cProfile, pstats
        def f(): return sum(range(10))
        profile = cProfile.Profile()
        profile.enable()
        for _ in range(7): f()
        profile.disable()
        stats = pstats.Stats(profile).stats
        print(sorted((name, calls) for (_, _, name), (_, calls, *_) in stats.items()))
        """
    place.write("main.py", text)
    plain = place.plain()
    run = called(place, text)

    assert plain.returncode == 0
    assert run.done.stdout == plain.stdout
    if place.version >= (3, 12):
        assert functions(run)["f"].values["calls"] == 7
    else:
        assert any(text.startswith("The program set a profile function") for text, _ in run.notes("not_measured"))


def test_the_report_has_a_table_and_pstats_opens_the_file(place: Place, tmp_path: Path) -> None:
    place.write("main.py", "def f(n): return f(n - 1) if n else len('x')\nf(3)\n")
    done = place._start(place.argv(*CALLS, "main.py"), "", {})
    assert re.search(r"^f +main\.py:1 +4/1 ", done.stderr, re.MULTILINE), done.stderr

    file = tmp_path / "calls.prof"
    place._start(place.argv(*CALLS, "--format", "pstats", "--output", str(file), "main.py"), "", {})
    stats = pstats.Stats(str(file)).stats  # type: ignore[attr-defined]
    ((key, (primitive, calls, _, _, callers)),) = ((k, v) for k, v in stats.items() if k[2] == "f")
    assert (key[1], primitive, calls) == (1, 1, 4)
    assert {name: of[0] for (_, _, name), of in callers.items()} == {"f": 3, "<module>": 1}
