"""What a tracer of ours has counted, as immutable values: per code object, per line, per call from a line.

Times are ticks of the tracer's clock, ``Counted.tick_ns`` nanoseconds each, and not yet compensated: what measuring
cost is in them. A figure that a tracer cannot give is None. They follow the words of ``server/native/layout.h``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

Place = tuple[int, int]  # number of the file among those its process loaded, index of the code object in it


class Under(NamedTuple):
    """What ran within a stretch of time: intervals of lines, calls and resumptions that began, ticks on no line.

    The first three are weighted where a tracer weighs them: twice as many where the machine was at half its pace.
    """

    lines: float | None
    calls: float | None
    resumes: float | None
    gap: float | None


class Edge(NamedTuple):
    """From a line to ``callee``: ``ticks`` and what is ``under`` them are of outermost calls only."""

    callee: Place
    calls: float
    resumes: float
    ticks: float | None
    under: Under


class Slot(NamedTuple):
    """A line of one code object. ``ticks``, with what is ``under`` them, are of outermost calls only.

    ``own`` is without measured callees; ``awaited`` while suspended, in none of the others; ``first`` and ``slowest``
    of single hits; ``intervals`` are its own, that hits and resumptions began. They, and the ``calls`` and ``resumes``
    that it makes itself, are weighted as in ``Under``.
    """

    line: int
    hits: float
    ticks: float | None
    own: float | None
    awaited: float | None
    first: float | None
    slowest: float | None
    under: Under
    calls: float | None
    resumes: float | None
    intervals: float | None
    edges: tuple[Edge, ...]


class Record(NamedTuple):
    """A code object: ``ticks`` of outermost calls only, ``gap`` those of its frames while they were on no line."""

    place: Place
    calls: float
    resumes: float | None
    ticks: float | None
    gap: float | None
    under: Under
    slots: tuple[Slot, ...]


@dataclass(frozen=True)
class Costs:
    """What measuring one interval of a line, one call and one resumption costs, in ticks."""

    line: float
    call: float
    resume: float


@dataclass(frozen=True)
class Counted:
    """All that was counted. ``tick_ns`` is None where the clock's rate is not known yet.

    ``outside`` is the time threads spent outside of the user's code between their first event and their last,
    ``entered`` what came in from there.
    ``yielded_ns``: when the tracer made way for one of the program's, by the monotonic clock, None if it never did;
    ``comes_back``: it goes on when that is gone.
    """

    tick_ns: float | None
    costs: Costs
    records: tuple[Record, ...]
    outside: float | None
    entered: Under
    yielded_ns: float | None = None
    comes_back: bool = False
    unmeasured_codes: int = 0
    unkept_edges: int = 0


@dataclass(frozen=True)
class Lives:
    """What the clock says of a run: when its body began and ended, or what it is by now, in monotonic nanoseconds.

    ``others_ns`` is the sum of the lives of all its threads but the first, ``running`` each line that a frame is on,
    as (file, index of the code object, line).
    """

    began_ns: int
    ended_ns: int
    others_ns: int
    forked: bool
    running: tuple[tuple[int, int, int], ...]
