"""What every part of a report is drawn on: its width, its colours, and the sources that were measured."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from textwrap import wrap
from typing import Final

from heatline.analysis.figures import Figures
from heatline.render.terminal import Style, printable, styled

NARROWEST: Final = 40


@dataclass(frozen=True)
class ReportPage:
    """``width`` in columns; ``documents`` by the path of what was measured, those that are not there left out."""

    width: int
    colour: bool
    documents: Mapping[str, Figures]

    def styled(self, text: str, style: Style) -> str:
        """``text`` in a style, where there are colours."""
        return styled(text, style, self.colour)

    def wrapped(self, text: str) -> list[str]:
        """``text``, words of ours, in lines of the page's width."""
        return wrap(text, max(self.width, NARROWEST))

    def source(self, path: str, line: int) -> str:
        """The measured line's text without its indent; empty where it is not there any more, or another."""
        figures = self.documents.get(path)
        current = None if figures is None else figures.drift.unchanged(line)
        return "" if figures is None or current is None else printable(figures.text[current - 1]).strip()
