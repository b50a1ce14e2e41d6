"""The user's settings reach the program."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Any

from client import Editor, editor

REPORT = """\
import json, os, sys
seen = {name: os.environ.get(name) for name in ("A", "B", "C", "D", "E")}
report = dict(args=sys.argv[1:], cwd=os.getcwd(), env=seen, python=sys.executable)
json.dump(report, open(os.path.join(os.path.dirname(__file__), "report.json"), "w"))
"""


async def seen(session: Editor, name: str = "main.py") -> Any:
    """What the program saw."""
    state = await session.profile(session.open(name, REPORT))
    assert state.severity == "info", state.text
    return json.loads((session.folder / name).with_name("report.json").read_text())


async def test_without_settings_the_program_runs_in_its_own_folder(tmp_path: Path) -> None:
    async with editor(tmp_path) as session:
        report = await seen(session, "deep/er/main.py")
    assert (report["cwd"], report["args"]) == (str(tmp_path / "deep" / "er"), [])


async def test_arguments_are_passed_as_they_are(tmp_path: Path) -> None:
    arguments = ["a b", "'", '"', "$HOME", "*", "", "--format", "é\n"]
    async with editor(tmp_path, {"args": arguments}) as session:
        assert (await seen(session))["args"] == arguments


async def test_names_in_settings_stand_for_folders_and_variables(tmp_path: Path) -> None:
    python = tmp_path / "bin" / "python"
    python.parent.mkdir()
    python.write_text(f'#!/bin/sh\nE=wrapped exec {sys.executable} "$@"\n')
    python.chmod(0o755)
    settings = {"cwd": "${workspaceFolder}/else where", "interpreter": "${workspaceFolder}/bin/python"}
    (tmp_path / "else where").mkdir()
    async with editor(tmp_path, {**settings, "env": {"A": "1"}}) as session:
        report = await seen(session)
    assert report["cwd"] == str(tmp_path / "else where")
    assert report["env"]["A"] == "1"


async def test_a_relative_interpreter_and_directory_are_the_folders(tmp_path: Path) -> None:
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "python").symlink_to(sys.executable)
    (tmp_path / "work").mkdir()
    async with editor(tmp_path, {"interpreter": "bin/python", "cwd": "work"}) as session:
        assert (await seen(session))["cwd"] == str(tmp_path / "work")


async def test_the_environment_is_the_files_and_over_it_the_settings(tmp_path: Path) -> None:
    text = "# a comment\nA=file\nexport B = 'quoted'\nC=\"double = \"\n\nnonsense\nD=\n"
    (tmp_path / ".env").write_text(text)
    async with editor(tmp_path, {"envFile": "${workspaceFolder}/.env", "env": {"A": "set"}}) as session:
        environment = (await seen(session))["env"]
    assert environment == {"A": "set", "B": "quoted", "C": "double = ", "D": "", "E": None}


async def test_a_time_limit_ends_the_program(tmp_path: Path) -> None:
    async with editor(tmp_path, {"timeout": 1}) as session:
        uri = session.open("main.py", "import time\nx = 1\ntime.sleep(60)\n")
        state = await session.profile(uri)
        texts = session.texts(uri)
    assert "time limit" in state.text
    assert texts[2].endswith("1×")


async def test_changed_settings_count_from_the_next_run_on(tmp_path: Path) -> None:
    async with editor(tmp_path, {"args": ["old"]}) as session:
        assert (await seen(session))["args"] == ["old"]
        session.client.set_configuration({"heatline": {"interpreter": sys.executable, "args": ["new"]}})
        session.changed_settings()
        assert (await seen(session))["args"] == ["new"]


def make_venv(folder: Path) -> None:
    python = folder / ".venv" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.symlink_to(sys.executable)
    (folder / ".venv" / "pyvenv.cfg").write_text(f"home = {os.path.dirname(sys.executable)}\n")


async def interpreter(session: Editor, uri: str) -> tuple[str, str]:
    """By what the interpreter is found: as it is shown, and as a run is prepared."""
    shown = await session.execute("heatline.server.interpreter", {"uri": uri})
    prepared = await session.execute("heatline.server.prepare", {"uri": uri, "engine": "line_time"})
    await session.execute("heatline.server.stop", {"run": prepared["run"]})
    return shown["found"], prepared["interpreter"]["found"]


async def test_the_workspaces_own_environment_is_found(tmp_path: Path) -> None:
    make_venv(tmp_path)
    async with editor(tmp_path, {"interpreter": ""}) as session:
        found = await interpreter(session, session.open("deep/main.py", "x = 1\n"))
    assert found == (f"as the .venv of {tmp_path.name}",) * 2


async def test_the_environment_of_the_working_directory_is_shown_as_it_is_used(tmp_path: Path) -> None:
    make_venv(tmp_path / "work")
    async with editor(tmp_path, {"interpreter": "", "cwd": "work"}) as session:
        found = await interpreter(session, session.open("main.py", "x = 1\n"))
    assert found == ("as the .venv of work",) * 2


async def test_another_root_of_the_workspace_lends_no_environment(tmp_path: Path) -> None:
    inner, other = tmp_path / "a" / "inner", tmp_path / "b"
    for folder in (inner, other):
        make_venv(folder)
    async with editor(tmp_path, {"interpreter": ""}, roots=[tmp_path / "a", other, inner]) as session:
        shown = await session.execute("heatline.server.interpreter", {"uri": session.open("a/main.py", "x = 1\n")})
        found = await interpreter(session, session.open("a/inner/main.py", "x = 1\n"))
    assert ".venv of" not in str(shown)
    assert found == ("as the .venv of inner",) * 2


async def options(session: Editor, uri: str, engine: str) -> Any:
    """The options that a run prepared for ``engine`` has."""
    prepared = await session.execute("heatline.server.prepare", {"uri": uri, "engine": engine})
    request = json.loads(Path(prepared["argv"][-1], "request.json").read_text())
    await session.execute("heatline.server.stop", {"run": prepared["run"]})
    return request["options"]


async def test_the_settings_for_memory_are_options_of_the_engines_that_have_them(tmp_path: Path) -> None:
    settings = {"memoryArithmetic": "memory_profiler", "memoryChildren": True}
    async with editor(tmp_path, settings) as session:
        uri = session.open("main.py", "x = 1\n")
        assert await options(session, uri, "line_memory") == {"arithmetic": "memory_profiler", "children": "yes"}
        assert await options(session, uri, "allocations") == {"children": "yes"}
        assert await options(session, uri, "line_time") == {
            "edges": "yes",
            "processes": "all",
            "clock": "auto",
        }


async def test_memory_is_measured_as_it_is_where_nothing_is_set(tmp_path: Path) -> None:
    async with editor(tmp_path, {"memoryArithmetic": "another"}) as session:
        uri = session.open("main.py", "x = 1\n")
        assert await options(session, uri, "line_memory") == {"arithmetic": "exact", "children": "no"}
