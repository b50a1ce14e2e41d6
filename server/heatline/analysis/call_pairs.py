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
    found: dict[tuple[int, int], Pair] = {}
    for edge in profile.calls:
        key = edge.caller, edge.callee
        calls, total_ns = edge.values.get("calls"), edge.values.get("total_ns")
        known = found.get(key)
        if known is not None:
            calls, total_ns = _sum((known.calls, calls)), _sum((known.total_ns, total_ns))
        found[key] = Pair(*key, calls, total_ns)
    return tuple(sorted(found.values(), key=lambda pair: -(pair.total_ns or 0.0)))


def _sum(values: Iterable[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return sum(known) if known else None
