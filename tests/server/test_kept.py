"""Results in a folder: how many are kept of what, and what is forgotten."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from written_profiles import PATH, RUN, memory_profile, profile

from heatline.kept import MOST, Kept
from heatline_runner.model import Scope

PART = replace(RUN, scope=Scope(PATH, 1, 5, "sos"))


def test_they_come_back_oldest_first(tmp_path: Path) -> None:
    kept = Kept(str(tmp_path / "new"))
    for each in (profile(), memory_profile(), profile(run=PART)):
        kept.add(each)

    assert [(each.engine, each.run.scope) for each in kept.profiles()] == [
        ("line_time", None),
        ("line_memory", None),
        ("line_time", PART.scope),
    ]


@pytest.mark.parametrize("often", [profile(), profile(run=PART)])
def test_what_is_measured_often_drives_nothing_else_out(tmp_path: Path, often: object) -> None:
    kept = Kept(str(tmp_path))
    kept.add(memory_profile())
    kept.add(profile(run=replace(RUN, target="whole.py")))
    for _ in range(MOST):
        kept.add(often)  # type: ignore[arg-type]

    found = kept.profiles()
    assert len([each for each in found if each == often]) == MOST
    assert "line_memory" in [each.engine for each in found]
    assert ("whole.py" in [each.run.target for each in found]) == (often == profile(run=PART))


def test_of_a_file_that_is_forgotten_every_engine_forgets(tmp_path: Path) -> None:
    kept = Kept(str(tmp_path))
    kept.add(profile())
    kept.add(memory_profile())
    kept.clear_file(PATH)

    assert kept.profiles() == []
    assert list(tmp_path.iterdir()) == []


def test_without_a_folder_nothing_is_kept() -> None:
    kept = Kept("")
    kept.add(profile())

    assert kept.profiles() == []
