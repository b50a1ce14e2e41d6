"""Every message between the Heatline server and a client that LSP does not already have, defined once.

The TypeScript twin, ``extension/src/protocol.ts``, is generated from this file (``scripts/protocol_ts.py``) and
``npm run check`` fails while they differ. On the wire the field names are camelCase. Lines are 1-based here, as
everywhere but in LSP's own objects.

Commands are sent by ``workspace/executeCommand`` with at most one argument, the dataclass named beside them; without
an argument they work on the document of the newest open, change, hover or lens request; CLEAR then clears all.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

# --- commands -------------------------------------------------------------------------------------------------------

PREPARE: Final = "heatline.server.prepare"  # PrepareParams -> Prepared | Refused
PROFILE_TIME: Final = "heatline.server.profileTime"  # ProfileParams -> Started | Refused; the server spawns the run
PROFILE_MEMORY: Final = "heatline.server.profileMemory"  # the same
PROFILE_CALLS: Final = "heatline.server.profileCalls"  # the same
PROFILE_SAMPLES: Final = "heatline.server.profileSamples"  # the same
PROFILE_ALLOCATIONS: Final = "heatline.server.profileAllocations"  # the same
STOP: Final = "heatline.server.stop"  # RunParams -> bool: whether a run was there to stop
MARK: Final = "heatline.server.markMoment"  # RunParams -> Marked | Refused
CLEAR: Final = "heatline.server.clear"  # DocumentParams -> bool: forget the results of a file; without one, of all
FETCH_ENGINE: Final = "heatline.server.fetchEngine"  # FetchParams -> Fetched | Refused
INTERPRETER: Final = "heatline.server.interpreter"  # DocumentParams -> Interpreter | Refused
MEMORY_VIEW: Final = "heatline.server.memoryView"  # MemoryViewParams -> MemoryView | Refused
MEMORY_SERIES: Final = "heatline.server.memorySeries"  # MemorySeriesParams -> MemorySeries | Refused
MEMORY_PLACE: Final = "heatline.server.memoryPlace"  # MemoryPlaceParams -> Placed | Refused
SAVE_MEMORY: Final = "heatline.server.saveMemory"  # SaveMemoryParams -> Saved | Refused; mprof's .dat
CALL_VIEW: Final = "heatline.server.callView"  # CallViewParams -> CallView | Refused
CALL_ROWS: Final = "heatline.server.callRows"  # CallRowsParams -> CallRows | Refused
CALLS_OF: Final = "heatline.server.callsOf"  # CallsOfParams -> CallsOf | Refused
CALL_TREE: Final = "heatline.server.callTree"  # CallTreeParams -> CallTree | Refused
CALL_PLACE: Final = "heatline.server.callPlace"  # CallsOfParams -> Placed | Refused
SAVE_CALLS: Final = "heatline.server.saveCalls"  # SaveCallsParams -> Saved | Refused
RUNS: Final = "heatline.server.runs"  # none -> KeptRuns
SHOW_RUN: Final = "heatline.server.showRun"  # KeptRunParams -> RunShown | Refused
NAME_RUN: Final = "heatline.server.nameRun"  # NameRunParams -> KeptRuns | Refused
DELETE_RUN: Final = "heatline.server.deleteRun"  # KeptRunParams -> KeptRuns
EXPORT_RUN: Final = "heatline.server.exportRun"  # ExportRunParams -> Saved | Refused; Heatline's own JSON
COMPARE_RUNS: Final = "heatline.server.compareRuns"  # CompareRunsParams -> RunsCompared | Refused
HOT_SPOTS: Final = "heatline.server.hotSpots"  # none -> HotSpots | Refused: of the newest run
HOT_LINE: Final = "heatline.server.hotLine"  # HotLineParams -> HotLineFound | Refused
SUMMARY: Final = "heatline.server.summary"  # none -> Summary | Refused: the newest run in words
TIMEIT: Final = "heatline.server.timeit"  # TimeitParams -> Started | Question | Refused
COMPARE: Final = "heatline.server.compare"  # the same, against ``versus``, a comment's, else the likeliest function
TIME_REAL_CALLS: Final = (
    "heatline.server.timeRealCalls"  # ProfileParams -> Started | Refused; the server spawns the run
)
TIMEIT_CHOICES: Final = "heatline.server.timeitChoices"  # TimeitParams -> TimeitChoices | Refused
TIMINGS: Final = "heatline.server.timings"  # TimingsParams -> Timings | Refused
TIMING_PLACE: Final = "heatline.server.timingPlace"  # TimingPlaceParams -> Placed | Refused
TIME_PAUSED: Final = "heatline.server.timePaused"  # TimeitParams with code -> PausedSnippet | Refused
PAUSED_TIMED: Final = "heatline.server.pausedTimed"  # PausedResult -> PausedAnswer | Refused

# --- notifications, server to client --------------------------------------------------------------------------------

ANNOTATIONS: Final = "heatline/annotations"  # Annotations
SHOW_CALLS: Final = "heatline.showCalls"  # a client's own: {uri, line}, the line as it was measured
RUN: Final = "heatline/run"  # RunState
MEMORY: Final = "heatline/memory"  # MemoryChanged
CALLS: Final = "heatline/calls"  # CallsChanged
KEPT: Final = "heatline/kept"  # KeptChanged
TIMED: Final = "heatline/timed"  # TimingsChanged

Engine = Literal["line_time", "line_memory", "call_time", "allocations", "samples", "snippet_time"]
Level = Literal[0, 1, 2, 3, 4, 5]
Phase = Literal["prepared", "running", "ended"]
Tone = Literal["measured", "stale", "never_ran", "failed"]
TimeTracer = Literal["auto", "native", "monitoring", "line_profiler"]


@dataclass(frozen=True)
class InitializationOptions:
    """What a client says of itself in ``initialize``.

    ``paints_annotations``: it draws heatline/annotations and wants no inlay hints. ``has_terminal``: it runs what
    ``heatline.server.prepare`` answers in a terminal of its own. ``has_views``: it shows memory over time and
    calls, wants heatline/memory, and follows links of its own in a hover. ``trusted``: false in an untrusted workspace.
    ``storage``: a folder of the client's in which results outlive a restart of the server; empty: they do not.
    """

    paints_annotations: bool = False
    has_terminal: bool = False
    has_views: bool = False
    trusted: bool = True
    storage: str = ""


@dataclass(frozen=True)
class Settings:
    """The settings section ``heatline``, for one workspace folder. Empty strings and tuples mean "not set".

    ``tracer`` is what measures the time of lines; "auto" the best that can be had for the interpreter.
    """

    interpreter: str = ""
    cwd: str = ""
    args: tuple[str, ...] = ()
    env: Mapping[str, str] | None = None
    env_file: str = ""
    show: tuple[str, ...] = ("percent", "time", "hits", "suspended", "difference", "memory", "allocations")
    tracer: TimeTracer = "auto"
    child_processes: bool = True
    memory_arithmetic: Literal["exact", "memory_profiler"] = "exact"
    memory_children: bool = False
    lenses: bool = True
    timeout: float = 0.0


@dataclass(frozen=True)
class DocumentParams:
    """A document; without ``uri`` the newest one."""

    uri: str | None = None


@dataclass(frozen=True)
class RunParams:
    """A run; without ``run`` the newest one."""

    run: str | None = None


@dataclass(frozen=True)
class FetchParams:
    """Fetch the compiled engine that ``interpreter`` needs into Heatline's private folder."""

    interpreter: str


@dataclass(frozen=True)
class Lines:
    """Lines ``first`` to ``last`` of a document, inclusive."""

    first: int
    last: int


@dataclass(frozen=True)
class ProfileParams:
    """What to run: the document's file; without ``uri`` the newest document's.

    With ``lines`` only the functions that those lines are of are measured: one line stands for the function around it.
    They are lines of ``of``, another document, where that is named. ``options`` are the engine's, by their ids.
    """

    uri: str | None = None
    lines: Lines | None = None
    of: str | None = None
    options: Mapping[str, str] | None = None


@dataclass(frozen=True)
class PrepareParams:
    """The same, under ``engine``."""

    uri: str | None = None
    engine: Engine = "line_time"
    lines: Lines | None = None
    of: str | None = None
    options: Mapping[str, str] | None = None


@dataclass(frozen=True)
class Prepared:
    """The command a client with a terminal runs as a task's process, without a shell. ``env`` is what to add."""

    kind: Literal["prepared"]
    run: str
    title: str
    argv: tuple[str, ...]
    cwd: str
    env: Mapping[str, str]
    interpreter: Interpreter


@dataclass(frozen=True)
class Started:
    """The server runs it itself, standard input closed."""

    kind: Literal["started"]
    run: str
    title: str


@dataclass(frozen=True)
class Fetched:
    """The engine is there now; ``text`` says where."""

    kind: Literal["fetched"]
    text: str


@dataclass(frozen=True)
class Marked:
    """A moment of a run that follows allocations is marked; ``text`` says what is compared with what."""

    kind: Literal["marked"]
    text: str


@dataclass(frozen=True)
class Action:
    """A button: its title, the server command behind it and that command's argument, if it takes one."""

    title: str
    command: str
    argument: str | None = None


@dataclass(frozen=True)
class Refused:
    """Why nothing was started, in one sentence with the next step, and a button where one helps."""

    kind: Literal["refused"]
    text: str
    action: Action | None = None


@dataclass(frozen=True)
class Interpreter:
    """The Python a file is run with; ``found`` says by what: a setting, a .venv of the workspace, the PATH."""

    path: str
    version: str
    found: str


@dataclass(frozen=True)
class RunState:
    """How a run is doing; sent when something changes, and once with phase "ended".

    ``elapsed_ns`` is wall time since the run was prepared; ``lines`` the number of lines that ran at least once.
    ``text`` is one sentence for a status item or, at the end, a message; ``severity`` says how loud. ``setting`` says
    with which Python, found by what, and in which folder it runs; on a second line what measures it, and why not
    the best.
    """

    run: str
    engine: str
    title: str
    phase: Phase
    elapsed_ns: int
    lines: int
    text: str
    setting: str
    severity: Literal["info", "warning", "error"] = "info"
    action: Action | None = None


@dataclass(frozen=True)
class Annotation:
    """What to draw at the end of ``line`` (1-based).

    ``text`` is ready to draw; empty with tone "measured" and no level means: nothing on this line (any more).
    ``level`` is the heat in time, ``memory_level`` that in memory, 0 (coolest) to 5, None without a heat.
    """

    line: int
    text: str
    level: Level | None
    tone: Tone
    memory_level: Level | None = None


@dataclass(frozen=True)
class Move:
    """Annotations of the base on lines ``first`` to ``last`` (inclusive) now stand ``by`` lines lower."""

    first: int
    last: int
    by: int


@dataclass(frozen=True)
class Annotations:
    """The annotations of a document as of its ``version``.

    With ``base`` null, ``lines`` are all there are. Otherwise start from revision ``base``, the message before: what
    stands in no move is dropped, what does is moved and kept, then ``lines`` are laid over. A client applies every
    message in order, and paints only while its document is at ``version``: a newer message is then on its way.
    """

    uri: str
    version: int | None
    revision: int
    base: int | None
    moves: tuple[Move, ...]
    lines: tuple[Annotation, ...]


# --- memory over time -----------------------------------------------------------------------------------------------
# A view has a key, which stays while newer profiles take each other's place in it, and a revision, which does not.
# Times are ns since the program's body began.


@dataclass(frozen=True)
class MemoryViewParams:
    """Memory over time of a document's newest run that has it, or of ``file``, the path of an mprof ``.dat``."""

    uri: str | None = None
    file: str | None = None


@dataclass(frozen=True)
class Place:
    """A line of the user's; ``text`` names it: ``sos.py:7 in sum_of_diffs``."""

    path: str
    line: int
    text: str


@dataclass(frozen=True)
class MemoryMoment:
    """A reading; ``text`` has all of it: ``1.20 s · 56.2 MiB · sos.py:7 in sum_of_diffs``."""

    at_ns: int
    size_bytes: float
    text: str
    place: Place | None


@dataclass(frozen=True)
class MemoryFact:
    """One row of the facts; ``at_ns`` is the moment it speaks of, if it does."""

    title: str
    text: str
    at_ns: int | None = None
    place: Place | None = None


@dataclass(frozen=True)
class MemoryFunction:
    """A function whose calls can be shown; ``chosen``: one of those to show at first."""

    id: str
    name: str
    text: str
    chosen: bool
    place: Place | None


@dataclass(frozen=True)
class MemoryView:
    """What there is to see under ``key``: one curve per title, over ``from_ns`` to ``to_ns``.

    ``label`` says in a sentence what the picture shows. ``run`` is the run that goes on and still adds to it.
    ``functions`` come by their longest call. ``notes`` are sentences on what is missing. ``save_as`` is the path that
    mprof would write it to.
    """

    kind: Literal["memory"]
    key: str
    revision: int
    title: str
    label: str
    provenance: str
    from_ns: int
    to_ns: int
    curves: tuple[str, ...]
    peak: MemoryMoment | None
    facts: tuple[MemoryFact, ...]
    functions: tuple[MemoryFunction, ...]
    notes: tuple[str, ...]
    run: str | None
    save_as: str


@dataclass(frozen=True)
class MemorySeriesParams:
    """At most so many ``points`` per curve from ``from_ns`` to ``to_ns`` (None: from the start, to the end).

    ``functions`` are the ids of those whose calls are wanted. Without ``key``: of the newest document.
    """

    key: str | None = None
    from_ns: int | None = None
    to_ns: int | None = None
    points: int = 1000
    functions: tuple[str, ...] = ()


@dataclass(frozen=True)
class Axis:
    """The ``unit`` an axis is in, and how many ns or bytes one of it is."""

    unit: str
    divisor: float


@dataclass(frozen=True)
class Bracket:
    """One call of the function at index ``function`` of those wanted, or ``calls`` that are too near to tell apart."""

    function: int
    calls: int
    start_ns: int
    end_ns: int
    start_bytes: float | None
    end_bytes: float | None


@dataclass(frozen=True)
class TableRow:
    """A row of figures; ``place`` is the line it is about, as the last cell."""

    cells: tuple[str, ...]
    at_ns: int
    place: Place | None


@dataclass(frozen=True)
class Table:
    """``head`` has a title per cell, and one more for the place."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[TableRow, ...]


@dataclass(frozen=True)
class MemorySeries:
    """Readings in the order of ``at_ns``, of each stretch the lowest and the highest, and one beyond either end.

    ``curves`` has a column per curve, None where it has no reading of that time. ``texts`` says each reading in full;
    ``place`` indexes ``places``, -1 where the line is not known. ``functions`` are the ids that were wanted, which the
    brackets number. The tables say the same of the range in words.
    """

    kind: Literal["series"]
    key: str
    revision: int
    from_ns: int
    to_ns: int
    time: Axis
    memory: Axis
    at_ns: tuple[int, ...]
    curves: tuple[tuple[float | None, ...], ...]
    texts: tuple[str, ...]
    place: tuple[int, ...]
    places: tuple[Place, ...]
    functions: tuple[str, ...]
    brackets: tuple[Bracket, ...]
    moments: Table
    calls: Table


@dataclass(frozen=True)
class MemoryPlaceParams:
    """A measured line of the view under ``key``."""

    key: str
    path: str
    line: int


@dataclass(frozen=True)
class Placed:
    """It stands there now; ``last_line`` is the last of what begins there, where that is known."""

    kind: Literal["placed"]
    uri: str
    line: int
    last_line: int | None = None


@dataclass(frozen=True)
class HotPlace:
    """A hot line of the newest run, where it stands now: its figures, its ``source`` and how hot it is."""

    line: int
    text: str
    source: str
    level: Level


@dataclass(frozen=True)
class HotSpotFunction:
    """A function with hot lines, hottest first; ``line`` is the hottest."""

    name: str
    text: str
    line: int
    lines: tuple[HotPlace, ...]


@dataclass(frozen=True)
class HotSpotFile:
    """A file with hot functions."""

    uri: str
    name: str
    text: str
    functions: tuple[HotSpotFunction, ...]


@dataclass(frozen=True)
class HotSpots:
    """Where the time, or the memory, of the newest run went, hottest first; ``title`` is what ran."""

    kind: Literal["hotSpots"]
    title: str
    files: tuple[HotSpotFile, ...]


@dataclass(frozen=True)
class HotLineParams:
    """From a line of a document (None: where was pointed at last) towards another hot line, or the hottest of all."""

    towards: Literal["next", "previous", "hottest"] = "next"
    uri: str | None = None
    line: int | None = None


@dataclass(frozen=True)
class HotLineFound:
    """It stands there now; ``text`` says which of all it is, and how hot."""

    kind: Literal["hotLine"]
    uri: str
    line: int
    text: str


@dataclass(frozen=True)
class Summary:
    """The newest run in a few sentences; ``title`` is what ran."""

    kind: Literal["summary"]
    title: str
    sentences: tuple[str, ...]


@dataclass(frozen=True)
class SaveMemoryParams:
    """Write the readings under ``key`` (None: the newest document's) to ``path`` (None: where mprof would)."""

    key: str | None = None
    path: str | None = None


@dataclass(frozen=True)
class Saved:
    """It is written; ``text`` says where."""

    kind: Literal["saved"]
    path: str
    text: str


@dataclass(frozen=True)
class MemoryChanged:
    """What there is to see under these keys is another (None: under any)."""

    keys: tuple[str, ...] | None


# --- the runs that are kept -----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class KeptRun:
    """A run that is kept under ``id``: ``title`` is its name or what was run, ``text`` and ``detail`` say the rest."""

    id: str
    title: str
    text: str
    detail: str
    engine: Engine


@dataclass(frozen=True)
class KeptRuns:
    """The runs of this workspace that are kept, newest first."""

    kind: Literal["runs"]
    runs: tuple[KeptRun, ...]


@dataclass(frozen=True)
class KeptRunParams:
    """One of them; without ``id`` the newest."""

    id: str | None = None


@dataclass(frozen=True)
class NameRunParams:
    """One of them is to be called ``name``; "" takes its name away."""

    id: str
    name: str


@dataclass(frozen=True)
class ExportRunParams:
    """One of them is to be written to ``path``."""

    id: str
    path: str


@dataclass(frozen=True)
class RunShown:
    """Its figures stand on their lines now; ``uri`` is the file with the most of them, None where there is none."""

    kind: Literal["shown"]
    uri: str | None


@dataclass(frozen=True)
class CompareRunsParams:
    """What ``new`` took more or less than ``base``; without them the newest two that measured the same."""

    base: str | None = None
    new: str | None = None


@dataclass(frozen=True)
class RunsCompared:
    """What differs, as text in columns."""

    kind: Literal["compared"]
    title: str
    text: str


@dataclass(frozen=True)
class KeptChanged:
    """There are others than before; ``count`` how many."""

    count: int


# --- calls ----------------------------------------------------------------------------------------------------------
# A function is named by its place in the profile, which holds as long as the view's revision does.

Sort = Literal["total", "own", "calls", "primitive", "name"]
Whose = Literal["user", "library", "built-in"]
CallFormat = Literal["pstats", "speedscope", "collapsed"]


@dataclass(frozen=True)
class CallViewParams:
    """The calls of a document's newest run that has them, or of ``file``, the path of a profile."""

    uri: str | None = None
    file: str | None = None


@dataclass(frozen=True)
class CallView:
    """What there is to see under ``key``.

    ``picture`` says what the picture shows, and which part of that is an estimate. ``run`` is the run that goes on and
    still adds to it. ``notes`` are sentences on what is missing. ``formats`` are those it can be saved in.
    """

    kind: Literal["calls"]
    key: str
    revision: int
    title: str
    said: str
    picture: str
    provenance: str
    notes: tuple[str, ...]
    run: str | None
    formats: tuple[CallFormat, ...]
    save_as: str


@dataclass(frozen=True)
class CallRowsParams:
    """``most`` rows from the row ``first`` on, sorted, of the functions that have ``search`` in their name or place.

    ``own_code``: the user's functions alone. Without ``key``: of the newest document.
    """

    key: str | None = None
    sort: Sort = "total"
    descending: bool = True
    search: str = ""
    own_code: bool = False
    first: int = 0
    most: int = 200


@dataclass(frozen=True)
class CallRow:
    """A function. ``own_part`` and ``total_part`` are parts of the run, 0 to 1; ``goes``: it can be gone to."""

    function: int
    name: str
    place: str
    whose: Whose
    calls: str
    own: str
    own_each: str
    total: str
    total_each: str
    share: str
    own_part: float
    total_part: float
    goes: bool


@dataclass(frozen=True)
class CallRows:
    """The rows that were asked for, of ``count``; ``text`` says how many there are."""

    kind: Literal["rows"]
    revision: int
    rows: tuple[CallRow, ...]
    count: int
    text: str


@dataclass(frozen=True)
class CallsOfParams:
    """A function of the view under ``key``, or the innermost that was measured on ``line`` of that file."""

    key: str
    function: int = -1
    line: int | None = None


@dataclass(frozen=True)
class Neighbour:
    """A function that calls the chosen one, or that it calls: how often, how long, and what part of all that is."""

    function: int
    name: str
    place: str
    calls: str
    total: str
    share: str


@dataclass(frozen=True)
class CallsOf:
    """Who called a function, and whom it called: those that took most first."""

    kind: Literal["callsOf"]
    revision: int
    row: CallRow
    callers: tuple[Neighbour, ...]
    callees: tuple[Neighbour, ...]


@dataclass(frozen=True)
class CallTreeParams:
    """The picture below the node that ``path`` leads to, function by function, or of all calls of ``function``.

    Nodes smaller than ``least`` of it, or deeper than ``deepest``, are left out. Those with ``search`` in their name or
    place are marked.
    """

    key: str
    path: tuple[int, ...] = ()
    function: int | None = None
    least: float = 0.001
    deepest: int = 30
    search: str = ""


@dataclass(frozen=True)
class TreeNode:
    """``parent`` is the place of the node above among the nodes, -1 for the first; ``value`` in ns or samples.

    ``text`` says all of it: ``busy (sos.py:4) · 300 ms · 58 % of the run``. ``group`` numbers files, for their colour.
    """

    parent: int
    function: int
    value: float
    name: str
    text: str
    whose: Whose
    group: int
    found: bool


@dataclass(frozen=True)
class CallTree:
    """Nodes, each after the one above it. ``stack`` leads to the first of them, ``text`` says what is left out."""

    kind: Literal["tree"]
    revision: int
    nodes: tuple[TreeNode, ...]
    stack: tuple[TreeNode, ...]
    text: str


@dataclass(frozen=True)
class SaveCallsParams:
    """Write what is under ``key`` (None: the newest document's) to ``path`` (None: beside the program)."""

    key: str | None = None
    path: str | None = None
    format: CallFormat = "pstats"


@dataclass(frozen=True)
class CallsChanged:
    """The calls to see under these keys are others (None: under any)."""

    keys: tuple[str, ...] | None


# --- timeit ---------------------------------------------------------------------------------------------------------
# What is timed goes by its document and the qualified name of its function; "" and a line where it is a selection.


@dataclass(frozen=True)
class TimeitParams:
    """What to time: ``function``, by its qualified name; else ``code`` on ``lines``; else the function around these.

    Without ``calls`` it is called as the comments above it, its doctest examples or the calls typed last say.
    ``versus`` is the function or the expression to compare it with; ``sizes``, as in ``10..100_000``, are those that
    ``n`` is to have. ``fresh``: every round has its own copies of the arguments. What all calls together would take
    longer than ``limit_s`` for is not timed in full, and says so.
    """

    uri: str | None = None
    function: str | None = None
    lines: Lines | None = None
    code: str | None = None
    calls: tuple[str, ...] = ()
    setup: str | None = None
    versus: str | None = None
    sizes: str | None = None
    fresh: bool = False
    limit_s: float = 10.0


@dataclass(frozen=True)
class Question:
    """Nothing says with which arguments to call ``function``: ``call`` is where to begin typing."""

    kind: Literal["question"]
    text: str
    function: str
    call: str


@dataclass(frozen=True)
class Candidate:
    """A function to compare with; ``detail`` says why it is likely: it has the same parameters."""

    name: str
    detail: str


@dataclass(frozen=True)
class Driver:
    """A file whose run calls the function; ``detail`` says how that is known."""

    uri: str
    title: str
    detail: str


@dataclass(frozen=True)
class TimeitChoices:
    """How ``function``, on ``lines``, can be timed.

    ``calls`` are what it is called as now, by ``asked``; ``call`` is where to begin typing. ``candidates`` come the
    likeliest first; ``drivers`` are what to run for its real calls. ``versus`` is what its comments compare it with.
    """

    kind: Literal["choices"]
    function: str
    lines: Lines
    call: str
    calls: tuple[str, ...]
    asked: str
    candidates: tuple[Candidate, ...]
    drivers: tuple[Driver, ...]
    versus: tuple[str, ...] = ()


@dataclass(frozen=True)
class TimingsParams:
    """The timings of a document; with ``function`` those of that one first."""

    uri: str | None = None
    function: str | None = None


@dataclass(frozen=True)
class TimingRow:
    """A row of figures; ``place`` is a line that it names, such as the caller of the slowest call."""

    cells: tuple[str, ...]
    place: Place | None


@dataclass(frozen=True)
class Histogram:
    """How the samples of a row spread: ``counts`` between ``edges``, one more, in the axis's unit. ``text`` says it."""

    title: str
    axis: Axis
    edges: tuple[float, ...]
    counts: tuple[int, ...]
    text: str


@dataclass(frozen=True)
class GrowthCurve:
    """One side over n: ns per loop at each of the chart's sizes, None where it was not timed.

    ``text`` says how it grows, ``texts`` has each point in full.
    """

    title: str
    values_ns: tuple[float | None, ...]
    texts: tuple[str, ...]
    text: str


@dataclass(frozen=True)
class GrowthChart:
    """Time over n, for two logarithmic axes; ``crossing`` is the n at which the curves cross, where they do.

    ``axis`` is that of time.
    """

    title: str
    axis: Axis
    sizes: tuple[int, ...]
    curves: tuple[GrowthCurve, ...]
    crossing: float | None
    text: str


@dataclass(frozen=True)
class TimingAnswer:
    """One answer about a function or a selection: ``sentence`` is the verdict, the rest how it was got.

    ``function`` is its qualified name, "" for a selection. ``when`` says its age in words, ``stale`` that the code has
    changed since. ``copied`` is it as ``%timeit`` prints it. ``again`` is what to ask for to time it again, in the
    document that it is of; None where that takes a run of the program.
    """

    id: str
    title: str
    function: str
    sentence: str
    when: str
    stale: bool
    head: tuple[str, ...]
    rows: tuple[TimingRow, ...]
    histograms: tuple[Histogram, ...]
    growth: GrowthChart | None
    notes: tuple[str, ...]
    provenance: str
    copied: str
    place: Place | None
    again: TimeitParams | None


@dataclass(frozen=True)
class TimingPlaceParams:
    """A measured line that the answer ``answer`` of the document under ``key`` names."""

    key: str
    answer: str
    path: str
    line: int


@dataclass(frozen=True)
class Timings:
    """What was timed in a document, the newest answer first; what follows about the same function are its earlier ones.

    ``run`` is the run that goes on.
    """

    kind: Literal["timings"]
    key: str
    title: str
    answers: tuple[TimingAnswer, ...]
    run: str | None


@dataclass(frozen=True)
class TimingsChanged:
    """There are other timings of these documents' files, by their real paths (None: of any)."""

    keys: tuple[str, ...] | None


@dataclass(frozen=True)
class PausedSnippet:
    """``expression`` times the snippet where a debugger evaluates it, in at most two seconds; ``text`` warns."""

    kind: Literal["paused"]
    token: str
    expression: str
    text: str


@dataclass(frozen=True)
class PausedResult:
    """What the debugger answered, as it is, or why it did not (``error``)."""

    token: str
    result: str
    error: str = ""


@dataclass(frozen=True)
class PausedAnswer:
    """The answer in a sentence."""

    kind: Literal["answer"]
    text: str
