"""Profiles in files, of whatever tool: by the end of the file's name."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from heatline.formats.lprof_reader import lprof_profile
from heatline.formats.mprof_lines import MOST_CHARACTERS
from heatline.formats.mprof_reader import mprof_profile
from heatline.formats.pstats_reader import pstats_profile
from heatline.unverified import with_sources
from heatline_runner.model import Profile
from heatline_runner.profile_json import NotAProfile, read_profile

MPROF = ".dat"
LIBRARY = re.compile(r"[/\\](?:site-packages|dist-packages|[Ll]ib[/\\]python\d)")  # whose sources are not the user's
OTHERS = {
    ".prof": (pstats_profile, "Make a new one with python -m cProfile -o, or with heatline run --format pstats"),
    ".pstats": (pstats_profile, "Make a new one with python -m cProfile -o, or with heatline run --format pstats"),
    ".lprof": (lprof_profile, "Make a new one with kernprof -l, or with heatline run --format lprof"),
}


def _no_library(path: str) -> bool:
    return LIBRARY.search(path) is None


def read_profile_file(path: Path, is_allowed: Callable[[str], bool] = _no_library) -> Profile:
    """Of whatever tool's its name is, else Heatline's own JSON; OSError, or NotAProfile with why.

    Where it does not say which text was measured, sources whose real paths are allowed are taken for that if they fit.
    """
    if path.suffix.lower() in OTHERS:
        return with_sources(OTHERS[path.suffix.lower()][0](path), path, is_allowed)
    return _read_mprof(path) if is_mprof(path) else read_profile(path)


def remade(path: Path) -> str:
    """How such a file is made anew, as a sentence without its stop."""
    if path.suffix.lower() in OTHERS:
        return OTHERS[path.suffix.lower()][1]
    if is_mprof(path):
        return "Make a new one with mprof run, or with heatline run --format mprof"
    return "Make a new one with heatline run --format json"


def is_mprof(path: Path) -> bool:
    """Whether a file of that name is taken for one of mprof's."""
    return path.suffix.lower() == MPROF


def _read_mprof(path: Path) -> Profile:
    with path.open("rb") as file:
        data = file.read(MOST_CHARACTERS + 1)
    if b"\0" in data:
        raise NotAProfile("it is no text")
    return mprof_profile(data.decode("utf-8", "replace"), path.name)
