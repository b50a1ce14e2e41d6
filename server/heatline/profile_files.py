"""Profiles in files, of whatever tool: by the end of the file's name."""

from __future__ import annotations

from pathlib import Path

from heatline.formats.mprof_lines import MOST_CHARACTERS
from heatline.formats.mprof_reader import mprof_profile
from heatline_runner.model import Profile
from heatline_runner.profile_json import NotAProfile, read_profile

MPROF = ".dat"


def read_profile_file(path: Path) -> Profile:
    """mprof's where the name ends with ``.dat``, else Heatline's own JSON; OSError, or NotAProfile with why."""
    return _read_mprof(path) if is_mprof(path) else read_profile(path)


def is_mprof(path: Path) -> bool:
    """Whether a file of that name is taken for one of mprof's."""
    return path.suffix.lower() == MPROF


def _read_mprof(path: Path) -> Profile:
    with path.open("rb") as file:
        data = file.read(MOST_CHARACTERS + 1)
    if b"\0" in data:
        raise NotAProfile("it is no text")
    return mprof_profile(data.decode("utf-8", "replace"), path.name)
