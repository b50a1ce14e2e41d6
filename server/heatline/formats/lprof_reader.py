"""A profile of what line_profiler left in a ``.lprof``: a pickle, of which one class alone is let in, and is ours."""

from __future__ import annotations

import io
import pickle
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from heatline.formats.foreign import MOST_BYTES, foreign_run
from heatline_runner.model import FunctionRow, LineTable, Metric, Profile
from heatline_runner.profile_json import NotAProfile

ENGINE: Final = "line_time"
TOOL: Final = "line_profiler"
METRICS: Final = (Metric("time_ns", "Time", "ns"), Metric("hits", "Hits", "count"))
STATS: Final = (("line_profiler.line_profiler", "LineStats"), ("line_profiler._line_profiler", "LineStats"))
HOSTILE: Final = "it asks for {}.{} of Python, which no file of line_profiler's does: nothing of it was run"
WRONG: Final = "it is cut short, or no file of line_profiler's"


class _Stats:
    """What takes the place of line_profiler's ``LineStats``."""


class _Reader(pickle._Unpickler):  # the one in Python, whose memory is that of the file
    def find_class(self, module: str, name: str) -> type:
        if (module, name) not in STATS:
            raise NotAProfile(HOSTILE.format(module, name))
        return _Stats

    def get_extension(self, code: int) -> None:
        raise NotAProfile(f"{WRONG} (extension {code})")


def lprof_profile(path: Path) -> Profile:
    """The profile in the file at ``path``, which does not say how long the run took.

    OSError where it cannot be read, NotAProfile where it is none.
    """
    if path.stat().st_size > MOST_BYTES:
        raise NotAProfile(f"it is larger than {MOST_BYTES >> 20} MiB")
    try:
        stats: Any = _Reader(io.BytesIO(path.read_bytes())).load()
    except NotAProfile:
        raise
    except Exception as problem:
        raise NotAProfile(WRONG) from problem
    state = vars(stats) if type(stats) is _Stats else {}
    try:
        functions, tables = _tables(state["timings"], float(state["unit"]) * 1e9)
    except (KeyError, TypeError, ValueError) as problem:
        raise NotAProfile(WRONG) from problem
    return Profile(
        format=1,
        engine=ENGINE,
        run=foreign_run(path.name, TOOL, 0, path.stat().st_mtime),
        metrics=METRICS,
        lines=tables,
        functions=functions,
        calls=(),
        stacks=(),
        timeline=(),
        spans=(),
        trials=(),
        sources={},
    )


def _tables(timings: Mapping[Any, Any], unit_ns: float) -> tuple[tuple[FunctionRow, ...], tuple[LineTable, ...]]:
    functions: list[FunctionRow] = []
    by_path: dict[str, list[tuple[int, int, int, float]]] = {}
    for (file, first, name), lines in timings.items():
        if type(file) is not str or type(first) is not int or type(name) is not str or first < 0:
            raise TypeError(file)
        rows = [_row(len(functions), line, unit_ns) for line in lines]
        functions.append(FunctionRow(file, first, max((row[0] for row in rows), default=first), name, {}))
        by_path.setdefault(file, []).extend(rows)
    return tuple(functions), tuple(_table(path, sorted(rows)) for path, rows in by_path.items() if rows)


def _row(function: int, read: Any, unit_ns: float) -> tuple[int, int, int, float]:
    line, hits, time = read
    if type(line) is not int or type(hits) is not int or line < 1 or hits < 0 or not -1e18 < time < 1e18:
        raise ValueError(read)
    return line, function, hits, max(time * unit_ns, 0.0)


def _table(path: str, rows: list[tuple[int, int, int, float]]) -> LineTable:
    line, function, hits, time_ns = zip(*rows, strict=True)
    return LineTable(path, line, function, {"time_ns": time_ns, "hits": hits})
