"""The figures at the end of a line that the setting ``heatline.show`` names."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from heatline.analysis.shares import FileShares, LineShare
from heatline.render.numbers import SPACE, bar, count, count_change, duration, increment, percent, ratio, size, times

LEAST_DIFFERENCE: Final = 0.01  # of the function's time
BY_CHANCE: Final = 1.25  # the factor that two runs may differ by, where it could not be learnt
Part = Callable[[LineShare], "str | None"]


def shown_parts(file: FileShares, show: tuple[str, ...], hits: bool) -> list[Part]:
    """Those that ``show`` names; where no time is measured, hits come last."""
    names = [name for name in dict.fromkeys(show) if name in PARTS and (hits or name != "hits")]
    if all(metric.id != "time_ns" for metric in file.run.profile.metrics):
        names.sort(key=lambda name: name == "hits")
    return [part for name in names for part in PARTS[name]]


def _percent(row: LineShare) -> str | None:
    return None if row.percent is None else percent(row.percent)


def _time(row: LineShare) -> str | None:
    return None if row.time_ns is None else duration(row.time_ns)


def _hits(row: LineShare) -> str | None:
    return None if row.hits is None else times(row.hits)


def _per_hit(row: LineShare) -> str | None:
    return None if row.per_hit_ns is None else f"{duration(row.per_hit_ns)}{SPACE}each"


def _bar(row: LineShare) -> str | None:
    """The line's part of the run, by which it is hot; of memory's where time was not measured."""
    share = row.share if row.share is not None else row.memory_share
    return None if share is None else bar(share)


def _difference(row: LineShare) -> str | None:
    """``+3.10 ms`` since the run before an edit; a word where chance does as much."""
    if not _differs(row) or row.since is None:
        return None
    if row.since.by_chance:
        return f"as{SPACE}before"
    sign = "+" if row.since.difference > 0 else "−"
    return f"{sign}{duration(abs(row.since.difference))}"


def _factor(row: LineShare) -> str | None:
    """``1.40×``, behind the difference."""
    if not _differs(row) or row.since is None or row.since.by_chance or row.since.factor is None:
        return None
    return ratio(row.since.factor)


def _differs(row: LineShare) -> bool:
    """Whether it is worth a word."""
    whole_ns = row.function.total_ns
    if row.since is None or row.since.factor is None or row.time_ns is None or not whole_ns:
        return False
    if row.since.by_chance is None and 1 / BY_CHANCE <= row.since.factor <= BY_CHANCE:
        return False
    return abs(row.since.difference) >= LEAST_DIFFERENCE * whole_ns


def _figure(metric: str, text: Callable[[float], str], what: str = "") -> Part:
    """The text of a metric with ``what`` it is; none for zero, which in memory is no finding, nor suspended."""

    def part(row: LineShare) -> str | None:
        value = row.values.get(metric)
        return text(value) + (what and SPACE + what) if value is not None and round(value) else None

    return part


def _blocks(row: LineShare) -> str | None:
    """Those alive; by how many they grew only where nothing else is known."""
    if "blocks" in row.values:
        blocks, text = row.values["blocks"], count
    else:
        blocks, text = row.values.get("growth_blocks"), count_change
    return f"{text(blocks)}{SPACE}{'block' if abs(blocks) == 1 else 'blocks'}" if blocks else None


PARTS: Final[Mapping[str, tuple[Part, ...]]] = {
    "percent": (_percent,),
    "time": (_time,),
    "own": (_figure("line_own_ns", duration, "own"),),
    "hits": (_hits,),
    "per_hit": (_per_hit,),
    "bar": (_bar,),
    "suspended": (_figure("await_ns", duration, "suspended"),),
    "difference": (_difference, _factor),
    "memory": (_figure("increment_bytes", increment),),
    "peak": (_figure("peak_bytes", size, "peak"),),
    "memory_after": (_figure("memory_bytes", size, "after"),),
    "allocations": (
        _figure("growth_bytes", increment, "growth"),
        _figure("allocated_bytes", size, "alive"),
        _blocks,
    ),
}
