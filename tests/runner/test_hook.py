"""The start-up hook: what starts is told once, by its row; and whose process it is, it is begun in no other."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from tempfile import gettempdir
from zipfile import ZipFile

import pytest
from hooking import hooked, plain_path, request_of
from place import Place

from heatline_runner.assembly import NOT_HOOKED, Run, assemble
from heatline_runner.ending import Ending, outcome_of


def test_each_code_object_that_starts_is_told_with_its_row(every_place: Place) -> None:
    every_place.write("work.py", "def f():\n    return [lambda: 1, lambda: 2]\nclass C:\n    x = 1\n")
    every_place.write("main.py", "import json, work\nfor g in work.f():\n    g()\n")
    told = hooked(every_place).told
    names = ["<module>", "<module>", "C", "f", "<lambda>", "<lambda>"]
    assert [(name, row) for name, _, row in told] == [(name, name) for name in names]
    assert [file for _, file, _ in told] == ["main.py", "work.py", "work.py", "work.py", "work.py", "work.py"]


def test_the_environment_is_the_programs_own(every_place: Place) -> None:
    every_place.write("main.py", "import os, sys\nprint(list(os.environ.items()), sys.path)\n")
    assert hooked(every_place).done.stdout == every_place.plain(**plain_path({})).stdout


@pytest.mark.parametrize(
    ("program", "outcome"),
    [
        ("1 / 0", "raised"),
        ("import broken", "raised"),
        ("x = (", "raised"),
        ("import os\ndef f():\n    raise KeyError(os)\nf()", "raised"),
        ("import sys\nsys.exit(3)", "exited"),
        ("raise SystemExit", "finished"),
        ("import sys\ntry:\n    1 / 0\nexcept Exception as e:\n    sys.last_value = e", "finished"),
        (
            "import sys\ndef f():\n    try:\n        1 / 0\n    except Exception as e:\n        sys.last_value = e\n"
            "    sys.exit(1)\nf()",
            "exited",
        ),
        ("import os\nos._exit(1)", "exited"),
        ("raise KeyboardInterrupt", "cancelled"),
        ("import os\nos.kill(os.getpid(), 9)", "killed"),
    ],
)
def test_how_it_ended_is_known_by_what_python_said(place: Place, program: str, outcome: str) -> None:
    place.write("main.py", program + "\n")
    place.write("broken.py", "x = )\n")
    run, plain = hooked(place), place.plain()
    assert (run.done.returncode, run.done.stdout, run.done.stderr) == (plain.returncode, plain.stdout, plain.stderr)
    code = plain.returncode
    assert outcome_of(Ending(code) if code >= 0 else Ending(signal=-code), run.reading.snapshot) == outcome


def test_an_exception_is_kept_with_its_words_and_the_users_line(place: Place) -> None:
    place.write("main.py", "import json\n\njson.loads('{')\n")
    said = ("raised", "JSONDecodeError", "Expecting property name enclosed in double quotes: line 1 column 2 (char 1)")
    assert hooked(place).reading.snapshot.ending == (*said, str(place.folder / "main.py"), 3)


def test_a_file_that_cannot_be_compiled_is_kept_with_its_text(place: Place) -> None:
    place.write("main.py", "x = 1\ny = )\n")
    reading = hooked(place).reading
    assert [(file.text, file.codes) for file in reading.files] == [("x = 1\ny = )\n", ())]
    assert reading.snapshot.ending is not None
    assert reading.snapshot.ending[3:] == (str(place.folder / "main.py"), 2)


@pytest.mark.parametrize(
    ("program", "files"),
    [
        (("-m", "app"), {"__main__.py", "__init__.py", "work.py"}),
        (("-m", "app.work"), {"__init__.py", "work.py"}),
        (("app",), {"__main__.py", "work.py"}),
        (("./app/../main.py",), {"main.py"}),
    ],
)
def test_modules_and_folders_are_told_as_files_are(place: Place, program: tuple[str, ...], files: set[str]) -> None:
    place.write("main.py", "print(__file__)\n")
    place.write("app/__init__.py", "x = 1\n")
    place.write("app/__main__.py", "import sys\nsys.path.insert(0, 'app')\nimport work\nprint(sys.argv)\n")
    place.write("app/work.py", "x = 2\n")
    run, plain = hooked(place, *program), place.plain(*program, **plain_path({}))
    assert (run.done.stdout, run.done.stderr) == (plain.stdout, plain.stderr)
    assert {file for _, file, _ in run.told} == files


def test_text_that_only_says_it_is_of_a_file_is_not_measured(place: Place) -> None:
    place.write("main.py", "text = 'def g():\\n    return 1\\ng()'\nexec(compile(text, __file__, 'exec'))\nf = 1\n")
    assert hooked(place).told == [("<module>", "main.py", "<module>")]


def test_a_module_that_is_loaded_anew_after_an_edit_is_told_anew(place: Place) -> None:
    place.write("work.py", "def f():\n    return 1\n")
    place.write(
        "main.py",
        """\
        import importlib, os, work
        work.f()
        open("work.py", "w").write("x = 1\\n\\n\\ndef f():\\n    return 2\\n")
        os.utime("work.py", (0, 0))
        importlib.reload(work).f()
        """,
    )
    run = hooked(place)
    assert [(name, row) for name, file, row in run.told if file == "work.py"] == [
        ("<module>", "<module>"),
        ("f", "f"),
    ] * 2
    assert [len(file.text) for file in run.reading.files if file.path.endswith("work.py")] == [22, 30]


def test_code_of_an_archive_runs_and_is_not_told(place: Place) -> None:
    with ZipFile(place.folder / "lib.zip", "w") as file:
        file.writestr("zipped.py", "def f():\n    return 7\n")
    place.write("main.py", "import sys\nsys.path.insert(0, 'lib.zip')\nimport zipped\nprint(zipped.f())\n")
    run = hooked(place)
    assert run.done.stdout == "7\n"
    assert run.told == [("<module>", "main.py", "<module>")]


def test_a_python_that_was_not_asked_for_is_not_begun_in_and_passes_it_on(place: Place) -> None:
    """As where the interpreter is a script that asks Python something before it starts it."""
    place.write("main.py", "print('ran')\n")
    start = f"{place.python} -c 'print(1)'; exec {place.python} -u main.py"
    run = hooked(place, argv=("sh", "-c", start))
    assert (run.done.stdout, run.done.stderr) == ("1\nran\n", "")
    assert run.told == [("<module>", "main.py", "<module>")]


SITE = "import sys\nprint('site', __file__, __spec__.name, sys.path[:2], sys.modules['sitecustomize'].__file__)\n"


@pytest.mark.parametrize("name", ["sitecustomize", "usercustomize"])
@pytest.mark.parametrize("more", ["", "raise ValueError('of its own')\n", "import nowhere\n"])
def test_a_start_up_file_of_the_users_own_runs_as_ever(every_place: Place, name: str, more: str) -> None:
    every_place.write(f"own/{name}.py", SITE.replace("sitecustomize", name) + more)
    every_place.write("main.py", f"import sys\nprint('{name}' in sys.modules, sys.path)\n")
    path = str(every_place.folder / "own")
    run, plain = hooked(every_place, PYTHONPATH=path), every_place.plain(**plain_path({"PYTHONPATH": path}))
    assert (run.done.stdout, run.done.stderr) == (plain.stdout, plain.stderr)
    assert "main.py" in {file for _, file, _ in run.told}


def test_a_virtual_environments_python_is_begun_in_and_its_own_start_up_file_runs(place: Place) -> None:
    environment = place.scratch / "environment"
    subprocess.run([place.python, "-m", "venv", "--without-pip", str(environment)], check=True, timeout=60)
    (library,) = environment.glob("lib/python3*/site-packages")
    (library / "sitecustomize.py").write_text("import sys\nprint('its own', sys.path[0] == sys.prefix)\n")
    place.write("main.py", "import sys\nprint(sys.prefix, sys.path, 'sitecustomize' in sys.modules)\n")
    own = replace(place, python=str(environment / "bin" / "python"))
    run, plain = hooked(own), own.plain(**plain_path({}))
    assert (run.done.stdout, run.done.stderr) == (plain.stdout, plain.stderr)
    assert run.told == [("<module>", "main.py", "<module>")]


def test_what_pytest_has_rewritten_is_told_by_its_own_lines(tmp_path: Path) -> None:
    place = Place(sys.executable, sys.version_info[:2], tmp_path / "program", tmp_path / "scratch")
    place.scratch.mkdir()
    place.write("conftest.py", "import pytest\n@pytest.fixture\ndef three():\n    return 3\n")
    place.write("test_it.py", "def test_it(three):\n    x = [n for n in range(three)]\n    assert len(x) == three\n")
    for _ in range(2):  # the second time from its cache
        run = hooked(place, "-m", "pytest", "-q", "-p", "no:randomly")
        assert "1 passed" in run.done.stdout
        told = [(name, file) for name, file, row in run.told if name == row]
        assert {("three", "conftest.py"), ("<module>", "test_it.py"), ("test_it", "test_it.py")} <= set(told)
        assert len(told) == len(run.told)
        (file,) = (file for file in run.reading.files if file.path.endswith("test_it.py"))
        assert next(row.lines for row in file.codes if row.name == "test_it")[-2:] == (2, 3)


@pytest.mark.parametrize("method", ["fork", "spawn", "forkserver"])
def test_multiprocessing_is_not_disturbed_in_any_way_of_starting(place: Place, method: str) -> None:
    place.write(
        "main.py",
        f"""\
        import multiprocessing, os
        def square(x):
            return x * x, "HEATLINE_RUN" in os.environ
        if __name__ == "__main__":
            with multiprocessing.get_context({method!r}).Pool(2) as pool:
                print(pool.map(square, range(3)))
        """,
    )
    run = hooked(place, TMPDIR=gettempdir())  # a short one: sockets are made in it
    assert (run.done.stdout, run.done.stderr) == ("[(0, False), (1, False), (4, False)]\n", "")
    assert [name for name, _, _ in run.told] == ["<module>"]


@pytest.mark.parametrize("start", ["", "x = = 1\n"])
def test_an_interactive_start_up_file_is_not_run(place: Place, start: str) -> None:
    place.write("startup.py", start + "print('started')\n")
    place.write("main.py", "print('ran')\n")
    run = hooked(place, PYTHONSTARTUP=str(place.folder / "startup.py"))
    assert (run.done.stdout, run.done.stderr) == ("ran\n", "")


@pytest.mark.parametrize("start", ["-I", "-E", "-S"])
def test_where_python_takes_no_start_up_file_the_program_runs_all_the_same(place: Place, start: str) -> None:
    place.write("main.py", "print('ran')\n")
    run = hooked(place, argv=(place.python, start, "main.py"))
    assert (run.done.stdout, run.done.stderr) == ("ran\n", "")
    ended = Run(request_of(place, ("main.py",)), "", 0, Ending(0))
    notes = [note.text for note in assemble(ended, run.reading).run.limits]
    assert notes == [NOT_HOOKED.format("native")]
    assert assemble(replace(ended, ending=Ending()), run.reading).run.limits == ()


def test_pythons_that_the_program_starts_are_left_alone(place: Place) -> None:
    place.write(
        "main.py",
        """\
        import os, subprocess, sys
        child = [sys.executable, "-c", "import os, sys; print(os.environ, sys.path)"]
        print(subprocess.run(child, capture_output=True))
        if os.fork() == 0:
            import work
            os.execv(sys.executable, [sys.executable, "-c", "print('after')"])
        os.wait()
        """,
    )
    place.write("work.py", "print('child')\n")
    run, plain = hooked(place), place.plain(**plain_path({}))
    assert (run.done.stdout, run.done.stderr) == (plain.stdout, plain.stderr)
    assert run.reading.snapshot.forked


def test_errors_about_a_module_named_like_the_librarys_are_pythons_own(every_place: Place) -> None:
    every_place.write("random.py", "")
    every_place.write("main.py", "import random\nrandom.random()\n")
    assert hooked(every_place).done.stderr == every_place.plain().stderr != ""


def test_one_more_function_is_registered_to_be_called_at_exit(place: Place) -> None:
    place.write("main.py", "import atexit\nprint(atexit._ncallbacks())\n")
    assert int(hooked(place).done.stdout) == int(place.plain().stdout) + 1
