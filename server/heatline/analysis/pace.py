"""How fast a run that goes on executes lines, from one snapshot to the next."""

from __future__ import annotations

from dataclasses import dataclass
from math import exp
from typing import Final

from heatline_runner.model import Profile

SMOOTHING_NS: Final = 1e9  # a snapshot this much later than the one before counts for two thirds


@dataclass(frozen=True)
class Pace:
    """``hits`` of all lines by ``body_ns``; ``per_second`` is smoothed, and absent before the first snapshot."""

    hits: float = 0
    body_ns: int = 0
    per_second: float | None = None


def pace(profile: Profile, before: Pace) -> Pace:
    """The pace by now; as before where ``profile`` is no newer, or its engine does not count hits."""
    hits, body_ns = _hits(profile), profile.run.body_ns
    passed_ns = body_ns - before.body_ns
    if hits is None or passed_ns <= 0:
        return before
    now = max(hits - before.hits, 0) * 1e9 / passed_ns
    kept = 0.0 if before.per_second is None else exp(-passed_ns / SMOOTHING_NS)
    return Pace(hits, body_ns, kept * (before.per_second or 0) + (1 - kept) * now)


def _hits(profile: Profile) -> float | None:
    columns = [table.values["hits"] for table in profile.lines if "hits" in table.values]
    return sum(hits for column in columns for hits in column if hits) if columns else None
