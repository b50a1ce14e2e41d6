"""A curve drawn with the blocks that a terminal has, an eighth of a row fine."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

BLOCKS: Final = " ▁▂▃▄▅▆▇█"
ROWS: Final = 8
EIGHTHS: Final = len(BLOCKS) - 1


@dataclass(frozen=True)
class Axes:
    """What stands beside the plot: ``sizes`` at its top, middle and foot; ``times`` at its left, middle and right."""

    sizes: tuple[str, str, str]
    times: tuple[str, str, str]

    @property
    def width(self) -> int:
        """Columns to the left of the plot."""
        return max(map(len, self.sizes)) + 2


def block_plot(heights: Sequence[float | None], axes: Axes) -> Iterator[str]:
    """``heights`` are 0 to 1, a column each; None leaves its column blank, 0 draws the lowest block."""
    steps = [0 if height is None else max(round(height * ROWS * EIGHTHS), 1) for height in heights]
    labels = {ROWS - 1: axes.sizes[0], ROWS // 2 - 1: axes.sizes[1]}
    margin = axes.width - 2
    for row in range(ROWS - 1, -1, -1):
        edge = f"{labels.get(row, '').rjust(margin)} {'┤' if row in labels else '│'}"
        yield (edge + "".join(_block(step - row * EIGHTHS) for step in steps)).rstrip()
    yield f"{axes.sizes[2].rjust(margin)} └{'─' * len(steps)}"
    yield " " * axes.width + _times(axes.times, len(steps))


def _block(eighths: int) -> str:
    return BLOCKS[min(max(eighths, 0), EIGHTHS)]


def _times(times: tuple[str, str, str], width: int) -> str:
    """The left and the right one at the ends; the middle one where there is room for it."""
    left, middle, right = times
    room = width - len(left) - len(right)
    if len(middle) + 4 > room:
        return left + right.rjust(width - len(left))
    before = width // 2 - len(middle) // 2
    return left.ljust(before) + middle + right.rjust(width - before - len(middle))
