"""Calls that cannot be timed: one clear sentence each, the rows after it timed where that can be, nothing running."""

from __future__ import annotations

import subprocess
import time
from pathlib import Path

import pytest
from place import LIMIT_S, Place
from timed import Timing, errors, named, row, start_folder, supervise, timed

from heatline_runner.profile_json import read_profile

BAD = """\
import os, sys, time


def fine():
    return 1


def raises(score):
    return score < 60


def forever():
    while True:
        try:
            time.sleep(0.001)
        except KeyboardInterrupt:
            break
    return 1


def sleeps():
    time.sleep(1000)


def deaf():
    return sum(iter(int, 1))


def leaves(code):
    os._exit(code)


def crashes():
    os.abort()


def deep(n):
    return deep(n + 1)


def interrupted():
    raise GeneratorExit
"""
SHORT = Timing(budget_s=0.5)


@pytest.fixture
def bad(new_place: Place) -> Path:
    """The file, for one Python."""
    return new_place.write("bad.py", BAD)


def test_what_a_call_raises_is_told_with_its_place(every_place: Place) -> None:
    path = every_place.write("bad.py", BAD)
    profile = timed(every_place, path, row("raises('x')", function="raises"), row("sys.exit(3)"), row("deep(0)"))
    first, second, third = (trial.error for trial in profile.trials)
    assert first
    assert second
    assert third
    assert (first.type, first.path, first.line) == ("TypeError", str(path), 9)
    assert first.message == "'<' not supported between instances of 'str' and 'int'"
    assert (second.type, second.message) == ("SystemExit", "3")
    assert third.type == "RecursionError"
    assert profile.run.outcome == "finished"


def test_what_never_returns_is_stopped_and_the_next_row_is_timed(new_place: Place, bad: Path) -> None:
    rows = row("forever()"), row("sleeps()"), row("fine()", setup="while True: pass"), row("fine()")
    profile = timed(new_place, bad, *rows, asked=SHORT)
    after = "had not returned after 0.5 s, so it was stopped: call it with less, or give it longer."
    assert errors(profile) == [
        f"NeverReturned: forever() {after}",
        f"NeverReturned: sleeps() {after}",
        f"NeverReturned: The set-up `while True: pass` {after}",
    ]
    assert profile.trials[3].samples_ns


def test_a_loop_in_c_that_never_returns_is_ended_with_its_process(new_place: Place, bad: Path) -> None:
    profile = timed(new_place, bad, row("fine()"), row("deaf()", function="deaf"), row("fine()"), asked=SHORT)
    assert profile.trials[0].samples_ns
    assert errors(profile) == [
        "NeverReturned: deaf() had not returned after 0.5 s, so it was stopped: call it with less, or give it longer.",
        "It was not timed, since deaf() had not returned and was stopped.",
    ]
    assert (profile.run.outcome, profile.run.partial) == ("timed_out", True)


def test_the_first_row_is_given_no_longer_than_those_after_it(new_place: Place, bad: Path) -> None:
    profile = timed(new_place, bad, row("deaf()"), asked=SHORT)
    after = "had not returned after 0.5 s, so it was stopped: call it with less, or give it longer."
    assert errors(profile) == [f"NeverReturned: deaf() {after}"]
    assert profile.run.duration_ns < 20e9, "as long as a module may take to load"


def test_what_takes_too_long_together_is_stopped_and_the_next_row_is_timed(new_place: Place, bad: Path) -> None:
    slow = row("time.sleep(1.15)", setup="time.sleep(0.6)", versus="time.sleep(1.16)")
    late = row("time.sleep(0.9)", versus="time.sleep(0.91)")
    profile = timed(new_place, bad, slow, late, row("fine()"), asked=Timing(budget_s=1.2))
    left = "had not returned within what was left of 1.2 s, so it was stopped: give it longer."
    assert errors(profile) == [
        *[f"NeverReturned: time.sleep(1.15) {left}"] * 2,
        *[f"NeverReturned: time.sleep(0.91) {left}"] * 2,
    ]
    assert profile.trials[4].samples_ns


def test_where_the_seconds_are_for_all_rows_those_for_which_none_are_left_say_so(new_place: Place, bad: Path) -> None:
    rows = row("fine()"), row("forever()"), row("fine()", versus="1"), row("fine()")
    profile = timed(new_place, bad, *rows, asked=Timing(budget_s=2.5, shared=True))
    assert profile.trials[0].samples_ns
    stopped, *others = errors(profile)
    assert stopped.startswith("NeverReturned: forever() had not returned ")
    assert "2.5 s, so it was stopped" in stopped
    used_up = "NeverReturned: fine() was not timed, since the calls before it used up the 2.5 s: give it longer."
    assert others == [used_up] * 3


@pytest.mark.parametrize(
    ("call", "did"),
    [
        ("leaves(4)", "ends the process (exit code 4)"),
        ("leaves(0)", "ends the process (exit code 0)"),
        ("crashes()", "crashes Python (SIGABRT)"),
    ],
)
def test_what_ends_the_process_is_told(new_place: Place, bad: Path, call: str, did: str) -> None:
    profile = timed(new_place, bad, row("fine()"), row(call), row("fine()"))
    assert profile.trials[0].samples_ns
    assert errors(profile) == [f"{call} {did}, so it cannot be timed.", f"It was not timed, since {call} {did}."]


def test_what_is_not_python_is_told(new_place: Place, bad: Path) -> None:
    rows = row("fine("), row("x = 1\nif x\n  y"), row("fine()", setup="x ="), row("return 3"), row("fine(\0)")
    said = errors(timed(new_place, bad, *rows))
    assert said[0] == "The call is not Python: '(' was never closed."
    assert said[1].startswith("The selection is not Python: ")
    assert said[1].endswith(", line 2.")
    assert said[2] == "The set-up is not Python: invalid syntax."
    assert said[3] == "The call is not Python: 'return' outside function."
    assert said[4].startswith("The call is not Python: ")


def test_what_a_setup_raises_and_what_only_the_first_call_can_do_is_told(new_place: Place, bad: Path) -> None:
    rows = (
        row("fine()", setup="x = 1 / 0\ny = 2"),
        row("xs.pop()", setup="xs = [1]"),
        row("xs.pop()", setup="xs = [1, 2, 3]"),
        row("pop()", setup="xs = [1]\ndef pop():\n    xs.pop()"),
    )
    again = "xs.pop() raises IndexError: pop from empty list, once it has been called before"
    assert errors(timed(new_place, bad, *rows)) == [
        "The set-up `x = 1 / 0 …` raises ZeroDivisionError: division by zero: change it.",
        f"{again}: choose fresh copies of arguments, or change the call.",
        f"{again}: choose fresh copies of arguments, or change the call.",
        f"{again.removeprefix('xs.')}: change the call to one that can be repeated.",
    ]


def test_exceptions_of_no_ordinary_kind_stop_nothing(new_place: Place, bad: Path) -> None:
    profile = timed(new_place, bad, row("interrupted()"), row("fine()"))
    assert errors(profile) == ["GeneratorExit: "]


@pytest.mark.parametrize(
    ("text", "said", "line"),
    [
        ("def f(:\n    pass\n", "bad.py is not Python: invalid syntax, line 1.", 1),
        (
            "def f(): pass\n1 / 0\n",
            "bad.py does not load: it raises ZeroDivisionError: division by zero (bad.py:2).",
            2,
        ),
        (
            "import sys\ndef f(): pass\nsys.exit(3)\n",
            "bad.py ends by itself while it loads (exit code 3, bad.py:3): "
            'put what it runs under `if __name__ == "__main__":`.',
            3,
        ),
        (
            "def f(): pass\ninput('name? ')\n",
            'bad.py reads its input while it loads, bad.py:2: put what it runs under `if __name__ == "__main__":`.',
            2,
        ),
        ("from . import other\n", "bad.py does not load: it raises ImportError: attempted relative import", 1),
        ("import broken\n", "broken.py is not Python: ", 2),
    ],
)
def test_a_file_that_does_not_load_is_told_in_every_row(new_place: Place, text: str, said: str, line: int) -> None:
    new_place.write("broken.py", "x = 1\ny = (\n")
    path = new_place.write("bad.py", text)
    profile = timed(new_place, path, row("f()", function="f", line=1), row("f(1)", versus="g(1)", function="f"))
    told = errors(profile)
    assert [message[: len(said)] for message in told] == [said] * 3
    assert profile.trials[0].error
    assert profile.trials[0].error.line == line
    assert named(profile, profile.trials[0]) == "f"
    assert profile.run.outcome == "finished"


def test_stop_ends_it_and_keeps_what_was_timed(new_place: Place, bad: Path) -> None:
    folder = start_folder(new_place, bad, (row("fine()"), row("sleeps()"), row("fine()")), Timing(budget_s=60))
    process = supervise(folder)
    deadline = time.monotonic() + LIMIT_S
    while not _is_timing_the_second(folder) and time.monotonic() < deadline:
        time.sleep(0.02)
    (folder / "stop").touch()
    process.communicate(timeout=LIMIT_S)
    profile = read_profile(folder / "profile.json")
    assert profile.run.outcome == "cancelled"
    assert profile.trials[0].samples_ns
    assert errors(profile) == [
        "It was stopped before sleeps() was timed.",
        "It was stopped before fine() was timed.",
    ]


def test_nothing_is_left_running(new_place: Place) -> None:
    path = new_place.write(
        "spawn.py",
        "import subprocess, sys\ndef f():\n"
        "    subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(987)'])\n"
        "    sys.exit(1)\n",
    )
    timed(new_place, path, row("f()"))
    left = subprocess.run(["ps", "-eo", "args"], capture_output=True, text=True, check=True).stdout
    assert "time.sleep(987)" not in left


def _is_timing_the_second(folder: Path) -> bool:
    from heatline_runner.reading import Reader

    read = Reader(folder).read().snapshot.tables
    return bool(read) and read["now"] == [1]
