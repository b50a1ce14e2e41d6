"""Where the time of a line goes: into the measured functions that it calls."""

from __future__ import annotations

from dataclasses import dataclass

from heatline.analysis.shares import FunctionShare, LineShare, RunShares, part


@dataclass(frozen=True, slots=True)
class Callee:
    """The ``calls`` of one function from a line, ``total_ns`` with all that it called in turn.

    ``percent`` is the part of the calling function's time, as a line's percent is, so that the percents of a line's
    callees and of the line itself make up the line's.
    """

    function: FunctionShare
    total_ns: float
    calls: float | None
    percent: float | None


def callees(run: RunShares, row: LineShare) -> tuple[Callee, ...]:
    """Whom the line calls, as part of its function, those that took most first; without a time they are left out."""
    caller = row.function
    whole_ns = None if caller.running else caller.total_ns
    found = [
        Callee(run.functions[edge.callee], total_ns, edge.values.get("calls"), part(total_ns, whole_ns))
        for edge in run.calls_under.get((caller.index, row.line), ())
        if (total_ns := edge.values.get("total_ns")) is not None
    ]
    return tuple(sorted(found, key=lambda callee: -callee.total_ns))
