"""What measures the time of lines is chosen by a setting, and said."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from client import editor

from heatline.interpreters import MARK


def python_that_says(folder: Path, **facts: Any) -> str:
    """An interpreter that answers so when it is asked what it is."""
    python = folder / "python"
    told = {"path": str(python), "implementation": "CPython", "threaded": False, "libraries": [], "packages": {}}
    python.write_text(f"#!/bin/sh\necho '{MARK}{json.dumps({**told, 'suffix': '.none.so', **facts})}'\n")
    python.chmod(0o755)
    return str(python)


@pytest.mark.parametrize(
    ("tracer", "said"),
    [
        ("monitoring", "The tracer monitoring needs Python 3.12"),
        ("native", "no tracer native compiled for Python 3.11.9"),
    ],
)
async def test_a_tracer_that_cannot_be_had_is_refused_with_what_can(tmp_path: Path, tracer: str, said: str) -> None:
    python = python_that_says(tmp_path, version="3.11.9", info=[3, 11])
    async with editor(tmp_path, {"interpreter": python, "tracer": tracer}) as session:
        answer = await session.execute("heatline.server.profileTime", {"uri": session.open("main.py", "x = 1\n")})
    assert answer["kind"] == "refused"
    assert said in answer["text"]
    assert "the setting heatline.tracer" in answer["text"]


async def test_the_tracer_that_is_set_measures_and_the_run_says_so(tmp_path: Path) -> None:
    async with editor(tmp_path, {"tracer": "line_profiler"}) as session:
        uri = session.open("main.py", "x = 1\n")
        state = await session.profile(uri)
    assert state.setting.splitlines()[1] == "Measured by line_profiler."


async def test_what_has_other_tracers_is_not_asked_for_it(tmp_path: Path) -> None:
    async with editor(tmp_path, {"tracer": "line_profiler"}) as session:
        uri = session.open("main.py", "x = 1\n")
        answer = await session.execute("heatline.server.profileAllocations", {"uri": uri})
        assert answer["kind"] == "started", answer
        state = await session.ended()
    assert state.setting.splitlines()[1] == "Measured by tracemalloc."


async def test_a_tracer_of_no_name_that_there_is_leaves_the_choice_to_heatline(tmp_path: Path) -> None:
    async with editor(tmp_path, {"tracer": "typo"}) as session:
        state = await session.profile(session.open("main.py", "x = 1\n"))
    assert state.severity == "info"
    assert state.setting.splitlines()[1].startswith("Measured by ")
