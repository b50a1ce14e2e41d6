"""The views of memory over time: which profile each is of, and what a client asks of it."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime, timezone
from pathlib import Path

from heatline import protocol
from heatline.codec import from_wire
from heatline.formats.mprof_writer import mprof_text
from heatline.opened import Opened
from heatline.places import line_placed
from heatline.profile_files import read_profile_file
from heatline.protocol import (
    Action,
    MemoryPlaceParams,
    MemorySeries,
    MemorySeriesParams,
    MemoryView,
    MemoryViewParams,
    Placed,
    Refused,
    Saved,
    SaveMemoryParams,
)
from heatline.render.memory_series import memory_series, stretch
from heatline.render.memory_view import memory_view
from heatline.render.provenance import provenance_text
from heatline.render.seen import Seen
from heatline.session import Heatline
from heatline.store import real_path
from heatline_runner.model import Profile
from heatline_runner.profile_json import SURROGATES, NotAProfile

NO_DOCUMENT = "There is no Python file to show the memory of: open one first."
NOT_SAVED = "This document is not a file yet: save it first, then profile its memory."
GONE = "This memory over time is no longer there: profile the memory again, or open its file again."

Handler = Callable[[object], Awaitable[object]]


class MemoryViews:
    """Answers the commands on memory over time. A view's key is the real path of the file that it is of."""

    def __init__(self, server: Heatline) -> None:
        self._server = server
        self._opened = Opened()

    @property
    def commands(self) -> Mapping[str, Handler]:
        """What each command leads to."""
        return {
            protocol.MEMORY_VIEW: self.view,
            protocol.MEMORY_SERIES: self.series,
            protocol.MEMORY_PLACE: self.place,
            protocol.SAVE_MEMORY: self.save,
        }

    async def view(self, argument: object) -> MemoryView | Refused:
        """``heatline.server.memoryView``: what there is to see of a document, or of a ``.dat`` of mprof's."""
        params = from_wire(MemoryViewParams, argument)
        if params.file is not None:
            return await self._view_of_file(Path(os.path.realpath(params.file)))
        uri = params.uri or self._server.newest_uri
        if uri is None:
            return Refused("refused", NO_DOCUMENT)
        key = real_path(uri)
        if key is None:
            return Refused("refused", NOT_SAVED)
        none = f"There is no memory over time for {os.path.basename(key)}: profile its memory first."
        action = Action("Profile Memory", protocol.PROFILE_MEMORY)
        return await self._view(key) or Refused("refused", none, action)

    async def _view_of_file(self, path: Path) -> MemoryView | Refused:
        try:
            profile = await asyncio.to_thread(read_profile_file, path)
        except (OSError, NotAProfile) as problem:
            self._opened.forget(str(path))
            why = problem.strerror if isinstance(problem, OSError) else problem
            return Refused("refused", f"{path.name} cannot be shown: {why}.")
        self._opened.keep(str(path), profile)
        none = f"{path.name} cannot be shown: it has no memory over time."
        return await self._view(str(path)) or Refused("refused", none)

    async def _view(self, key: str) -> MemoryView | None:
        profile = self._profile(key)
        if profile is None:
            return None
        run = self._server.runs.measuring(profile.run)
        name = os.path.basename(key)
        seen = Seen(key, self._opened.revision(key, profile), name, run, usual_path(profile, key))
        provenance = provenance_text(profile, datetime.now(timezone.utc))
        return await asyncio.to_thread(memory_view, profile, seen, provenance)

    async def series(self, argument: object) -> MemorySeries | Refused:
        """``heatline.server.memorySeries``: what draws a stretch of it."""
        params = from_wire(MemorySeriesParams, argument)
        key = params.key or self._newest_key()
        profile = self._profile(key)
        if key is None or profile is None:
            return Refused("refused", GONE)
        wanted = stretch(profile, params.from_ns, params.to_ns, params.points, params.functions)
        revision = self._opened.revision(key, profile)
        return await asyncio.to_thread(memory_series, profile, wanted, key, revision) or Refused("refused", GONE)

    async def place(self, argument: object) -> Placed | Refused:
        """``heatline.server.memoryPlace``: where a measured line stands now, in the editor or else on disk."""
        params = from_wire(MemoryPlaceParams, argument)
        profile = self._profile(params.key)
        source = None if profile is None else profile.sources.get(params.path)
        if source is None:
            return Refused("refused", GONE)
        return await line_placed(self._server, params.key, (params.path, params.line), source)

    async def save(self, argument: object) -> Saved | Refused:
        """``heatline.server.saveMemory``: as a file that ``mprof plot`` opens."""
        params = from_wire(SaveMemoryParams, argument)
        key = params.key or self._newest_key()
        profile = self._profile(key)
        if key is None or profile is None:
            return Refused("refused", GONE)
        path = Path(params.path or usual_path(profile, key))
        try:
            await asyncio.to_thread(_write, path, profile)
        except OSError as problem:
            return Refused("refused", f"{path} could not be written: {problem.strerror}.")
        return Saved("saved", str(path), f"Saved as {path}, which mprof plot opens too.")

    def _newest_key(self) -> str | None:
        uri = self._server.newest_uri
        return None if uri is None else real_path(uri)

    def _profile(self, key: str | None) -> Profile | None:
        """The newest profile of the file at ``key`` that has readings over time, or the one in that file itself."""
        if (opened := self._opened.profile(key)) is not None:
            return opened
        profiles = (file.run.profile for file in self._server.store.get(key))
        timed = (profile for profile in profiles if profile.timeline)
        return max(timed, key=lambda profile: profile.run.started, default=None)


def _write(path: Path, profile: Profile) -> None:
    path.write_text(mprof_text(profile), encoding="utf-8", errors=SURROGATES)


def usual_path(profile: Profile, key: str) -> str:
    """Where mprof would have put it: ``mprofile_20261123053142.dat`` in the folder that the program ran in."""
    digits = "".join(filter(str.isdigit, profile.run.started))[:14]
    return os.path.join(profile.run.cwd or os.path.dirname(key), f"mprofile_{digits}.dat")
