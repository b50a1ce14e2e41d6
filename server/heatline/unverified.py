"""Profiles of other tools laid over the sources as they are now, where these fit as far as can be told.

Such a file says which functions began on which lines, and nothing of the text. Where a source is older than the file
and every function of it that was measured still begins on its line, it is taken for what was measured; that it was is
not known, and is said.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from heatline.analysis.outline import Defined, text_outline
from heatline.scopes import decoded
from heatline_runner.model import FunctionRow, Profile, Source, measured_source

MOST_FILES = 300  # of one profile, that are looked at
MODULE = "<module>"


def with_sources(profile: Profile, file: Path, is_allowed: Callable[[str], bool]) -> Profile:
    """``profile``, read from ``file``, with the sources that fit, of those paths that are allowed."""
    written_s = file.stat().st_mtime
    rows: dict[str, list[FunctionRow]] = {}
    for row in profile.functions:
        rows.setdefault(row.path, []).append(row)
    real = {path: os.path.realpath(file.parent / path) for path in rows if path.endswith(".py")}
    by_path = {path: rows[path] for path in real if is_allowed(real[path])}
    found: dict[str, tuple[Source, Mapping[tuple[str, int], Defined]]] = {}
    for path, own in list(by_path.items())[:MOST_FILES]:
        fitting = _fitting(real[path], own, written_s)
        if fitting is not None:
            found[path] = fitting
    if not found:
        return profile
    functions = tuple(_named(row, real, found) for row in profile.functions)
    lines = tuple(replace(table, path=real[table.path]) if table.path in found else table for table in profile.lines)
    sources = {real[path]: source for path, (source, _) in found.items()}
    return replace(profile, functions=functions, lines=lines, sources=sources)


def _fitting(
    path: str, rows: Sequence[FunctionRow], written_s: float
) -> tuple[Source, Mapping[tuple[str, int], Defined]] | None:
    try:
        if os.stat(path).st_mtime > written_s:
            return None
        text = decoded(path)
    except OSError:
        return None
    outline = None if text is None else text_outline(text)
    if text is None or outline is None:
        return None
    known = {(each.name.rpartition(".")[2], line): each for each in outline.definitions for line in _begins(each)}
    named = [row for row in rows if not row.name.rpartition(".")[2].startswith("<")]
    if any((row.name.rpartition(".")[2], row.line) not in known for row in named):
        return None
    return measured_source(text), known


def _begins(defined: Defined) -> tuple[int, int]:
    return defined.line, defined.def_line


def _named(
    row: FunctionRow,
    real: Mapping[str, str],
    found: Mapping[str, tuple[Source, Mapping[tuple[str, int], Defined]]],
) -> FunctionRow:
    """With its real path, and where it is known its qualified name and its last line."""
    if row.path not in found:
        return row
    source, known = found[row.path]
    defined = known.get((row.name.rpartition(".")[2], row.line))
    if defined is not None:
        return replace(row, path=real[row.path], name=defined.name, end_line=defined.end_line)
    end = len(source.line_digests) if row.name == MODULE else row.end_line
    return replace(row, path=real[row.path], end_line=end)
