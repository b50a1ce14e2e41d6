"""Messages as JSON text, quickly: a file of a thousand functions has thousands of lenses, asked for at every edit."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from itertools import groupby
from json.encoder import encode_basestring_ascii
from typing import Any, Final

from lsprotocol.types import CodeLens, Command
from pygls.protocol import LanguageServerProtocol
from pygls.protocol.json_rpc import JsonRPCResponseMessage

COMPACT: Final = json.JSONEncoder(separators=(",", ":"))


class WireProtocol(LanguageServerProtocol):
    """pygls's own, which writes messages in half the time, lenses in a quarter, and without blanks."""

    def _send_data(self, data: Any) -> None:  # any message, as pygls has it
        if not data or self.writer is None:
            super()._send_data(data)
            return
        try:
            text = _lens_answer(data) if _has_lenses(data) else self._text(data)
        except (TypeError, ValueError, RecursionError):
            super()._send_data(data)  # which fails, too, and reports it
            return
        self.writer.write(f"Content-Length: {len(text)}\r\n\r\n{text}".encode("ascii"))

    def _text(self, data: object) -> str:
        return json.dumps(data, default=self._serialize_message, check_circular=False, separators=(",", ":"))


def _has_lenses(data: object) -> bool:
    result = data.result if isinstance(data, JsonRPCResponseMessage) else None
    return isinstance(result, list) and bool(result) and isinstance(result[0], CodeLens)


def _lens_answer(answer: JsonRPCResponseMessage) -> str:
    texts = ",".join(lens_texts(answer.result))
    return f'{{"id":{json.dumps(answer.id)},"jsonrpc":"2.0","result":[{texts}]}}'


def lens_texts(lenses: Sequence[CodeLens]) -> Iterator[str]:
    """Each of ``lenses`` as JSON text; those above one function are at one place, and many have the same arguments."""
    arguments: dict[int, str] = {}
    for place, together in groupby(lenses, key=lambda lens: lens.range):
        start, end = place.start, place.end
        begin = f'{{"range":{{"start":{{"line":{start.line},"character":{start.character}}},"end":'
        begin += f'{{"line":{end.line},"character":{end.character}}}}}'
        for lens in together:
            yield begin + "}" if lens.command is None else f"{begin},{_command(lens.command, arguments)}}}"


def _command(command: Command, known: dict[int, str]) -> str:
    """``known`` are the texts of arguments by identity."""
    said = f'"command":{{"title":{encode_basestring_ascii(command.title)}'
    said += f',"command":{encode_basestring_ascii(command.command)}'
    if command.arguments is None:
        return said + "}"
    text = known.get(id(command.arguments))
    if text is None:
        text = known[id(command.arguments)] = COMPACT.encode(list(command.arguments))
    return f'{said},"arguments":{text}}}'
