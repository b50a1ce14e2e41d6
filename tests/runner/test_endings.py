"""However the program ends, Heatline ends as it did and keeps what was measured."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from place import LIMIT_S, Place

from heatline_runner.profile_json import read_profile

TICK = "import time\ndef tick():\n    time.sleep(0.001)\nfor i in range(50):\n    tick()\n"
ENDLESS = TICK + "print('ready', flush=True)\nwhile True:\n    time.sleep(0.01)\n"
STUBBORN = "import signal\nfor s in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP): signal.signal(s, signal.SIG_IGN)\n"


@pytest.fixture
def place(traced_place: Place) -> Place:
    """An empty folder, for the ways of measuring the time of lines that differ most."""
    return traced_place


@pytest.mark.parametrize(
    ("statement", "code", "outcome"),
    [
        ("sys.exit()", 0, "finished"),
        ("sys.exit(0)", 0, "finished"),
        ("sys.exit(3)", 3, "exited"),
        ("sys.exit('a text')", 1, "exited"),
        ("sys.exit(300)", 44, "exited"),
        ("raise SystemExit(4)", 4, "exited"),
        ("raise ValueError('no')", 1, "raised"),
        ("1 / 0", 1, "raised"),
    ],
)
def test_the_exit_code_and_what_is_printed_are_pythons(
    new_place: Place, statement: str, code: int, outcome: str
) -> None:
    new_place.write("main.py", f"import sys\ndef f():\n    {statement}\nf()\n")
    run, plain = new_place.run(), new_place.plain()
    assert run.done.returncode == plain.returncode == code
    assert run.done.stderr == plain.stderr
    assert (run.profile.run.outcome, run.profile.run.exit_code, run.profile.run.partial) == (outcome, code, False)
    assert run.hits() == {1: 1, 2: 1, 3: 1, 4: 1}


@pytest.mark.parametrize(
    "statement",
    [
        "try:\n    1 / 0\nexcept Exception as e:\n    raise KeyError('k') from e",
        "import asyncio\nasync def f():\n    raise ValueError('é')\nasyncio.run(f())",
        "raise ExceptionGroup('g', [ValueError(1), TypeError(2)])",
        "class Odd(Exception):\n    def __str__(self):\n        raise RuntimeError\nraise Odd",
        "import sys\nsys.excepthook = lambda *about: print('mine', about[0], file=sys.stderr)\n1 / 0",
        "import work",
        "import json\njson.loads('{')",
        "import threading\nclass E(Exception): pass\nraise E from E()",
    ],
)
def test_a_traceback_is_pythons_own(place: Place, statement: str) -> None:
    place.write("main.py", statement + "\n")
    place.write("work.py", "def f():\n    raise OSError('from an import')\nf()\n")
    run = place.run()
    assert run.done.stderr == place.plain().stderr != ""


def test_a_failure_names_the_innermost_line_of_the_users(place: Place) -> None:
    place.write("main.py", "import work\nwork.parse('{')\n")
    work = place.write("work.py", "import json\ndef parse(text):\n    return json.loads(text)\n")
    error = place.run().profile.run.error
    assert error is not None
    assert (error.type, error.path, error.line) == ("JSONDecodeError", str(work), 3)
    assert "Expecting property name" in error.message


@pytest.mark.parametrize("broken", ["main.py", "work.py"])
def test_a_syntax_error_is_said_as_python_says_it_and_its_text_kept(place: Place, broken: str) -> None:
    place.write("main.py", "import work\n")
    path = place.write(broken, "x = 1\nif x\n    pass\n")
    run, plain = place.run(), place.plain()
    assert (run.done.returncode, run.done.stderr) == (1, plain.stderr)
    error = run.profile.run.error
    assert error is not None
    assert (error.type, error.path, error.line) == ("SyntaxError", str(path), 2)
    assert str(path) in run.profile.sources


def test_lines_of_exit_handlers_are_measured(place: Place) -> None:
    place.write("main.py", "import atexit\n@atexit.register\ndef f():\n    print('bye')\n")
    run = place.run()
    assert run.done.stdout == "bye\n"
    assert run.hits()[4] == 1


@pytest.mark.parametrize(
    ("statement", "ending", "outcome"),
    [
        ("import os; os._exit(5)", 5, "exited"),
        ("import ctypes; ctypes.string_at(0)", -signal.SIGSEGV, "crashed"),
        ("import os; os.abort()", -signal.SIGABRT, "crashed"),
        ("import os; os.kill(os.getpid(), 9)", -signal.SIGKILL, "killed"),
        ("import os; os.kill(os.getpid(), 15)", -signal.SIGTERM, "killed"),
    ],
)
def test_after_a_sudden_end_the_lines_until_the_last_snapshot_are_kept(
    place: Place, statement: str, ending: int, outcome: str
) -> None:
    place.write("main.py", TICK + f"time.sleep(0.7)\n{statement}\n")
    run = place.run()
    assert run.done.returncode == ending
    info = run.profile.run
    assert (info.outcome, info.partial) == (outcome, True)
    assert (info.signal, info.exit_code) == ((-ending, None) if ending < 0 else (None, ending))
    assert {line: hits for line, hits in run.hits().items() if line < 6} == {1: 1, 2: 1, 3: 50, 4: 51, 5: 50}


def test_a_program_that_forked_still_keeps_snapshots(place: Place) -> None:
    place.write("main.py", "import os\nif os.fork() == 0:\n    os._exit(0)\n" + TICK + "time.sleep(0.7)\nos._exit(0)\n")
    assert place.run().hits()[6] == 50


def test_a_time_limit_ends_the_program_with_124_and_keeps_its_lines(place: Place) -> None:
    place.write("main.py", ENDLESS)
    run = place.run(options=("--timeout", "1.2"))
    assert (run.done.returncode, run.profile.run.outcome) == (124, "timed_out")
    assert run.hits()[3] == 50


def test_a_time_limit_ends_a_program_that_ignores_every_signal(place: Place) -> None:
    place.write("main.py", STUBBORN + ENDLESS)
    run = place.run(options=("--timeout", "1.2"))
    assert run.done.returncode == 124
    assert (run.profile.run.outcome, run.profile.run.partial) == ("timed_out", True)
    assert run.hits()[5] == 50


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_ends_heatline_as_it_ends_the_program(place: Place, number: signal.Signals) -> None:
    place.write("main.py", ENDLESS)
    with started(place) as process:
        assert process.stdout.readline() == "ready\n"
        process.send_signal(number)
        assert process.wait(LIMIT_S) == -number
        shown = process.stderr.read()
    run = read_profile(place.scratch / "report.json").run
    assert (run.outcome, run.signal) == ("cancelled" if number == signal.SIGINT else "killed", number)
    assert ("KeyboardInterrupt" in shown) == (number == signal.SIGINT)
    assert left_by(place) == []


def test_a_program_that_handles_the_interrupt_goes_on(place: Place) -> None:
    text = "try:\n    print('ready', flush=True)\n    time.sleep(60)\nexcept KeyboardInterrupt:\n    print('caught')\n"
    place.write("main.py", "import time\n" + text)
    with started(place) as process:
        assert process.stdout.readline() == "ready\n"
        process.send_signal(signal.SIGINT)
        assert process.wait(LIMIT_S) == 0
        assert process.stdout.read() == "caught\n"
    assert read_profile(place.scratch / "report.json").run.outcome == "finished"


def test_when_heatline_is_killed_nothing_is_left(place: Place) -> None:
    child = "import subprocess, sys\nsubprocess.Popen([sys.executable, '-c', 'import time; time.sleep(600)'])\n"
    place.write("main.py", STUBBORN + child + ENDLESS)
    with started(place) as process:
        assert process.stdout.readline() == "ready\n"
        process.kill()  # and not waited for: as a zombie it must count as gone
        within(5, lambda: left_by(place) == [])
    within(5, lambda: list(place.scratch.iterdir()) == [])


def test_what_the_program_left_running_ends_with_it(place: Place) -> None:
    long = "[sys.executable, '-c', 'import time; time.sleep(600)']"
    place.write(
        "main.py",
        f"import subprocess, sys\nfor new in (0, 1):\n    subprocess.Popen({long}, start_new_session=bool(new))\n",
    )
    run = place.run(HEATLINE_TEST=str(place.folder))
    assert run.done.returncode == 0
    within(5, lambda: left_by(place) == [])


def test_a_program_that_stops_itself_waits_until_it_is_continued(new_place: Place) -> None:
    text = "import os, signal\nprint(os.getpid(), flush=True)\nos.kill(os.getpid(), signal.SIGTSTP)\nprint('on')\n"
    new_place.write("main.py", text)
    with started(new_place) as process:
        program = int(process.stdout.readline())
        within(5, lambda: state_of(program) == "T")
        time.sleep(0.2)
        assert state_of(program) == "T"
        assert state_of(process.pid) != "T"
        os.kill(program, signal.SIGCONT)
        assert process.wait(LIMIT_S) == 0
        assert process.stdout.read() == "on\n"


class started:
    """A measured run that goes on, in a session and with a mark of its own; nothing of it is left afterwards."""

    def __init__(self, place: Place, *program: str) -> None:
        report = place.scratch / "report.json"
        self._argv = place.argv("--format", "json", "--output", str(report), *(program or ("main.py",)))
        self._place = place

    def __enter__(self) -> Any:  # a Popen with pipes of text
        settings = self._place.settings({"HEATLINE_TEST": str(self._place.folder)})
        pipe = subprocess.PIPE
        self._process = subprocess.Popen(
            self._argv, **settings, stdin=pipe, stdout=pipe, stderr=pipe, start_new_session=True
        )
        return self._process

    def __exit__(self, *problem: object) -> None:
        for pid in [self._process.pid, *left_by(self._place)]:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        self._process.communicate()


def left_by(place: Place) -> list[int]:
    """The processes that carry the mark of ``place``, but zombies."""
    mark = f"HEATLINE_TEST={place.folder}".encode()
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            if mark in (folder / "environ").read_bytes().split(b"\0") and state_of(int(folder.name)) != "Z":
                found.append(int(folder.name))
    return found


def state_of(pid: int) -> str:
    return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]


def within(seconds: float, holds: Any) -> None:
    """Wait until ``holds()``; fails where it never does."""
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.02)


def test_an_interrupt_to_the_whole_group_reaches_the_program_once(place: Place) -> None:
    """As from a process that ends a group without a terminal: both ``heatline run`` and the supervisor get it."""
    place.write(
        "main.py",
        """\
        import time
        caught, words = 0, ["ready"]
        end = time.monotonic() + 0.7
        while time.monotonic() < end:
            try:
                while words:
                    print(words.pop(), flush=True)
                time.sleep(0.1)
            except KeyboardInterrupt:
                caught += 1
        print("caught", caught)
        """,
    )
    settings = place.settings({})
    with subprocess.Popen(place.argv("main.py"), stdout=subprocess.PIPE, start_new_session=True, **settings) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        os.killpg(process.pid, signal.SIGINT)
        assert process.stdout.read() == "caught 1\n"
