"""The texts of files as they are now: as an open document shows them, else as they are on disk."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import Final

from heatline.analysis.drift import line_drift, source_lines
from heatline.analysis.timing_drift import Now
from heatline.documents import Documents
from heatline.scopes import decoded
from heatline_runner.model import Source

MOST: Final = 64  # of texts that are laid over each other, the newest, kept to be asked for again


@dataclass(frozen=True)
class _Saved:
    stamp: tuple[int, int]
    text: str | None


class TextsNow:
    """What became of a measured text, worked out once for each text that took its place."""

    def __init__(self, documents: Documents) -> None:
        self._documents = documents
        self._saved: dict[str, _Saved] = {}
        self._drifts: dict[tuple[str, str], tuple[str, Now]] = {}

    def __call__(self, path: str, source: Source) -> Now | None:
        """The file at the real ``path`` as it is, against its measured ``source``; None where it cannot be read."""
        text = self.text(path)
        if text is None:
            return None
        known = self._drifts.get((path, source.digest))
        if known is not None and (known[0] is text or known[0] == text):
            return known[1]
        now = Now(source_lines(text), line_drift(source, text))
        self._drifts.pop((path, source.digest), None)
        self._drifts[path, source.digest] = text, now
        for oldest in list(self._drifts)[:-MOST]:
            del self._drifts[oldest]
        return now

    def text(self, path: str) -> str | None:
        """The text that an open document has of it, else what is on disk."""
        page = next(iter(self._documents.showing([path])), None)
        return self._on_disk(path) if page is None else page.text

    def _on_disk(self, path: str) -> str | None:
        try:
            found = os.stat(path)
        except OSError:
            return None
        stamp = found.st_mtime_ns, found.st_size
        known = self._saved.get(path)
        if known is None or known.stamp != stamp:
            known = self._saved[path] = _Saved(stamp, saved_source(path))
        return known.text


def saved_source(path: str) -> str | None:
    """The text of a file on disk, as Python decodes it; None where there is none that it can."""
    try:
        return decoded(path)
    except OSError:
        return None
