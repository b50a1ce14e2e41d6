"""Results of earlier runs, kept in a folder that the client gives, so that they outlive a restart of the server."""

from __future__ import annotations

import logging
import time
from pathlib import Path

from heatline_runner.model import Profile
from heatline_runner.profile_json import NotAProfile, read_profile, write_profile

MOST = 8  # profiles; older ones go

log = logging.getLogger(__name__)


class Kept:
    """Profiles as files, named by when they were kept; without a folder nothing is."""

    def __init__(self, folder: str) -> None:
        self._folder = Path(folder) if folder else None

    def add(self, profile: Profile) -> None:
        """Keep ``profile``; where it cannot be written the log says so, and it only lives as long as the server."""
        if self._folder is None:
            return
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            write_profile(self._folder / f"{time.time_ns()}.json", profile)
            for old in self._files()[:-MOST]:
                old.unlink(missing_ok=True)
        except OSError as problem:
            log.warning("a result could not be kept: %s", problem)

    def profiles(self) -> list[Profile]:
        """Those that can still be read, oldest first."""
        found = []
        for path in self._files():
            try:
                found.append(read_profile(path))
            except (OSError, NotAProfile) as problem:
                log.warning("a result kept in %s is left out: %s", path, problem)
        return found

    def clear(self) -> None:
        """Forget them all."""
        for path in self._files():
            path.unlink(missing_ok=True)

    def _files(self) -> list[Path]:
        return sorted(self._folder.glob("*.json")) if self._folder else []
