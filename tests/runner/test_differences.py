"""What a measured program can see that differs from plain Python: docs/security.md lists it, and no more is known."""

from __future__ import annotations

import pytest
from place import Place


def test_a_trace_function_is_seen_before_3_12(place: Place) -> None:
    place.write("main.py", "import sys, threading\nprint(bool(sys.gettrace()), bool(threading.gettrace()))\n")
    old = place.version < (3, 12)
    assert place.plain().stdout == "False False\n"
    assert place.run().done.stdout == f"{old} {old}\n"


def test_tools_are_seen_by_monitoring(new_place: Place) -> None:
    text = "import sys, threading\nprint([sys.monitoring.get_tool(i) is not None for i in range(6)])\n"
    new_place.write("main.py", text)
    assert new_place.run().done.stdout == f"{[False, False, True, False, True, False]}\n"


def test_importlibs_loaders_are_ours(place: Place) -> None:
    text = "from importlib.machinery import SourceFileLoader as L\nf = L.get_code\n"
    place.write("main.py", text + "print(f.__qualname__, f.__code__.co_filename, f.__code__.co_freevars != ())\n")
    plain, measured = place.plain().stdout, place.run().done.stdout
    assert plain == "SourceLoader.get_code <frozen importlib._bootstrap_external> False\n"
    assert measured == plain.replace("False", "True")


def test_the_hint_to_rename_is_missing(new_place: Place) -> None:
    if new_place.version < (3, 13):
        pytest.skip("Python gives no such hint before 3.13")
    new_place.write("random.py", "")
    new_place.write("main.py", "import random\nrandom.random()\n")
    hint = "(consider renaming"
    assert hint in new_place.plain().stderr
    assert hint not in new_place.run().done.stderr


def test_the_program_leads_a_group_of_its_own(place: Place) -> None:
    text = "import os\nparent = open(f'/proc/{os.getppid()}/cmdline').read()\n"
    place.write("main.py", text + "print(os.getpgrp() == os.getpid(), 'heatline_runner' in parent)\n")
    assert place.plain().stdout == "False False\n"
    assert place.run().done.stdout == "True True\n"


def test_a_recursion_reaches_the_limit_at_most_two_calls_earlier(place: Place) -> None:
    place.write(
        "main.py",
        """\
        def f(n):
            global deepest
            deepest = n
            f(n + 1)
        try:
            f(1)
        except RecursionError:
            print(deepest)
        """,
    )
    plain, measured = int(place.plain().stdout), int(place.run().done.stdout)
    assert 1 <= plain - measured <= 2
