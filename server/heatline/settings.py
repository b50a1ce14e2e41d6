"""The user's settings for a document: fetched from the client, kept until it says they changed, and expanded."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from lsprotocol.types import ConfigurationItem, ConfigurationParams
from pygls.lsp.server import LanguageServer

from heatline.codec import from_wire
from heatline.protocol import Settings

SECTION = "heatline"


class SettingsOf:
    """The settings of each document, by its URI; one owner of what the client told."""

    def __init__(self, server: LanguageServer) -> None:
        self._server = server
        self._kept: dict[str, Settings] = {}
        self._pushed = Settings()

    def changed(self, settings: object) -> None:
        """The client says that settings changed; one that cannot be asked sends them along."""
        self._kept.clear()
        if isinstance(settings, Mapping) and SECTION in settings:
            self._pushed = from_wire(Settings, settings[SECTION])

    async def get(self, uri: str) -> Settings:
        """The settings for the document at ``uri``, asked for once."""
        capabilities = self._server.client_capabilities.workspace
        if capabilities is None or not capabilities.configuration:
            return self._pushed
        if uri not in self._kept:
            params = ConfigurationParams([ConfigurationItem(scope_uri=uri, section=SECTION)])
            answer = await self._server.workspace_configuration_async(params)
            self._kept[uri] = from_wire(Settings, answer[0] if answer else None)
        return self._kept[uri]

    def known(self, uri: str) -> Settings:
        """The settings for ``uri`` as far as they are known without asking."""
        return self._kept.get(uri, self._pushed)


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
