"""Results of earlier runs, kept in a folder that the client gives, so that they outlive a restart of the server."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from heatline_runner.model import Profile
from heatline_runner.profile_json import NotAProfile, read_profile, write_profile

MOST = 8  # profiles by each engine, and as many of runs that were limited to a part of a file; older ones go
MOST_TIMINGS = 100  # profiles that time something: they are small, and those of many functions stand side by side
TIMINGS = "timings"

log = logging.getLogger(__name__)


class Kept:
    """Profiles as files, named by when they were kept and by their engine; without a folder nothing is."""

    def __init__(self, folder: str) -> None:
        self._folder = Path(folder) if folder else None

    def add(self, profile: Profile) -> None:
        """Keep ``profile``; where it cannot be written the log says so, and it only lives as long as the server."""
        if self._folder is None:
            return
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            of = TIMINGS if profile.trials else f"{profile.engine}{'' if profile.run.scope is None else '-part'}"
            write_profile(self._folder / f"{time.time_ns()}-{of}.json", profile)
            most = MOST_TIMINGS if of == TIMINGS else MOST
            for old in [path for path in self._files() if _of(path) == of][:-most]:
                old.unlink(missing_ok=True)
        except OSError as problem:
            log.warning("a result could not be kept: %s", problem)

    def profiles(self) -> list[Profile]:
        """Those that can still be read, oldest first."""
        return [profile for _, profile in self._readable()]

    def clear(self) -> None:
        """Forget them all."""
        for path in self._files():
            path.unlink(missing_ok=True)

    def clear_file(self, measured: str) -> None:
        """Forget what was measured of the file at the real path ``measured``."""
        for path, profile in self._readable():
            if profile.trials:
                _clear_timings(path, profile, measured)
                continue
            sources = {name: source for name, source in profile.sources.items() if name != measured}
            lines = tuple(table for table in profile.lines if table.path != measured)
            if not sources:
                path.unlink(missing_ok=True)
            elif measured in profile.sources:
                write_profile(path, replace(profile, sources=sources, lines=lines))

    def _readable(self) -> Iterator[tuple[Path, Profile]]:
        for path in self._files():
            try:
                yield path, read_profile(path)
            except (OSError, NotAProfile) as problem:
                log.warning("a result kept in %s is left out: %s", path, problem)

    def _files(self) -> list[Path]:
        return sorted(self._folder.glob("*.json")) if self._folder else []


def _clear_timings(path: Path, profile: Profile, measured: str) -> None:
    """What was timed in other files may call this one, so its text stays with them."""
    trials = tuple(trial for trial in profile.trials if trial.path != measured)
    if not trials:
        path.unlink(missing_ok=True)
    elif trials != profile.trials:
        write_profile(path, replace(profile, trials=trials))


def _of(path: Path) -> str:
    return path.stem.partition("-")[2]
