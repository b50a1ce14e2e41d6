"""What a run is limited to, looked up in a file as it is saved: by the lines a user points at, or by a name."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from tokenize import open as open_source

from heatline.analysis.drift import source_lines
from heatline.analysis.outline import Outline, parsed, text_outline
from heatline.analysis.selection import lines_scope, named_scope, near_names
from heatline.protocol import Lines, Refused
from heatline_runner.model import Scope

LINES = re.compile(r"(\d+)(?:-(\d+))?")
OWN = "Python {}.{}".format(*sys.version_info)
UNREADABLE = f"{{}} cannot be read as {OWN}, Heatline's own: mend its syntax, or profile all of it instead of a part."


def scope_of_lines(path: str, lines: Lines, shown: str | None = None) -> Scope | Refused:
    """What ``lines`` of the file at the real ``path`` stand for; ``shown`` is its text where they were pointed at.

    OSError where the file cannot be read.
    """
    name, text = Path(path).name, decoded(path)
    module = None if text is None else parsed(text)
    if text is None or module is None:
        return Refused("refused", UNREADABLE.format(name))
    first, last = min(lines.first, lines.last), max(lines.first, lines.last)
    if shown is not None and source_lines(shown)[first - 1 : last] != source_lines(text)[first - 1 : last]:
        return Refused("refused", f"{name} is not saved as it is shown: save it first, then profile that part of it.")
    scope = lines_scope(path, module, (first, last))
    if scope is not None:
        return scope
    where = f"line {first}" if first == last else f"lines {first} to {last}"
    return Refused("refused", f"There is no code on {where} of {name}: choose a line in a function, or several.")


def saved_text(path: str, shown: str | None = None) -> str | Refused:
    """All of the file at the real ``path``, where it is as it is ``shown``; OSError where it cannot be read."""
    name, text = Path(path).name, decoded(path)
    if text is None:
        return Refused("refused", f"{name} cannot be read as Python's source: mend its encoding, then time it again.")
    if shown is not None and source_lines(shown) != source_lines(text):
        return Refused("refused", f"{name} is not saved as it is shown: save it first, then time it.")
    return text


def scope_of_name(path: str, name: str) -> Scope | Refused:
    """The part of the file at the real ``path`` that ``name`` says: a qualified name, a line, or two as in 4-12.

    OSError where the file cannot be read.
    """
    found = LINES.fullmatch(name)
    if found is not None:
        return scope_of_lines(path, Lines(int(found[1]), int(found[2] or found[1])))
    text = decoded(path)
    outline = None if text is None else text_outline(text)
    if outline is None:
        return Refused("refused", UNREADABLE.format(Path(path).name))
    return named_scope(path, outline, name) or Refused("refused", _unknown(Path(path).name, outline, name))


def _unknown(file: str, outline: Outline, name: str) -> str:
    near = near_names(outline, name)
    if not near:
        return f"{file} has no function or class at all, so no {name} either: choose another file."
    return f"{file} has no function or class {name}: choose {' or '.join(near)}, or another file."


def decoded(path: str) -> str | None:
    """The file's text as Python decodes it; None where it cannot. OSError where the file cannot be read."""
    try:
        with open_source(path) as file:
            return file.read()
    except (SyntaxError, UnicodeDecodeError):
        return None
