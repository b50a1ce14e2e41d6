"""The figures beside the source, for a terminal or a file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from heatline.analysis.shares import RunShares


@dataclass(frozen=True)
class ReportStyle:
    """``width`` in columns; ``every_function``: those that never ran too."""

    width: int = 100
    colour: bool = False
    every_function: bool = False


def text_report(run: RunShares, texts: Mapping[str, str], style: ReportStyle) -> str:
    """The report of a run, with the source of each file that ``texts`` has by its path."""
    return f"{run.profile.run.target} {len(texts)} {style.width}\n"
