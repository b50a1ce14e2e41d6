"""Tells when timing calls gets no further: something that cannot be interrupted from within has not come back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from heatline_runner import run_dir
from heatline_runner.request import Request

GRACE_S = 2.0  # for what the child interrupts itself, and for starting Python
LOADING_S = 30.0  # the least that a module may take to load, as the child has it


class Stalling:
    """Looks at the newest snapshot: the child writes one before and after each thing it does."""

    def __init__(self, folder: Path, request: Request) -> None:
        self._folder = folder
        self._budget_s = request.snippets.budget_s if request.snippets else None
        self._newest: tuple[tuple[int, int], ...] = ()
        self._since = self._limit_s = 0.0

    def is_stuck(self, now: float) -> bool:
        """Whether nothing has come of the child for longer than a row may take, at the monotonic time ``now``."""
        if self._budget_s is None:
            return False
        found = [path.stat() for path in self._snapshots()]
        newest = tuple(sorted((each.st_mtime_ns, each.st_ino) for each in found))
        if newest != self._newest or not self._since:
            self._newest, self._since = newest, now
            self._limit_s = self._budget_s if self._is_loaded() else max(self._budget_s, LOADING_S)
        return now - self._since > self._limit_s + GRACE_S

    def _is_loaded(self) -> bool:
        """Whether a row has begun, as the newest snapshot has it."""
        records: Iterator[Any] = (record for path in self._snapshots() for record in run_dir.read_from(str(path), 0)[0])
        return any(record["tables"]["now"] for record in records)

    def _snapshots(self) -> Iterator[Path]:
        return self._folder.glob("*" + run_dir.SNAPSHOT)
