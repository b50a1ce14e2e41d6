"""Calls over time: which of them fall into a stretch, and near ones as one where they would be too many to draw."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from heatline_runner.model import Span

MOST_APART: Final = 300  # calls of one function that are drawn each by itself


@dataclass(frozen=True)
class Calls:
    """``count`` calls of one function, from the start of the first to the end of the last."""

    count: int
    start_ns: int
    end_ns: int


def spans_by_function(spans: Iterable[Span]) -> Mapping[int, tuple[Span, ...]]:
    """The spans of each function, by their start."""
    found: dict[int, list[Span]] = {}
    for span in spans:
        found.setdefault(span.function, []).append(span)
    return {function: tuple(sorted(of, key=lambda span: span.start_ns)) for function, of in found.items()}


def within(spans: Sequence[Span], from_ns: int, to_ns: int) -> tuple[Span, ...]:
    """Those that overlap the stretch."""
    return tuple(span for span in spans if span.start_ns <= to_ns and span.end_ns >= from_ns)


def longest(spans: Sequence[Span], most: int) -> tuple[Span, ...]:
    """The ``most`` longest, in their order."""
    if len(spans) <= most:
        return tuple(spans)
    kept = sorted(range(len(spans)), key=lambda at: spans[at].start_ns - spans[at].end_ns)[:most]
    return tuple(spans[at] for at in sorted(kept))


def joined(spans: Sequence[Span], stretch_ns: int, most: int = MOST_APART) -> tuple[Calls, ...]:
    """Spans, given by their start, as calls; more than ``most``: those nearer than that part of the stretch as one."""
    gap_ns = stretch_ns / most if len(spans) > most else -1.0
    calls: list[Calls] = []
    for span in spans:
        if calls and gap_ns >= 0 and span.start_ns - calls[-1].end_ns <= gap_ns:
            last = calls[-1]
            calls[-1] = replace(last, count=last.count + 1, end_ns=max(last.end_ns, span.end_ns))
        else:
            calls.append(Calls(1, span.start_ns, span.end_ns))
    return tuple(calls)
