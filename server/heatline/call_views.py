"""Answers what a view asks of the calls of a run, of a document or of a profile in a file."""

from __future__ import annotations

import asyncio
import gc
import os
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from datetime import datetime, timezone
from functools import partial
from pathlib import Path
from typing import TypeVar

from heatline import protocol
from heatline.analysis.called import function_at, has_calls, has_functions
from heatline.analysis.shares import run_shares
from heatline.codec import from_wire
from heatline.formats.pstats_writer import pstats_bytes
from heatline.formats.speedscope_writer import collapsed_text, speedscope_text
from heatline.opened import Opened
from heatline.places import is_near, line_placed
from heatline.profile_files import read_profile_file
from heatline.protocol import (
    Action,
    CallRows,
    CallRowsParams,
    CallsOf,
    CallsOfParams,
    CallTree,
    CallTreeParams,
    CallView,
    CallViewParams,
    Placed,
    Refused,
    SaveCallsParams,
    Saved,
)
from heatline.render.call_view import CallPages
from heatline.render.provenance import provenance_text
from heatline.render.seen import Seen
from heatline.session import Heatline
from heatline.store import real_path
from heatline_runner.model import Profile
from heatline_runner.profile_json import NotAProfile

NO_DOCUMENT = "There is no Python file to show the calls of: open one first."
NOT_SAVED = "This document is not a file yet: save it first, then profile its calls."
GONE = "These calls are no longer there: profile the calls again, or open their file again."
LIBRARY = "This function is not of the workspace, and is not opened."
ENDINGS: Mapping[protocol.CallFormat, str] = {
    "pstats": ".prof",
    "speedscope": ".speedscope.json",
    "collapsed": ".collapsed.txt",
}
OPENED_BY: Mapping[protocol.CallFormat, str] = {
    "pstats": "pstats, SnakeViz and gprof2dot open it",
    "speedscope": "speedscope opens it",
    "collapsed": "flame graph programs open it",
}

Answer = TypeVar("Answer")
Handler = Callable[[object], Awaitable[object]]


class CallViews:
    """Answers the commands on calls. A view's key is the real path of the file that it is of."""

    def __init__(self, server: Heatline) -> None:
        self._server = server
        self._opened = Opened()
        self._pages: dict[str, tuple[Profile, CallPages]] = {}
        self._stamps: dict[str, tuple[int, int, int]] = {}  # of the files that were read
        self._reading = asyncio.Lock()

    @property
    def commands(self) -> Mapping[str, Handler]:
        """What each command leads to."""
        return {
            protocol.CALL_VIEW: self.view,
            protocol.CALL_ROWS: self.rows,
            protocol.CALLS_OF: self.calls_of,
            protocol.CALL_TREE: self.tree,
            protocol.CALL_PLACE: self.place,
            protocol.SAVE_CALLS: self.save,
        }

    async def view(self, argument: object) -> CallView | Refused:
        """``heatline.server.callView``: what there is to see of a document, or of a profile in a file."""
        params = from_wire(CallViewParams, argument)
        if params.file is not None:
            return await self._view_of_file(Path(os.path.realpath(params.file)))
        uri = params.uri or self._server.newest_uri
        if uri is None:
            return Refused("refused", NO_DOCUMENT)
        key = real_path(uri)
        if key is None:
            return Refused("refused", NOT_SAVED)
        none = f"There are no calls of {os.path.basename(key)}: profile its calls first."
        return await self._view(key) or Refused("refused", none, Action("Profile Calls", protocol.PROFILE_CALLS))

    async def rows(self, argument: object) -> CallRows | Refused:
        """``heatline.server.callRows``: a stretch of the table."""
        params = from_wire(CallRowsParams, argument)
        found = await self._found(params.key or self._newest_key())
        if found is None:
            return Refused("refused", GONE)
        pages, revision = found
        return await asyncio.to_thread(_uncollected, pages.rows, params, revision)

    async def calls_of(self, argument: object) -> CallsOf | Refused:
        """``heatline.server.callsOf``: who called a function, and whom it called."""
        params = from_wire(CallsOfParams, argument)
        found = await self._found(params.key)
        profile = self._profile(params.key)
        function = params.function
        if params.line is not None and profile is not None:
            function = function_at(profile, params.key, params.line)
        answer = None if found is None else found[0].calls_of(function, found[1])
        return answer or Refused("refused", GONE)

    async def tree(self, argument: object) -> CallTree | Refused:
        """``heatline.server.callTree``: the nodes of a picture."""
        params = from_wire(CallTreeParams, argument)
        found = await self._found(params.key)
        if found is None:
            return Refused("refused", GONE)
        pages, revision = found
        return await asyncio.to_thread(_uncollected, pages.tree, params, revision) or Refused("refused", GONE)

    async def place(self, argument: object) -> Placed | Refused:
        """``heatline.server.callPlace``: where a function of the user's stands now."""
        params = from_wire(CallsOfParams, argument)
        profile = self._profile(params.key)
        if profile is None or not 0 <= params.function < len(profile.functions):
            return Refused("refused", GONE)
        row = profile.functions[params.function]
        if row.path not in profile.sources:
            return Refused("refused", LIBRARY)
        source = profile.sources[row.path]
        placed = await line_placed(self._server, params.key, (row.path, max(row.line, 1)), source)
        last = await line_placed(self._server, params.key, (row.path, max(row.end_line, 1)), source)
        if placed.kind == "refused" or last.kind == "refused":
            return placed
        return replace(placed, last_line=last.line)

    async def save(self, argument: object) -> Saved | Refused:
        """``heatline.server.saveCalls``: as a file that other tools open."""
        params = from_wire(SaveCallsParams, argument)
        key = params.key or self._newest_key()
        profile = self._profile(key)
        if key is None or profile is None:
            return Refused("refused", GONE)
        if params.format == "pstats" and not has_calls(profile):
            return Refused("refused", "Samples count no calls, so they cannot be saved as .prof: save them otherwise.")
        path = Path(params.path or usual_path(profile, key) + ENDINGS[params.format])
        try:
            await asyncio.to_thread(path.write_bytes, _written(profile, params.format))
        except OSError as problem:
            return Refused("refused", f"{path} could not be written: {problem.strerror}.")
        return Saved("saved", str(path), f"Saved as {path}: {OPENED_BY[params.format]}.")

    async def _view_of_file(self, path: Path) -> CallView | Refused:
        try:
            async with self._reading:  # a page may ask again while it waits
                await self._read(path)
        except (OSError, NotAProfile) as problem:
            self._opened.forget(str(path))
            why = problem.strerror if isinstance(problem, OSError) else problem
            return Refused("refused", f"{path.name} cannot be shown: {why}.")
        none = f"{path.name} cannot be shown: it has no calls in it."
        return await self._view(str(path)) or Refused("refused", none)

    async def _read(self, path: Path) -> None:
        """What the file has, unless it is as it was when it was read."""
        found = path.stat()
        stamp = found.st_mtime_ns, found.st_size, found.st_ino
        if self._opened.profile(str(path)) is not None and self._stamps.get(str(path)) == stamp:
            return
        near = partial(is_near, self._server, key=str(path))
        profile = await asyncio.to_thread(_uncollected, read_profile_file, path, near)
        self._opened.keep(str(path), profile)
        self._stamps[str(path)] = stamp
        if any(note.kind == "unverified" for note in profile.run.limits):
            self._server.show(self._server.documents.showing(self._server.store.put(profile)))

    async def _view(self, key: str) -> CallView | None:
        profile = self._profile(key)
        found = await self._found(key)
        if profile is None or found is None:
            return None
        run = self._server.runs.measuring(profile.run)
        seen = Seen(key, found[1], os.path.basename(key), run, usual_path(profile, key))
        provenance = provenance_text(profile, datetime.now(timezone.utc))
        return await asyncio.to_thread(_uncollected, found[0].view, seen, provenance)

    async def _found(self, key: str | None) -> tuple[CallPages, int] | None:
        profile = self._profile(key)
        if key is None or profile is None:
            return None
        known = self._pages.get(key)
        if known is None or known[0] is not profile:
            known = self._pages[key] = profile, CallPages(await asyncio.to_thread(_uncollected, run_shares, profile))
        return known[1], self._opened.revision(key, profile)

    def _newest_key(self) -> str | None:
        uri = self._server.newest_uri
        return None if uri is None else real_path(uri)

    def _profile(self, key: str | None) -> Profile | None:
        """The newest profile of the file's calls, else of its time, or the one in the file at ``key`` itself."""
        if (opened := self._opened.profile(key)) is not None:
            return opened
        profiles = (file.run.profile for file in self._server.store.get(key))
        timed = (profile for profile in profiles if has_functions(profile))
        return max(timed, key=lambda profile: (has_calls(profile), profile.run.started), default=None)


def _uncollected(act: Callable[..., Answer], *arguments: object) -> Answer:
    """What ``act`` gives: what 100,000 functions are made of stays, and is not looked through for garbage."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        return act(*arguments)
    finally:
        if was_on:
            gc.enable()


def _written(profile: Profile, format_: protocol.CallFormat) -> bytes:
    if format_ == "pstats":
        return pstats_bytes(profile)
    text = speedscope_text(profile) if format_ == "speedscope" else collapsed_text(profile)
    return text.encode("utf-8", "backslashreplace")


def usual_path(profile: Profile, key: str) -> str:
    """Beside what was run, without an ending: ``/p/sos-20261123053142``."""
    digits = "".join(filter(str.isdigit, profile.run.started))[:14]
    stem = Path(key).stem
    return os.path.join(profile.run.cwd or os.path.dirname(key), f"{stem}-{digits}")
