"""What to run so that the functions of a file are called as they really are."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import datetime, timezone
from pathlib import Path

from heatline.analysis.pointing import drives
from heatline.protocol import Driver
from heatline.render.when import ago
from heatline.session import Heatline
from heatline.store import real_path


def drivers_of(server: Heatline, uri: str, text: str) -> tuple[Driver, ...]:
    """What loaded the document's file before, the newest first, then the file itself, where its ``text`` runs."""
    return tuple(_drivers(server, uri, text))


def _drivers(server: Heatline, uri: str, text: str) -> Iterator[Driver]:
    own = real_path(uri)
    if own is None:
        return
    known, name, now = {own}, os.path.basename(own), datetime.now(timezone.utc)
    runs = {file.run.profile.run for file in server.store.get(own)}
    for run in sorted(runs, key=lambda each: each.started, reverse=True):
        path = os.path.realpath(os.path.join(run.cwd, run.target))
        if path not in known and os.path.isfile(path):
            known.add(path)
            yield Driver(Path(path).as_uri(), os.path.basename(path), f"it loaded {name} {ago(run.started, now)}")
    if drives(text):
        yield Driver(uri, name, "the file itself")
