"""The user's settings for a document: fetched from the client, kept until it says they changed, and expanded."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Mapping
from pathlib import Path

from lsprotocol.types import ConfigurationItem, ConfigurationParams
from pygls.exceptions import JsonRpcException
from pygls.lsp.server import LanguageServer

from heatline.codec import from_wire
from heatline.protocol import Settings

SECTION = "heatline"


class SettingsOf:
    """The settings of each document, by its URI; one owner of what the client told."""

    def __init__(self, server: LanguageServer) -> None:
        self._server = server
        self._asked: dict[str, asyncio.Task[None]] = {}
        self._kept: dict[str, Settings] = {}
        self._told: dict[str, Settings] = {}  # the last answers, which may have changed since
        self._pushed = Settings()

    def changed(self, settings: object) -> None:
        """The client says that settings changed; one that cannot be asked sends them along."""
        self._asked, self._kept = {}, {}  # what is on its way is not for these
        if isinstance(settings, Mapping) and SECTION in settings:
            self._pushed = from_wire(Settings, settings[SECTION])

    async def get(self, uri: str) -> Settings:
        """The settings for the document at ``uri``, asked for once however many want them."""
        if not self._can_ask():
            return self._pushed
        while uri not in self._kept:  # they may change before the answer is there
            if uri not in self._asked:
                asking = self._ask(uri, self._kept, self._asked)
                self._asked[uri] = asyncio.get_running_loop().create_task(asking)
            await asyncio.shield(self._asked[uri])
        return self._kept[uri]

    async def _ask(self, uri: str, kept: dict[str, Settings], asked: dict[str, asyncio.Task[None]]) -> None:
        params = ConfigurationParams([ConfigurationItem(scope_uri=uri, section=SECTION)])
        try:
            answer = await self._server.workspace_configuration_async(params)
            settings = from_wire(Settings, answer[0] if answer else None)
        except JsonRpcException:  # it announced that it can be asked, and cannot
            settings = self._pushed
        finally:
            asked.pop(uri, None)
        kept[uri] = settings
        if kept is self._kept:
            self._told[uri] = settings

    def known(self, uri: str) -> Settings | None:
        """The settings for ``uri`` as they were told last; None while they never were."""
        return self._told.get(uri) if self._can_ask() else self._pushed

    def _can_ask(self) -> bool:
        capabilities = self._server.client_capabilities.workspace
        return bool(capabilities and capabilities.configuration)


def expanded(text: str, folder: Path, file: Path) -> str:
    """``text`` with ``${workspaceFolder}``, ``${fileDirname}``, ``${userHome}`` and ``${env:NAME}`` put in."""
    if not text:
        return ""
    known = {"workspaceFolder": str(folder), "fileDirname": str(file.parent), "userHome": str(Path.home())}
    for name, value in known.items():
        text = text.replace("${" + name + "}", value)
    for name, value in os.environ.items():
        text = text.replace("${env:" + name + "}", value)
    return os.path.expanduser(text)


def expanded_path(text: str, folder: Path, file: Path) -> str:
    """``expanded``, and a relative path with a folder in it taken from ``folder``; a bare command stays one."""
    path = expanded(text, folder, file)
    return str(folder / path) if path and os.path.dirname(path) and not os.path.isabs(path) else path


def environment(settings: Settings, folder: Path, file: Path) -> dict[str, str]:
    """``heatline.envFile`` and over it ``heatline.env``; OSError where the file is named and cannot be read."""
    found: dict[str, str] = {}
    path = expanded_path(settings.env_file, folder, file)
    if path:
        for line in Path(path).read_text(encoding="utf-8").splitlines():
            name, equals, value = line.strip().removeprefix("export ").partition("=")
            if equals and not name.startswith("#"):
                found[name.strip()] = value.strip().strip("\"'")
    return found | dict(settings.env or {})
