"""What a line tells when asked: all its figures, of what each is a part, and how they were measured."""

from __future__ import annotations

from datetime import datetime

from lsprotocol.types import Hover, MarkupContent, MarkupKind

from heatline.analysis.figures import Figures


def line_hover(figures: Figures, line: int, now: datetime) -> Hover | None:
    """The hover of current ``line`` (1-based), or None where nothing is known; ``now`` is an aware time."""
    found = figures.lines.get(line)
    if found is None or now is None:
        return None
    return Hover(MarkupContent(MarkupKind.Markdown, str(found.measured_line)))
