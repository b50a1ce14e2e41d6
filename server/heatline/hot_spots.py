"""Answers the commands on the hot spots of the newest run: all of them, the next one, and the run in words."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import datetime, timezone
from pathlib import Path, PurePath

from lsprotocol import types as lsp

from heatline import protocol
from heatline.analysis.hot_spots import HotFile, HotFunction, HotLine, hot_files, hot_lines
from heatline.analysis.shares import FileShares, RunShares
from heatline.analysis.timing_drift import Now
from heatline.codec import from_wire
from heatline.places import is_near
from heatline.protocol import (
    HotLineFound,
    HotLineParams,
    HotPlace,
    HotSpotFile,
    HotSpotFunction,
    HotSpots,
    Refused,
    Summary,
)
from heatline.render.hot_spots import file_text, function_text, line_text, place_text, summary
from heatline.render.lenses import begin_of
from heatline.render.program_text import plain_line
from heatline.session import Heatline
from heatline.store import real_path

NOTHING = "Nothing has been measured yet: profile a file first."
NOTHING_HOT = "No line of the newest run took 1 % of it or more."
WIDTH = 120

Handler = Callable[[object], Awaitable[object]]
Place = tuple[int, int]  # a file, by its place among those that are walked, and a line


class HotSpotsView:
    """Answers the commands on where the newest run's time, or memory, went."""

    def __init__(self, server: Heatline) -> None:
        self._server = server

    @property
    def commands(self) -> Mapping[str, Handler]:
        """What each command leads to."""
        return {
            protocol.HOT_SPOTS: self.hot_spots,
            protocol.HOT_LINE: self.hot_line,
            protocol.SUMMARY: self.summary,
        }

    async def hot_spots(self, argument: object) -> HotSpots | Refused:  # noqa: ARG002  (there is none)
        """``heatline.server.hotSpots``: by file and function, hottest first."""
        files = self._files(of_lines=True)
        if not files:
            return Refused("refused", NOTHING)
        return await asyncio.to_thread(self._spots, files)

    async def hot_line(self, argument: object) -> HotLineFound | Refused:
        """``heatline.server.hotLine``: the next one from a place, over all files; a client without views is led there.

        They are walked from top to bottom, file by file, the file with the hottest line first.
        """
        params = from_wire(HotLineParams, argument)
        files = self._files(of_lines=True)
        if not files:
            return Refused("refused", NOTHING)
        found = await asyncio.to_thread(self._placed, files)
        if not found:
            return Refused("refused", NOTHING_HOT)
        order = list(dict.fromkeys(line.path for line, _ in found))
        walked = sorted(found, key=lambda each: (order.index(each[0].path), each[1].line))
        keys = [(order.index(line.path), place.line) for line, place in walked]
        at = walked.index(found[0]) if params.towards == "hottest" else _next(keys, self._here(order, params), params)
        line, place = walked[at]
        text = place_text(at, [each for each, _ in walked], files[0].run)
        answer = HotLineFound("hotLine", Path(line.path).as_uri(), place.line, text)
        self._server.newest_uri, self._server.pointed = answer.uri, (answer.uri, answer.line)
        await self._lead(answer)
        return answer

    async def summary(self, argument: object) -> Summary | Refused:  # noqa: ARG002  (there is none)
        """``heatline.server.summary``: the newest run in a few sentences."""
        files = self._files(of_lines=False)
        if not files:
            return Refused("refused", NOTHING)
        run = files[0].run
        found = await asyncio.to_thread(hot_lines, files)
        return Summary("summary", _title(run), summary(run, found, datetime.now(timezone.utc)))

    def _files(self, of_lines: bool) -> tuple[FileShares, ...]:
        """What the newest run measured, of files that may be opened."""
        files = self._server.store.newest(of_lines)
        return tuple(file for file in files if is_near(self._server, file.path, self._beside(file)))

    def _beside(self, file: FileShares) -> str:
        """Without a workspace what lies below the newest document's folder may be opened."""
        uri = self._server.newest_uri
        return (uri and real_path(uri)) or ("" if self._server.workspace.folders else file.path)

    def _spots(self, files: Sequence[FileShares]) -> HotSpots:
        run = files[0].run
        placed = {(line.path, line.row.line): place for line, place in self._placed(files)}
        lines = [line for line in hot_lines(files) if (line.path, line.row.line) in placed]
        return HotSpots("hotSpots", _title(run), tuple(_file(file, run, placed) for file in hot_files(lines)))

    def _placed(self, files: Sequence[FileShares]) -> list[tuple[HotLine, HotPlace]]:
        """The hot lines, hottest first, where they stand now; those that are gone are left out."""
        run = files[0].run
        nows = {file.path: self._server.texts(file.path, run.profile.sources[file.path]) for file in files}
        found = ((line, _place(line, nows[line.path], run)) for line in hot_lines(files))
        return [(line, place) for line, place in found if place is not None]

    def _here(self, order: Sequence[str], params: HotLineParams) -> Place | None:
        """The place that is asked from; None in a file that has no hot line."""
        uri, line = params.uri or self._server.newest_uri, params.line
        path = None if uri is None else real_path(uri)
        pointed = self._server.pointed
        if line is None and pointed is not None and pointed[0] == uri:
            line = pointed[1]
        return (order.index(path), line or 0) if path in order else None

    async def _lead(self, found: HotLineFound) -> None:
        window = self._server.client_capabilities.window
        if self._server.options.has_views or not (window and window.show_document and window.show_document.support):
            return
        params = lsp.ShowDocumentParams(found.uri, take_focus=True, selection=begin_of(found.line))
        await self._server.window_show_document_async(params)


def _title(run: RunShares) -> str:
    return plain_line(PurePath(run.profile.run.target).name, WIDTH)


def _file(file: HotFile, run: RunShares, placed: Mapping[tuple[str, int], HotPlace]) -> HotSpotFile:
    functions = tuple(_function(each, run, placed) for each in file.functions)
    return HotSpotFile(
        Path(file.path).as_uri(), plain_line(PurePath(file.path).name, WIDTH), file_text(file), functions
    )


def _function(found: HotFunction, run: RunShares, placed: Mapping[tuple[str, int], HotPlace]) -> HotSpotFunction:
    lines = tuple(placed[line.path, line.row.line] for line in found.lines)
    return HotSpotFunction(plain_line(found.function.row.name, WIDTH), function_text(found, run), lines[0].line, lines)


def _place(line: HotLine, now: Now | None, run: RunShares) -> HotPlace | None:
    """Where the line stands now, with its text; None where it is gone."""
    block = None if now is None else now.drift.block(line.row.line)
    if now is None or block is None:
        return None
    number = line.row.line - block.old + block.new
    return HotPlace(number, line_text(line, run), plain_line(now.lines[number - 1].strip(), WIDTH), line.level)


def _next(keys: Sequence[Place], here: Place | None, params: HotLineParams) -> int:
    """The index of the first beyond the place that is asked from; past the end it goes on with the other end."""
    if params.towards == "previous":
        return max((at for at, key in enumerate(keys) if here is not None and key < here), default=len(keys) - 1)
    return min((at for at, key in enumerate(keys) if here is not None and key > here), default=0)
