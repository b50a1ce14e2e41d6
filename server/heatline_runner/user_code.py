"""Which files are the user's: under the roots by real path, minus the libraries and every virtual environment."""

from __future__ import annotations

import os


class UserCode:
    """Decides by real path; ``roots`` and ``libraries`` are real paths of folders, ``target`` is the user's always."""

    def __init__(self, roots: tuple[str, ...], libraries: tuple[str, ...], target: str | None) -> None:
        self._roots = tuple(_slash(root) for root in roots)
        self._libraries = tuple(_slash(library) for library in libraries)
        self._target = target and os.path.realpath(target)
        self._folders: dict[str, bool] = {}
        self._paths: dict[str, str] = {}  # of the user's files by their names, as they were when they were first met

    def path_of(self, filename: str) -> str | None:
        """The real path of ``filename`` (a code object's) if it is the user's, else None."""
        if filename in self._paths:
            return self._paths[filename]
        path = self._decided(filename)
        if path is not None:
            self._paths[filename] = path
        return path

    def _decided(self, filename: str) -> str | None:
        if filename.startswith("<"):
            return None
        path = os.path.realpath(filename)
        return path if path == self._target or self._is_users(os.path.dirname(path)) else None

    def _is_users(self, folder: str) -> bool:
        known = self._folders.get(folder)
        if known is None:
            known = self._folders[folder] = self._decide(folder)
        return known

    def _decide(self, folder: str) -> bool:
        inside = _slash(folder)
        if not inside.startswith(self._roots) or inside.startswith(self._libraries):
            return False
        if os.path.exists(os.path.join(folder, "pyvenv.cfg")):
            return False
        return inside in self._roots or self._is_users(os.path.dirname(folder))


def _slash(folder: str) -> str:
    return folder.rstrip(os.sep) + os.sep
