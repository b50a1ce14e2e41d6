"""Results of earlier runs, kept in a folder that the client gives, so that they outlive a restart of the server."""

from __future__ import annotations

import json
import logging
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from heatline_runner.model import Profile
from heatline_runner.profile_json import NotAProfile, read_profile, write_profile

MOST = 8  # profiles by each engine, and as many of runs that were limited to a part of a file; older ones go
MOST_TIMINGS = 100  # profiles that time something: they are small, and those of many functions stand side by side
MOST_BYTES = 256 << 20  # of all together
TIMINGS = "timings"
NAMES = "names"  # the file with what some are called

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
            self._shrink()
        except OSError as problem:
            log.warning("a result could not be kept: %s", problem)

    def listed(self) -> list[tuple[str, Profile]]:
        """Those of programs, by what they are kept under, newest first."""
        return [(path.stem, profile) for path, profile in self._readable() if not profile.trials][::-1]

    def count(self) -> int:
        """How many there are."""
        return len(self._files())

    def profile(self, key: str) -> Profile | None:
        """The one kept under ``key``."""
        return next((profile for path, profile in self._readable() if path.stem == key), None)

    def delete(self, key: str) -> None:
        """Forget one of them, and what it was called."""
        for path in self._files():
            if path.stem == key:
                path.unlink(missing_ok=True)
        self.name(key, "")

    def names(self) -> dict[str, str]:
        """What some of them are called, by what they are kept under."""
        try:
            read = json.loads((self._folder / NAMES).read_text("utf-8")) if self._folder else {}
        except (OSError, ValueError):
            return {}
        items = read.items() if isinstance(read, dict) else ()
        return {str(key): str(name) for key, name in items}

    def name(self, key: str, name: str) -> None:
        """Call one of them ``name``; one that has a name goes as the others do."""
        if self._folder is None:
            return
        there = {path.stem for path in self._files()}
        names = {each: called for each, called in self.names().items() if each in there and each != key}
        names |= {key: name} if name and key in there else {}
        (self._folder / NAMES).write_text(json.dumps(names, ensure_ascii=False), "utf-8")

    def profiles(self) -> list[Profile]:
        """Those that can still be read, oldest first."""
        return [profile for _, profile in self._readable()]

    def _shrink(self) -> None:
        """The oldest go, where all of them together are too large."""
        files = self._files()
        sizes = [path.stat().st_size for path in files]
        for path, size in zip(files[:-1], sizes, strict=False):
            if sum(sizes) <= MOST_BYTES:
                return
            path.unlink(missing_ok=True)
            sizes.remove(size)

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
