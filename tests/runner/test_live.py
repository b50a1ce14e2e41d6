"""What a reader sees of a run that goes on: its snapshots, and the line that is running."""

from __future__ import annotations

import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from place import Place

from heatline.preparation import Job, Run, prepare
from heatline_runner import run_dir
from heatline_runner.model import Profile
from heatline_runner.profile_json import read_profile

PROGRAM = "import time\ndef f():\n    x = 1\n    time.sleep(60)\nfor i in range(5):\n    pass\nf()\n"


@pytest.fixture(autouse=True)
def folders_of_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))


@pytest.fixture
def place(traced_place: Place) -> Place:
    """An empty folder, for the ways of measuring the time of lines that differ most."""
    return traced_place


@contextmanager
def live(place: Place) -> Iterator[tuple[Run, subprocess.Popen[str]]]:
    path = str(place.write("main.py", PROGRAM))
    run = prepare(Job("script", path, tracer=place.tracer, interpreter=place.python, live=True))
    assert isinstance(run, Run)
    process = subprocess.Popen(run.argv, stdin=subprocess.DEVNULL, stderr=subprocess.DEVNULL, text=True)
    try:
        yield run, process
    finally:
        (run.folder / run_dir.STOP).touch()
        process.wait()


def shown(run: Run) -> Profile:
    """The first profile that has lines which ran."""
    path = run.folder / run_dir.PROFILE
    end = time.monotonic() + 30
    while not (path.exists() and any(any(table.values["hits"]) for table in read_profile(path).lines)):
        assert time.monotonic() < end
        time.sleep(0.02)
    return read_profile(path)


def test_a_running_program_shows_its_hits_and_the_line_it_is_on(place: Place) -> None:
    with live(place) as (run, _):
        profile = shown(run)
    (table,) = profile.lines
    hits = dict(zip(table.line, table.values["hits"], strict=True))
    assert (profile.run.outcome, profile.run.partial) == ("running", True)
    assert (hits[3], hits[5], hits[6]) == (1, 6, 5)
    notes = [note for note in profile.run.limits if note.kind == place.unended]
    running = sorted((Path(note.path or "").name, note.line) for note in notes)
    assert running == [("main.py", 4), ("main.py", 7)]


def test_a_stopped_program_is_cancelled_and_its_lines_are_kept(place: Place) -> None:
    with live(place) as (run, process):
        shown(run)
        (run.folder / run_dir.STOP).touch()
        process.wait()
    profile = read_profile(run.folder / run_dir.PROFILE)
    assert (profile.run.outcome, profile.run.error) == ("cancelled", None)
    assert not [note for note in profile.run.limits if note.kind == "running"]
    (table,) = profile.lines
    assert dict(zip(table.line, table.values["hits"], strict=True)) == {1: 1, 2: 1, 3: 1, 4: 1, 5: 6, 6: 5, 7: 1}
