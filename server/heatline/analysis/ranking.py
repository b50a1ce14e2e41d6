"""The lines of a run by how much memory each added or holds, most first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from heatline.analysis.shares import FileShares, LineShare, heat_level, part
from heatline.protocol import Level
from heatline_runner.model import Metric


@dataclass(frozen=True)
class RankedLine:
    """A line with its figures, by metric, over all functions it is part of; ``share`` is its part of the whole."""

    path: str
    line: int
    amount: float
    values: Mapping[str, float | None]
    share: float | None
    level: Level | None


@dataclass(frozen=True)
class Ranking:
    """The lines with more than nothing of ``metric``; shares are parts of ``whole``, where that is known.

    ``is_sum``: the whole is what the lines have together; else it is what the run grew by until its peak, since
    increments have in them those of the lines they call.
    """

    metric: Metric
    lines: tuple[RankedLine, ...]
    whole: float | None
    is_sum: bool


def ranking(files: Sequence[FileShares], metric: Metric) -> Ranking:
    """The lines of ``files``, all those of one run, by ``metric``, which is one in bytes."""
    memory = files[0].run.memory if files else None
    headline = memory if memory is not None and memory.metric == metric else None
    is_sum = headline is None or headline.whole == "lines"
    sums = [(file.path, line, _sums(rows)) for file in files for line, rows in file.lines.items()]
    found = [(amount, path, line, values) for path, line, values in sums if (amount := values.get(metric.id) or 0) > 0]
    whole = sum(amount for amount, *_ in found) if headline is None else headline.whole_bytes
    lines = (
        RankedLine(path, line, amount, values, part(amount, whole), heat_level(amount / whole) if whole else None)
        for amount, path, line, values in found
    )
    return Ranking(metric, tuple(sorted(lines, key=lambda each: -each.amount)), whole or None, is_sum)


def _sums(rows: Iterable[LineShare]) -> Mapping[str, float | None]:
    values = [row.values for row in rows]
    metrics = dict.fromkeys(chain.from_iterable(values))
    return {metric: _sum(each.get(metric) for each in values) for metric in metrics}


def _sum(values: Iterable[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return sum(known) if known else None
