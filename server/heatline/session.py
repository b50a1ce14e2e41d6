"""The session with one client: what the client is, what is open, what was measured, what runs."""

from __future__ import annotations

import asyncio
import gc
import logging
from collections.abc import Iterable, Sequence
from datetime import datetime, timezone
from typing import TYPE_CHECKING

from lsprotocol.types import CodeLens
from pygls.exceptions import FeatureNotificationError, JsonRpcInternalError
from pygls.lsp.server import LanguageServer

from heatline import __version__, protocol
from heatline.analysis.answers import Answer
from heatline.analysis.called import has_functions
from heatline.codec import to_wire
from heatline.documents import Documents, Page
from heatline.kept import Kept
from heatline.protocol import CallsChanged, InitializationOptions, KeptChanged, MemoryChanged, RunState, TimingsChanged
from heatline.render.lenses import LensCommands, document_lenses
from heatline.render.timing.lenses import Timed, TimeitCommands
from heatline.runs import Listener, Runs
from heatline.settings import SettingsOf
from heatline.store import Store
from heatline.texts import TextsNow
from heatline.timings import Timings
from heatline.typed_calls import TypedCalls
from heatline.wire import WireProtocol
from heatline_runner.model import Profile
from heatline_runner.registry import PROFILERS

if TYPE_CHECKING:
    from pygls.server import ServerErrors  # which is there for type checkers only

AGES_S = 60.0
ASKED_BY_S = 3.0  # how long a client takes, at most, to ask for lenses again

log = logging.getLogger(__name__)


class Heatline(LanguageServer):
    """The server and all its state: what the client is, what is open, what was measured, what runs."""

    def __init__(self) -> None:
        super().__init__("heatline", __version__, protocol_cls=WireProtocol)
        self.options = InitializationOptions()
        self.settings = SettingsOf(self)
        self.store = Store()
        self.kept = Kept("")
        self.documents = Documents(self.store)
        self.runs = Runs(Listener(self.on_profile, self.on_state))
        self.newest_uri: str | None = None
        self.pointed: tuple[str, int] | None = None  # the document and the line that were pointed at last
        self.timings = Timings()
        self.texts = TextsNow(self.documents)
        self.typed = TypedCalls("")

    def on_profile(self, profile: Profile, answers: Sequence[Answer] | None = None) -> None:
        """There are newer results: show them wherever their files are open. ``answers`` are those of its trials."""
        if profile.trials:
            self._on_timings(profile, answers)
            return
        paths = self.store.put(profile)
        self.show(self.documents.showing(paths))
        if profile.timeline:
            self.tell_memory(tuple(paths))
        if has_functions(profile):
            self.tell_calls(tuple(paths))
        if profile.run.outcome != "running":
            self._keep(profile)
            _settle()

    def _keep(self, profile: Profile) -> None:
        loop = asyncio.get_running_loop()

        def keep() -> None:
            self.kept.add(profile)
            loop.call_soon_threadsafe(self.tell_kept)

        self.thread_pool.submit(keep)

    def _on_timings(self, profile: Profile, answers: Sequence[Answer] | None) -> None:
        paths = self.timings.put(profile, answers)
        if not paths:
            return  # stopped before there was anything: what was timed earlier stands
        self.tell_timings(tuple(paths))
        self.refresh_lenses()
        if profile.run.outcome != "running":
            self.thread_pool.submit(self.kept.add, profile)

    def restore(self, profiles: Iterable[Profile]) -> None:
        """Show earlier results, given oldest first; before any run of this session can have ended."""
        for profile in profiles:
            self.store.put(profile)
        self.show(self.documents.showing(None))
        self.tell_memory(None)
        self.tell_calls(None)
        _settle()

    def restore_timings(self, timed: Iterable[tuple[Profile, Sequence[Answer]]]) -> None:
        """Likewise, what was timed."""
        paths = [path for profile, answers in timed for path in self.timings.put(profile, answers)]
        if paths:
            self.refresh_lenses()
            self.tell_timings(tuple(dict.fromkeys(paths)))
            _settle()

    def forget(self, path: str | None) -> None:
        """Show no longer what was measured of the file at the real ``path`` (None: of any)."""
        self.store.clear(path)
        self.timings.clear(path)
        self.typed.clear(path)
        self.show(self.documents.showing(None if path is None else [path]))
        self.refresh_lenses()
        self.tell_memory(None if path is None else (path,))
        self.tell_calls(None if path is None else (path,))
        self.tell_timings(None if path is None else (path,))

    def keep_ages(self) -> None:
        """Have lenses drawn anew, from now on, when how long ago something was timed has other words."""
        self.refresh_lenses()
        asyncio.get_running_loop().call_later(AGES_S, self.keep_ages)

    def on_state(self, state: RunState) -> None:
        """A run begins, goes on or ends."""
        self.protocol.notify(protocol.RUN, to_wire(state))
        if state.phase != "running":
            self.refresh_lenses()

    def show(self, pages: Iterable[Page]) -> None:
        """Send these documents' annotations anew, and have the client ask for the rest again.

        One whose settings are still asked for is left for its opening to show.
        """
        changed = False
        for page in pages:
            settings = self.settings.known(page.uri)
            message = None if settings is None else self.documents.refresh(page, settings.show)
            changed = changed or message is not None
            if message is not None and self.options.paints_annotations:
                self.protocol.notify(protocol.ANNOTATIONS, to_wire(message))
        if changed:
            self.refresh_lenses()
            self.refresh_hints()

    def tell_memory(self, keys: tuple[str, ...] | None) -> None:
        """Tell a client with views that there is other memory over time of these files (None: of any)."""
        if self.options.has_views:
            self.protocol.notify(protocol.MEMORY, to_wire(MemoryChanged(keys)))

    def tell_calls(self, keys: tuple[str, ...] | None) -> None:
        """Tell a client with views that there are other calls of these files (None: of any)."""
        if self.options.has_views:
            self.protocol.notify(protocol.CALLS, to_wire(CallsChanged(keys)))

    def tell_kept(self) -> None:
        """Tell a client with views that other runs are kept than before."""
        if self.options.has_views:
            self.protocol.notify(protocol.KEPT, to_wire(KeptChanged(self.kept.count())))

    def tell_timings(self, keys: tuple[str, ...] | None) -> None:
        """Tell a client with views that there are other timings of these files (None: of any)."""
        if self.options.has_views:
            self.protocol.notify(protocol.TIMED, to_wire(TimingsChanged(keys)))

    def lenses(self, page: Page) -> list[CodeLens]:
        """The lenses of ``page`` as it is now."""
        settings = self.settings.known(page.uri)
        if page.outline is None or settings is None or not settings.lenses:
            return []
        return document_lenses(page.outline, page.figures, self.lens_commands(page), self.timed(page))

    def timed(self, page: Page) -> Timed:
        """What was timed in ``page`` as it is now, and how its functions can be."""
        standing = [] if page.outline is None else self.timings.standing(page.path, page.outline, self.texts)
        return Timed(self.timeit_commands(page), standing, datetime.now(timezone.utc))

    def timeit_commands(self, page: Page) -> TimeitCommands:
        """As for profiling; a client with views shows the results."""
        own = self.options.has_terminal
        return TimeitCommands(
            uri=page.uri,
            timeit="heatline.timeit" if own else protocol.TIMEIT,
            compare="heatline.compare" if own else protocol.COMPARE,
            real_calls="heatline.timeRealCalls" if own else protocol.TIME_REAL_CALLS,
            stop="heatline.stop" if own else protocol.STOP,
            show="heatline.showTimings" if self.options.has_views else None,
            running=self.runs.timing(page.path),
        )

    def lens_commands(self, page: Page) -> LensCommands:
        """A client with a terminal has commands of its own for what it must do itself."""
        own = self.options.has_terminal
        prefix = "heatline" if own else "heatline.server"
        return LensCommands(
            profile=tuple((engine.title, f"{prefix}.{engine.command}") for engine in PROFILERS if engine.has_lens),
            stop="heatline.stop" if own else protocol.STOP,
            show_memory="heatline.showMemory" if self.options.has_views else None,
            show_calls="heatline.showCalls" if self.options.has_views else None,
            arguments=({"uri": page.uri},),
            running=self.runs.of_file(page.path),
            driver=page.driver,
            without_set_up=tuple(f"{prefix}.{each.command}" for each in PROFILERS if each.leaves_out_set_up),
        )

    def refresh_lenses(self) -> None:
        """Have the client ask again, if it announced that it can, where it has others: drawn anew they lose a click."""
        answered = [page for page in self.documents.showing(None) if page.lenses is not None]
        others = [page for page in answered if page.lenses != self.lenses(page)]
        for page in others:
            page.lenses = None
        if not others:
            return
        workspace = self.client_capabilities.workspace
        if workspace and workspace.code_lens and workspace.code_lens.refresh_support:
            self.workspace_code_lens_refresh(None)
            asyncio.get_running_loop().call_later(ASKED_BY_S, self._refresh_once_more, others)

    def _refresh_once_more(self, pages: list[Page]) -> None:
        """An editor that is busy, or asked while it asks, may forget a refresh: if it has not come since."""
        if any(page.lenses is None and page.uri == self.newest_uri for page in pages):
            self.workspace_code_lens_refresh(None)

    def refresh_hints(self) -> None:
        """Likewise; a client that paints has no hints."""
        workspace = self.client_capabilities.workspace
        if self.options.paints_annotations or workspace is None or workspace.inlay_hint is None:
            return
        if workspace.inlay_hint.refresh_support:
            self.workspace_inlay_hint_refresh(None)

    def report_server_error(self, error: Exception, source: ServerErrors) -> None:
        """What only a bug can cause is for the log, where pygls writes all but what a notification's coroutine met."""
        if source is FeatureNotificationError and isinstance(error, JsonRpcInternalError):
            log.error("a notification led to an error", exc_info=True)


def _settle() -> None:
    """Results stay long and have no cycles: without them, the garbage of a request is collected in no time."""
    gc.collect()
    gc.freeze()
