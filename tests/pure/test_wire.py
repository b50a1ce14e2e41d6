"""Lenses on the wire are what the library for LSP would make of them."""

from __future__ import annotations

import json

from lsprotocol.converters import get_converter
from lsprotocol.types import CodeLens, Command, Position, Range

from heatline.wire import lens_texts


def lens(line: int, command: Command | None) -> CodeLens:
    return CodeLens(Range(Position(line, 0), Position(line, 4)), command)


def test_lenses_are_written_as_the_library_writes_them() -> None:
    arguments: list[object] = [{"uri": "file:///p/ü.py", "function": 'A.<locals>."m"', "lines": {"first": 1}}]
    lenses = [
        lens(3, Command("timeit this", "heatline.timeit", arguments=arguments)),
        lens(3, Command('41 % of "the run"\n', "")),
        lens(3, Command("compare…", "heatline.compare", arguments=arguments)),
        lens(9, None),
        lens(10, Command("Stop", "heatline.stop", arguments=[])),
    ]

    assert [json.loads(text) for text in lens_texts(lenses)] == get_converter().unstructure(lenses)
