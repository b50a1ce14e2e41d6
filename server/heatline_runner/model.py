"""What a run measured, as one immutable value: what engines fill and views read.

Times are nanoseconds, memory is bytes, lines are 1-based. A table that an engine does not fill is empty; a figure that
a tracer cannot give is ``None``, never zero.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import blake2b
from typing import Literal

Unit = Literal["ns", "bytes", "count", "ratio"]
Outcome = Literal["running", "finished", "raised", "exited", "cancelled", "timed_out", "killed", "crashed"]
NoteKind = Literal["not_measured", "distorts", "running", "not_ended", "recursive", "over_time", "unverified"]
Asked = Literal[
    "comment", "doctest", "no_arguments", "given", "selection", "guard", "real_calls", "repeated", "paused"
]  # where what is timed comes from: a comment, ..., the user's words, ..., the program's own calls
Clock = Literal["wall", "cpu"]
Values = Mapping[str, float | None]  # metric id -> figure
NEVER_RETURNED = "NeverReturned"  # the type of a Failure to return in the time that was given; its message is ours


@dataclass(frozen=True)
class Metric:
    """A measured quantity; ``id`` is one of DESIGN's metric ids, ``title`` is what a table's head says."""

    id: str
    title: str
    unit: Unit


@dataclass(frozen=True)
class Source:
    """The text that was measured, as digests: of the whole, and of each line without its end, first line first."""

    digest: str
    line_digests: tuple[str, ...]


@dataclass(frozen=True)
class LineTable:
    """The executable lines of one file, as columns of equal length; a line appears once per function it is part of.

    ``function`` indexes ``Profile.functions``: the innermost def, class or module. A line that only runs inside a
    lambda, a comprehension or a generator expression has hits and no time: its time is that of the line it is run by.

    Times of lines: ``time_ns`` with all that the line calls, ``line_own_ns`` without the user's functions that it calls
    (so that these add up), ``await_ns`` while it was suspended (in none of the others), ``first_ns`` and ``slowest_ns``
    of single hits, ``raw_time_ns`` before what measuring cost was taken off.
    """

    path: str
    line: tuple[int, ...]
    function: tuple[int, ...]
    values: Mapping[str, tuple[float | None, ...]]  # metric id -> a column


@dataclass(frozen=True)
class FunctionRow:
    """A def, a class body or a module; ``name`` is its qualified name, ``line`` that of its first decorator or def.

    Where calls were measured, anything that was called: lambdas, functions of libraries, and what is no Python, whose
    path is empty and whose line is 0.

    ``values``, where known: ``calls``, ``total_ns`` with all that it calls (calls inside calls counted once), and
    ``own_ns`` without the user's functions that it calls.
    """

    path: str
    line: int
    end_line: int
    name: str
    values: Values


@dataclass(frozen=True)
class CallEdge:
    """Calls from ``caller`` (at ``line``, where known) to ``callee``; both index ``Profile.functions``.

    ``values``, where known: ``calls``, and ``total_ns`` that they took with all that they called in turn.
    """

    caller: int
    callee: int
    line: int | None
    values: Values


@dataclass(frozen=True)
class Stack:
    """A sampled stack: pairs of function index and line, root first."""

    frames: tuple[tuple[int, int], ...]
    values: Values


@dataclass(frozen=True)
class Series:
    """Readings of one process over the body's time, as columns of equal length, in the order of ``at_ns``.

    ``place`` indexes ``places``, the (path, line) that ran at each reading; -1 where that is not known. Readings are
    ``interval_ns`` apart, as near as the system keeps it; the first and the last may be nearer.
    """

    title: str
    interval_ns: int
    at_ns: tuple[int, ...]
    place: tuple[int, ...]
    places: tuple[tuple[str, int], ...]
    values: Mapping[str, tuple[float | None, ...]]  # metric id -> a column


@dataclass(frozen=True)
class Span:
    """One call of a function, as an interval over the body's time."""

    function: int
    start_ns: int
    end_ns: int


@dataclass(frozen=True)
class Note:
    """What was not measured (``not_measured``), what distorts (``distorts``), with the next step where there is one.

    ``running`` names a line that had begun and not ended when the profile was taken, so that its time is not in it,
    ``not_ended`` one whose time up to then is; ``recursive`` a function (by its first line) whose time counts calls
    inside calls. ``over_time`` is said where the timeline and the spans are shown: what of them was not kept.
    ``unverified``: it is not known which text was measured.
    """

    kind: NoteKind
    text: str
    path: str | None = None
    line: int | None = None


@dataclass(frozen=True)
class Failure:
    """The exception that ended the program, and where in the user's code, as far as known."""

    type: str
    message: str
    path: str | None = None
    line: int | None = None


@dataclass(frozen=True)
class Trial:
    """One thing timed as timeit does, or why it was not (``error``).

    ``samples_ns`` are times of one loop by ``clock``, ``loop_ns`` of timeit's own already taken off; ``loops`` how many
    each sample ran. ``first_ns`` is the very first call, by the wall. It stands on ``line`` of the file at ``path`` and
    is about ``function``, an index into ``Profile.functions``. ``pair``: those with one number were timed in turns,
    sample by sample, the base first. ``size`` is the n it was timed at. Of the program's own calls (``asked``
    "real_calls") each sample is one, in order, the first of ``calls``; the slowest was made at ``slowest``.
    """

    label: str
    call: str
    setup: str
    loops: int
    samples_ns: tuple[float, ...]
    clock: Clock = "wall"
    loop_ns: float = 0.0
    first_ns: float | None = None
    asked: Asked = "given"
    path: str = ""
    line: int = 0
    function: int | None = None
    pair: int | None = None
    size: int | None = None
    calls: int | None = None
    slowest: tuple[str, int] | None = None
    error: Failure | None = None
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True)
class Scope:
    """The part of a file that a run was limited to: the functions and classes that lie within these lines.

    ``name`` is the qualified name of the one it is about, "<module>" for the module level, or "" for a selection;
    ``module``: the module's own lines are measured too, or alone where ``last_line`` is before ``first_line``. Of these
    ``from_line`` to ``to_line`` are those that were pointed at; 0 where all of them are meant.
    """

    path: str
    first_line: int
    last_line: int
    name: str = ""
    module: bool = False
    from_line: int = 0
    to_line: int = 0


@dataclass(frozen=True)
class Memory:
    """Resident size of the process in bytes: as the body began, the highest as the system has it, the last reading."""

    begin_bytes: int | None
    peak_bytes: int | None
    end_bytes: int | None


@dataclass(frozen=True)
class RunInfo:
    """What was run, how and how it ended.

    ``duration_ns`` is the wall time of the process, ``body_ns`` that of the program's body (start-up excluded),
    ``thread_ns`` the sum of its threads' lifetimes within the body, ``cpu_ns`` the process's CPU time in it.
    ``partial`` says that something which ran is missing. ``overhead`` is measured time over plain time, where known.
    ``unmeasured_ns`` is the time that threads with user code spent outside of any line of it, clocked by itself, where
    it was. ``scope`` is what measuring was limited to, ``memory`` the process's, where it was read.
    """

    target: str
    argv: tuple[str, ...]
    cwd: str
    interpreter: str
    python_version: str
    engine_version: str
    started: str  # ISO 8601, UTC
    duration_ns: int
    cpu_ns: int
    body_ns: int
    thread_ns: int
    tracer: str | None
    outcome: Outcome
    exit_code: int | None
    signal: int | None
    partial: bool
    error: Failure | None
    overhead: float | None
    limits: tuple[Note, ...]
    processes: int
    scope: Scope | None = None
    memory: Memory | None = None
    unmeasured_ns: float | None = None


@dataclass(frozen=True)
class Profile:
    """One run by one engine. ``metrics[0]`` is the headline; ``sources`` has the measured text of each path."""

    format: Literal[1]
    engine: str
    run: RunInfo
    metrics: tuple[Metric, ...]
    lines: tuple[LineTable, ...]
    functions: tuple[FunctionRow, ...]
    calls: tuple[CallEdge, ...]
    stacks: tuple[Stack, ...]
    timeline: tuple[Series, ...]
    spans: tuple[Span, ...]
    trials: tuple[Trial, ...]
    sources: Mapping[str, Source]


def measured_source(text: str) -> Source:
    """The digests of ``text``: BLAKE2b, 8 bytes, in hex; lines end at LF, CR LF or CR, as Python and LSP have it."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return Source(digest=text_digest("\n".join(lines)), line_digests=tuple(map(text_digest, lines)))


def text_digest(text: str) -> str:
    """That of a line, or of a whole text."""
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
