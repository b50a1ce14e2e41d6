"""Which files are measured, and that importing them works as ever."""

from __future__ import annotations

import venv
from pathlib import Path

import pytest
from place import Place


def test_imported_modules_of_the_workspace_are_measured(every_place: Place) -> None:
    every_place.write("main.py", "import work\nfor i in range(3):\n    work.f()\n")
    every_place.write("work.py", "def f():\n    return 1\n")
    run = every_place.run()
    assert run.files() == ["main.py", "work.py"]
    assert run.rows("work.py") == [(1, "<module>", 1), (2, "f", 3)]


def test_modules_from_the_bytecode_cache_are_measured(place: Place) -> None:
    place.write("main.py", "import work\nwork.f()\n")
    place.write("work.py", "def f():\n    return 1\n")
    first = place.run(PYTHONDONTWRITEBYTECODE="")
    assert list((place.folder / "__pycache__").glob("work.*.pyc"))
    assert place.run().rows("work.py") == first.rows("work.py") == [(1, "<module>", 1), (2, "f", 1)]


def test_packages_and_relative_imports_are_measured(place: Place) -> None:
    place.write("main.py", "import pack.sub.deep\n")
    place.write("pack/__init__.py", "from . import other\n")
    place.write("pack/other.py", "x = 1\n")
    place.write("pack/sub/__init__.py", "")
    place.write("pack/sub/deep.py", "from .. import other\nfrom ..other import x\ny = x\n")
    run = place.run()
    assert run.hits("deep.py") == {1: 1, 2: 1, 3: 1}
    assert run.hits("other.py") == {1: 1}


def test_a_module_imported_inside_a_function_or_by_importlib_is_measured(place: Place) -> None:
    place.write("main.py", "def f():\n    import one\nf()\nimport importlib\nimportlib.import_module('two')\n")
    place.write("one.py", "x = 1\n")
    place.write("two.py", "y = 1\n")
    assert place.run().files() == ["main.py", "one.py", "two.py"]


def test_a_reloaded_module_counts_both_loads_once(place: Place) -> None:
    place.write("main.py", "import importlib, work\nwork.f()\nimportlib.reload(work)\nwork.f()\n")
    place.write("work.py", "x = 1\ndef f():\n    return x\n")
    assert place.run().hits("work.py") == {1: 2, 2: 2, 3: 2}


def test_library_code_is_not_measured(place: Place) -> None:
    place.write("main.py", "import json, textwrap\njson.loads('[1]')\n")
    assert place.run().files() == ["main.py"]


@pytest.mark.parametrize("folder", [".venv", "env"])
def test_a_virtual_environment_inside_the_workspace_is_not_measured(place: Place, folder: str) -> None:
    place.write(f"{folder}/pyvenv.cfg", "home = /\n")
    place.write(f"{folder}/lib/site-packages/library.py", "def f():\n    return 1\n")
    text = f"import sys\nsys.path.append({folder!r} + '/lib/site-packages')\nimport library\nlibrary.f()\n"
    place.write("main.py", text)
    run = place.run()
    assert run.done.stderr == ""
    assert run.files() == ["main.py"]


def test_the_programs_own_virtual_environment_is_used_and_not_measured(new_place: Place) -> None:
    venv.create(new_place.folder / ".venv", symlinks=True)
    (packages,) = (new_place.folder / ".venv" / "lib").glob("python*/site-packages")
    (packages / "library.py").write_text("def f():\n    return 1\n")
    new_place.write("main.py", "import sys, library\nlibrary.f()\nprint(sys.prefix)\n")
    place = Place(str(new_place.folder / ".venv/bin/python"), new_place.version, new_place.folder, new_place.scratch)
    run = place.run()
    assert run.done.stdout == f"{new_place.folder / '.venv'}\n"
    assert run.files() == ["main.py"]


def test_a_symlinked_script_is_measured_under_its_real_path(place: Place) -> None:
    real = place.write("real/work.py", "import beside\nx = 1\n")
    place.write("real/beside.py", "y = 1\n")
    (place.folder / "link.py").symlink_to(real)
    run = place.run("link.py")
    assert run.done.returncode == 0
    assert {Path(table.path) for table in run.profile.lines} == {real, real.parent / "beside.py"}
    assert run.hits("work.py") == {1: 1, 2: 1}


def test_a_module_outside_the_workspace_is_not_measured(place: Place) -> None:
    (place.scratch / "outside.py").write_text("x = 1\n")
    place.write("main.py", "import outside\n")
    assert place.run(PYTHONPATH=str(place.scratch)).files() == ["main.py"]


@pytest.mark.parametrize(
    ("prefix", "encoding"),
    [("# -*- coding: latin-1 -*-\n", "latin-1"), ("# é\n", "utf-8-sig"), ("# form\f feed\n", "utf-8")],
)
def test_texts_in_every_encoding_are_measured(place: Place, prefix: str, encoding: str) -> None:
    text = prefix + "word = 'é'\r\nprint(ascii(word), len(word))\r\n"
    for name in ("main.py", "module.py"):
        (place.folder / name).write_bytes(((text + "import module\n") if name == "main.py" else text).encode(encoding))
    run = place.run()
    assert (run.done.stdout, run.done.stderr) == ("'\\xe9' 1\n" * 2, "")
    assert run.hits() == {2: 1, 3: 1, 4: 1}
    assert run.hits("module.py") == {2: 1, 3: 1}


def test_future_imports_stay_in_their_file(place: Place) -> None:
    place.write("main.py", "from __future__ import annotations\nimport plain\ndef f(x: missing): pass\n")
    place.write(
        "plain.py", "def f(x: 1 + 1): pass\nprint(f.__annotations__)\nprint(compile('1', '', 'eval').co_flags)\n"
    )
    run = place.run()
    assert run.done.stdout == place.plain().stdout
    assert run.done.returncode == 0


@pytest.mark.parametrize(
    "name", ["json", "profile", "threading", "atexit", "types", "marshal", "signal", "heatline_runner", "runpy"]
)
def test_a_module_of_the_users_named_like_another_is_what_the_program_gets(place: Place, name: str) -> None:
    place.write(f"{name}.py", "def f():\n    return 'mine'\ndef _shutdown():\n    pass\n")
    place.write("main.py", f"import {name}\nprint(getattr({name}, 'f', lambda: 'theirs')())\n")
    run = place.run()
    plain = place.plain()
    assert (run.done.stdout, run.done.stderr, run.done.returncode) == (plain.stdout, plain.stderr, plain.returncode)
    assert (f"{name}.py" in run.files()) == (plain.stdout == "mine\n")


def test_modules_that_only_look_like_the_users_are_not_shadowed(place: Place) -> None:
    place.write("child.py", "print('my child')\n")
    place.write("main.py", "import child, json, threading\nprint(json.dumps([1]), threading.active_count())\n")
    assert place.run().done.stdout == "my child\n[1] 1\n"


@pytest.mark.parametrize("decorator", ["@profile", "@profile(precision=4)"])
def test_a_stray_profile_decorator_is_harmless(place: Place, decorator: str) -> None:
    place.write("main.py", f"{decorator}\ndef f():\n    return 1\nprint(f())\n")
    run = place.run()
    assert (run.done.stdout, run.done.returncode) == ("1\n", 0)
    assert (3, "f", 1) in run.rows()


def test_a_module_is_run_by_its_name(place: Place) -> None:
    place.write("pack/__init__.py", "x = 1\n")
    place.write("pack/__main__.py", "import sys\nfrom . import x\nprint(sys.argv[1:], x, __spec__.name)\n")
    place.write("pack/tool.py", "print(__name__)\n")
    run = place.run("-m", "pack", "a", "-b")
    assert run.done.stdout == "['a', '-b'] 1 pack.__main__\n"
    assert run.hits("__main__.py") == {1: 1, 2: 1, 3: 1}
    assert run.hits("__init__.py") == {1: 1}
    assert place.run("-m", "pack.tool").hits("tool.py") == {1: 1}


def test_a_folder_with_a_main_module_is_run(place: Place) -> None:
    place.write("app/__main__.py", "import helper, sys\nprint(sys.argv, sys.path[0], __file__)\n")
    place.write("app/helper.py", "x = 1\n")
    run = place.run("app", "arg")
    assert run.done.stdout == place.plain("app", "arg").stdout
    assert run.files() == ["__main__.py", "helper.py"]


@pytest.mark.parametrize("name", ["with space.py", 'it\'s "quoted".py', "ünïcödé – 🔥.py", "100%d.py", "<odd>.py"])
def test_file_names_are_data(new_place: Place, name: str) -> None:
    new_place.write(name, "import sys\nprint(ascii(sys.argv))\n")
    run = new_place.run(name, "a b", "'", '"', "$HOME", "*", "é\n")
    assert run.done.stdout == f"{[name, 'a b', chr(39), chr(34), '$HOME', '*', 'é' + chr(10)]!a}\n"
    assert run.hits(name) == {1: 1, 2: 1}


def test_a_file_whose_name_is_not_text_is_measured(new_place: Place) -> None:
    name = b"caf\xe9.py".decode("utf-8", "surrogateescape")
    new_place.write(name, "x = 1\n")
    assert new_place.run(name).hits(name) == {1: 1}
