"""The calls that a program makes of a function, clocked as they happen: all of them, once each, and nothing else."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from statistics import median

import pytest
from place import Measured, Place

from heatline_runner.model import Trial

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
COUNTS_ALL = (3, 12)  # from there on calls after the first thousand are counted


def real_calls(place: Place, only: str, *program: str, repeat: str = "no") -> Measured:
    return place.run(*program, options=("--engine", "snippet_time", "--repeat", repeat, "--only", only))


def trial(run: Measured, asked: str = "real_calls") -> Trial:
    (found,) = (each for each in run.profile.trials if each.asked == asked)
    return found


def said(found: Trial) -> str:
    return " ".join(note.text for note in found.notes)


def test_each_call_is_clocked_once_and_the_program_does_the_same(every_place: Place) -> None:
    every_place.write(
        "main.py",
        """\
        import sys
        done = []
        def work(n):
            done.append(n)
            return sum(range(n))
        def other():
            work(200_000)
        for n in range(40):
            work(n)
        other()
        print(len(done), sys.getrecursionlimit(), [frame for frame in [sys._getframe().f_back]])
        sys.exit(3)
        """,
    )
    plain, run = every_place.plain(), real_calls(every_place, "work")
    found = trial(run)
    assert (run.done.stdout.split()[0], run.done.returncode) == (plain.stdout.split()[0], plain.returncode) == ("41", 3)
    assert (len(found.samples_ns), found.calls, found.call, found.error) == (41, 41, "work(…)", None)
    assert found.samples_ns[-1] > 100 * median(found.samples_ns)
    is_last = found.samples_ns[-1] == max(found.samples_ns)  # but where the machine has other things to do
    assert found.slowest == (str(every_place.folder / "main.py"), 7 if is_last else 9)
    assert run.profile.functions[found.function or 0].name == "work"


def test_nothing_a_call_was_given_is_kept(every_place: Place) -> None:
    every_place.write("main.py", "def check(word):\n    return word\ncheck('sesame' * 2)\n")
    run = real_calls(every_place, "check", repeat="yes")
    report = (every_place.scratch / "report.json").read_text(encoding="utf-8")
    assert len(run.profile.trials) == 2
    assert "sesame" not in report


def test_the_first_thousand_are_clocked(every_place: Place) -> None:
    every_place.write("main.py", "def f(n):\n    return n\nfor n in range(1204):\n    f(n)\nprint('end')\n")
    found = trial(real_calls(every_place, "f"))
    assert len(found.samples_ns) == 1000
    assert found.calls == (1204 if every_place.version >= COUNTS_ALL else None)
    assert found.loop_ns > 0  # what clocking costs, which is taken off


def test_a_program_that_needs_its_database_shows_where_its_time_goes(place: Place) -> None:
    shutil.copytree(EXAMPLES / "login", place.folder, dirs_exist_ok=True)
    run = real_calls(place, "login.py:login", "prof.py")
    found = trial(run)
    assert run.done.stdout == "120 of 200 logins went well\n"
    assert (found.calls, len(found.samples_ns)) == (200, 200)
    assert Path(found.path).name == "login.py"
    assert found.slowest == (str(place.folder / "prof.py"), 22)
    assert list(run.profile.sources) == [str(place.folder / "login.py")]


def test_threads_exceptions_and_methods_are_seen(every_place: Place) -> None:
    every_place.write(
        "main.py",
        """\
        import threading
        class Till:
            def take(self, sum):
                if sum < 0:
                    raise ValueError(sum)
                return sum
        till = Till()
        for sum in (1, -1, 2, -2, 3):
            try:
                till.take(sum)
            except ValueError:
                pass
        threads = [threading.Thread(target=till.take, args=(n,)) for n in range(3)]
        [each.start() for each in threads], [each.join() for each in threads]
        """,
    )
    found = trial(real_calls(every_place, "Till.take"))
    assert (found.calls, len(found.samples_ns)) == (8, 8)


def test_calls_within_calls_are_part_of_the_outermost(every_place: Place) -> None:
    every_place.write("main.py", "def down(n):\n    return n and down(n - 1)\nfor n in range(5):\n    down(50)\n")
    found = trial(real_calls(every_place, "down"))
    assert (found.calls, len(found.samples_ns)) == (5, 5)
    assert "down calls itself: calls within calls are part of the outermost." in said(found)


def test_a_generator_is_clocked_without_the_time_it_waits(every_place: Place) -> None:
    every_place.write(
        "main.py",
        """\
        import asyncio, time
        def items(n):
            for i in range(n):
                yield i
        for item in items(5):
            time.sleep(0.02)
        left = items(2)
        next(left)
        try:
            left.throw(KeyError)
        except KeyError:
            pass
        async def waits():
            await asyncio.sleep(0.05)
        async def main():
            await asyncio.gather(waits(), waits())
        asyncio.run(main())
        """,
    )
    found = trial(real_calls(every_place, "items"))
    assert (found.calls, len(found.samples_ns)) == (2, 2)
    assert found.samples_ns[0] < 20_000_000
    assert "without the time it was suspended" in said(found)
    found = trial(real_calls(every_place, "waits"))
    assert (found.calls, len(found.samples_ns)) == (2, 2)
    assert max(found.samples_ns) < 50_000_000


def test_a_function_that_is_never_called_says_so(every_place: Place) -> None:
    every_place.write("main.py", "def f():\n    return 1\nprint('ran')\n")
    run = real_calls(every_place, "f")
    found = trial(run)
    assert (run.done.stdout, found.samples_ns) == ("ran\n", ())
    assert found.error is not None
    assert found.error.message.startswith("f was never called while main.py ran: ")


def test_a_run_that_is_ended_keeps_what_was_clocked(place: Place) -> None:
    place.write(
        "main.py",
        "import os, time\ndef f():\n    return 1\nfor _ in range(9):\n    f()\ntime.sleep(1)\nos._exit(4)\n",
    )
    run = real_calls(place, "f")
    assert (run.done.returncode, trial(run).calls) == (4, 9)


def test_the_first_call_is_repeated_in_place_only_when_asked(every_place: Place) -> None:
    every_place.write(
        "main.py",
        """\
        base = 3
        calls = 0
        def outer(first):
            def add(a, /, b, *rest, key=2, **more):
                global calls
                calls += 1
                return a + b + first + sum(rest) + key + len(more) + base
            return add
        print(outer(1)(1, 2, 3, 4, key=5, x=6))
        print(calls)
        """,
    )
    run = real_calls(every_place, "outer.add")
    assert (run.done.stdout, len(run.profile.trials)) == ("20\n1\n", 1)
    run = real_calls(every_place, "outer.add", repeat="yes")
    found = trial(run, "repeated")
    assert run.done.stdout.startswith("20\n")
    assert int(run.done.stdout.split()[1]) > 1000
    assert (len(found.samples_ns) > 5, found.loops > 100, found.error) == (True, True, None)
    assert (trial(run).calls, "calls itself" in said(trial(run))) == (1, False)


def test_what_the_repeats_raise_is_kept_from_the_program(every_place: Place) -> None:
    every_place.write(
        "main.py",
        "left = [1]\ndef take():\n    return left.pop()\n"
        "try:\n    take()\nexcept IndexError:\n    print('empty')\nprint('end')\n",
    )
    run = real_calls(every_place, "take", repeat="yes")
    error = trial(run, "repeated").error
    assert run.done.stdout == "empty\nend\n"  # by the program's own call: the repeats took the one there was
    assert error is not None
    assert (error.type, error.message) == ("IndexError", "")


def test_what_the_repeats_raise_may_have_what_they_were_given_in_its_words(new_place: Place) -> None:
    new_place.write(
        "main.py",
        "seen = []\ndef check(word):\n    seen.append(1)\n    if len(seen) > 1:\n        raise ValueError(word)\n"
        "try:\n    check('sesame' * 2)\nexcept ValueError:\n    pass\n",
    )
    error = trial(real_calls(new_place, "check", repeat="yes"), "repeated").error
    assert error is not None
    assert error.type == "ValueError"
    assert "sesame" not in (new_place.scratch / "report.json").read_text(encoding="utf-8")


def test_a_module_that_is_loaded_twice_is_clocked_as_both(every_place: Place) -> None:
    text = "def f(n):\n    return n\nif __name__ == '__main__':\n    import main\n    for n in range(600):\n"
    every_place.write("main.py", text + "        f(n), main.f(n)\n")
    found = trial(real_calls(every_place, "f"))
    assert (len(found.samples_ns), found.calls) == (1000, 1200 if every_place.version >= COUNTS_ALL else None)


def test_a_generator_is_not_repeated(new_place: Place) -> None:
    new_place.write("main.py", "def items():\n    yield 1\nlist(items())\n")
    run = real_calls(new_place, "items", repeat="yes")
    assert [each.asked for each in run.profile.trials] == ["real_calls"]
    assert "No call of items was repeated" in said(trial(run))


@pytest.mark.parametrize(
    ("only", "said"),
    [
        ((), "Nothing says which function's calls to time"),
        (("--only", "<module>"), "The calls of one function are timed, and this is more than one or none"),
        (("--only", "A"), "A is a class, and the calls of one function are timed"),
    ],
)
def test_what_is_no_single_function_is_refused(new_place: Place, only: tuple[str, ...], said: str) -> None:
    new_place.write("main.py", "class A:\n    def f(self):\n        return 1\n")
    argv = new_place.argv("--engine", "snippet_time", *only, "main.py")
    done = subprocess.run(argv, cwd=new_place.folder, capture_output=True, text=True, timeout=60)
    assert done.returncode == 2
    assert said in done.stderr


def test_the_command_line_reports_them(new_place: Place) -> None:
    new_place.write("main.py", "def f(n):\n    return n\nfor n in range(12):\n    f(n)\n")
    argv = new_place.argv("--engine", "snippet_time", "--only", "f", "main.py")
    done = subprocess.run(argv, cwd=new_place.folder, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0
    assert "12 calls" in done.stderr.replace("\u00a0", " ")


def test_the_debuggers_and_profilers_tools_stay_the_programs(new_place: Place) -> None:
    text = "import cProfile, sys\ndef f():\n    return 1\ncProfile.run('f()')\nprint(sys.gettrace())\n"
    new_place.write("main.py", text)
    run = real_calls(new_place, "f")
    assert (run.done.returncode, run.done.stderr) == (0, "")
    assert trial(run).calls == 1


def test_a_call_whose_exception_is_kept_is_clocked_or_its_absence_said(every_place: Place) -> None:
    every_place.write(
        "main.py",
        """\
        kept = []
        def f(n):
            return 1 / n
        for n in (1, 0, 2, 3):
            try:
                f(n)
            except ZeroDivisionError as problem:
                kept.append(problem)
        """,
    )
    found = trial(real_calls(every_place, "f"))
    if every_place.version >= COUNTS_ALL:
        assert (found.calls, len(found.samples_ns)) == (4, 4)
    else:
        assert (found.calls, len(found.samples_ns)) == (None, 1)
        assert "A call of f ended by an exception that the program keeps: those after it may be missing." in said(found)


def test_a_call_that_is_under_way_as_the_last_is_clocked_is_counted(every_place: Place) -> None:
    every_place.write(
        "main.py",
        """\
        import threading
        begun, go_on = threading.Event(), threading.Event()
        def f(waits):
            if waits:
                begun.set()
                go_on.wait()
        thread = threading.Thread(target=f, args=(True,))
        thread.start()
        begun.wait()
        for _ in range(1100):
            f(False)
        go_on.set()
        thread.join()
        """,
    )
    found = trial(real_calls(every_place, "f"))
    assert (len(found.samples_ns), found.calls) == (1000, 1101 if every_place.version >= COUNTS_ALL else None)


def test_profilers_have_their_tool_and_what_cannot_be_clocked_says_so(every_place: Place) -> None:
    every_place.write(
        "sitecustomize.py",
        "import sys\nif hasattr(sys, 'monitoring'):\n    sys.monitoring.use_tool_id(5, 'another')\n",
    )
    every_place.write("main.py", "import cProfile\ndef f():\n    return 1\ncProfile.run('f()')\n")
    run = every_place.run(options=("--engine", "snippet_time", "--only", "f"), PYTHONPATH=str(every_place.folder))
    found = trial(run)
    assert (run.done.returncode, "Another profiling tool" in run.done.stderr) == (0, False)
    if every_place.version >= COUNTS_ALL:
        assert found.error is not None
        assert found.error.message == (
            "The calls of f could not be clocked, since another tool in the program has tool 5 of sys.monitoring: "
            "run it without that tool, or say how to call f."
        )
        assert any(text.startswith("No calls could be clocked, since ") for text, _ in run.notes("not_measured"))
    else:
        assert found.calls == 1
