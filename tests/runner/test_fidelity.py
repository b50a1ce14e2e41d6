"""The program cannot tell, but for what docs/security.md lists, that it is measured."""

from __future__ import annotations

import os
import re
import tempfile

import pytest
from place import Place

SELF = """\
import sys
def depth():
    frame, count = sys._getframe(), 0
    while frame:
        frame, count = frame.f_back, count + 1
    return count
print("names", sorted(globals()))
print("main", sorted(sys.modules["__main__"].__dict__), __name__, __file__, __package__, __spec__, __doc__)
print("loader", type(__loader__).__name__, getattr(__loader__, "path", None))
print("argv", sys.argv, sys.orig_argv[1:], sys.path)
print("modules", sorted(sys.modules))
print("hooks", sys.excepthook is sys.__excepthook__, sys.gettrace(), sys.getprofile(), sys.displayhook)
print("finders", sys.meta_path, [hook.__qualname__ for hook in sys.path_hooks])
import builtins
print("builtins", sorted(vars(builtins)))
import threading, signal, os, warnings, gc, inspect
print("threads", threading.enumerate(), threading.active_count(), threading.getprofile())
print("signals", [(s, signal.getsignal(s)) for s in sorted(signal.valid_signals())])
print("mask", signal.pthread_sigmask(signal.SIG_BLOCK, []))
print("environment", sorted(os.environ.items()), os.getcwd())
print("flags", sys.flags, sys.warnoptions, warnings.filters, sys.getrecursionlimit(), gc.isenabled())
print("handles", sorted(os.listdir("/proc/self/fd")), os.umask(0))
print("source", inspect.getsource(depth), depth.__code__.co_filename, depth.__code__.co_flags)
print("stack", [(each.function, each.filename) for each in inspect.stack()[:1]])
print("streams", [(s.fileno(), s.encoding, s.errors, s.line_buffering) for s in (sys.stdin, sys.stdout, sys.stderr)])
def recurse(n):
    return 1 if n == 0 else 1 + recurse(n - 1)
print("recursion", recurse(900))
"""
TRACE = "print('trace', threading.gettrace(), sys.gettrace(), sys.getprofile(), threading.getprofile())\n"
BENEATH = """\
import importlib.machinery
def methods(kind):
    return [(n, f.__code__.co_filename) for k in kind.__mro__ for n, f in vars(k).items() if hasattr(f, "__code__")]
print("loaders", methods(importlib.machinery.SourceFileLoader), methods(importlib.machinery.FileFinder))
print("free", importlib.machinery.SourceFileLoader.get_code.__code__.co_freevars)
print("order", list(sys.modules), list(os.environ), sorted(sys.path_importer_cache))
print("depth", depth(), len(inspect.stack()), sorted(vars(sys)), sorted(vars(os)))
import site
print("site", [(name, value) for name, value in vars(site).items() if name.isupper()])
"""
DEEP = """\
def deep(n):
    global deepest
    deepest = n
    deep(n + 1)
try:
    deep(1)
except RecursionError:
    print("deepest", deepest)
"""
TASKS = "print('tasks', len(os.listdir('/proc/self/task')))\n"


@pytest.fixture
def place(traced_place: Place) -> Place:
    """An empty folder, for the ways of measuring the time of lines that differ most."""
    return traced_place


@pytest.mark.parametrize("variables", [{}, {"PYTHONPATH": ""}, {"PYTHONPATH": "sub", "PYTHONDEVMODE": "1"}], ids=str)
def test_what_a_program_prints_about_itself_is_what_it_prints_under_python(
    every_traced_place: Place, variables: dict[str, str]
) -> None:
    place = every_traced_place
    hooked = place.tracer != "line_profiler"
    has_no_trace = hooked or place.version >= (3, 12)
    text = SELF + (TRACE if has_no_trace else "") + (BENEATH if hooked else "")
    place.write("main.py", text + (DEEP + TASKS if place.is_native else ""))
    plain, run = place.plain("main.py", "a b", **variables), place.run("main.py", "a b", **variables)
    assert plain.returncode == 0, plain.stderr
    expected, shown = (re.sub(r"0x\w+|started \d+", "#", out).splitlines() for out in (plain.stdout, run.done.stdout))
    if not has_no_trace:  # line_profiler needs a trace function there
        shown = [line for line in shown if not line.startswith("hooks")]
        expected = [line for line in expected if not line.startswith("hooks")]
    assert shown == expected
    assert run.done.stderr == plain.stderr


@pytest.mark.parametrize("spelling", ["./main.py", "../program/main.py", "sub/../main.py", "absolute"])
def test_the_script_has_the_path_that_python_gives_it(place: Place, spelling: str) -> None:
    place.write("main.py", "import sys\nprint(__file__, sys.argv, sys.orig_argv[1:], sys.path[0])\n1 / 0\n")
    (place.folder / "sub").mkdir()
    name = str(place.folder / "main.py") if spelling == "absolute" else spelling
    run, plain = place.run(name), place.plain(name)
    assert (run.done.stdout, run.done.stderr) == (plain.stdout, plain.stderr)


@pytest.mark.parametrize("program", [("main.py",), ("-m", "main"), ("../program",)])
def test_python_in_safe_path_mode_stays_so(new_place: Place, program: tuple[str, ...]) -> None:
    new_place.write("main.py", "import sys\nprint(sys.path)\n")
    new_place.write("__main__.py", "import sys\nprint(sys.path)\n")
    safe = {"PYTHONSAFEPATH": "1", "PYTHONPATH": str(new_place.folder)}
    assert new_place.run(*program, **safe).done.stdout == new_place.plain(*program, **safe).stdout


def test_stdin_stdout_and_stderr_are_the_programs_own(place: Place) -> None:
    place.write("main.py", "import sys\nsys.stdout.write(sys.stdin.read().upper())\nsys.stderr.write('error\\n')\n")
    run = place.run(stdin="some text\nénd")
    assert (run.done.stdout, run.done.stderr) == ("SOME TEXT\nÉND", "error\n")


def test_bytes_pass_unchanged(place: Place) -> None:
    place.write("main.py", "import sys\nsys.stdout.buffer.write(bytes(range(256)))\nsys.stdout.flush()\n")
    place.write("main.py", "import os\nos.write(1, bytes(range(128, 256)) * 1000)\n")
    assert place.run().done.stdout.encode("utf-8", "surrogateescape") == bytes(range(128, 256)) * 1000


def test_the_working_directory_is_the_one_asked_for(place: Place) -> None:
    place.write("main.py", "import os\nprint(os.getcwd())\n")
    (place.folder / "else where").mkdir()
    run = place.run("../main.py", options=("--cwd", "else where"))
    assert run.done.stdout == f"{place.folder / 'else where'}\n"
    assert run.hits() == {1: 1, 2: 1}


def test_nothing_is_left_beside_the_program_that_python_does_not_leave(place: Place) -> None:
    place.write("main.py", "import work\n")
    place.write("work.py", "x = 1\n")
    place.plain(PYTHONDONTWRITEBYTECODE="")
    before = sorted(place.folder.rglob("*"))
    place.run(PYTHONDONTWRITEBYTECODE="")
    assert sorted(place.folder.rglob("*")) == before
    assert [path.name for path in place.scratch.iterdir()] == ["report.json"]


def test_warnings_as_errors_do_not_meet_ours(place: Place) -> None:
    place.write("main.py", "import threading\nprint('fine')\n")
    run = place.run(PYTHONWARNINGS="error", PYTHONDEVMODE="1")
    assert (run.done.stdout, run.done.stderr) == ("fine\n", "")


def test_a_warning_of_the_compilers_is_given_once(place: Place) -> None:
    place.write("main.py", "import work\nx = 1 is 1\n")
    place.write("work.py", "y = 2 is 2\n")
    plain = place.plain(PYTHONDONTWRITEBYTECODE="1")
    assert place.run(PYTHONDONTWRITEBYTECODE="1").done.stderr == plain.stderr != ""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork here")
def test_a_program_that_forks_is_still_measured_and_warned_of_nothing(place: Place) -> None:
    place.write(
        "main.py",
        """\
        import os
        for i in range(20):
            pid = os.fork()
            if pid == 0:
                os._exit(7)
            assert os.waitpid(pid, 0)[1] == 7 << 8
        print("after")
        """,
    )
    run = place.run(PYTHONWARNINGS="always")
    assert (run.done.stdout, run.done.stderr) == ("after\n", "")
    if place.is_native:  # which measures the children, too
        assert run.hits() == {1: 1, 2: 21, 3: 20, 4: 40, 5: 20, 6: 20, 7: 1}
        assert run.notes("not_measured") == []
    else:
        assert run.hits() == {1: 1, 2: 21, 3: 20, 4: 20, 5: 0, 6: 20, 7: 1}
        assert run.notes("not_measured") == [("The program started child processes, which were not measured.", None)]


def test_a_forked_child_that_ends_as_python_does_spoils_nothing(place: Place) -> None:
    place.write("main.py", "import os\nif os.fork():\n    os.wait()\nelse:\n    x = 1\nprint('end')\n")
    run = place.run()
    assert (run.done.stdout, run.done.stderr) == ("end\nend\n", "")
    assert run.hits() == {1: 1, 2: 1, 3: 1, 5: 1, 6: 2} if place.is_native else {1: 1, 2: 1, 3: 1, 5: 0, 6: 1}


@pytest.mark.parametrize("method", ["fork", "spawn", "forkserver"])
def test_multiprocessing_works_in_each_way_of_starting(new_place: Place, method: str) -> None:
    new_place.write(
        "main.py",
        f"""\
        import multiprocessing
        def square(x):
            return x * x
        if __name__ == "__main__":
            with multiprocessing.get_context({method!r}).Pool(2) as pool:
                print(pool.map(square, range(5)))
        """,
    )
    run = new_place.run(TMPDIR=tempfile.gettempdir())  # a short one: sockets are made in it
    assert (run.done.stdout, run.done.stderr, run.done.returncode) == ("[0, 1, 4, 9, 16]\n", "", 0)
    assert run.hits()[6] == 1


HELD = """\
import gc, time
gc.disable()
class Held:
    def __del__(self):
        print("gone")
def hold():
    held = Held()
    time.sleep(1)
hold()
print("after")
"""


def test_what_a_function_held_goes_when_it_ends(every_traced_place: Place) -> None:
    """Readings are taken in that second, of the stack too."""
    every_traced_place.write("main.py", HELD)
    assert every_traced_place.run("main.py").done.stdout == "gone\nafter\n"
