"""What cProfile of any Python at hand writes is read; what it cannot tell is said."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from at_hand import pythons
from place import Place

from heatline.profile_files import read_profile_file

PROGRAM = """\
def inner(n):
    return n * 2


def outer():
    return sum(map(inner, range(5)))


outer()
"""


@pytest.mark.parametrize("version", pythons())
def test_a_prof_of_any_python_is_read_by_ours(tmp_path: Path, version: str) -> None:
    (tmp_path / "main.py").write_text(PROGRAM, encoding="utf-8")
    made = tmp_path / "out.prof"
    subprocess.run([pythons()[version], "-m", "cProfile", "-o", made, "main.py"], cwd=tmp_path, check=True)
    profile = read_profile_file(made)
    calls = {row.name: row.values["calls"] for row in profile.functions if row.path.endswith("main.py")}
    assert (calls["inner"], calls["outer"]) == (5, 1)
    inner = next(index for index, row in enumerate(profile.functions) if row.name == "inner")
    assert sum(edge.values["calls"] or 0 for edge in profile.calls if edge.callee == inner) == 5


def test_ours_is_read_by_pstats_of_the_python_that_ran(every_place: Place) -> None:
    every_place.write("main.py", PROGRAM)
    made = every_place.folder / "ours.prof"
    argv = every_place.argv("--engine", "call_time", "--format", "pstats", "--output", str(made), "main.py")
    subprocess.run(argv, cwd=every_place.folder, check=True, capture_output=True)
    shown = subprocess.run(
        [every_place.python, "-c", f"import pstats; pstats.Stats({str(made)!r}).print_stats('inner')"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert "main.py:1(inner)" in shown.stdout
