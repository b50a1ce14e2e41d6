"""The results there are: for each file, by its real path, the newest profile that measured it."""

from __future__ import annotations

import os
from pathlib import Path

from pygls.uris import to_fs_path

from heatline.analysis.shares import FileShares, file_shares, run_shares
from heatline_runner.model import Profile


class Store:
    """Keeps profiles, each file's shares worked out once."""

    def __init__(self) -> None:
        self._files: dict[str, FileShares] = {}

    def put(self, profile: Profile) -> frozenset[str]:
        """Keep ``profile`` in place of older ones of the same files; returns their paths."""
        run = run_shares(profile)
        paths = frozenset(profile.sources)
        for path in paths:
            self._files[path] = file_shares(run, path)
        return paths

    def get(self, path: str | None) -> FileShares | None:
        """What was measured of the file at the real ``path``."""
        return None if path is None else self._files.get(path)

    def clear(self, path: str | None = None) -> None:
        """Forget what was measured of one file, or of all."""
        if path is None:
            self._files.clear()
        else:
            self._files.pop(path, None)


def real_path(uri: str) -> str | None:
    """The real path of the file a document shows; None for one that is not on disk."""
    path = to_fs_path(uri) if uri.startswith("file:") else None
    return os.path.realpath(path) if path else None


def file_path(uri: str) -> Path | None:
    """The path of the file as the editor names it; None for one that is not on disk."""
    path = to_fs_path(uri) if uri.startswith("file:") else None
    return Path(path) if path else None
