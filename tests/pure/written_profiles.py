"""Small profiles written by hand, and drawings of what comes of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from heatline.analysis.document_text import document_text
from heatline.analysis.figures import Figures, document_figures, page_figures
from heatline.analysis.outline import text_outline
from heatline.analysis.shares import FileShares, RunShares, file_shares, run_shares
from heatline.protocol import Annotation
from heatline.render.annotations import annotation_texts, line_annotations
from heatline.render.numbers import SPACE
from heatline_runner.model import (
    CallEdge,
    Failure,
    FunctionRow,
    LineTable,
    Memory,
    Metric,
    Note,
    Profile,
    RunInfo,
    Series,
    measured_source,
)

PATH = "/p/sos.py"
MS = 1_000_000
MIB = 1024.0**2
SHOW = ("percent", "time", "hits", "suspended", "memory", "allocations")
Row = tuple[int, int, "float | None", "float | None"]  # line, function, hits, time in ms
RUN = RunInfo(
    target="sos.py",
    argv=("sos.py",),
    cwd="/p",
    interpreter="/usr/bin/python3",
    python_version="3.12.1",
    engine_version="5.1.0",
    started="2026-11-23T05:00:00Z",
    duration_ns=250 * MS,
    cpu_ns=100 * MS,
    body_ns=100 * MS,
    thread_ns=100 * MS,
    tracer="line_profiler",
    outcome="finished",
    exit_code=0,
    signal=None,
    partial=False,
    error=None,
    overhead=None,
    limits=(),
    processes=1,
)

# One function that takes 80 of the run's 100 ms, one that is never called.
SOS = """\
def sos(numbers):
    total = 0
    for at in numbers:
        total += at * at
    return total


def unused():
    return 1 / 0


print(sos(range(1000)))
"""
SOS_FUNCTIONS = (("<module>", 1, 13), ("sos", 1, 5), ("unused", 8, 9))
SOS_ROWS: tuple[Row, ...] = (
    (1, 0, 1, 0.001),
    (8, 0, 1, 0.001),
    (12, 0, 1, 90.0),
    (2, 1, 1, 0.0005),
    (3, 1, 1001, 20.0),
    (4, 1, 1000, 60.0),
    (5, 1, 1, 0.0003),
    (9, 2, 0, 0.0),
)

# A run of 100 ms by a tracer that tells own time and calls: 98 ms are lines' own, 2 ms outside of any.
LOGIN = """\
import hashlib


def crypt(word):
    return hashlib.md5(word)


def login(word):
    for turn in range(9):
        seen = crypt(word)
    return seen


print(login(b"secret"))
"""
LOGIN_FUNCTIONS = (  # name, first and last line; calls, total and own time in ms
    ("<module>", 1, 14, 1, 98.0, 6.5),
    ("crypt", 4, 5, 9, 86.4, 86.4),
    ("login", 8, 11, 1, 91.5, 5.1),
)
TracedRow = tuple[int, int, float, float, float, "float | None", float, float, float]
LOGIN_ROWS: tuple[TracedRow, ...] = (  # line, function, hits; time, own, suspended, first, slowest, measured in ms
    (1, 0, 1, 2.0, 2.0, None, 2.0, 2.0, 2.0),
    (14, 0, 1, 96.0, 4.5, None, 96.0, 96.0, 184.0),
    (5, 1, 9, 86.4, 86.4, None, 40.0, 41.0, 150.0),
    (9, 2, 10, 1.0, 1.0, None, 0.1, 0.2, 1.5),
    (10, 2, 9, 90.0, 3.6, None, 40.5, 41.5, 170.0),
    (11, 2, 1, 0.5, 0.5, None, 0.5, 0.5, 0.6),
)
LOGIN_CALLS = ((0, 2, 14, 1, 91.5), (2, 1, 10, 9, 86.4))  # caller, callee, line, calls, total in ms
TRACED_METRICS = (
    Metric("time_ns", "Time", "ns"),
    Metric("line_own_ns", "Own time", "ns"),
    Metric("hits", "Hits", "count"),
    Metric("await_ns", "Suspended", "ns"),
    Metric("first_ns", "First hit", "ns"),
    Metric("slowest_ns", "Slowest hit", "ns"),
    Metric("raw_time_ns", "Time before compensation", "ns"),
)

# The same run's memory: it begins at 20 MiB, and 56.2 MiB more is its peak.
MemoryRow = tuple[int, int, "float | None", "float | None", "float | None", "float | None"]
MEMORY_ROWS: tuple[MemoryRow, ...] = (  # line, function, hits; increment, memory after, peak in MiB
    (1, 0, 1, 0.0, 20.0, 20.0),
    (8, 0, 1, 0.0, 20.0, 20.0),
    (12, 0, 1, 25.4, 45.4, 76.2),
    (2, 1, 1, 0.0, 20.0, 20.0),
    (3, 1, 1001, 0.25, 45.4, 45.4),
    (4, 1, 1000, 112.0, 65.4, 76.2),
    (5, 1, 1, -20.0, 45.4, 65.4),
    (9, 2, 0, None, None, None),
)
MEMORY_RUN = replace(
    RUN,
    engine_version="0.61.0",
    started="2026-11-23T05:01:00Z",
    tracer="memory_profiler",
    memory=Memory(int(20 * MIB), int(76.2 * MIB), int(45.4 * MIB)),
)
MEMORY_METRICS = (
    Metric("increment_bytes", "Increment", "bytes"),
    Metric("memory_bytes", "Memory after", "bytes"),
    Metric("peak_bytes", "Peak", "bytes"),
    Metric("hits", "Hits", "count"),
)
GROWTH_METRICS = (Metric("growth_bytes", "Growth", "bytes"), Metric("growth_blocks", "Blocks grown", "count"))
AllocationRow = tuple[int, int, float, float]  # line, function, bytes, blocks
ALLOCATION_ROWS: tuple[AllocationRow, ...] = ((1, 0, 144, 1), (3, 1, 3_932_160, 2000), (4, 1, 1_310_720, 12_000))
ALLOCATIONS_RUN = replace(RUN, engine_version="", started="2026-11-23T05:02:00Z", tracer="tracemalloc")
ALLOCATIONS_METRICS = (
    Metric("allocated_bytes", "Alive at the end", "bytes"),
    Metric("blocks", "Blocks alive", "count"),
)


def run_info(**changes: Any) -> RunInfo:
    """``RUN`` with other values; ``body_ms`` sets both the body's time and the threads'."""
    if "body_ms" in changes:
        body_ns = int(changes.pop("body_ms") * MS)
        changes = {"body_ns": body_ns, "thread_ns": body_ns, **changes}
    return replace(RUN, **changes)


def profile(
    text: str = SOS,
    rows: Iterable[Row] = SOS_ROWS,
    functions: Iterable[tuple[str, int, int]] = SOS_FUNCTIONS,
    run: RunInfo = RUN,
    more: Mapping[str, tuple[float | None, ...]] | None = None,
) -> Profile:
    """A profile of one file; ``functions`` are name, first and last line, ``more`` has columns of other metrics."""
    rows = tuple(rows)
    values = {
        "hits": tuple(hits for _, _, hits, _ in rows),
        "time_ns": tuple(None if time is None else time * MS for *_, time in rows),
        **(more or {}),
    }
    return Profile(
        format=1,
        engine="line_time",
        run=run,
        metrics=(Metric("time_ns", "Time", "ns"), Metric("hits", "Hits", "count")),
        lines=(LineTable(PATH, tuple(row[0] for row in rows), tuple(row[1] for row in rows), values),),
        functions=tuple(FunctionRow(PATH, first, last, name, {}) for name, first, last in functions),
        calls=(),
        stacks=(),
        timeline=(),
        spans=(),
        trials=(),
        sources={PATH: measured_source(text)},
    )


def traced_profile(
    rows: Iterable[TracedRow] = LOGIN_ROWS,
    calls: Iterable[tuple[int, int, int | None, float, float]] = LOGIN_CALLS,
    text: str = LOGIN,
    functions: Iterable[tuple[str, int, int, float, float, float]] = LOGIN_FUNCTIONS,
    **run: Any,
) -> Profile:
    """A profile of one file by a tracer that tells own time, calls and what measuring cost."""
    rows = tuple(rows)
    columns = {"time_ns": 3, "line_own_ns": 4, "await_ns": 5, "first_ns": 6, "slowest_ns": 7, "raw_time_ns": 8}
    values = {each: tuple(None if row[at] is None else row[at] * MS for row in rows) for each, at in columns.items()}
    values["hits"] = tuple(row[2] for row in rows)
    told = {"tracer": "native", "engine_version": "", "overhead": 1.9, "unmeasured_ns": 2.0 * MS, **run}
    return replace(
        profile(text, [], [], run_info(**told)),
        metrics=tuple(each for each in TRACED_METRICS if any(value is not None for value in values[each.id])),
        lines=(LineTable(PATH, tuple(row[0] for row in rows), tuple(row[1] for row in rows), values),),
        functions=tuple(
            FunctionRow(PATH, first, last, name, {"calls": times, "total_ns": total * MS, "own_ns": own * MS})
            for name, first, last, times, total, own in functions
        ),
        calls=tuple(
            CallEdge(caller, callee, line, {"calls": times, "total_ns": total * MS})
            for caller, callee, line, times, total in calls
        ),
    )


def memory_profile(
    rows: Iterable[MemoryRow] = MEMORY_ROWS,
    text: str = SOS,
    run: RunInfo = MEMORY_RUN,
    timeline: tuple[Series, ...] = (),
    functions: Iterable[tuple[str, int, int]] = SOS_FUNCTIONS,
) -> Profile:
    """A profile of the same file's resident size."""
    rows = tuple(rows)
    columns = [tuple(None if row[at] is None else row[at] * MIB for row in rows) for at in (3, 4, 5)]
    more = dict(zip(("increment_bytes", "memory_bytes", "peak_bytes"), columns, strict=True))
    base = profile(text, [(line, function, hits, None) for line, function, hits, *_ in rows], functions, run)
    table = base.lines[0]
    values = {**more, "hits": table.values["hits"]}
    return replace(
        base,
        engine="line_memory",
        metrics=MEMORY_METRICS,
        lines=(replace(table, values=values),),
        timeline=timeline,
    )


def allocations_profile(
    rows: Iterable[AllocationRow] = ALLOCATION_ROWS, text: str = SOS, run: RunInfo = ALLOCATIONS_RUN
) -> Profile:
    """A profile of what is alive of the same file's allocations; lines that hold nothing have no row."""
    rows = tuple(rows)
    base = profile(text, [(line, function, None, None) for line, function, *_ in rows], run=run)
    values = {"allocated_bytes": tuple(row[2] for row in rows), "blocks": tuple(row[3] for row in rows)}
    return replace(
        base, engine="allocations", metrics=ALLOCATIONS_METRICS, lines=(replace(base.lines[0], values=values),)
    )


def growth_profile(rows: Iterable[AllocationRow], alive: bool = False) -> Profile:
    """What grew between two moments, by lines; with ``alive`` also what is alive, the same again."""
    of = allocations_profile(rows)
    columns = of.lines[0].values
    values = {
        "growth_bytes": columns["allocated_bytes"],
        "growth_blocks": columns["blocks"],
        **(columns if alive else {}),
    }
    metrics = (*GROWTH_METRICS, *(ALLOCATIONS_METRICS if alive else ()))
    return replace(of, metrics=metrics, lines=(replace(of.lines[0], values=values),))


def series(*readings: tuple[int, float | None, int | None]) -> Series:
    """Memory over time: milliseconds, MiB, and the line that ran, where known."""
    places = tuple(dict.fromkeys((PATH, line) for _, _, line in readings if line is not None))
    return Series(
        title="process",
        interval_ns=10 * MS,
        at_ns=tuple(at * MS for at, _, _ in readings),
        place=tuple(-1 if line is None else places.index((PATH, line)) for _, _, line in readings),
        places=places,
        values={"memory_bytes": tuple(None if value is None else value * MIB for _, value, _ in readings)},
    )


def module(*rows: tuple[int, float | None, float | None], run: RunInfo = RUN, text: str | None = None) -> Profile:
    """A profile of lines at module level: line, hits, time in ms."""
    last = max((line for line, _, _ in rows), default=1)
    lines = [(line, 0, hits, time) for line, hits, time in rows]
    return profile(text or numbered(last), lines, [("<module>", 1, last)], run)


def numbered(last: int) -> str:
    return "".join(f"line_{line}\n" for line in range(1, last + 1))


def noted(kind: str, line: int, text: str = "") -> Note:
    return Note(kind, text, PATH, line)  # type: ignore[arg-type]


def failed(line: int, message: str = "division by zero", kind: str = "ZeroDivisionError") -> RunInfo:
    return run_info(outcome="raised", exit_code=1, error=Failure(kind, message, PATH, line))


def shares(of: Profile) -> tuple[RunShares, FileShares]:
    run = run_shares(of)
    return run, file_shares(run, PATH)


def profile_figures(profile: Profile, path: str, text: str) -> Figures:
    """``document_figures`` in one step."""
    return document_figures(file_shares(run_shares(profile), path), text, text_outline(text))


def figures(of: Profile | None = None, text: str = SOS) -> Figures:
    return profile_figures(of or profile(), PATH, text)


def side_by_side(*profiles: Profile, text: str = SOS) -> tuple[Figures, ...]:
    """The figures of several profiles of one document."""
    return page_figures([shares(each)[1] for each in profiles], document_text(text), text_outline(text))


def plain(text: str) -> str:
    """``text`` with spaces for no-break spaces."""
    return text.replace(SPACE, " ")


def annotated(shown: Figures | Sequence[Figures], show: tuple[str, ...] = SHOW) -> tuple[Annotation, ...]:
    page = (shown,) if isinstance(shown, Figures) else tuple(shown)
    return line_annotations(page, annotation_texts([each.file for each in page], show))


def drawn(shown: Figures | Sequence[Figures], show: tuple[str, ...] = SHOW) -> str:
    """The annotations as ``line|level|tone|text`` rows; ``level/level`` where there is a heat in memory."""
    rows = []
    for each in annotated(shown, show):
        level = "-" if each.level is None else str(each.level)
        level += "" if each.memory_level is None else f"/{each.memory_level}"
        rows.append(plain(f"{each.line}|{level}|{each.tone}|{each.text}"))
    return "\n".join(rows)


# A run of 100 ms in which two functions call a third: name, path, line; calls, primitive, own and total in ms.
CALLED = (
    ("<module>", PATH, 1, 1, 1, 10.0, 100.0),
    ("left", PATH, 3, 2, 2, 5.0, 65.0),
    ("right", PATH, 6, 1, 1, 5.0, 25.0),
    ("Shared.work", PATH, 9, 30, 10, 70.0, 80.0),
    ("<built-in method builtins.len>", "", 0, 10, 10, 10.0, 10.0),
    ("JSONEncoder.encode", "/lib/json/encoder.py", 183, 0, 0, 0.0, 0.0),
)
CALLED_BY = (
    (0, 1, 2, 2, 65.0),
    (0, 2, 1, 1, 25.0),
    (1, 3, 8, 8, 60.0),
    (2, 3, 2, 2, 20.0),
    (3, 3, 20, 0, 30.0),
    (3, 4, 10, 10, 10.0),
)
CALL_METRICS = (
    Metric("total_ns", "Total time", "ns"),
    Metric("own_ns", "Own time", "ns"),
    Metric("calls", "Calls", "count"),
    Metric("primitive_calls", "Primitive calls", "count"),
)


def call_profile(text: str = SOS) -> Profile:
    """The run of ``CALLED`` by cProfile."""
    return Profile(
        format=1,
        engine="call_time",
        run=replace(RUN, tracer="cProfile", engine_version=""),
        metrics=CALL_METRICS,
        lines=(),
        functions=tuple(
            FunctionRow(path, line, line + 1 if path else 0, name, _called(calls, primitive, own, total))
            for name, path, line, calls, primitive, own, total in CALLED
        ),
        calls=tuple(
            CallEdge(caller, callee, None, _called(calls, primitive, total, total))
            for caller, callee, calls, primitive, total in CALLED_BY
        ),
        stacks=(),
        timeline=(),
        spans=(),
        trials=(),
        sources={PATH: measured_source(text)},
    )


def _called(calls: int, primitive: int, own_ms: float, total_ms: float) -> Mapping[str, float]:
    return {"total_ns": total_ms * MS, "own_ns": own_ms * MS, "calls": calls, "primitive_calls": primitive}
