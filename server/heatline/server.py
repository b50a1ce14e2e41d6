"""The language server: what each request and notification of a client leads to."""

from __future__ import annotations

import asyncio
import logging
from datetime import datetime, timezone
from functools import partial
from typing import Any, NoReturn, cast

from lsprotocol import types as lsp

from heatline import protocol, serving
from heatline.actions import add_actions
from heatline.analysis.answers import profile_answers
from heatline.call_views import CallViews
from heatline.codec import from_wire, to_wire
from heatline.drivers import look_for_driver
from heatline.hot_spots import HotSpotsView
from heatline.kept import Kept
from heatline.kept_runs import KeptRunsView
from heatline.launches import Launches
from heatline.memory_views import MemoryViews
from heatline.paused import PausedTimings
from heatline.problems import add_problems, push_problems
from heatline.protocol import InitializationOptions, Marked, Refused, RunParams
from heatline.render.hover import line_hover
from heatline.render.inlay_hints import inlay_hints
from heatline.render.memory_findings import NOTHING_TO_MARK, marked_text
from heatline.render.timing.hover import timing_hover, with_timing
from heatline.session import Heatline
from heatline.settings import SECTION
from heatline.store import real_path
from heatline.timing_launches import TimingLaunches
from heatline.timing_views import TimingViews
from heatline.typed_calls import TypedCalls
from heatline_runner.registry import PROFILERS


def make_server() -> Heatline:
    """A server with every feature registered."""
    server = Heatline()
    launches = Launches(server)
    _add_life_cycle(server)
    _add_documents(server)
    _add_views(server)
    add_actions(server)
    add_problems(server)
    _add_commands(server, launches)
    return server


def serve() -> NoReturn:
    """Serve over standard input and output until the client ends it, and end this process."""
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
    logging.getLogger("pygls.protocol.json_rpc").addFilter(_is_no_late_cancel)
    serving.leave(serving.serve(make_server()))


def _is_no_late_cancel(record: logging.LogRecord) -> bool:
    """A client may cancel what was answered meanwhile; editors do so all the time."""
    return not str(record.msg).startswith("Cancel notification for unknown")


def _add_life_cycle(server: Heatline) -> None:
    @server.feature(lsp.INITIALIZE)
    def initialize(params: lsp.InitializeParams) -> None:
        server.options = from_wire(InitializationOptions, params.initialization_options)
        server.kept = Kept(server.options.storage)
        server.typed = TypedCalls(server.options.storage)

    @server.feature(lsp.INITIALIZED)
    async def initialized(params: lsp.InitializedParams) -> None:  # noqa: ARG001  (as LSP calls it)
        workspace = server.client_capabilities.workspace
        if workspace and workspace.did_change_configuration and workspace.did_change_configuration.dynamic_registration:
            options = lsp.DidChangeConfigurationRegistrationOptions(section=SECTION)
            wanted = lsp.Registration("heatline-settings", lsp.WORKSPACE_DID_CHANGE_CONFIGURATION, options)
            await server.client_register_capability_async(lsp.RegistrationParams([wanted]))
        profiles = await asyncio.to_thread(server.kept.profiles)
        server.restore(profile for profile in profiles if not profile.trials)
        timed = [profile for profile in profiles if profile.trials]
        server.restore_timings(await asyncio.to_thread(lambda: [(each, profile_answers(each)) for each in timed]))
        server.keep_ages()

    @server.feature(lsp.WORKSPACE_DID_CHANGE_CONFIGURATION)
    async def settings_changed(params: lsp.DidChangeConfigurationParams) -> None:
        pages = server.documents.showing(None)
        server.settings.changed(params.settings)
        found = await asyncio.gather(*(server.settings.get(page.uri) for page in pages))
        server.show(page for page, settings in zip(pages, found, strict=True) if page.show != settings.show)
        server.refresh_lenses()

    @server.feature(lsp.SHUTDOWN)
    async def shutdown(params: None) -> None:  # noqa: ARG001  (as LSP calls it)
        await server.runs.stop_all()


def _add_documents(server: Heatline) -> None:
    @server.feature(lsp.TEXT_DOCUMENT_DID_OPEN)
    async def did_open(params: lsp.DidOpenTextDocumentParams) -> None:
        document = params.text_document
        server.newest_uri = document.uri
        page = server.documents.open(document.uri, document.text, document.version)
        await server.settings.get(document.uri)
        server.show([page])
        push_problems(server, page)

    @server.feature(lsp.TEXT_DOCUMENT_DID_CHANGE)
    def did_change(params: lsp.DidChangeTextDocumentParams) -> None:
        uri = params.text_document.uri
        server.newest_uri = uri
        text = server.workspace.get_text_document(uri).source
        page = server.documents.change(uri, text, params.text_document.version)
        server.show([page])
        push_problems(server, page)

    @server.feature(lsp.TEXT_DOCUMENT_DID_CLOSE)
    def did_close(params: lsp.DidCloseTextDocumentParams) -> None:
        server.documents.close(params.text_document.uri)


def _add_views(server: Heatline) -> None:
    @server.feature(lsp.TEXT_DOCUMENT_HOVER)
    def hover(params: lsp.HoverParams) -> lsp.Hover | None:
        uri, line = params.text_document.uri, params.position.line + 1
        server.newest_uri, server.pointed = uri, (uri, line)
        page = server.documents[uri]
        if page is None:
            return None
        now = datetime.now(timezone.utc)
        timing = "" if page.outline is None else timing_hover(page.outline, server.timed(page).standing, line, now)
        links = uri if server.options.has_views else None
        return with_timing(line_hover(page.figures, line, now, links), timing)

    @server.feature(lsp.TEXT_DOCUMENT_CODE_LENS)
    async def lenses(params: lsp.CodeLensParams) -> list[lsp.CodeLens]:
        uri = params.text_document.uri
        server.newest_uri = uri
        await server.settings.get(uri)
        page = server.documents[uri]
        if page is None:
            return []
        await look_for_driver(server, page)
        page.lenses = server.lenses(page)
        return page.lenses

    @server.feature(lsp.TEXT_DOCUMENT_INLAY_HINT)
    def hints(params: lsp.InlayHintParams) -> list[lsp.InlayHint]:
        page = server.documents[params.text_document.uri]
        if page is None or not page.figures or server.options.paints_annotations:
            return []
        first, last = params.range.start.line, params.range.end.line
        wanted = tuple(each for each in page.annotations if first < each.line <= last + 1)
        encoding = server.workspace.position_encoding or lsp.PositionEncodingKind.Utf16
        return inlay_hints(page.figures[0].text, wanted, encoding)


def _add_commands(server: Heatline, launches: Launches) -> None:
    def command(name: str, handler: Any) -> None:  # any coroutine of one optional JSON argument
        async def answer(*arguments: Any) -> Any:
            return to_wire(await handler(arguments[0] if arguments else None))

        server.command(name)(answer)

    async def stop(argument: object) -> bool:
        return server.runs.stop(from_wire(RunParams, argument).run)

    async def mark(argument: object) -> Marked | Refused:
        marks = server.runs.mark(from_wire(RunParams, argument).run)
        return Marked("marked", marked_text(marks)) if marks else Refused("refused", NOTHING_TO_MARK)

    async def clear(argument: object) -> bool:
        uri = from_wire(protocol.DocumentParams, argument).uri
        path = None if uri is None else real_path(uri)
        if uri is not None and path is None:
            return False  # not a file, so there is nothing of it
        server.forget(path)
        kept = server.kept
        await asyncio.to_thread(kept.clear if path is None else partial(kept.clear_file, path))
        return True

    command(protocol.PREPARE, launches.prepare)
    for engine in PROFILERS:
        command(f"heatline.server.{engine.command}", partial(launches.profile, cast("protocol.Engine", engine.id)))
    command(protocol.FETCH_ENGINE, launches.fetch_engine)
    command(protocol.INTERPRETER, launches.interpreter)
    command(protocol.STOP, stop)
    command(protocol.MARK, mark)
    command(protocol.CLEAR, clear)
    timing = TimingLaunches(server, launches)
    views = (
        MemoryViews(server),
        CallViews(server),
        KeptRunsView(server),
        HotSpotsView(server),
        timing,
        TimingViews(server, timing),
        PausedTimings(server),
    )
    for name, handler in (each for view in views for each in view.commands.items()):
        command(name, handler)
