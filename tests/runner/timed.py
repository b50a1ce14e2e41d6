"""Times rows in a file of a place, as the server asks for it, and reads what came of it."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from place import LIMIT_S, Place

from heatline_runner.model import Profile, Trial
from heatline_runner.profile_json import read_profile
from heatline_runner.request import Request, Row, Snippets, write_request

SERVER = Path(__file__).resolve().parents[2] / "server"


@dataclass(frozen=True)
class Timing:
    """What is asked besides the rows."""

    budget_s: float = 10.0
    shared: bool = False
    options: dict[str, str] = field(default_factory=dict)
    cwd: Path | None = None


def row(call: str, **fields: Any) -> Row:
    """A row labelled by its call."""
    return Row(call, call, **fields)


def timed(place: Place, path: Path, *rows: Row, asked: Timing = Timing()) -> Profile:
    """The profile of these rows, timed in the file at ``path``."""
    folder = start_folder(place, path, rows, asked)
    done = supervise(folder)
    done.communicate(timeout=LIMIT_S)
    return read_profile(folder / "profile.json")


def start_folder(place: Place, path: Path, rows: tuple[Row, ...], asked: Timing) -> Path:
    """A run's folder with the request in it."""
    folder = Path(mkdtemp(dir=place.scratch))
    request = Request(
        kind="script",
        target=str(path),
        args=(),
        cwd=str(asked.cwd or path.parent),
        environment={},
        interpreter=place.python,
        python_version=".".join(map(str, place.version)),
        engine="snippet_time",
        packages={},
        engine_version="",
        tracer="timeit",
        roots=(str(place.folder),),
        libraries=(),
        owner_pid=os.getpid(),
        options=asked.options,
        snippets=Snippets(str(path), rows, asked.budget_s, asked.shared),
    )
    write_request(folder, request)
    return folder


def supervise(folder: Path) -> subprocess.Popen[bytes]:
    """The supervisor of that run."""
    command = [sys.executable, "-I", str(SERVER / "heatline_runner"), str(folder)]
    return subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)


def errors(profile: Profile) -> list[str]:
    """What is said of each trial that has no figures: an exception's name before its own words."""
    return [f"{e.type}: {e.message}" if e.type else e.message for e in (t.error for t in profile.trials) if e]


def notes(trial: Trial) -> list[str]:
    """What is said of a trial's figures."""
    return [note.text for note in trial.notes]


def named(profile: Profile, trial: Trial) -> str | None:
    """The function that a trial is about."""
    return None if trial.function is None else profile.functions[trial.function].name


def edges(profile: Profile) -> list[tuple[str, str]]:
    """Who calls whom."""
    return [(profile.functions[edge.caller].name, profile.functions[edge.callee].name) for edge in profile.calls]
