"""Functions of known growth, and how Heatline says they grow."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from bench.pythons import BenchPython
from bench.timed_programs import GROWTH, timed_profile
from heatline.analysis.answers import profile_answers
from heatline.analysis.growth import GrowthKind

MARK: Final = "# "


@dataclass(frozen=True)
class GrowthRow:
    """``known`` is the class as written above the function, ``said`` what was read off its times."""

    python: str
    function: str
    known: str
    said: GrowthKind
    slope: float
    sizes: tuple[int, ...]

    @property
    def is_right(self) -> bool:
        """n and n·log n count as one."""
        return self.said == self.known.partition(",")[0]


def growth_rows(python: BenchPython, folder: Path) -> Iterator[GrowthRow]:
    """Times all of them at all their sizes."""
    known = _known(GROWTH.read_text("utf-8").splitlines())
    for answer in profile_answers(timed_profile(python, GROWTH, folder / "growth.json")):
        if answer.growth is not None:
            grown = answer.growth.base_growth
            sizes = answer.growth.sizes
            yield GrowthRow(
                python.version, answer.function, known[answer.function], grown.kind, grown.slope, (sizes[0], sizes[-1])
            )


def _known(lines: Sequence[str]) -> dict[str, str]:
    """By function: the first comment of those above it."""
    found: dict[str, str] = {}
    first = ""
    for line in lines:
        if line.startswith(MARK):
            first = first or line.removeprefix(MARK)
        elif line.startswith("def "):
            found[line.removeprefix("def ").partition("(")[0]] = first
        first = first if line.startswith(MARK) else ""
    return found
