"""From a client's command to a run: the document, its settings and its interpreter made into a job."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from pathlib import Path

from pygls.uris import to_fs_path

from heatline import engine_store, interpreters, preparation
from heatline.codec import from_wire
from heatline.preparation import Job
from heatline.protocol import (
    DocumentParams,
    Engine,
    Fetched,
    FetchParams,
    Interpreter,
    Prepared,
    PrepareParams,
    ProfileParams,
    Refused,
    Settings,
    Started,
)
from heatline.scopes import scope_of_lines
from heatline.session import Heatline
from heatline.settings import environment, expanded, expanded_path
from heatline.store import file_path, real_path
from heatline.tracers import AUTO
from heatline_runner.model import Scope
from heatline_runner.registry import ENGINES, PACKAGES

UNTRUSTED = "This folder is not trusted, so that nothing in it is run: trust it first (Manage Workspace Trust)."
NO_DOCUMENT = "There is no Python file to profile: open one first."
NOT_SAVED = "This document is not a file yet: save it first, then profile it."


class Launches:
    """Makes runs out of what the client asks for."""

    def __init__(self, server: Heatline) -> None:
        self._server = server

    async def prepare(self, argument: object) -> Prepared | Refused:
        """``heatline.server.prepare``: what a client with a terminal is to execute."""
        run = await self._prepared(from_wire(PrepareParams, argument))
        if isinstance(run, Refused):
            return run
        key = self._server.runs.follow(run, spawn=False)
        return Prepared("prepared", key, run.title, run.argv, run.request.cwd, {}, _shown(run.interpreter))

    async def profile(self, engine: Engine, argument: object) -> Started | Refused:
        """``heatline.server.profileTime`` and the like: run it here, for a client without a terminal."""
        params = from_wire(ProfileParams, argument)
        run = await self._prepared(PrepareParams(params.uri, engine, params.lines, params.of, params.options))
        if isinstance(run, Refused):
            return run
        return Started("started", self._server.runs.follow(run, spawn=True), run.title)

    async def fetch_engine(self, argument: object) -> Fetched | Refused:
        """``heatline.server.fetchEngine``: into Heatline's own folder, never the user's environment."""
        if not self._server.options.trusted:
            return Refused("refused", UNTRUSTED)
        try:
            path = from_wire(FetchParams, argument).interpreter
            choice = interpreters.Choice(path, "as asked")
            interpreter = await asyncio.to_thread(interpreters.probe, choice)
            for package in PACKAGES.values():
                place = await asyncio.to_thread(engine_store.fetch, interpreter, package, engine_store.user_store())
        except (ValueError, OSError, interpreters.Unusable, engine_store.FetchFailed) as problem:
            return Refused("refused", str(problem))
        return Fetched("fetched", f"{' and '.join(PACKAGES)} for Python {interpreter.version} are in {place}.")

    async def interpreter(self, argument: object) -> Interpreter | Refused:
        """``heatline.server.interpreter``: which Python a document's file would be run with."""
        job = await self.job(from_wire(DocumentParams, argument).uri, "line_time")
        if isinstance(job, Refused):
            return job
        try:
            return _shown(await asyncio.to_thread(preparation.interpreter_of, job))
        except interpreters.Unusable as problem:
            return Refused("refused", str(problem))

    async def _prepared(self, params: PrepareParams) -> preparation.Run | Refused:
        params = replace(params, uri=params.uri or self._server.newest_uri)
        job = await self.job(params.uri, params.engine)
        if isinstance(job, Refused):
            return job
        scope = _unknown_choice(params) or await self._scope(params)
        if isinstance(scope, Refused):
            return scope
        job = replace(job, scope=scope, options={**job.options, **(params.options or {})})
        return await asyncio.to_thread(preparation.prepare, job)

    async def _scope(self, params: PrepareParams) -> Scope | Refused | None:
        uri = params.of or params.uri or ""
        path, page = real_path(uri), self._server.documents[uri]
        if params.lines is None or path is None:
            return None
        try:
            return await asyncio.to_thread(scope_of_lines, path, params.lines, page.text if page else None)
        except OSError:
            return None  # which the preparation has to say better

    async def job(self, uri: str | None, engine: Engine) -> Job | Refused:
        """The file of a document (None: the newest) with what its settings and its workspace say."""
        if not self._server.options.trusted:
            return Refused("refused", UNTRUSTED)
        uri = uri or self._server.newest_uri
        if uri is None:
            return Refused("refused", NO_DOCUMENT)
        file = file_path(uri)
        if file is None:
            return Refused("refused", NOT_SAVED)
        return self._job_for(file, await self._server.settings.get(uri), engine)

    def _job_for(self, file: Path, settings: Settings, engine: Engine) -> Job | Refused:
        folders = self._folders()
        folder = preparation.own_folder(file, folders) or file.parent
        try:
            variables = environment(settings, folder, file)
        except (OSError, UnicodeDecodeError) as problem:
            return Refused("refused", f"The setting heatline.envFile names a file that cannot be read: {problem}.")
        return Job(
            kind="script",
            target=str(file),
            engine=engine,
            tracer=_tracer(settings, engine),
            args=settings.args,
            interpreter=expanded_path(settings.interpreter, folder, file),
            cwd=str(folder / expanded(settings.cwd, folder, file)) if settings.cwd else "",
            environment=variables,
            folders=folders,
            options=_options(settings, engine),
            timeout_s=settings.timeout,
            live=True,
        )

    def _folders(self) -> list[Path]:
        paths = [to_fs_path(uri) for uri in self._server.workspace.folders]
        return [Path(path) for path in paths if path]


def _unknown_choice(params: PrepareParams) -> Refused | None:
    """What the registry does not have; an option that the engine does not have is the preparation's to refuse."""
    engine, given = ENGINES[params.engine], params.options or {}
    for option in engine.options:
        if given.get(option.id, option.choices[0]) not in option.choices:
            text = f"{engine.title} has no {option.id} {given[option.id]}: choose {' or '.join(option.choices)}."
            return Refused("refused", text)
    return None


def _tracer(settings: Settings, engine: Engine) -> str:
    """The setting's, where ``engine`` has it: others have but one."""
    has = any(tracer.name == settings.tracer for tracer in ENGINES[engine].tracers)
    return settings.tracer if has else AUTO


def _options(settings: Settings, engine: Engine) -> dict[str, str]:
    """The settings that ``engine`` takes as options."""
    chosen = {
        "arithmetic": settings.memory_arithmetic,
        "processes": "all" if settings.child_processes else "first",
        "children": "yes" if settings.memory_children else "no",
    }
    return {option.id: chosen[option.id] for option in ENGINES[engine].options if option.id in chosen}


def _shown(interpreter: interpreters.Interpreter) -> Interpreter:
    return Interpreter(interpreter.path, interpreter.version, interpreter.found)
