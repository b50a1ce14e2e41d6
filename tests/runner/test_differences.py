"""What a measured program can see that differs from plain Python: docs/security.md lists it, and no more is known."""

from __future__ import annotations

from dataclasses import replace

import pytest
from place import Place

DEPTH = """\
import sys
def depth():
    frame, count = sys._getframe(), 0
    while frame:
        frame, count = frame.f_back, count + 1
    return count
"""


@pytest.fixture
def packaged_place(place: Place) -> Place:
    """The same with line_profiler, which has to run the file itself."""
    return replace(place, tracer="line_profiler")


def test_one_frame_of_ours_stands_beneath_the_program(packaged_place: Place) -> None:
    packaged_place.write("main.py", DEPTH + "print(depth())\n")
    assert packaged_place.plain().stdout == "2\n"
    assert packaged_place.run().done.stdout == "3\n"


def test_a_trace_function_is_seen_before_3_12(packaged_place: Place) -> None:
    text = "import sys, threading\nprint(bool(sys.gettrace()), bool(threading.gettrace()))\n"
    packaged_place.write("main.py", text)
    old = packaged_place.version < (3, 12)
    assert packaged_place.plain().stdout == "False False\n"
    assert packaged_place.run().done.stdout == f"{old} {old}\n"


TOOLS = "import sys, threading\nprint([i for i in range(6) if sys.monitoring.get_tool(i) is not None])\n"
TAKEN = {"native": [4], "monitoring": [3, 4]}


def test_tools_are_seen_by_monitoring(new_place: Place) -> None:
    new_place.write("main.py", TOOLS)
    assert replace(new_place, tracer="line_profiler").run().done.stdout == "[2, 4]\n"


def test_a_tool_of_ours_is_seen_by_monitoring(hooked_place: Place) -> None:
    hooked_place.write("main.py", TOOLS)
    assert hooked_place.run().done.stdout == f"{TAKEN[hooked_place.tracer]}\n"


HOOK = """\
import ctypes
api = ctypes.pythonapi
api._PyInterpreterState_GetEvalFrameFunc.restype = api.PyInterpreterState_Get.restype = ctypes.c_void_p
interpreter = ctypes.c_void_p(api.PyInterpreterState_Get())
found = api._PyInterpreterState_GetEvalFrameFunc(interpreter)
print(found == ctypes.cast(api._PyEval_EvalFrameDefault, ctypes.c_void_p).value)
"""


def test_frames_are_evaluated_by_a_function_of_ours_before_3_12(every_traced_place: Place) -> None:
    every_traced_place.write("main.py", HOOK)
    is_plain = not every_traced_place.is_native or every_traced_place.version >= (3, 12)
    assert every_traced_place.run().done.stdout == f"{is_plain}\n"


def test_the_function_that_takes_tool_ids_is_ours(hooked_place: Place) -> None:
    hooked_place.write("main.py", "import sys\nprint(type(sys.monitoring.use_tool_id).__name__)\n")
    seen = "builtin_function_or_method" if hooked_place.is_native else "method"
    assert hooked_place.run().done.stdout == f"{seen}\n"


def test_importlibs_loaders_are_ours(packaged_place: Place) -> None:
    text = "from importlib.machinery import SourceFileLoader as L\nf = L.get_code\n"
    text += "print(f.__qualname__, f.__code__.co_filename, f.__code__.co_freevars != ())\n"
    packaged_place.write("main.py", text)
    plain, measured = packaged_place.plain().stdout, packaged_place.run().done.stdout
    assert plain == "SourceLoader.get_code <frozen importlib._bootstrap_external> False\n"
    assert measured == plain.replace("False", "True")


def test_the_hint_to_rename_is_missing(new_place: Place) -> None:
    if new_place.version < (3, 13):
        pytest.skip("Python gives no such hint before 3.13")
    new_place.write("random.py", "")
    new_place.write("main.py", "import random\nrandom.random()\n")
    hint = "(consider renaming"
    assert hint in new_place.plain().stderr
    assert hint not in replace(new_place, tracer="line_profiler").run().done.stderr


def test_an_exit_function_of_ours_is_counted(place: Place) -> None:
    place.write("main.py", "import atexit\nprint(atexit._ncallbacks())\n")
    assert int(place.run().done.stdout) == int(place.plain().stdout) + 1


def test_objects_of_ours_are_among_those_that_are_collected(place: Place) -> None:
    place.write("main.py", "import gc\nprint(any('heatline' in type(each).__module__ for each in gc.get_objects()))\n")
    assert place.plain().stdout == "False\n"
    assert place.run().done.stdout == "True\n"


def test_what_the_process_was_started_with_is_seen_in_proc(hooked_place: Place) -> None:
    hooked_place.write("main.py", "print(b'HEATLINE_RUN=' in open('/proc/self/environ', 'rb').read())\n")
    assert hooked_place.run().done.stdout == "True\n"


def test_the_compiled_tracer_and_its_counters_are_mapped(hooked_place: Place) -> None:
    hooked_place.write(
        "main.py", "text = open('/proc/self/maps').read()\nprint(['_heatline_tracer' in text, '.counters' in text])\n"
    )
    assert hooked_place.run().done.stdout == f"{[hooked_place.tracer == 'native'] * 2}\n"


def test_a_start_up_file_of_the_users_runs_on_frames_of_ours(hooked_place: Place) -> None:
    hooked_place.write("own/sitecustomize.py", DEPTH + "print(depth())\n")
    hooked_place.write("main.py", "")
    path = {"PYTHONPATH": str(hooked_place.folder / "own")}
    *_, seen = hooked_place.run(**path).done.stdout.split()  # Heatline's own Python has printed one before
    assert int(seen) > int(hooked_place.plain(**path).stdout)


def test_the_program_leads_a_group_of_its_own(place: Place) -> None:
    text = "import os\nparent = open(f'/proc/{os.getppid()}/cmdline').read()\n"
    place.write("main.py", text + "print(os.getpgrp() == os.getpid(), 'heatline_runner' in parent)\n")
    assert place.plain().stdout == "False False\n"
    assert place.run().done.stdout == "True True\n"


@pytest.mark.parametrize("tracer", ["line_profiler", "monitoring"])
def test_a_recursion_reaches_the_limit_at_most_two_calls_earlier(new_place: Place, tracer: str) -> None:
    place = replace(new_place, tracer=tracer)
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
