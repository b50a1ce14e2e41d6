"""The command line: what it refuses, in one clear sentence with the next step, and what it writes where."""

from __future__ import annotations

import json
import os
import py_compile
import shutil
import subprocess
import sys
import zipapp
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from at_hand import ROOT
from place import LAUNCH, Place

PACKAGED = ("--tracer", "line_profiler")  # the one whose code is a package
Broken = Callable[[dict[str, Any]], object]


def heatline(place: Place, *argv: str, launch: Path = LAUNCH, **variables: str) -> subprocess.CompletedProcess[str]:
    settings = place.settings(variables)
    return subprocess.run([sys.executable, str(launch), *argv], **settings, capture_output=True, timeout=60)


def refusal(place: Place, *argv: str, launch: Path = LAUNCH, **variables: str) -> str:
    """What is said, in one line, by a command that fails before anything has started."""
    marker = place.write("main.py", "open('started', 'w')\n").with_name("started")
    done = heatline(place, *argv, launch=launch, **variables)
    assert (done.returncode, done.stdout) == (2, "")
    assert not marker.exists()
    prefix, text = done.stderr[:10], done.stderr[10:].removesuffix("\n")
    assert prefix == "heatline: "
    assert "\n" not in text
    return text


def test_a_missing_file_is_refused(new_place: Place) -> None:
    text = refusal(new_place, "run", "no such.py")
    assert text == "There is no file no such.py: check its name, or save it first."


def test_a_folder_without_a_main_module_is_refused(new_place: Place) -> None:
    new_place.write("app/other.py", "")
    text = refusal(new_place, "run", "app")
    assert text == "app is a folder without a __main__.py: choose a file in it, or add one."


def test_a_missing_working_directory_is_refused(new_place: Place) -> None:
    text = refusal(new_place, "run", "--cwd", "nowhere", "main.py")
    assert "nowhere does not exist" in text
    assert "--cwd" in text


@pytest.mark.parametrize(
    ("only", "said"),
    [
        ("bets", "work.py has no function or class bets: choose best, or another file."),
        ("two", "work.py has no function or class two: choose A.two, or another file."),
        ("xyz", "work.py has no function or class xyz: choose best or A or A.two, or another file."),
        ("3", "There is no code on line 3 of work.py: choose a line in a function, or several."),
        ("empty.py:f", "empty.py has no function or class at all, so no f either: choose another file."),
        ("no.py:f", "no.py cannot be read: No such file or directory. Check its name (--only FILE:f)."),
        ("broken.py:f", "broken.py cannot be read as Python 3."),
    ],
)
def test_a_part_that_is_not_there_is_refused_with_names_that_are(new_place: Place, only: str, said: str) -> None:
    new_place.write("work.py", "def best():\n    pass\n\nclass A:\n    def two(self): pass\n    def rest(self): pass\n")
    new_place.write("empty.py", "")
    new_place.write("broken.py", "def f(:\n")
    text = refusal(new_place, "run", "--only", only if ".py" in only else f"work.py:{only}", "main.py")
    assert text.startswith(said)


def test_a_part_of_a_file_that_is_never_measured_is_refused(new_place: Place) -> None:
    outside = new_place.scratch / "outside.py"
    outside.write_text("def f():\n    pass\n")
    text = refusal(new_place, "run", "--only", f"{outside}:f", "main.py")
    folder = new_place.folder
    assert text == f"{outside} is not measured: only what is in {folder} is, without libraries. Choose a file there."


def test_a_part_of_a_program_that_is_not_there_is_refused_as_the_program_is(new_place: Place) -> None:
    assert refusal(new_place, "run", "--only", "f", "no such.py").startswith("There is no file no such.py")
    text = refusal(new_place, "run", "--only", "f", "-m", "no_such")
    assert text == f"Say which file has f, as in --only FILE:f: -m no_such is no file in {new_place.folder}."


@pytest.mark.parametrize("python", ["/no/such/python", "no-such-python"])
def test_a_missing_interpreter_is_refused(new_place: Place, python: str) -> None:
    text = refusal(new_place, "run", "--python", python, "main.py")
    assert text.startswith(f"There is no Python at {python}. Choose another")
    assert "--python" in text


def test_an_environment_whose_python_is_gone_is_said_to_be_made_anew(new_place: Place) -> None:
    (new_place.folder / "python").symlink_to("/no/such/base/python3.12")
    text = refusal(new_place, "run", "--python", "./python", "main.py")
    said = "/python leads to /no/such/base/python3.12, which is gone: make that environment anew. Choose another"
    assert said in text


@pytest.mark.parametrize(
    ("script", "said"),
    [
        ("#!/bin/sh\necho oops >&2; exit 3\n", "is not a Python that works: oops. Choose another"),
        ("#!/bin/sh\nexit 3\n", "is not a Python that works: exit code 3. Choose another"),
        ("no executable format", "could not be started: Exec format error. Choose another"),
    ],
)
def test_an_interpreter_that_is_no_python_is_refused(new_place: Place, script: str, said: str) -> None:
    new_place.write("python", script).chmod(0o755)
    text = refusal(new_place, "run", "--python", "./python", "main.py")
    assert said in text


def test_an_interpreter_that_may_not_be_executed_is_refused(new_place: Place) -> None:
    new_place.write("python", "")
    text = refusal(new_place, "run", "--python", "./python", "main.py")
    assert "could not be started: Permission denied" in text


@pytest.mark.parametrize("version", ["3.9", "3.7", "2.7"])
def test_an_interpreter_that_is_too_old_is_refused(new_place: Place, version: str) -> None:
    pyenv = Path(os.environ.get("PYENV_ROOT") or Path.home() / ".pyenv")
    python = next(pyenv.glob(f"versions/{version}.*/bin/python"), None)
    if python is None:
        pytest.skip(f"there is no Python {version} here")
    text = refusal(new_place, "run", "--python", str(python), "main.py")
    assert text.startswith(f"Python {version}.")
    assert "is too old for Heatline, which needs 3.10 to 3.15. Choose another" in text


def test_an_interpreter_without_the_engine_is_refused_with_how_to_fetch_it(new_place: Place, bare: Path) -> None:
    home = {"HOME": str(new_place.scratch), "XDG_DATA_HOME": str(new_place.scratch)}
    text = refusal(new_place, "run", "--python", new_place.python, *PACKAGED, "main.py", launch=bare, **home)
    assert "has no line_profiler that Heatline knows" in text
    assert f"heatline fetch {new_place.python}" in text


def test_a_tracer_that_its_python_is_too_old_for_is_refused(old_place: Place) -> None:
    text = refusal(old_place, "run", "--tracer", "monitoring", "--python", old_place.python, "main.py")
    assert text.startswith(f"The tracer monitoring needs Python 3.12, and {old_place.python} is 3.11.")
    assert text.endswith("Choose another tracer, or auto (--tracer, the setting heatline.tracer).")


def test_a_tracer_that_is_not_compiled_for_its_python_is_refused(new_place: Place, bare: Path) -> None:
    text = refusal(new_place, "run", "--tracer", "native", "--python", new_place.python, "main.py", launch=bare)
    assert text.startswith("Heatline has no tracer native compiled for Python 3.1")
    assert text.endswith("Choose another tracer, or auto (--tracer, the setting heatline.tracer).")


def test_a_tracer_of_another_engine_is_refused(new_place: Place) -> None:
    text = refusal(new_place, "run", "--tracer", "timeit", "main.py")
    assert text.startswith("Profile time has no tracer timeit: choose auto or ")


def test_an_engine_in_the_users_store_is_used(new_place: Place, bare: Path) -> None:
    tag = f"cp{new_place.version[0]}{new_place.version[1]}"
    shutil.copytree(ROOT / "server" / "engines" / tag, new_place.scratch / "heatline" / "engines" / tag)
    new_place.write("main.py", "print('ran')\n")
    home = {"HOME": str(new_place.scratch), "XDG_DATA_HOME": str(new_place.scratch)}
    done = heatline(new_place, "run", "--python", new_place.python, *PACKAGED, "main.py", launch=bare, **home)
    assert (done.returncode, done.stdout) == (0, "ran\n")


def test_an_engine_that_does_not_load_is_said_with_how_to_fetch_it(new_place: Place, bare: Path) -> None:
    tag = f"cp{new_place.version[0]}{new_place.version[1]}"
    broken = new_place.scratch / "heatline" / "engines" / tag / "line_profiler"
    broken.mkdir(parents=True)
    new_place.write("main.py", "print('ran')\n")
    home = {"HOME": str(new_place.scratch), "XDG_DATA_HOME": str(new_place.scratch)}
    done = heatline(new_place, "run", "--python", new_place.python, *PACKAGED, "main.py", launch=bare, **home)
    assert (done.returncode, done.stdout) == (2, "")
    first = done.stderr.splitlines()[0]
    assert first.startswith(f"heatline: The engine in {broken} does not load in this Python (")
    assert first.endswith(f"fetch it anew: heatline fetch {new_place.python}")
    assert "Traceback" not in done.stderr


def test_json_needs_a_file_to_go_to(new_place: Place) -> None:
    assert "--format json needs --output FILE" in refusal(new_place, "run", "--format", "json", "main.py")


def test_a_report_into_a_missing_folder_is_refused(new_place: Place) -> None:
    text = refusal(new_place, "run", "--output", "nowhere/report", "main.py")
    assert "--output nowhere/report: there is no such folder" in text


@pytest.mark.parametrize(
    "argv", [["run", "--no-such", "main.py"], ["run"], ["jump"], [], ["run", "--timeout", "x", "."]]
)
def test_a_wrong_usage_is_said_with_the_right_one(new_place: Place, argv: list[str]) -> None:
    done = heatline(new_place, *argv)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("usage: heatline")


def test_a_report_that_cannot_be_written_keeps_the_programs_code(new_place: Place) -> None:
    new_place.write("main.py", "import os, sys\nos.mkdir('report')\nsys.exit(7)\n")
    done = heatline(new_place, "run", "--python", new_place.python, "--output", "report", "main.py")
    assert done.returncode == 7
    assert "heatline: the report could not be written: " in done.stderr


def test_options_after_the_script_are_the_programs(new_place: Place) -> None:
    new_place.write("main.py", "import sys\nprint(sys.argv)\n")
    argv = ["main.py", "--format", "json", "-m", "--", "x", "--help"]
    done = heatline(new_place, "run", "--python", new_place.python, *argv)
    assert done.stdout == f"{argv}\n"


def test_options_after_a_modules_name_are_the_programs(new_place: Place) -> None:
    new_place.write("main.py", "import sys\nprint(sys.argv[1:])\n")
    done = heatline(new_place, "run", "--python", new_place.python, "-m", "main", "-m", "--output", "x")
    assert done.stdout == "['-m', '--output', 'x']\n"


def test_a_text_report_goes_to_stderr_or_to_its_file(new_place: Place) -> None:
    new_place.write("main.py", "print('mine')\n")
    shown = heatline(new_place, "run", "--python", new_place.python, "main.py")
    filed = heatline(new_place, "run", "--python", new_place.python, "--output", "report", "main.py")
    assert (shown.stdout, filed.stdout, filed.stderr) == ("mine\n", "mine\n", "")
    report = (new_place.folder / "report").read_text("utf-8")
    assert all("print('mine')" in text for text in (shown.stderr, report))


def test_show_prints_what_run_printed(new_place: Place) -> None:
    new_place.write("main.py", "for i in range(3):\n    print(i)\n")
    run = new_place.run()
    (new_place.scratch / "kept.json").write_text((new_place.scratch / "report.json").read_text())
    texts = [heatline(new_place, "show", str(new_place.scratch / name)).stderr for name in ("report.json", "kept.json")]
    assert texts[0] == texts[1]
    assert "print(i)" in texts[0]
    assert run.hits() == {1: 4, 2: 3}


def test_show_writes_the_same_json_again(new_place: Place) -> None:
    new_place.write("main.py", "x = 1\n")
    new_place.run()
    kept = new_place.scratch / "report.json"
    done = heatline(new_place, "show", str(kept), "--format", "json", "--output", "again.json")
    assert (done.returncode, done.stderr) == (0, "")
    assert (new_place.folder / "again.json").read_text() == kept.read_text()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"not json", "it is not JSON"),
        (b"", "it is not JSON"),
        (b"[" * 100_000, "it is not JSON"),
        (b"[]", 'it has no "format": 1'),
        (b'{"format": 2}', 'it has no "format": 1'),
        (b'{"format": 1}', "profile lacks calls, engine, functions"),
        (b"\xff\xfe{}", "it is not text in UTF-8"),
        (b'{"format": 1, "engine": "line_time", "run": 3}', "profile.run is not an object"),
    ],
)
def test_show_refuses_what_is_no_profile(new_place: Place, content: bytes, said: str) -> None:
    (new_place.folder / "bad.json").write_bytes(content)
    text = refusal(new_place, "show", "bad.json")
    assert text.startswith("bad.json is not a Heatline profile: ")
    assert said in text
    assert "heatline run --format json" in text


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A profile as it was written."""
    folder = tmp_path_factory.mktemp("written")
    place = Place(sys.executable, sys.version_info[:2], folder, folder)
    place.write("main.py", "x = 1\n")
    place.run()
    return (folder / "report.json").read_text("utf-8")


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        (lambda profile: profile["lines"][0]["line"].append(9), "the columns of"),
        (lambda profile: profile["lines"][0]["values"]["hits"].pop(), "differ in length"),
        (lambda profile: profile["lines"][0]["function"].__setitem__(0, 7), "does not exist"),
        (lambda profile: profile["lines"][0]["line"].__setitem__(0, 0), "does not exist"),
        (lambda profile: profile["lines"][0]["line"].__setitem__(0, True), "is not a int"),
        (lambda profile: profile["lines"][0]["values"].__setitem__("hits", ["a"]), "is not a"),
        (lambda profile: profile["run"].__setitem__("outcome", "exploded"), "profile.run.outcome is not one of"),
        (lambda profile: profile["run"].pop("started"), "profile.run lacks started"),
        (lambda profile: profile.__setitem__("metrics", []), "it has no metrics"),
    ],
)
def test_show_refuses_a_profile_that_was_damaged(new_place: Place, written: str, damage: Broken, said: str) -> None:
    profile = json.loads(written)
    damage(profile)
    (new_place.folder / "bad.json").write_text(json.dumps(profile))
    assert said in refusal(new_place, "show", "bad.json")


@pytest.mark.parametrize(("name", "said"), [("missing.json", "No such file"), (".", "Is a directory")])
def test_show_says_what_cannot_be_read(new_place: Place, name: str, said: str) -> None:
    text = refusal(new_place, "show", name)
    assert text.startswith(f"{name} cannot be read ({said}")


def test_fetch_finds_what_is_there_and_says_where(new_place: Place) -> None:
    done = heatline(new_place, "fetch", new_place.python, "--into", str(ROOT / "server" / "engines"))
    assert done.returncode == 0
    assert done.stderr.startswith("line_profiler 5.1.0 for Python 3.")


def test_fetch_says_which_python_cannot_be_served_and_serves_the_others(new_place: Place) -> None:
    engines = str(ROOT / "server" / "engines")
    done = heatline(new_place, "fetch", "/no/python", new_place.python, "--into", engines)
    first, *others = done.stderr.splitlines()
    assert done.returncode == 2
    assert first.startswith("heatline: There is no Python at /no/python")
    assert [other.partition(" for Python 3.")[0] for other in others] == [
        "line_profiler 5.1.0",
        "memory_profiler 0.61.0",
        "psutil 7.2.2",
        "py-spy 0.4.3",
    ]


def test_fetch_that_fails_says_what_to_do_and_leaves_nothing(new_place: Place) -> None:
    store = new_place.scratch / "engines"
    nowhere = {"PIP_INDEX_URL": "http://127.0.0.1:9/simple", "PIP_RETRIES": "0", "PIP_NO_CACHE_DIR": "1"}
    nowhere |= {"PIP_CONFIG_FILE": os.devnull}
    done = heatline(new_place, "fetch", new_place.python, "--into", str(store), **nowhere)
    assert done.returncode == 2
    assert "could not be fetched" in done.stderr
    assert "-m pip install line_profiler==5.1.0" in done.stderr
    assert list(store.iterdir()) == []


def test_a_program_without_source_is_refused(new_place: Place) -> None:
    zipped, compiled = new_place.folder / "app.pyz", new_place.folder / "main.pyc"
    new_place.write("app/__main__.py", "print('no')\n")
    zipapp.create_archive(new_place.folder / "app", zipped, interpreter="/usr/bin/env python3")
    py_compile.compile(str(new_place.write("main.py", "print('no')\n")), str(compiled))
    for name in (zipped.name, compiled.name):
        done = subprocess.run(new_place.argv(name), **new_place.settings({}), capture_output=True, check=False)
        assert (done.returncode, done.stdout) == (2, "")
        assert done.stderr.startswith(f"heatline: {name} has no source in it")


def test_two_runs_are_compared(old_place: Place) -> None:
    def kept(name: str, text: str) -> str:
        old_place.write("main.py", text)
        done = old_place._start(old_place.argv("--format", "json", "--output", name, "main.py"), "", {})
        assert done.returncode == 0, done.stderr
        return name

    slow = "def f(n):\n    return sum(range(n))\nfor _ in range(3): f({})\n"
    base, new = kept("base.json", slow.format(1_000)), kept("new.json", "import os\n" + slow.format(2_000_000))
    done = subprocess.run(
        [sys.executable, str(LAUNCH), "compare", base, new], **old_place.settings({}), capture_output=True, check=True
    )
    assert "The functions that differ most" in done.stdout
    row = next(line for line in done.stdout.splitlines() if line.startswith("f "))
    assert "main.py:2" in row
    assert "+" in row

    for files, why in (((base, "none.json"), "cannot be read"), ((base, "main.py"), "cannot be compared")):
        done = subprocess.run(
            [sys.executable, str(LAUNCH), "compare", *files], **old_place.settings({}), capture_output=True, check=False
        )
        assert (done.returncode, done.stdout) == (2, "")
        assert why in done.stderr
