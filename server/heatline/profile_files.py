"""Profiles in files, of whatever tool: by the end of the file's name."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from heatline.formats.lprof_reader import lprof_profile
from heatline.formats.mprof_lines import MOST_CHARACTERS
from heatline.formats.mprof_reader import mprof_profile
from heatline.formats.pstats_reader import pstats_profile
from heatline.formats.stacks_reader import collapsed_profile, speedscope_profile
from heatline.unverified import with_sources
from heatline_runner.model import Profile
from heatline_runner.profile_json import NotAProfile, read_profile

MPROF = ".dat"
LIBRARY = re.compile(r"[/\\](?:site-packages|dist-packages|[Ll]ib[/\\]python\d)")  # whose sources are not the user's
OTHERS = {
    ".prof": (pstats_profile, "Make a new one with python -m cProfile -o, or with heatline run --format pstats"),
    ".pstats": (pstats_profile, "Make a new one with python -m cProfile -o, or with heatline run --format pstats"),
    ".speedscope.json": (speedscope_profile, "Make a new one with heatline run --format speedscope"),
    ".collapsed.txt": (collapsed_profile, "Make a new one with heatline run --format collapsed"),
    ".collapsed": (collapsed_profile, "Make a new one with heatline run --format collapsed"),
    ".folded": (collapsed_profile, "Make a new one with heatline run --format collapsed"),
    ".lprof": (lprof_profile, "Make a new one with kernprof -l, or with heatline run --format lprof"),
}


def _no_library(path: str) -> bool:
    return LIBRARY.search(path) is None


def read_profile_file(path: Path, is_allowed: Callable[[str], bool] = _no_library) -> Profile:
    """Of whatever tool's its name is, else Heatline's own JSON; OSError, or NotAProfile with why.

    Where it does not say which text was measured, sources whose real paths are allowed are taken for that if they fit.
    """
    other = other_tools(path)
    if other is not None:
        return with_sources(other[0](path), path, is_allowed)
    return _read_mprof(path) if is_mprof(path) else read_profile(path)


def other_tools(path: Path) -> tuple[Callable[[Path], Profile], str] | None:
    """How a file of another tool's is read, by its name, and how it is made anew."""
    name = path.name.lower()
    return next((how for ending, how in OTHERS.items() if name.endswith(ending)), None)


def remade(path: Path) -> str:
    """How such a file is made anew, as a sentence without its stop."""
    other = other_tools(path)
    if other is not None:
        return other[1]
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
