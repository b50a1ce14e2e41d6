"""From a click on ``timeit this`` to a run: what is to be timed, as the text says, with what, and for how long."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Final

from lsprotocol import types as lsp

from heatline import preparation, protocol
from heatline.analysis.asking.pointing import two_functions, where_to_begin
from heatline.analysis.asking.snippets import Asking, asked_snippets
from heatline.analysis.asking.target_calls import Wish
from heatline.codec import from_wire, to_wire
from heatline.drivers import drivers_of
from heatline.launches import Launches
from heatline.preparation import Job
from heatline.protocol import Action, ProfileParams, Question, Refused, Started, TimeitParams
from heatline.render.timing.lenses import timing_title
from heatline.scopes import saved_text
from heatline.session import Heatline
from heatline.store import real_path
from heatline_runner.request import Snippets

ENGINE: Final = "snippet_time"
LONGER: Final = 6  # times the limit, where the user says so
NO_DOCUMENT: Final = "There is no Python file to time anything of: open one first."
NOT_SAVED: Final = "This document is not a file yet: save it first, then time it."

Handler = Callable[[object], Awaitable[object]]


@dataclass(frozen=True)
class Wanted:
    """What is to be timed, in the file at the real ``path`` with its saved ``text``."""

    path: str
    text: str
    params: TimeitParams
    compare: bool


class TimingLaunches:
    """Makes runs of what the client wants to have timed."""

    def __init__(self, server: Heatline, launches: Launches) -> None:
        self._server = server
        self._launches = launches

    @property
    def commands(self) -> Mapping[str, Handler]:
        """What each command leads to."""
        return {
            protocol.TIMEIT: partial(self._time_and_tell, False),
            protocol.COMPARE: partial(self._time_and_tell, True),
            protocol.TIME_REAL_CALLS: self.real_calls,
        }

    async def _time_and_tell(self, compare: bool, argument: object) -> Started | Question | Refused:
        """Most clients make nothing of what a command answers: without the extension, the sentence is a message."""
        found = await self.time(compare, argument)
        if not isinstance(found, Started) and not self._server.options.has_terminal:
            said = lsp.ShowMessageParams(lsp.MessageType.Warning, found.text)
            self._server.window_show_message(said)
        return found

    async def time(self, compare: bool, argument: object) -> Started | Question | Refused:
        """``heatline.server.timeit`` and ``compare``: the server runs it, standard input closed."""
        params = params_of(argument)
        params = replace(params, uri=params.uri or self._server.newest_uri)
        job = await self._launches.job(params.uri, ENGINE)
        if isinstance(job, Refused):
            return Refused("refused", NO_DOCUMENT) if params.uri is None and self._server.options.trusted else job
        wanted = await self.wanted(params, compare)
        if isinstance(wanted, Refused):
            return wanted
        snippets = asked(wanted, self._server)
        if not isinstance(snippets, Snippets):
            return snippets
        return await self._start(job, wanted, snippets)

    async def real_calls(self, argument: object) -> Started | Refused:
        """``heatline.server.timeRealCalls``: of what the user points at, while what is known to call it runs."""
        params = from_wire(ProfileParams, argument)
        uri = params.of or params.uri or self._server.newest_uri
        page = None if uri is None else self._server.documents[uri]
        if params.lines is None and uri is not None and page is not None:
            drivers = await drivers_of(self._server, uri, page.text)
            driver = params.uri if params.of is not None or not drivers else drivers[0].uri
            params = replace(params, uri=driver, of=uri, lines=where_to_begin(page.text, self._line_in(uri)))
        return await self._launches.profile(ENGINE, to_wire(params))

    def _line_in(self, uri: str | None) -> int | None:
        """The line that was pointed at last, if that was in this document."""
        pointed = self._server.pointed
        return pointed[1] if pointed is not None and pointed[0] == uri else None

    async def wanted(self, params: TimeitParams, compare: bool) -> Wanted | Refused:
        """The file as it is saved; without a word on what of it, what the user pointed at last or a function in it."""
        path = real_path(params.uri or "")
        page = self._server.documents[params.uri or ""]
        if path is None:
            return Refused("refused", NOT_SAVED)
        try:
            text = await asyncio.to_thread(saved_text, path, page.text if page else None)
        except OSError as problem:
            return Refused("refused", f"{path} cannot be read: {problem.strerror}.")
        if isinstance(text, Refused):
            return text
        if params.function is None and params.lines is None:
            params = replace(params, lines=where_to_begin(text, self._line_in(params.uri)))
        return Wanted(path, text, _both_selected(text, params) if compare else params, compare)

    async def _start(self, job: Job, wanted: Wanted, snippets: Snippets) -> Started | Refused:
        timed = replace(
            job,
            snippets=replace(snippets, shared=True),  # of a click: what takes longer than that asks first
            options={**job.options, "arguments": "fresh" if wanted.params.fresh else "same"},
            timeout_s=0.0,  # what is timed has a limit of its own
            args=(),
        )
        run = await asyncio.to_thread(preparation.prepare, timed)
        if isinstance(run, Refused):
            return run
        self._remember(wanted, snippets)
        runs, function = self._server.runs, snippets.rows[0].function
        running = runs.timing(wanted.path).get(function)
        if running is not None:
            runs.stop(running)
        run = replace(run, title=timing_title(wanted.path, snippets))
        return Started("started", runs.follow(run, spawn=True, longer=_longer(wanted)), run.title)

    def _remember(self, wanted: Wanted, snippets: Snippets) -> None:
        """The calls that the user typed, for when nothing else says how to call it."""
        if wanted.params.calls and snippets.rows[0].function:
            self._server.typed.put(wanted.path, snippets.rows[0].function, wanted.params.calls)


def params_of(argument: object) -> TimeitParams:
    """A command's argument; a button's is text, so its has them as JSON."""
    if isinstance(argument, str):
        try:
            argument = json.loads(argument)
        except ValueError:
            argument = None
    return from_wire(TimeitParams, argument)


def asking_of(wanted: Wanted) -> Asking:
    """What is asked of the text."""
    params = wanted.params
    return Asking(
        function=params.function,
        lines=params.lines,
        code=params.code,
        wish=Wish(params.calls, params.setup, params.versus, params.sizes, wanted.compare),
        limit_s=params.limit_s,
    )


def asked(wanted: Wanted, server: Heatline) -> Snippets | Question | Refused:
    """What is to be timed; where nothing else says how to call the function, as the user typed it last."""
    asking = asking_of(wanted)
    found = asked_snippets(wanted.path, wanted.text, asking)
    if not isinstance(found, Question):
        return found
    calls = server.typed.get(wanted.path, found.function)
    if not calls:
        return found
    return asked_snippets(wanted.path, wanted.text, replace(asking, wish=replace(asking.wish, calls=calls)))


def _both_selected(text: str, params: TimeitParams) -> TimeitParams:
    """Two functions that are selected are to be compared with each other."""
    both = None if params.lines is None or params.versus else two_functions(text, params.lines)
    return params if both is None else replace(params, function=both[0], versus=both[1], lines=None, code=None)


def _longer(wanted: Wanted) -> Action:
    command = protocol.COMPARE if wanted.compare else protocol.TIMEIT
    params = replace(wanted.params, limit_s=wanted.params.limit_s * LONGER)
    return Action("Give It Longer", command, json.dumps(to_wire(params)))
