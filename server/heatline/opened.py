"""Profiles that a view shows of files it opened, and the revisions of what each view shows."""

from __future__ import annotations

from heatline_runner.model import Profile

MOST_FILES = 8  # opened, that are kept in mind: an older one is read again


class Opened:
    """By a view's key, the real path of the file that it is of."""

    def __init__(self) -> None:
        self._files: dict[str, Profile] = {}  # newest last
        self._revisions: dict[str, tuple[Profile, int]] = {}

    def keep(self, key: str, profile: Profile) -> None:
        """Have ``profile`` be what the file at ``key`` has."""
        self._files.pop(key, None)
        self._files[key] = profile
        for oldest in list(self._files)[:-MOST_FILES]:
            del self._files[oldest]

    def forget(self, key: str) -> None:
        self._files.pop(key, None)

    def profile(self, key: str | None) -> Profile | None:
        """The one of a file that was opened."""
        return None if key is None else self._files.get(key)

    def revision(self, key: str, profile: Profile) -> int:
        """A number that is another for each profile that is shown under ``key``."""
        known, revision = self._revisions.get(key, (None, 0))
        if known is not profile:
            revision += 1
            self._revisions[key] = (profile, revision)
        return revision
