"""Tells when timing calls gets no further: something that cannot be interrupted from within has not come back."""

from __future__ import annotations

from pathlib import Path

from heatline_runner import run_dir
from heatline_runner.request import Request

GRACE_S = 2.0  # for what the child interrupts itself, and for starting Python
LOADING_S = 30.0  # the least that a module may take to load, as the child has it
LOADING_SNAPSHOTS = 2  # what is found until it is loaded: none, and the one before


class Stalling:
    """Looks at the newest snapshot: the child writes one before and after each thing it does."""

    def __init__(self, folder: Path, request: Request) -> None:
        self._folder = folder
        self._budget_s = request.snippets.budget_s if request.snippets else None
        self._newest: tuple[int, ...] = ()
        self._since = 0.0
        self._seen = 0

    def is_stuck(self, now: float) -> bool:
        """Whether nothing has come of the child for longer than a row may take, at the monotonic time ``now``."""
        if self._budget_s is None:
            return False
        newest = tuple(sorted(path.stat().st_mtime_ns for path in self._folder.glob("*" + run_dir.SNAPSHOT)))
        if newest != self._newest or not self._since:
            self._newest, self._since, self._seen = newest, now, self._seen + 1
        is_loading = self._seen <= LOADING_SNAPSHOTS
        limit_s = max(self._budget_s, LOADING_S) if is_loading else self._budget_s
        return now - self._since > limit_s + GRACE_S
