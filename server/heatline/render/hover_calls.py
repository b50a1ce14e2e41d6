"""The table of whom a line calls: how its part of the function is shared out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import PurePath
from typing import Final

from heatline.analysis.callees import Callee, callees
from heatline.analysis.shares import FunctionShare, LineShare, RunShares, part
from heatline.render.hover_table import function_name
from heatline.render.numbers import count, duration, percent
from heatline.render.program_text import markdown

MOST: Final = 5
Cells = tuple[str, str, str, str]  # who, percent of the calling function, time, calls


def calls_table(run: RunShares, row: LineShare) -> str:
    """Those that took most first, then the line itself; "" where it calls nobody that was measured."""
    called = callees(run, row)
    if not called:
        return ""
    cells = [("Under this line", f"% of {function_name(row.function)}", "Time", "Calls"), *_rows(row, called)]
    head, *body = (f"| {' | '.join(each)} |" for each in cells)
    return "\n".join([head, "|:--|--:|--:|--:|", *body])


def _rows(row: LineShare, called: Sequence[Callee]) -> Iterator[Cells]:
    shown = called if len(called) <= MOST + 1 else called[:MOST]
    for each in shown:
        yield _called(_name(each.function, row.function), [each])
    if len(shown) < len(called):
        rest = called[len(shown) :]
        yield _called(f"{count(len(rest))} more functions", rest)
    own_ns = row.values.get("line_own_ns")
    if own_ns is not None:
        share = None if row.function.running else part(own_ns, row.function.total_ns)
        yield "the line itself", _percent(share), duration(own_ns), ""


def _called(name: str, together: Sequence[Callee]) -> Cells:
    shares = [each.percent for each in together]
    share = None if None in shares else sum(filter(None, shares))
    counts = [each.calls for each in together]
    calls = "" if None in counts else count(sum(filter(None, counts)))
    return name, _percent(share), duration(sum(each.total_ns for each in together)), calls


def _percent(share: float | None) -> str:
    return "" if share is None else percent(share)


def _name(callee: FunctionShare, caller: FunctionShare) -> str:
    """``crypt``; with its file where that is another, and "the module" only there."""
    name = function_name(callee)
    file = PurePath(callee.row.path).name
    return name if callee.row.path == caller.row.path else f"{name} ({markdown(file, 60)})"
