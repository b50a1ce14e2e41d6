"""A language client for the tests: starts the server as an editor would, and keeps what it is told."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from lsprotocol import types as lsp
from pytest_lsp import ClientServerConfig, LanguageClient, client_capabilities

SERVER = Path(__file__).resolve().parents[2] / "server"
WAIT_S = 60.0


@dataclass
class Editor:
    """A session: ``annotations`` by document and ``states`` of runs, in the order they came."""

    client: LanguageClient
    folder: Path
    annotations: dict[str, list[Any]] = field(default_factory=dict)
    states: list[Any] = field(default_factory=list)
    refreshed: list[str] = field(default_factory=list)

    def write(self, name: str, text: str) -> str:
        """Make a file of the workspace; returns its URI."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path.as_uri()

    def open(self, name: str, text: str | None = None) -> str:
        """Show a file of the workspace."""
        uri = (self.folder / name).as_uri() if text is None else self.write(name, text)
        shown = (self.folder / name).read_text(encoding="utf-8")
        item = lsp.TextDocumentItem(uri, "python", 1, shown)
        self.client.text_document_did_open(lsp.DidOpenTextDocumentParams(item))
        return uri

    def edit(self, uri: str, version: int, text: str) -> None:
        """Replace the whole text of a document."""
        document = lsp.VersionedTextDocumentIdentifier(version, uri)
        change = lsp.TextDocumentContentChangeWholeDocument(text)
        self.client.text_document_did_change(lsp.DidChangeTextDocumentParams(document, [change]))

    def close(self, uri: str) -> None:
        """No longer show a document."""
        document = lsp.TextDocumentIdentifier(uri)
        self.client.text_document_did_close(lsp.DidCloseTextDocumentParams(document))

    def changed_settings(self) -> None:
        """Say that settings have changed, without what they are now."""
        self.client.workspace_did_change_configuration(lsp.DidChangeConfigurationParams(None))

    async def execute(self, command: str, argument: object = None) -> Any:
        """Run one of the server's commands."""
        arguments: Any = None if argument is None else [argument]
        return await self.client.workspace_execute_command_async(lsp.ExecuteCommandParams(command, arguments))

    async def until(self, found: Callable[[], Any]) -> Any:
        """What ``found`` returns once it is something; TimeoutError after a minute."""
        async with asyncio.timeout(WAIT_S):
            while not (value := found()):
                await asyncio.sleep(0.02)
            return value

    async def ended(self) -> Any:
        """The state of the run that ended last."""
        return await self.until(lambda: next((s for s in self.states if s.phase == "ended"), None))

    async def profile(self, uri: str) -> Any:
        """Profile a document as a client without a terminal does, to its end."""
        self.states.clear()
        answer = await self.execute("heatline.server.profileTime", {"uri": uri})
        assert answer["kind"] == "started", answer
        return await self.ended()

    def texts(self, uri: str) -> dict[int, str]:
        """What stands at the end of each line by now, every message applied in order."""
        shown: dict[int, Any] = {}
        for message in self.annotations.get(uri, []):
            moved = {
                line + move.by: each
                for move in message.moves
                for line, each in shown.items()
                if move.first <= line <= move.last
            }
            shown = moved if message.base is not None else {}
            shown.update({each.line: each for each in message.lines})
        return {line: plain(each.text) or each.tone for line, each in sorted(shown.items()) if keeps(each)}


def plain(text: str) -> str:
    """``text`` with single ordinary spaces."""
    return " ".join(text.split())


def keeps(annotation: Any) -> bool:
    """Whether anything is drawn for it."""
    return bool(annotation.text) or annotation.tone != "measured" or annotation.level is not None


@asynccontextmanager
async def editor(
    folder: Path,
    settings: dict[str, Any] | None = None,
    roots: Sequence[Path] = (),
    *,
    pulls: bool = True,
    **options: Any,
) -> AsyncIterator[Editor]:
    """A session in ``folder``; ``settings`` are the section heatline's, ``options`` those of initialize.

    ``roots``: the workspace's folders, where it is not ``folder`` itself; ``pulls``: it asks for problems.
    """
    config = ClientServerConfig(server_command=[sys.executable, "-I", str(SERVER / "launch.py"), "serve"])
    client = await config.start()
    session = Editor(client, folder)
    _listen(client, session)
    client.set_configuration({"heatline": {"interpreter": sys.executable, **(settings or {})}})
    params = lsp.InitializeParams(
        capabilities=_capabilities(pulls=pulls),
        workspace_folders=[lsp.WorkspaceFolder(root.as_uri(), root.name) for root in roots or (folder,)],
        initialization_options={"paintsAnnotations": True, **options},
    )
    await client.initialize_session(params)
    try:
        yield session
    finally:
        if not client.stopped:
            await client.shutdown_session()
        await client.stop()


def _capabilities(*, pulls: bool) -> lsp.ClientCapabilities:
    capabilities = client_capabilities("visual_studio_code")
    assert capabilities.workspace is not None
    capabilities.workspace.inlay_hint = lsp.InlayHintWorkspaceClientCapabilities(refresh_support=True)
    assert capabilities.text_document is not None
    capabilities.text_document.diagnostic = lsp.DiagnosticClientCapabilities() if pulls else None
    return capabilities


def _listen(client: LanguageClient, session: Editor) -> None:
    @client.feature("heatline/annotations")
    def on_annotations(message: Any) -> None:
        session.annotations.setdefault(message.uri, []).append(message)

    @client.feature("heatline/run")
    def on_run(message: Any) -> None:
        session.states.append(message)

    @client.feature(lsp.WORKSPACE_CODE_LENS_REFRESH)
    def on_lens_refresh(params: None) -> None:
        session.refreshed.append("lens")

    @client.feature(lsp.WORKSPACE_INLAY_HINT_REFRESH)
    def on_hint_refresh(params: None) -> None:
        session.refreshed.append("hints")

    @client.feature(lsp.CLIENT_REGISTER_CAPABILITY)
    def on_register(params: lsp.RegistrationParams) -> None:
        session.refreshed.append("registered")
