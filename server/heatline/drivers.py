"""What to run so that the functions of a file are called as they really are."""

from __future__ import annotations

import asyncio
import os
import re
from collections.abc import Iterable, Iterator
from datetime import datetime, timezone
from itertools import chain, islice
from pathlib import Path
from typing import Final

from heatline.analysis.asking.pointing import drives
from heatline.documents import Page
from heatline.places import is_near
from heatline.protocol import Driver
from heatline.render.when import ago
from heatline.session import Heatline
from heatline.store import real_path
from heatline.texts import saved_source
from heatline_runner.model import RunInfo

MOST_NEIGHBOURS: Final = 200  # files of a folder that are looked at
MOST_FOUND: Final = 5


async def drivers_of(server: Heatline, uri: str, text: str) -> tuple[Driver, ...]:
    """What loaded the document's file before, the newest first; itself, where its ``text`` runs; what imports it.

    What imports it is looked for in its own folder and the one around it, if that is of the workspace, among files that
    do more than define.
    """
    own = real_path(uri)
    if own is None:
        return ()
    runs = {file.run.profile.run for file in server.store.get(own)}
    before = list(_loaders(own, runs))
    itself = [Driver(uri, os.path.basename(own), "the file itself")] if drives(text) else []
    outer = Path(own).parents[1] if len(Path(own).parents) > 1 else None
    around = [outer] if outer is not None and is_near(server, str(outer), "") else []
    known = {own, *(real_path(each.uri) for each in before)}
    found = await asyncio.to_thread(lambda: list(_importers(own, around)))
    importers = [each for each in found if real_path(each.uri) not in known]
    return *before, *itself, *importers[:MOST_FOUND]


async def look_for_driver(server: Heatline, page: Page) -> None:
    """Have ``page`` know what runs it, where its text drives nothing; looked for when opened, and after each run."""
    newest = max((file.run.profile.run.started for file in server.store.get(page.path)), default="")
    if page.driver_asked == newest:
        return
    page.driver_asked = newest
    found = () if drives(page.text) else await drivers_of(server, page.uri, page.text)
    page.driver = next(iter(found), None)


def _loaders(own: str, runs: set[RunInfo]) -> Iterator[Driver]:
    known, now = {own}, datetime.now(timezone.utc)
    for run in sorted(runs, key=lambda each: each.started, reverse=True):
        path = os.path.realpath(os.path.join(run.cwd, run.target))
        if path not in known and os.path.isfile(path):
            known.add(path)
            detail = f"it loaded {os.path.basename(own)} {ago(run.started, now)}"
            yield Driver(Path(path).as_uri(), os.path.basename(path), detail)


def _importers(own: str, around: Iterable[Path]) -> Iterator[Driver]:
    imports = re.compile(rf"^\s*(?:import|from)\s[^#\n]*\b{re.escape(Path(own).stem)}\b", re.MULTILINE)
    folders = (sorted(islice(folder.glob("*.py"), MOST_NEIGHBOURS)) for folder in (Path(own).parent, *around))
    for path in chain.from_iterable(folders):
        text = saved_source(str(path))
        if text is not None and imports.search(text) and drives(text):
            yield Driver(path.as_uri(), path.name, f"it imports {os.path.basename(own)}")
