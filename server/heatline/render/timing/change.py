"""An answer beside the earlier one: what an edit changed, if it is more than two runs of the same would differ by."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from heatline.analysis.answers import Answer, Timed
from heatline.render.numbers import change, count, ratio
from heatline.render.timing.words import plural

# Two runs are not taken in turns: a process of its own, another moment. Medians of the same code then differ by a few
# percent, and the more, the more the readings of either spread.
LEAST: Final = 0.05
WITHIN: Final = "within the noise of two runs"


def change_text(earlier: Answer, now: Answer) -> str | None:
    """``214 → 136 ns · 1.57× faster``; None where the two have no call in common."""
    common = _common(earlier, now)
    if not common:
        return None
    said = _one(*common[0]) if len(common) == 1 else _many(common)
    before, after = earlier.profile.run, now.profile.run
    other = (before.interpreter, before.python_version) != (after.interpreter, after.python_version)
    return f"{said} · Python {before.python_version} → {after.python_version}" if other else said


def _common(earlier: Answer, now: Answer) -> list[tuple[Timed, Timed]]:
    """The rows of both that time the same; of those over sizes the largest that both have."""
    before = {_asked(row): row for row in earlier.rows if row.summary is not None}
    rows = [(before[_asked(row)], row) for row in now.rows if row.summary is not None and _asked(row) in before]
    plain = [each for each in rows if each[1].base.size is None]
    return plain or rows[-1:]


def _asked(row: Timed) -> tuple[str, str, int | None, bool]:
    natural = row.base.asked == "real_calls"
    return ("" if natural else row.base.call, row.base.setup, row.base.size, natural)


def _one(before: Timed, after: Timed) -> str:
    if before.summary is None or after.summary is None:
        return ""
    size = "" if after.base.size is None else f" at n = {count(after.base.size)}"
    told = f"{change(before.summary.median_ns, after.summary.median_ns)}{size}"
    factor = _factor(before, after)
    return f"{told} · {_faster(factor) if _beyond(before, after) else WITHIN}"


def _many(rows: Sequence[tuple[Timed, Timed]]) -> str:
    """Of several calls how many became faster, and how many slower."""
    beyond = [_factor(*each) for each in rows if _beyond(*each)]
    faster, slower = [each for each in beyond if each > 1], [each for each in beyond if each < 1]
    if not beyond:
        return f"{plural(len(rows), 'call')} {WITHIN}"
    parts = []
    for factors, most in ((faster, max), (slower, min)):
        if factors:
            up_to = "up to " if len(factors) > 1 else ""
            parts.append(f"{count(len(factors))} {up_to}{_faster(most(factors))}")
    return f"of {plural(len(rows), 'call')} {', '.join(parts)}"


def _factor(before: Timed, after: Timed) -> float:
    """How many times as long it took before."""
    if before.summary is None or after.summary is None or not after.summary.median_ns:
        return 1.0
    return before.summary.median_ns / after.summary.median_ns


def _beyond(before: Timed, after: Timed) -> bool:
    """Whether it is more than two runs of the same differ by."""
    factor = _factor(before, after)
    noise = sum(
        row.summary.spread_ns / row.summary.median_ns
        for row in (before, after)
        if row.summary is not None and row.summary.median_ns
    )
    return factor > 0 and max(factor, 1 / factor) - 1 > max(LEAST, noise)


def _faster(factor: float) -> str:
    return f"{ratio(factor)} faster" if factor > 1 else f"{ratio(1 / factor)} slower"
