"""The calls that were typed to time a function with: the words of the user's, never values of a program's."""

from __future__ import annotations

import json
import logging
from pathlib import Path
from typing import Final

NAME: Final = "typed.calls"  # beside the results that are kept, and none of them

log = logging.getLogger(__name__)


class TypedCalls:
    """The last calls of each function, by the real path of its file; they outlive the server where it has a folder."""

    def __init__(self, folder: str) -> None:
        self._file = Path(folder) / NAME if folder else None
        self._calls: dict[str, dict[str, list[str]]] | None = None

    def get(self, path: str, function: str) -> tuple[str, ...]:
        """What was typed last for ``function``; empty where nothing was."""
        return tuple(self._known().get(path, {}).get(function, ()))

    def put(self, path: str, function: str, calls: tuple[str, ...]) -> None:
        """Remember ``calls`` in place of those before."""
        if self.get(path, function) != calls:
            self._known().setdefault(path, {})[function] = list(calls)
            self._write()

    def clear(self, path: str | None = None) -> None:
        """Forget those of one file, or all."""
        if path is None:
            self._known().clear()
        else:
            self._known().pop(path, None)
        self._write()

    def _known(self) -> dict[str, dict[str, list[str]]]:
        if self._calls is None:
            self._calls = {} if self._file is None else _read(self._file)
        return self._calls

    def _write(self) -> None:
        if self._file is None:
            return
        try:
            if not self._known():
                self._file.unlink(missing_ok=True)
                return
            self._file.parent.mkdir(parents=True, exist_ok=True)
            new = self._file.with_name(f"{NAME}.new")
            new.write_text(json.dumps(self._known()), encoding="utf-8")
            new.replace(self._file)
        except OSError as problem:
            log.warning("the calls that were typed could not be kept: %s", problem)


def _read(file: Path) -> dict[str, dict[str, list[str]]]:
    """What the file has of the form it must have; a file that anything else wrote has nothing."""
    try:
        found = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    files = found if isinstance(found, dict) else {}
    return {path: kept for path, functions in files.items() if (kept := _functions(functions))}


def _functions(value: object) -> dict[str, list[str]]:
    functions = value if isinstance(value, dict) else {}
    return {
        name: calls
        for name, calls in functions.items()
        if isinstance(calls, list) and all(isinstance(call, str) for call in calls)
    }
