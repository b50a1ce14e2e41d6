"""Lenses as JSON objects, made by hand: a file of a thousand functions has thousands, asked for after every edit."""

from __future__ import annotations

from typing import Any

from cattrs import Converter
from lsprotocol.types import CodeLens, Position
from pygls.protocol import default_converter


def wire_converter() -> Converter:
    """pygls's own, with a quicker way for lenses."""
    converter: Converter = default_converter()  # type: ignore[no-untyped-call]  # pygls says not what it gives
    converter.register_unstructure_hook(CodeLens, _lens)
    return converter


def _lens(lens: CodeLens) -> dict[str, Any]:
    found: dict[str, Any] = {"range": {"start": _position(lens.range.start), "end": _position(lens.range.end)}}
    if lens.command is not None:
        command = lens.command
        found["command"] = {"title": command.title, "command": command.command}
        if command.arguments is not None:
            found["command"]["arguments"] = list(command.arguments)
    return found


def _position(position: Position) -> dict[str, int]:
    return {"line": position.line, "character": position.character}
