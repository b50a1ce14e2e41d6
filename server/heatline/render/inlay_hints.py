"""The annotations as inlay hints, for editors that do not paint them."""

from __future__ import annotations

from lsprotocol.types import InlayHint, Position, PositionEncodingKind

from heatline.protocol import Annotation
from heatline.render.numbers import SPACE


def inlay_hints(
    text: tuple[str, ...],
    annotations: tuple[Annotation, ...],
    encoding: PositionEncodingKind | str = PositionEncodingKind.Utf16,
) -> list[InlayHint]:
    """One hint at the end of each line of ``text`` that says something.

    They are not aligned, since the editor draws them in the text.
    """
    return [
        InlayHint(
            position=Position(annotation.line - 1, _units(text[annotation.line - 1], encoding)),
            label=SPACE.join(annotation.text.split()),
            padding_left=True,
        )
        for annotation in annotations
        if annotation.text
    ]


def _units(text: str, encoding: PositionEncodingKind | str) -> int:
    """The length of ``text`` in the units of a position."""
    if encoding == PositionEncodingKind.Utf32:
        return len(text)
    if encoding == PositionEncodingKind.Utf8:
        return len(text.encode("utf-8", "surrogatepass"))
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
