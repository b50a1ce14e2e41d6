"""Takes what measuring cost off what was measured: pure arithmetic over costs that were calibrated in the same process.

A line's own time has the cost of its intervals and of its calls in it; a time with callees those of all that ran
under it, and the whole of their gaps, in which the tracer prepares. No figure falls below 0.
"""

from __future__ import annotations

from dataclasses import dataclass

from heatline_runner.engines.line_time.counted import Costs, Counted, Slot, Under

LEAST_LEFT = 0.01  # of a run: where less is left, the costs are not to be believed


@dataclass(frozen=True)
class Compensation:
    """From ticks to nanoseconds, without what measuring cost; all are None where the clock's rate is not known."""

    tick_ns: float | None
    costs: Costs

    def raw_ns(self, ticks: float | None) -> float | None:
        """As measured."""
        return None if ticks is None or self.tick_ns is None else ticks * self.tick_ns

    def own_ns(self, slot: Slot) -> float | None:
        """The line without measured callees."""
        return None if slot.own is None else self._positive(slot.own - self._own_cost(slot))

    def line_ns(self, slot: Slot) -> float | None:
        """The line with all that it called."""
        total = self.within_ns(slot.ticks, slot.under)
        own = self.own_ns(slot)
        return total if total is None or own is None else max(total, own)

    def within_ns(self, ticks: float | None, under: Under) -> float | None:
        """Ticks that had ``under`` in them, of a line, a function or the calls of one by another."""
        return None if ticks is None else self._positive(ticks - self._cost(under))

    def hit_ns(self, ticks: float | None, slot: Slot) -> float | None:
        """One hit of the line: less the one interval where it called nothing, else less what the average hit lost."""
        if ticks is None:
            return None
        if not (slot.under.calls or slot.under.resumes):
            return self._positive(ticks - self.costs.line)
        left, raw = self.line_ns(slot), self.raw_ns(slot.ticks)
        return None if left is None or not raw else self._positive(ticks * min(left / raw, 1.0))

    def outside_ns(self, counted: Counted) -> float | None:
        """Time outside of the user's code, less what entering it from there cost."""
        if counted.outside is None:
            return None
        return self._positive(counted.outside - self._cost(counted.entered))

    def whole_cost_ns(self, counted: Counted) -> float | None:
        """All that measuring cost in the program's threads together."""
        lines = sum(self._own_cost(slot) for record in counted.records for slot in record.slots)
        gaps = sum(record.gap or 0 for record in counted.records)
        return self._positive(lines + gaps + self._cost(counted.entered))

    def _own_cost(self, slot: Slot) -> float:
        costs = self.costs
        return (slot.intervals or 0) * costs.line + (slot.calls or 0) * costs.call + (slot.resumes or 0) * costs.resume

    def _cost(self, under: Under) -> float:
        costs = self.costs
        lines, calls, resumes, gap = under
        return (lines or 0) * costs.line + (calls or 0) * costs.call + (resumes or 0) * costs.resume + (gap or 0)

    def _positive(self, ticks: float) -> float | None:
        return self.raw_ns(max(ticks, 0))


def overhead(body_ns: float, cost_ns: float | None) -> float | None:
    """How many times longer a body took that cost so much to measure; None where that cannot be."""
    left = body_ns - (body_ns if cost_ns is None else cost_ns)
    return body_ns / left if left > body_ns * LEAST_LEFT else None
