"""What the tracer in pure Python left in its snapshot, as what was counted; its ticks are nanoseconds."""

from __future__ import annotations

from typing import Any

from heatline_runner.engines.line_time.counted import Costs, Counted, Edge, Record, Slot, Under

SLOT_FIGURES = 13  # beside its line and its edges


def counted_in(left: Any) -> Counted | None:
    """``left`` as ``Measure.tables`` of ``monitored`` gives it; None where it is something else."""
    if not isinstance(left, dict) or "records" not in left:
        return None
    try:
        records = tuple(map(_record, left["records"]))
        costs = Costs(*(cost or 0.0 for cost in left["costs"]))
        return Counted(1.0, costs, records, left.get("outside_ns"), left.get("yielded_ns") or None)
    except (TypeError, ValueError, IndexError):
        return None


def _record(row: Any) -> Record:
    file, index, calls, resumes, ticks, gap, *under, slots = row
    return Record((file, index), calls, resumes, ticks, gap, Under(*under), tuple(map(_slot, slots)))


def _slot(row: Any) -> Slot:
    line, *figures = row
    edges = figures.pop() if len(figures) > SLOT_FIGURES else ()
    figures += [None] * (SLOT_FIGURES - len(figures))
    under = Under(*figures[6:10])
    return Slot._make((line, *figures[:6], under, *figures[10:13], tuple(map(_edge, edges or ()))))


def _edge(row: Any) -> Edge:
    file, index, calls, resumes, ticks, *under = row
    return Edge((file, index), calls, resumes, ticks, Under(*under))
