"""What the tracer in pure Python left in its snapshot, as what was counted; its ticks are nanoseconds."""

from __future__ import annotations

from collections.abc import Iterable
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
        return Counted(1.0, costs, records, left.get("outside_ns"), _entered(records), left.get("yielded_ns") or None)
    except (TypeError, ValueError, IndexError):
        return None


def _record(row: Any) -> Record:
    file, index, calls, resumes, ticks, gap, *under, slots = row
    return Record((file, index), calls, resumes, ticks, gap, Under(*under), tuple(map(_slot, slots)))


def _entered(records: Iterable[Record]) -> Under:
    """The calls and resumptions that no line of the user's made."""
    calls = resumes = 0.0
    for record in records:
        calls += record.calls - sum(slot.calls or 0 for slot in record.slots)
        resumes += (record.resumes or 0) - sum(slot.resumes or 0 for slot in record.slots)
    return Under(0, max(calls, 0), max(resumes, 0), 0)


def _slot(row: Any) -> Slot:
    line, *figures = row
    edges = figures.pop() if len(figures) > SLOT_FIGURES else ()
    figures += [None] * (SLOT_FIGURES - len(figures))
    hits, resumed = figures[0], figures[12]
    rest = (Under(*figures[6:10]), *figures[10:12], hits + (resumed or 0))
    return Slot._make((line, *figures[:6], *rest, tuple(map(_edge, edges or ()))))


def _edge(row: Any) -> Edge:
    file, index, calls, resumes, ticks, *under = row
    return Edge((file, index), calls, resumes, ticks, Under(*under))
