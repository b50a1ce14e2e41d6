"""A profile of what mprof measured: memory over time, and the calls of the functions it was asked to clock."""

from __future__ import annotations

import shlex
from ast import literal_eval
from collections.abc import Iterator
from datetime import datetime, timezone
from itertools import pairwise
from pathlib import PurePath
from statistics import median
from typing import Final

from heatline.formats.mprof_lines import ALL_CHILDREN, MIB, Call, Lines, Reading, mprof_lines
from heatline_runner.model import FunctionRow, Metric, Note, Profile, RunInfo, Series, Span

ENGINE: Final = "line_memory"  # which has memory over time, and which mprof is a part of
INTERVAL_NS: Final = 100_000_000  # mprof's own, where one reading does not tell
LONGEST: Final = 10_000  # of a command
TOGETHER: Final = "child processes"
METRIC: Final = Metric("memory_bytes", "Memory", "bytes")


def mprof_profile(text: str, name: str) -> Profile:
    """The run in ``text``, the last one of several, of a file called ``name``; NotAProfile where it has none.

    Memory at the beginning and end of the calls is among the readings, as ``mprof plot`` has it. Of the functions only
    the names are known: their path is empty, their line 1.
    """
    found = mprof_lines(text)
    at_calls = (each for call in found.calls for each in (call.begin, call.end) if each[1])
    readings = sorted([*found.readings, *at_calls], key=lambda reading: reading[0])
    origin_s = min(of[0][0] for of in (readings, *found.children.values()))
    interval_ns = _interval_ns(found.readings)
    command = _command(found.command[:LONGEST])
    target = _target(command) or name
    own = _series(PurePath(target).name, readings, origin_s, interval_ns)
    others = (_series(_title(process), of, origin_s, interval_ns) for process, of in found.children.items())
    timeline = (own, *others)
    names = tuple(dict.fromkeys(call.name for call in found.calls))
    return Profile(
        format=1,
        engine=ENGINE,
        run=_run(found, command, (target, origin_s), max(series.at_ns[-1] for series in timeline)),
        metrics=(METRIC,),
        lines=(),
        functions=tuple(FunctionRow("", 1, 1, each, {}) for each in names),
        calls=(),
        stacks=(),
        timeline=timeline,
        spans=tuple(_spans(found.calls, names, origin_s)),
        trials=(),
        sources={},
    )


def _title(process: str) -> str:
    return TOGETHER if process == ALL_CHILDREN else f"child {process}"


def _series(title: str, readings: list[Reading], origin_s: float, interval_ns: int) -> Series:
    return Series(
        title=title,
        interval_ns=interval_ns,
        at_ns=tuple(_since(time_s, origin_s) for time_s, _ in readings),
        place=(-1,) * len(readings),
        places=(),
        values={METRIC.id: tuple(mib * MIB for _, mib in readings)},
    )


def _since(time_s: float, origin_s: float) -> int:
    """Nanoseconds, to the microsecond that a Unix time has as a float."""
    return round((time_s - origin_s) * 1e6) * 1000


def _interval_ns(readings: list[Reading]) -> int:
    apart = [later[0] - earlier[0] for earlier, later in pairwise(readings)]
    return round(median(apart) * 1e6) * 1000 if apart else INTERVAL_NS


def _spans(calls: list[Call], names: tuple[str, ...], origin_s: float) -> Iterator[Span]:
    places = {name: at for at, name in enumerate(names)}
    for call in sorted(calls, key=lambda call: call.begin[0]):
        yield Span(places[call.name], _since(call.begin[0], origin_s), _since(call.end[0], origin_s))


def _run(found: Lines, command: tuple[str, ...], began: tuple[str, float], lasted_ns: int) -> RunInfo:
    target, origin_s = began
    is_python = bool(command) and _is_python(command[0])
    return RunInfo(
        target=target,
        argv=command[is_python:] or (target,),
        cwd="",
        interpreter=command[0] if is_python else "",
        python_version="",
        engine_version="",
        started=datetime.fromtimestamp(origin_s, timezone.utc).isoformat(timespec="milliseconds"),
        duration_ns=lasted_ns,
        cpu_ns=0,
        body_ns=lasted_ns,
        thread_ns=lasted_ns,
        tracer="mprof",
        outcome="finished",
        exit_code=None,
        signal=None,
        partial=found.cut,
        error=None,
        overhead=None,
        limits=tuple(_notes(found)),
        processes=1 + len(found.children),
    )


def _notes(found: Lines) -> Iterator[Note]:
    if found.cut:
        yield Note("not_measured", "The file is cut short within its last line: what comes before is shown.")
    if found.unread:
        lines = "1 line of the file makes" if found.unread == 1 else f"{found.unread} lines of the file make"
        yield Note("not_measured", f"{lines} no sense and {'is' if found.unread == 1 else 'are'} left out.")
    if found.runs > 1:
        yield Note("not_measured", f"The file has {found.runs} runs, one after the other: the last is shown.")


def _command(line: str) -> tuple[str, ...]:
    """The words of ``CMDLINE``: as a shell has them, or of a list where mprof was attached to a process."""
    words = shlex.shlex(line, posix=True, punctuation_chars=False)
    words.whitespace_split, words.commenters, words.escape = True, "", ""  # a backslash is one, as in Windows' paths
    try:
        return tuple(map(str, literal_eval(line))) if line.startswith("[") else tuple(words)
    except (ValueError, SyntaxError, TypeError, MemoryError, RecursionError):
        return tuple(line.split())


def _target(command: tuple[str, ...]) -> str:
    """The script or module that runs, else the program."""
    if not command or not _is_python(command[0]):
        return command[0] if command else ""
    if "-m" in command[1:-1]:
        return command[command.index("-m") + 1]
    return next((each for each in command[1:] if not each.startswith("-")), command[0])


def _is_python(word: str) -> bool:
    return PurePath(word.replace("\\", "/")).name.lower().startswith(("python", "pypy"))
