"""Programs that take away what measuring needs are measured on, and nothing hangs."""

from __future__ import annotations

import pytest
from place import Place

NESTED_FORKS = """\
import os
def fork(depth):
    if depth and os.fork() == 0:
        fork(depth - 1)
        os._exit(0)
    if depth:
        os.wait()
fork(3)
print("done")
"""


@pytest.fixture
def place(traced_place: Place) -> Place:
    """An empty folder, for the ways of measuring the time of lines that differ most."""
    return traced_place


def test_a_forked_child_can_fork_again(every_traced_place: Place) -> None:
    every_traced_place.write("main.py", NESTED_FORKS)
    measured = every_traced_place.run()
    assert measured.done.stdout == "done\n"
    assert measured.profile.run.outcome == "finished"


NO_DESCRIPTORS = """\
import os, time
def exhaust():
    held = []
    try:
        while True:
            held.append(os.open("/dev/null", os.O_RDONLY))
    except OSError:
        time.sleep(0.5)
    for each in held:
        os.close(each)
import resource
resource.setrlimit(resource.RLIMIT_NOFILE, (64, 64))
exhaust()
print("done")
"""


def test_a_program_without_descriptors_left_is_still_measured_and_told_of(place: Place) -> None:
    place.write("main.py", NO_DESCRIPTORS)
    measured = place.run()
    assert measured.done.stdout == "done\n"
    assert measured.done.stderr == ""
    assert measured.hits()[8] == 1
    missed = any("could not be written down" in text for text, _ in measured.notes("not_measured"))
    assert missed != place.is_native  # which has its file open in memory


def test_a_builtin_the_program_replaced_hangs_nothing(place: Place) -> None:
    place.write(
        "main.py", "import builtins, time\nbuiltins.len = builtins.sorted = None\ntime.sleep(0.3)\nprint('done')\n"
    )
    done = place.run().done
    assert (done.returncode, done.stdout, done.stderr) == (0, "done\n", "")


def test_a_daemon_thread_is_still_running_at_the_end(place: Place) -> None:
    text = "import queue, threading\ndef work():\n    queue.Queue().get()\n"
    place.write("main.py", text + "threading.Thread(target=work, daemon=True).start()\nimport time; time.sleep(0.1)\n")
    measured = place.run()
    assert [line for _, line in measured.notes(place.unended)] == [3]


def test_an_encoding_only_python_itself_knows_costs_no_profile(place: Place) -> None:
    place.write("main.py", "# coding: rot13\ncevag('uv')\n")
    assert place.run().profile.run.outcome in ("finished", "raised")


def test_many_functions_alike_begin_at_once(place: Place) -> None:
    """Each has a code of its own; by line_profiler's way the last of them would carry 3,000 instructions more."""
    getters = "".join(f"def get{i}(self):\n    return self.x{i}\n" for i in range(3000))
    place.write(
        "main.py",
        getters + "print(max(len(f.__code__.co_code) for n, f in list(globals().items()) if n[:3] == 'get'))\n",
    )
    assert int(place.run().done.stdout) < 100
