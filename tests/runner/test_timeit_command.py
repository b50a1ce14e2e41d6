"""``heatline timeit``, for real: what it says, writes and ends with."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time

import pytest
from place import LAUNCH, LIMIT_S, Place
from pyperf import BenchmarkSuite

from heatline_runner.profile_json import read_profile

GRADES = '''\
import sys

print("loaded as", __name__)

# timeit: grade(74)
# timeit: grade(60)
# versus: grade2
def grade(score):
    """A letter.

    >>> grade(95)
    'A'
    """
    for place, cut_off in enumerate([60, 70, 80, 90]):
        if score < cut_off:
            return "FDCB"[place]
    return "A"


def grade2(score):
    return {60: "D", 74: "C"}.get(score, "A")


def grade3(score):
    return "C"


def forever():
    while True:
        pass


def leave():
    sys.exit(3)


if __name__ == "__main__":
    sys.exit("the guard is not run")
'''


def timeit(place: Place, *argv: str) -> subprocess.CompletedProcess[str]:
    """``heatline timeit`` with the place's Python; nothing goes to standard output, ever."""
    command = [sys.executable, str(LAUNCH), "timeit", "--python", place.python, *argv]
    done = subprocess.run(command, **place.settings({}), capture_output=True, stdin=subprocess.DEVNULL, timeout=LIMIT_S)
    assert done.stdout == ""
    assert not [name for name in os.listdir(place.scratch) if name.startswith("heatline-")]
    return done


def said(place: Place, *argv: str, code: int = 0) -> str:
    """What it says, on lines that are joined, with ordinary spaces."""
    done = timeit(place, *argv)
    assert done.returncode == code, done.stderr
    return " ".join(done.stderr.replace("\u00a0", " ").split())


def test_a_function_is_timed_and_compared_as_its_comments_say(every_place: Place) -> None:
    every_place.write("grades.py", GRADES)
    text = said(every_place, "grades.py::grade")

    assert re.search(r"grade2? is \d\.\d+× (to \d\.\d+× )?faster|no difference seen", text)
    assert re.search(r" grade\(74\) [\d.]+ (ns|μs) ± .* grade2\(60\) [\d.]+ (ns|μs) ± ", text)
    assert f"Python {'.'.join(map(str, every_place.version))}." in text
    assert "loaded as" not in text
    assert sorted(os.listdir(every_place.folder)) in (["grades.py"], ["__pycache__", "grades.py"])


def test_what_is_typed_goes_before_the_comments(new_place: Place) -> None:
    new_place.write("grades.py", GRADES)
    kept = new_place.scratch / "kept.json"
    said(
        new_place,
        *("grades.py::grade", "--call", "grade(x)", "--call", "grade(2)", "--setup", "x = 1", "--fresh"),
        *("--format", "json", "--output", str(kept)),
    )
    profile = read_profile(kept)
    assert [(each.call, each.setup, each.asked, each.error) for each in profile.trials] == [
        ("grade(x)", "x = 1", "given", None),
        ("grade(2)", "x = 1", "given", None),
    ]
    assert profile.run.cwd == str(new_place.folder)
    assert min(len(each.samples_ns) for each in profile.trials) > 10


def test_code_can_be_timed_over_n_and_against_other_code(new_place: Place) -> None:
    new_place.write("grades.py", GRADES)
    kept = new_place.scratch / "kept.json"
    over = ("--call", "sum(range(n))", "--versus", "n * (n - 1) // 2", "--over", "10, 100, 1_000")
    said(new_place, "grades.py", *over, "--format", "json", "--output", str(kept))

    trials = read_profile(kept).trials
    assert [(each.size, each.call) for each in trials[:2]] == [(10, "sum(range(n))"), (10, "n * (n - 1) // 2")]
    assert [each.size for each in trials] == [10, 10, 100, 100, 1_000, 1_000]


def test_results_that_differ_and_rows_that_fail_end_with_1(place: Place) -> None:
    place.write("grades.py", GRADES)
    assert "results differ for grade(60): 'D' and 'C'" in said(place, "grades.py::grade", "--versus", "grade3", code=1)
    raised = said(place, "grades.py::grade", "--call", "grade('x')", code=1)
    assert "grade('x') raises TypeError: '<' not supported between instances of 'str' and 'int'" in raised
    assert "leave() ends the process (exit code 3)" in said(place, "grades.py::leave", code=1)
    slow = said(place, "grades.py::forever", "--limit", "0.5", code=1)
    assert "forever() had not returned after 0.5 s, so it was stopped" in slow


def test_a_file_has_its_comments_and_its_examples_timed(new_place: Place) -> None:
    new_place.write(
        "grades.py", f'{GRADES}\n\ndef half(x):\n    """\n    >>> half(2)\n    1.0\n    """\n    return x / 2\n'
    )
    text = said(new_place, "grades.py")
    assert "grade against grade2" in text
    assert re.search(r"half\(2\) takes [\d.]+ ns", text)


def test_a_folder_is_a_suite_that_pyperf_reads(new_place: Place) -> None:
    new_place.write("grades.py", GRADES)
    new_place.write("lib/half.py", "# timeit: half(3)\ndef half(x):\n    return x / 2\n")
    new_place.write("lib/none.py", "def half(x):\n    return x / 2\n")
    for folder in (".hidden", "venv"):
        new_place.write(f"{folder}/left.py", "# timeit: f()\ndef f():\n    pass\n")
    new_place.write("venv/pyvenv.cfg", "")
    kept = new_place.scratch / "kept.json"

    assert timeit(new_place, ".", "--format", "pyperf", "--output", str(kept)).returncode == 0
    names = BenchmarkSuite.load(str(kept)).get_benchmark_names()
    assert sorted(names) == [
        "grades.py: grade(60)",
        "grades.py: grade(74)",
        "grades.py: grade2(60)",
        "grades.py: grade2(74)",
        "half.py: half(3)",
    ]


def test_a_comment_that_cannot_be_understood_is_said_and_the_rest_timed(new_place: Place) -> None:
    new_place.write(
        "half.py", "# timeit: half(3)\ndef half(x): return x / 2\n# timit: third(3)\ndef third(x): return x / 3\n"
    )
    text = said(new_place, "half.py", code=1)
    assert "heatline: half.py:3: `# timit: third(3)` is none of Heatline's words: write `# timeit: third(3)`." in text
    assert "half(3) takes" in text


@pytest.mark.parametrize(
    ("argv", "sentence"),
    [
        (("none.py",), "none.py cannot be read (No such file or directory): check its name"),
        (("grades.py::grate",), "grades.py has no function grate: grade or grade3 or grade2 was probably meant."),
        (
            ("grades.py::grade2",),
            'Nothing says how to call grade2: say it, as in --call "grade2(score)", '
            "or write `# timeit: grade2(score)` above it.",
        ),
        (("grades.py::grade", "--call", "grade("), "`grade(` is not Python: '(' was never closed."),
        (("grades.py::grade", "--over", "9..1"), "`9..1` is no range of sizes: "),
        (
            ("grades.py", "--versus", "grade2"),
            "say what --versus is for: a function, as in grades.py::NAME, or --call EXPR",
        ),
        ((".", "--call", "1"), ". is a folder: name a file in it, or leave all else out to time what its comments say"),
        (("empty",), "no file in empty says what to time: write `# timeit: CALL` above a function, or name one"),
        (("grades.py::grade", "--format", "json"), "--format json needs --output FILE"),
        (("grades.py::grade", "--limit", "-1"), "argument --limit: -1 is no time in seconds"),
        (("grades.py::grade", "--python", "none"), "none"),
    ],
)
def test_what_cannot_be_timed_is_said_in_a_sentence(new_place: Place, argv: tuple[str, ...], sentence: str) -> None:
    new_place.write("grades.py", GRADES)
    new_place.write("empty/empty.py", "x = 1\n")
    assert sentence in said(new_place, *argv, code=2)


def test_a_row_that_kills_python_does_not_end_the_suite(new_place: Place) -> None:
    new_place.write("a.py", "import os\n# timeit: f()\ndef f(): os.kill(os.getpid(), 9)\n")
    new_place.write("b.py", "# timeit: f()\ndef f(): pass\n")
    text = said(new_place, ".", code=1)
    assert "f() crashes Python (SIGKILL), so it cannot be timed." in text
    assert "b.py finished" in text


def test_json_keeps_one_files_timings_only(new_place: Place) -> None:
    for name in ("a", "b"):
        new_place.write(f"{name}.py", "# timeit: f()\ndef f(): pass\n")
    kept = str(new_place.scratch / "kept.json")
    assert said(new_place, ".", "--format", "json", "--output", kept, code=2) == (
        "heatline: --format json keeps one file's timings, and . has 2: choose --format pyperf"
    )


def test_a_profile_of_timings_is_shown_as_it_was_printed(new_place: Place) -> None:
    new_place.write("grades.py", GRADES)
    kept, suite = new_place.scratch / "kept.json", new_place.scratch / "suite.json"
    said(new_place, "grades.py::grade", "--call", "grade(3)", "--format", "json", "--output", str(kept))

    shown = subprocess.run([sys.executable, str(LAUNCH), "show", str(kept)], capture_output=True, text=True, check=True)
    assert re.search(r"grade\(3\) takes [\d.]+.[nμ]s ± ", shown.stderr)
    argv = [sys.executable, str(LAUNCH), "show", str(kept), "--format", "pyperf", "--output", str(suite)]
    subprocess.run(argv, check=True)
    assert BenchmarkSuite.load(str(suite)).get_benchmark_names() == ["grade(3)"]


def test_ctrl_c_ends_it_with_what_was_timed_and_leaves_nothing_running(new_place: Place) -> None:
    new_place.write(
        "slow.py", "# timeit: quick()\ndef quick(): pass\n# timeit: forever()\ndef forever():\n    while True: pass\n"
    )
    new_place.write("slower.py", "# timeit: f()\ndef f(): pass\n")
    command = [sys.executable, str(LAUNCH), "timeit", "--python", new_place.python, "--limit", "30", "."]
    process = subprocess.Popen(command, **new_place.settings({}), stderr=subprocess.PIPE, start_new_session=True)
    time.sleep(5)
    began = time.monotonic()
    process.send_signal(signal.SIGINT)
    _, text = process.communicate(timeout=LIMIT_S)

    assert process.returncode in (-signal.SIGINT, 128 + signal.SIGINT, 1)
    assert time.monotonic() - began < 5
    assert "quick() takes" in text
    assert "slower.py" not in text
    with pytest.raises(ProcessLookupError):
        os.killpg(process.pid, 0)
