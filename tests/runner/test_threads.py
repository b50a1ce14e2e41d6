"""All threads are measured, and their lifetimes counted."""

from __future__ import annotations

import pytest
from place import Place

POOL = """\
import threading
def work(n):
    total = 0
    for i in range(n):
        total += i
    return total
threads = [threading.Thread(target=work, args=(1000,)) for _ in range(4)]
for t in threads:
    t.start()
for t in threads:
    t.join()
"""


@pytest.fixture
def place(traced_place: Place) -> Place:
    """An empty folder, for the ways of measuring the time of lines that differ most."""
    return traced_place


def test_lines_of_all_threads_add_up(every_traced_place: Place) -> None:
    every_traced_place.write("main.py", POOL)
    hits = every_traced_place.run().hits()
    assert [hits[line] for line in (3, 4, 5, 6)] == [4, 4004, 4000, 4]


def test_threads_after_one_another_with_the_same_number_are_all_measured(place: Place) -> None:
    place.write(
        "main.py",
        """\
        import threading
        idents = []
        def work():
            idents.append(threading.get_ident())
        for _ in range(50):
            t = threading.Thread(target=work)
            t.start()
            t.join()
        print(len(set(idents)) < 50)
        """,
    )
    run = place.run()
    assert run.done.stdout == "True\n"
    assert run.hits()[4] == 50


def test_threads_lifetimes_are_longer_than_the_body_that_waits_for_them(place: Place) -> None:
    program = "import threading, time\ndef nap(): time.sleep(0.2)\n"
    program += "ts = [threading.Thread(target=nap) for _ in range(3)]\n"
    place.write("main.py", program + "for t in ts: t.start()\nfor t in ts: t.join()\n")
    run = place.run().profile.run
    assert run.thread_ns > 2 * run.body_ns


def test_without_threads_the_body_is_all_there_is(place: Place) -> None:
    place.write("main.py", "import threading\n")
    run = place.run().profile.run
    assert run.thread_ns == run.body_ns


def test_a_thread_pool_is_measured(place: Place) -> None:
    place.write(
        "main.py",
        """\
        from concurrent.futures import ThreadPoolExecutor
        def work(x):
            return x * 2
        with ThreadPoolExecutor(3) as pool:
            print(sum(pool.map(work, range(100))))
        """,
    )
    run = place.run()
    assert run.done.stdout == "9900\n"
    assert run.hits()[3] == 100


def test_a_daemon_thread_that_outlives_the_program_is_measured(place: Place) -> None:
    place.write(
        "main.py",
        """\
        import threading, time
        def work():
            started.set()
            while True:
                time.sleep(0.01)
        started = threading.Event()
        threading.Thread(target=work, daemon=True).start()
        started.wait()
        time.sleep(0.05)
        """,
    )
    run = place.run()
    assert (run.done.returncode, run.done.stderr) == (0, "")
    hits = run.hits()
    assert hits[3] == 1
    assert (hits[5] or 0) >= 1


def test_an_exception_in_a_thread_is_reported_as_by_plain_python(place: Place) -> None:
    place.write("main.py", "import threading\nt = threading.Thread(target=lambda: 1 / 0)\nt.start()\nt.join()\n")
    assert place.run().done.stderr == place.plain().stderr


def test_a_signal_that_the_program_blocks_waits_for_the_program(every_traced_place: Place) -> None:
    """Our own thread, which began before the signal was blocked, must not be the one that gets it."""
    every_traced_place.write(
        "main.py",
        """\
        import os, signal
        signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGUSR1])
        os.kill(os.getpid(), signal.SIGUSR1)
        print(signal.sigwait([signal.SIGUSR1]).name)
        """,
    )
    assert every_traced_place.run().done.stdout == "SIGUSR1\n"
