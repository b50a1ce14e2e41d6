"""What a client is told of timings: what there is of a document, how a function can be timed, where a line stands."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime, timezone

from heatline import protocol
from heatline.analysis.asking.snippets import timeit_choices
from heatline.analysis.timing_drift import is_stale
from heatline.codec import from_wire
from heatline.drivers import drivers_of
from heatline.launches import UNTRUSTED
from heatline.places import line_placed
from heatline.protocol import (
    Action,
    Placed,
    Refused,
    TimeitChoices,
    TimingAnswer,
    TimingPlaceParams,
    Timings,
    TimingsParams,
)
from heatline.render.timing.view import answer_id, timing_answer
from heatline.render.when import ago
from heatline.session import Heatline
from heatline.store import real_path
from heatline.timing_launches import NO_DOCUMENT, NOT_SAVED, Handler, TimingLaunches, asking_of, params_of
from heatline.timings import Group, before_the_edit

GONE = "This timing is no longer there: time it again."


class TimingViews:
    """Answers the commands on timings. A view's key is the real path of the file that it is of."""

    def __init__(self, server: Heatline, launches: TimingLaunches) -> None:
        self._server = server
        self._launches = launches

    @property
    def commands(self) -> Mapping[str, Handler]:
        """What each command leads to."""
        return {
            protocol.TIMEIT_CHOICES: self.choices,
            protocol.TIMINGS: self.timings,
            protocol.TIMING_PLACE: self.place,
        }

    async def choices(self, argument: object) -> TimeitChoices | Refused:
        """``heatline.server.timeitChoices``: how a function can be timed, and what with."""
        params = params_of(argument)
        params = replace(params, uri=params.uri or self._server.newest_uri)
        if params.uri is None:
            return Refused("refused", NO_DOCUMENT)
        wanted = await self._launches.wanted(params, compare=False)
        if isinstance(wanted, Refused):
            return wanted
        found = timeit_choices(wanted.path, wanted.text, asking_of(wanted))
        if isinstance(found, Refused):
            return found
        typed = () if found.calls else self._server.typed.get(wanted.path, found.function)
        if typed:
            found = replace(found, calls=typed, asked="typed last", call=typed[0])
        return replace(found, drivers=await drivers_of(self._server, params.uri, wanted.text))

    async def timings(self, argument: object) -> Timings | Refused:
        """``heatline.server.timings``: the answers about a document, first those about one function if asked."""
        params = from_wire(TimingsParams, argument)
        uri = params.uri or self._server.newest_uri
        if uri is None:
            return Refused("refused", NO_DOCUMENT)
        key = real_path(uri)
        if key is None:
            return Refused("refused", NOT_SAVED)
        groups = self._server.timings.get(key)
        running = self._server.runs.timing(key)
        if not groups and not running:
            none = f"Nothing was timed in {os.path.basename(key)} yet: time a function first."
            return Refused("refused", none, Action("timeit This", protocol.TIMEIT))
        if params.function is not None:
            groups.sort(key=lambda group: group[0].answer.function != params.function)
        answers = await asyncio.to_thread(lambda: tuple(self._answers(groups)))
        return Timings("timings", key, os.path.basename(key), answers, next(iter(running.values()), None))

    def _answers(self, groups: list[Group]) -> Iterator[TimingAnswer]:
        now = datetime.now(timezone.utc)
        for group in groups:
            for at, each in enumerate(group):
                stale = is_stale(each.answer, each.parts, self._server.texts)
                when = ago(each.answer.profile.run.started, now)
                yield timing_answer(each.answer, when, stale, before_the_edit(group[at:]))

    async def place(self, argument: object) -> Placed | Refused:
        """``heatline.server.timingPlace``: where a line that an answer names stands now, in the editor or on disk."""
        if not self._server.options.trusted:
            return Refused("refused", UNTRUSTED)
        params = from_wire(TimingPlaceParams, argument)
        timed = (each for group in self._server.timings.get(params.key) for each in group)
        answers = (each.answer for each in timed)
        named = (each for each in answers if answer_id(each) == params.answer)
        answer = next(named, None)
        if answer is None:
            return Refused("refused", GONE)
        source = answer.profile.sources.get(params.path)
        return await line_placed(self._server, params.key, (params.path, params.line), source)
