"""Small profiles written by hand, and drawings of what comes of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from heatline.analysis.figures import Figures, document_figures
from heatline.analysis.outline import text_outline
from heatline.analysis.shares import FileShares, RunShares, file_shares, run_shares
from heatline.render.annotations import annotation_texts, line_annotations
from heatline.render.numbers import SPACE
from heatline_runner.model import (
    Failure,
    FunctionRow,
    LineTable,
    Metric,
    Note,
    Profile,
    RunInfo,
    measured_source,
)

PATH = "/p/sos.py"
MS = 1_000_000
SHOW = ("percent", "time", "hits")
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


def plain(text: str) -> str:
    """``text`` with spaces for no-break spaces."""
    return text.replace(SPACE, " ")


def drawn(shown: Figures, show: tuple[str, ...] = SHOW) -> str:
    """The annotations as ``line|level|tone|text`` rows."""
    annotations = line_annotations(shown, annotation_texts(shown.file, show))
    marks = [(each.line, "-" if each.level is None else each.level, each.tone, each.text) for each in annotations]
    return "\n".join(plain(f"{line}|{level}|{tone}|{text}") for line, level, tone, text in marks)
