"""The calls that a program itself made of a function, as trials."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from statistics import median
from typing import Any

from heatline_runner.engines.snippet_time.reachable import written_edges
from heatline_runner.model import CallEdge, Failure, FunctionRow, Note, Trial
from heatline_runner.reading import LoadedFile, Reading
from heatline_runner.tables import Functions, Tables

Found = tuple[int, LoadedFile]  # an index of a function, and its file


def real_trials(reading: Reading) -> Tables:
    """One trial of the calls that were clocked, and one of the call that was repeated in place, where one was."""
    read: Mapping[str, Any] = reading.snapshot.tables or {}
    functions = Functions()
    found = _target(reading.files, functions, read.get("targets", ()))
    if found is None:
        return Tables(functions=tuple(functions.rows), notes=tuple(_problems(read)))
    trials = [_own_calls(found, functions.rows[found[0]], reading)]
    if read["repeated"] and "refused" not in read["repeated"]:
        trials.append(_repeated(found[0], functions.rows[found[0]], read["repeated"]))
    edges = written_edges(reading.files, functions.rows, {found[0]})
    calls = tuple(CallEdge(caller, callee, None, {}) for caller, callee in sorted(edges) if caller != callee)
    return Tables(functions=tuple(functions.rows), calls=calls, trials=tuple(trials), notes=tuple(_problems(read)))


def _target(files: tuple[LoadedFile, ...], functions: Functions, targets: Any) -> Found | None:
    """The first of ``targets``, (file, first line) each, that is a function of ``files``."""
    wanted = set(map(tuple, targets))
    found: Found | None = None
    for file in files:
        for row, home in zip(file.codes, functions.homes(file), strict=True):
            is_one = (row.filename, row.first_line) in wanted and not row.is_class and not row.is_folded
            if is_one and found is None:
                found = home, file
    return found


def _own_calls(found: Found, row: FunctionRow, reading: Reading) -> Trial:
    read = reading.snapshot.tables
    samples = tuple(map(float, read["durations_ns"]))
    label = f"{_plain(row.name)}(…)"
    return Trial(
        label=label,
        call=label,
        setup="",
        loops=1,
        samples_ns=samples,
        loop_ns=read["cost_ns"],
        first_ns=samples[0] if samples else None,
        asked="real_calls",
        path=row.path,
        line=row.line,
        function=found[0],
        calls=None if _lost_sight(reading) else read["calls"],
        slowest=_slowest(read),
        error=None if samples else Failure("", _why_none(_plain(row.name), reading), row.path, row.line),
        notes=tuple(_notes(found[1], row, reading)),
    )


def _repeated(index: int, row: FunctionRow, read: Mapping[str, Any]) -> Trial:
    label = f"{_plain(row.name)}(…)"
    error = read.get("error")
    text = "The call's own effects happened at each repeat: the program went on with what they left."
    return Trial(
        label=label,
        call=label,
        setup="",
        loops=read.get("loops", 0),
        samples_ns=tuple(read.get("samples_ns", ())),
        clock=read.get("clock", "wall"),
        loop_ns=read.get("loop_ns", 0.0),
        first_ns=read.get("first_ns"),
        asked="repeated",
        path=row.path,
        line=row.line,
        function=index,
        error=None if error is None else Failure(str(error[0]), str(error[1]), row.path, row.line),
        notes=(Note("distorts", text),),
    )


def _slowest(read: Mapping[str, Any]) -> tuple[str, int] | None:
    durations = read["durations_ns"]
    if not durations:
        return None
    caller = read["callers"][durations.index(max(durations))]
    return tuple(read["places"][caller]) if caller >= 0 else None


def _why_none(name: str, reading: Reading) -> str:
    read, program = reading.snapshot.tables, reading.snapshot.tables["program"]
    if read["problem"]:
        why = f"The calls of {name} could not be clocked, since {read['problem']}"
        return f"{why}: run it without that tool, or say how to call {name}."
    if read["open"]:
        return f"{name} was called and had not returned: a call is timed once it has ended."
    if reading.snapshot.ending is None:
        return f"{name} had not been called yet."
    return f"{name} was never called while {program} ran: run a program that calls it, or say how to call it."


def _notes(file: LoadedFile, row: FunctionRow, reading: Reading) -> Iterator[Note]:
    read, name = reading.snapshot.tables, _plain(row.name)
    if read["nested"] or _calls_itself(file, row, reading):
        yield Note("not_measured", f"{name} calls itself: calls within calls are part of the outermost.")
    if read["suspends"]:
        text = f"A call of {name} lasts from its first start to its end, without the time it was suspended."
        yield Note("not_measured", text)
        if read["traced"]:
            yield Note("distorts", "Up to Python 3.11 a generator or a coroutine is slower while it is clocked.")
    if read["calls"] is None and not _lost_sight(reading):
        yield Note("not_measured", "Calls after those that were clocked were not counted.")
    if _line(file, row.line).startswith("@"):
        yield Note("not_measured", f"What the decorators of {name} do, or answer themselves, is not in its calls.")
    if read["durations_ns"] and median(read["durations_ns"]) < read["cost_ns"]:
        text = "Most calls are shorter than what it takes to clock one: time it in a loop instead (timeit this)."
        yield Note("distorts", text)
    if (read["repeated"] or {}).get("refused"):
        yield Note("not_measured", f"No call of {name} was repeated: a generator or a coroutine runs once.")
    if _lost_sight(reading):
        text = f"A call of {name} ended by an exception that the program keeps: those after it may be missing."
        yield Note("not_measured", text)


def _lost_sight(reading: Reading) -> bool:
    """Whether a call, where its frame tells its end, never ended although the program did."""
    read = reading.snapshot.tables
    return bool(read["traced"] and read["open"] and reading.snapshot.ending is not None)


def _calls_itself(file: LoadedFile, row: FunctionRow, reading: Reading) -> bool:
    """By its text, or as it was seen: where calls within calls are not told of."""
    name = row.name.rpartition(".")[2]
    lines = {line for line, called in (*file.calls.by_name, *file.calls.own) if called == name}
    seen = (file.filename, row.line) in reading.snapshot.recursive
    repeats = bool(reading.snapshot.tables["repeated"])  # which stand on the call that they repeat
    return (seen and not repeats) or any(row.line <= line <= row.end_line for line in lines)


def _problems(read: Mapping[str, Any]) -> Iterator[Note]:
    if read.get("problem"):
        yield Note("not_measured", f"No calls could be clocked, since {read['problem']}: run it without that tool.")


def _line(file: LoadedFile, number: int) -> str:
    lines = file.text.splitlines()
    return lines[number - 1].strip() if 0 < number <= len(lines) else ""


def _plain(name: str) -> str:
    return name.replace(".<locals>", "")
