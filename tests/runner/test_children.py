"""What the program starts is measured and added up; what cannot be is said."""

from __future__ import annotations

from dataclasses import replace

import pytest
from at_hand import pythons
from conftest import NEW, OLD, traced
from place import Place

POOL = """\
import time
from multiprocessing import get_context
def work(n):
    time.sleep(0.1)
    return n
if __name__ == "__main__":
    with get_context("fork").Pool(2) as pool:
        print(pool.map(work, range(4), chunksize=1))
        pool.close()
        pool.join()
"""


@pytest.fixture(params=[(OLD, "native"), (NEW, "native")], ids=" ".join)
def place(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Place:
    return traced(*request.param, tmp_path_factory.mktemp("children"))


def test_times_of_all_processes_add_up_to_the_runs(place: Place) -> None:
    place.write("main.py", POOL)
    run = place.run()
    profile = run.profile
    (work,) = (row for row in profile.functions if row.name == "work")
    assert work.values["calls"] == 4
    assert 0.35e9 < (work.values["total_ns"] or 0) < 1.0e9  # four times a tenth of a second, and a busy machine
    assert profile.run.processes == 3
    own = sum(value or 0 for table in profile.lines for value in table.values["line_own_ns"])
    assert own + (profile.run.unmeasured_ns or 0) <= 1.1 * profile.run.thread_ns
    assert run.notes("not_measured") == []


def test_with_the_option_the_first_process_is_measured_alone_and_that_is_said(place: Place) -> None:
    place.write("main.py", POOL)
    run = place.run(options=("--processes", "first"))
    assert run.done.stdout == "[0, 1, 2, 3]\n"
    assert run.hits()[4] == 0  # of work's only line that would have run
    assert [text for text, _ in run.notes("not_measured")] == [
        "The program started child processes, which were not measured."
    ]


@pytest.mark.parametrize("flag", ["-I", "-E", "-S"])
def test_a_python_that_ignores_its_environment_is_said_to_be_left_out(place: Place, flag: str) -> None:
    place.write("main.py", f"import subprocess, sys\nsubprocess.run([sys.executable, '{flag}', '-c', 'print(1)'])\n")
    run = place.run()
    assert run.done.stdout == "1\n"
    assert [text for text, _ in run.notes("not_measured")] == [
        "The program started a Python that was not measured: it ignores its environment."
    ]


def test_a_python_of_another_version_is_said_to_be_left_out(place: Place) -> None:
    other = next(version for version in pythons() if tuple(map(int, version.split("."))) != place.version[:2])
    place.write("main.py", f"import subprocess\nsubprocess.run([{pythons()[other]!r}, '-c', 'print(1)'])\n")
    run = place.run()
    assert (run.done.stdout, run.done.stderr) == ("1\n", "")
    assert [text for text, _ in run.notes("not_measured")] == [
        f"The program started a Python that was not measured: Python {other}."
    ]


def test_a_child_that_is_killed_keeps_the_time_it_had(place: Place) -> None:
    place.write(
        "main.py",
        """\
        import os, signal, time
        def child():
            time.sleep(30)
        pid = os.fork()
        if pid == 0:
            child()
        time.sleep(0.3)
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
        time.sleep(0.6)
        """,
    )
    table = place.run().table("main.py")
    time_ns = dict(zip(table.line, table.values["time_ns"], strict=True))
    assert 0.2e9 < (time_ns[3] or 0) < 0.8e9


def test_many_children_leave_nothing_and_hang_nothing(place: Place) -> None:
    place.write(
        "main.py",
        """\
        import os
        def work():
            return 1
        for n in range(200):
            if os.fork() == 0:
                work()
                os._exit(0)
            os.wait()
        """,
    )
    run = place.run()
    assert run.hits()[3] == 200
    assert list(place.scratch.glob("heatline-*")) == []


def test_monitoring_says_so(place: Place) -> None:
    if place.version < (3, 12):
        pytest.skip("there is no sys.monitoring before 3.12")
    other = replace(place, tracer="monitoring")
    other.write("main.py", "import os\nif os.fork() == 0:\n    os._exit(0)\nos.wait()\n")
    assert [text for text, _ in other.run().notes("not_measured")] == [
        "The program started child processes, which were not measured."
    ]
