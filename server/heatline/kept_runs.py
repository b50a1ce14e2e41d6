"""Answers the commands on the runs that are kept: which there are, showing one again, naming, deleting, comparing."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime, timezone
from pathlib import Path

from heatline import protocol
from heatline.analysis.comparison import are_comparable
from heatline.analysis.shares import RunShares, run_shares
from heatline.codec import from_wire
from heatline.compared import compared_text
from heatline.protocol import (
    CompareRunsParams,
    ExportRunParams,
    KeptRunParams,
    KeptRuns,
    NameRunParams,
    Refused,
    RunsCompared,
    RunShown,
    Saved,
)
from heatline.render.kept_runs import kept_run
from heatline.session import Heatline
from heatline_runner.model import Profile
from heatline_runner.profile_json import write_profile

GONE = "This run is no longer kept: profile the program again."
NONE = "No run is kept yet: profile a program first."
NO_TWO = "There are no two runs that measured the same: profile the program again, by the same command."
DIFFERENT = "The one measured {}, the other {}: compare two runs by the same command."
WIDTH = 140

Handler = Callable[[object], Awaitable[object]]


class KeptRunsView:
    """Answers the commands on the runs that are kept."""

    def __init__(self, server: Heatline) -> None:
        self._server = server

    @property
    def commands(self) -> Mapping[str, Handler]:
        """What each command leads to."""
        return {
            protocol.RUNS: self.runs,
            protocol.SHOW_RUN: self.show,
            protocol.NAME_RUN: self.name,
            protocol.DELETE_RUN: self.delete,
            protocol.EXPORT_RUN: self.export,
            protocol.COMPARE_RUNS: self.compare,
        }

    async def runs(self, argument: object) -> KeptRuns:  # noqa: ARG002  (there is none)
        """``heatline.server.runs``: all of them, newest first."""
        listed = await asyncio.to_thread(self._server.kept.listed)
        names, now = self._server.kept.names(), datetime.now(timezone.utc)
        return KeptRuns("runs", tuple(kept_run(key, profile, names.get(key, ""), now) for key, profile in listed))

    async def show(self, argument: object) -> RunShown | Refused:
        """``heatline.server.showRun``: its figures take the place of newer ones by the same engine."""
        profile = await self._profile(from_wire(KeptRunParams, argument).id)
        if profile is None:
            return Refused("refused", GONE)
        paths = self._server.store.put(profile)
        self._server.show(self._server.documents.showing(paths))
        self._server.tell_memory(tuple(paths))
        self._server.tell_calls(tuple(paths))
        return RunShown("shown", _fullest(run_shares(profile)))

    async def name(self, argument: object) -> KeptRuns | Refused:
        """``heatline.server.nameRun``."""
        params = from_wire(NameRunParams, argument)
        try:
            await asyncio.to_thread(self._server.kept.name, params.id, params.name.strip()[:200])
        except OSError as problem:
            return Refused("refused", f"The name could not be kept: {problem.strerror}.")
        return await self.runs(None)

    async def delete(self, argument: object) -> KeptRuns:
        """``heatline.server.deleteRun``: what is shown of it stays until something newer is measured."""
        key = from_wire(KeptRunParams, argument).id
        if key is not None:
            await asyncio.to_thread(self._server.kept.delete, key)
        return await self.runs(None)

    async def export(self, argument: object) -> Saved | Refused:
        """``heatline.server.exportRun``."""
        params = from_wire(ExportRunParams, argument)
        profile = await self._profile(params.id)
        if profile is None:
            return Refused("refused", GONE)
        try:
            await asyncio.to_thread(write_profile, Path(params.path), profile)
        except OSError as problem:
            return Refused("refused", f"{params.path} could not be written: {problem.strerror}.")
        return Saved("saved", params.path, f"Saved as {params.path}: heatline show opens it.")

    async def compare(self, argument: object) -> RunsCompared | Refused:
        """``heatline.server.compareRuns``: the older of two is the base."""
        params = from_wire(CompareRunsParams, argument)
        pair = await asyncio.to_thread(self._pair, params)
        if isinstance(pair, Refused):
            return pair
        base, new = sorted(pair, key=lambda profile: profile.run.started)
        text = await asyncio.to_thread(compared_text, base, new, WIDTH)
        return RunsCompared("compared", Path(new.run.target).name, text)

    def _pair(self, params: CompareRunsParams) -> tuple[Profile, Profile] | Refused:
        listed = self._server.kept.listed()
        by_key = dict(listed)
        if params.base is None or params.new is None:
            found = _newest_two([profile for _, profile in listed])
            return found or Refused("refused", NO_TWO if listed else NONE)
        one, two = by_key.get(params.base), by_key.get(params.new)
        if one is None or two is None:
            return Refused("refused", GONE)
        if not are_comparable(one, two):
            return Refused("refused", DIFFERENT.format(one.metrics[0].title, two.metrics[0].title))
        return one, two

    async def _profile(self, key: str | None) -> Profile | None:
        kept = self._server.kept
        if key is not None:
            return await asyncio.to_thread(kept.profile, key)
        listed = await asyncio.to_thread(kept.listed)
        return listed[0][1] if listed else None


def _newest_two(profiles: list[Profile]) -> tuple[Profile, Profile] | None:
    """The newest, and the newest before it of the same program and engine; else the next that has such a pair."""
    for at, new in enumerate(profiles):
        for base in profiles[at + 1 :]:
            if (base.engine, base.run.target) == (new.engine, new.run.target) and are_comparable(base, new):
                return base, new
    return None


def _fullest(run: RunShares) -> str | None:
    """The file with the most own time, or the most measured lines where times are not known; as a URI."""
    spent: dict[str, float] = dict.fromkeys(run.profile.sources, 0.0)
    for function in run.functions:
        if function.row.path in spent:
            spent[function.row.path] += function.own_ns or function.total_bytes or function.peak_bytes or 1e-9
    best = max(spent, key=lambda path: spent[path], default=None)
    return None if best is None else Path(best).as_uri()
