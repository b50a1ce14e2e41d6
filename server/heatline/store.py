"""The results there are: for each file, by its real path, the newest profile of every engine that measured it."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from pygls.uris import to_fs_path

from heatline.analysis.changes import Change
from heatline.analysis.comparison import are_comparable, compare
from heatline.analysis.shares import NO_CHANGES, FileShares, RunShares, file_shares, run_shares
from heatline_runner.model import Profile
from heatline_runner.registry import ENGINES


class Store:
    """Keeps profiles, each file's shares worked out once.

    A run that was limited to a part of a file takes the place of older ones only for the functions that it measured.
    """

    def __init__(self) -> None:
        self._files: dict[str, dict[str, tuple[FileShares, ...]]] = {}  # path -> engine -> newest first
        self._bases: dict[tuple[str, str], RunShares] = {}  # by path and engine the run before the newest

    def put(self, profile: Profile) -> frozenset[str]:
        """Keep ``profile`` in place of older ones by its engine of the same files; returns their paths."""
        run = run_shares(profile)
        paths = _measured_paths(profile)
        for path in paths:
            engines = self._files.setdefault(path, {})
            new = file_shares(run, path, self._since(run, path))
            older = () if profile.run.scope is None else engines.get(profile.engine, ())
            engines[profile.engine] = (new, *_without(older, new))
        return paths

    def _since(self, run: RunShares, path: str) -> Mapping[int, Change]:
        """What changed on each line from the run before, where that measured another text."""
        key, profile = (path, run.profile.engine), run.profile
        last = next(iter(self._files.get(path, {}).get(profile.engine, ())), None)
        if last is not None and last.run.profile.run.started != profile.run.started:
            self._bases[key] = last.run
        base = self._bases.get(key)
        if base is None or profile.run.outcome == "running" or profile.run.scope != base.profile.run.scope:
            return NO_CHANGES
        before = base.profile.sources.get(path)
        if before is None or before.digest == profile.sources[path].digest or not are_comparable(base.profile, profile):
            return NO_CHANGES
        return {each.line: each for each in compare(base, run).lines if each.path == path and each.factor is not None}

    def get(self, path: str | None) -> tuple[FileShares, ...]:
        """What was measured of the file at the real ``path``: by engine as the registry has them, the newest first."""
        engines = {} if path is None else self._files.get(path, {})
        order = (*ENGINES, *(engine for engine in engines if engine not in ENGINES))
        return tuple(file for engine in order for file in engines.get(engine, ()))

    def newest(self, of_lines: bool = False) -> tuple[FileShares, ...]:
        """What the newest run measured, with ``of_lines`` the newest that measured lines, file by file."""
        newest = [files[0] for engines in self._files.values() for files in engines.values() if files]
        newest = [file for file in newest if file.lines] if of_lines else newest
        run = max((file.run for file in newest), key=lambda run: run.profile.run.started, default=None)
        return tuple(file for file in newest if file.run is run)

    def clear(self, path: str | None = None) -> None:
        """Forget what was measured of one file, or of all."""
        self._bases = {key: run for key, run in self._bases.items() if path not in (None, key[0])}
        if path is None:
            self._files.clear()
        else:
            self._files.pop(path, None)


def _measured_paths(profile: Profile) -> frozenset[str]:
    paths = frozenset(profile.sources)
    return paths if profile.run.scope is None else paths & {profile.run.scope.path}


def _without(older: Iterable[FileShares], newer: FileShares) -> list[FileShares]:
    """What is left of ``older`` without the functions, by their names, that ``newer`` measured."""
    measured = {row.function.row.name for rows in newer.lines.values() for row in rows}
    left = []
    for file in older:
        rows = {
            line: tuple(row for row in rows if row.function.row.name not in measured)
            for line, rows in file.lines.items()
        }
        lines = {line: kept for line, kept in rows.items() if kept}
        if lines:
            left.append(replace(file, lines=lines))
    return left


def real_path(uri: str) -> str | None:
    """The real path of the file a document shows; None for one that is not on disk."""
    path = to_fs_path(uri) if uri.startswith("file:") else None
    return os.path.realpath(path) if path else None


def file_path(uri: str) -> Path | None:
    """The path of the file as the editor names it; None for one that is not on disk."""
    path = to_fs_path(uri) if uri.startswith("file:") else None
    return Path(path) if path else None
