"""Which files of a folder have something to time in them, and what their text is."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tokenize import open as open_source

from heatline.analysis.asking.timeit_comments import hinted_lines

LEFT_OUT = ("__pycache__", "node_modules", "site-packages")
VENV = "pyvenv.cfg"


@dataclass(frozen=True)
class SourceFile:
    """``path`` relative where it was given so, ``text`` as Python decodes it."""

    path: str
    text: str


class Unreadable(Exception):
    """Its message says which file, and why."""


def read_source(path: str) -> SourceFile:
    """The file at ``path``; Unreadable where it has no text."""
    try:
        with open_source(path) as file:
            return SourceFile(os.path.normpath(path), file.read())
    except OSError as problem:
        raise Unreadable(f"{path} cannot be read ({problem.strerror}): check its name") from None
    except (SyntaxError, UnicodeDecodeError) as problem:
        raise Unreadable(f"{path} cannot be read ({problem}): save it as UTF-8, or name its encoding in it") from None


def commented_files(folder: str) -> Iterator[SourceFile]:
    """Those of ``folder``, and of folders in it, that have comments about timing; no environments, nothing hidden."""
    for path in _sources(folder):
        try:
            found = read_source(path)
        except Unreadable:
            continue  # no Python that could be loaded either
        if hinted_lines(found.text.splitlines()):
            yield found


def _sources(folder: str) -> Iterator[str]:
    for place, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not _is_left_out(Path(place, name)))
        yield from (os.path.join(place, name) for name in sorted(files) if name.endswith(".py"))


def _is_left_out(folder: Path) -> bool:
    return folder.name.startswith(".") or folder.name in LEFT_OUT or (folder / VENV).is_file()
