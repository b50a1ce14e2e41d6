"""Who called whom, whatever the line: calls of one function by another, added up."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from heatline_runner.model import Profile


@dataclass(frozen=True, slots=True)
class Pair:
    """All calls of ``callee`` by ``caller``, indices into ``Profile.functions``, and their time with all they call."""

    caller: int
    callee: int
    calls: float | None
    total_ns: float | None


def call_pairs(profile: Profile) -> tuple[Pair, ...]:
    """Those that took most first."""
    found: dict[tuple[int, int], tuple[float | None, float | None]] = {}
    for edge in profile.calls:
        key = edge.caller, edge.callee
        figures = edge.values.get("calls"), edge.values.get("total_ns")
        if key in found:
            known = found[key]
            figures = _sum((known[0], figures[0])), _sum((known[1], figures[1]))
        found[key] = figures
    ordered = sorted(found.items(), key=lambda item: -(item[1][1] or 0.0))
    return tuple(Pair(*key, *figures) for key, figures in ordered)


def _sum(values: Iterable[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return sum(known) if known else None
