"""What part of its function, and of the run, each measured line took; and how hot that makes it, in time and memory.

A share is a fraction, 0 to 1. One that would exceed 1 is absent, since its time was counted more than once, or its
memory was freed and allocated again; up to ``NOISE`` it is rounding between two readings, and is 1.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain
from typing import Final, cast

from heatline.analysis.changes import Change
from heatline.analysis.memory import RunMemory, function_peaks, function_totals, run_memory
from heatline.analysis.run_time import run_time
from heatline.protocol import Level
from heatline_runner.model import CallEdge, FunctionRow, LineTable, Profile

NOISE: Final = 1.02
NO_CHANGES: Final[Mapping[int, Change]] = {}
HEAT_FROM: Final = (0.01, 0.03, 0.08, 0.20, 0.40)  # shares of the run from which levels 1 to 5 begin


@dataclass(slots=True)  # never changed; frozen, 100,000 of them take twice as long
class FunctionShare:
    """``profile.functions[index]`` with its ``total_ns``, as measured, else the sum of its own lines' times.

    ``share``, of the run, is absent while a line of it is running, since that line's time is missing, and for a
    function whose time counts calls inside calls. ``additive``: its lines' times are parts of the run, so that they
    have a share. ``total_bytes`` is the sum of its own lines' memory, absent for increments, which would be counted
    twice; ``peak_bytes`` the highest peak on any of them. ``own_ns`` is its time without the user's functions that it
    calls, ``calls`` how often it was called, where these were measured.
    """

    index: int
    row: FunctionRow
    total_ns: float | None
    share: float | None
    running: bool
    recursive: bool
    additive: bool
    total_bytes: float | None = None
    peak_bytes: float | None = None
    own_ns: float | None = None
    calls: float | None = None


@dataclass(frozen=True, slots=True)
class LineShare:
    """A measured line as part of one function. ``percent`` is its share of the function, ``share`` that of the run.

    ``running``: it had begun and not ended; its figures lack that time where its function is ``running``, too.
    ``never_ran`` is said only of a run that has ended. ``values`` has every metric of the line by its id.

    ``amount_bytes`` is the headline, where that is memory; ``memory_share`` what that is of ``RunMemory.whole_bytes``,
    absent like the level where memory was not added, and where more was added than there is in the whole. ``since``:
    what changed from the run before an edit.
    """

    line: int
    function: FunctionShare
    values: Mapping[str, float | None]
    per_hit_ns: float | None
    percent: float | None
    share: float | None
    level: Level | None
    running: bool
    never_ran: bool
    amount_bytes: float | None = None
    memory_share: float | None = None
    memory_level: Level | None = None
    since: Change | None = None

    @property
    def hits(self) -> float | None:
        """How often the line ran."""
        return self.values.get("hits")

    @property
    def time_ns(self) -> float | None:
        """The time of the line with everything it called."""
        return self.values.get("time_ns")


@dataclass(frozen=True)
class RunShares:
    """A profile with its functions' shares, in the order of ``profile.functions``.

    Shares of the run are parts of ``denominator_ns``: the body's wall time, or with threads the sum of theirs, less
    what measuring cost where all of that is known. ``memory`` says what amounts in a profile of memory are parts of.
    """

    profile: Profile
    denominator_ns: int
    threads: bool
    functions: tuple[FunctionShare, ...]
    running: frozenset[tuple[str, int]]  # path and line
    memory: RunMemory | None = None
    part_metric: str = "time_ns"  # of lines: whose figures are parts of the denominator

    @cached_property
    def calls_under(self) -> Mapping[tuple[int, int], tuple[CallEdge, ...]]:
        """The calls from each line, by the index of its function and its number; those of no known line left out."""
        found: dict[tuple[int, int], list[CallEdge]] = {}
        for edge in self.profile.calls:
            if edge.line is not None:
                found.setdefault((edge.caller, edge.line), []).append(edge)
        return {place: tuple(edges) for place, edges in found.items()}


@dataclass(frozen=True)
class FileShares:
    """The lines of one file, in order; a line in several functions has several rows, the one to show first."""

    run: RunShares
    path: str
    lines: Mapping[int, tuple[LineShare, ...]]

    @cached_property
    def functions_run(self) -> frozenset[int]:
        """The indices of functions of which a line ran, or has memory where hits are not counted.

        Where no line was measured at all: of those that were called.
        """
        rows = chain.from_iterable(self.lines.values())
        ran = {row.function.index for row in rows if row.hits or (row.hits is None and row.amount_bytes)}
        if self.lines:
            return frozenset(ran)
        return frozenset(each.index for each in self.run.functions if each.calls and each.row.path == self.path)


def run_shares(profile: Profile) -> RunShares:
    """The shares of every function; made once for a profile."""
    run = profile.run
    threads = run.thread_ns > run.body_ns
    time, unknown = run_time(profile), _noted(profile, "running")
    running, recursive = _running_functions(profile, unknown), _recursive_functions(profile)
    memory = run_memory(profile)
    total_bytes = function_totals(profile, memory.metric.id) if memory is not None and memory.whole == "lines" else {}
    peak_bytes = function_peaks(profile)
    functions = tuple(
        FunctionShare(
            index,
            row,
            time.totals_ns.get(index),
            None if index in running else share,
            index in running,
            index in recursive,
            share is not None,
            total_bytes.get(index),
            peak_bytes.get(index),
            row.values.get("own_ns"),
            row.values.get("calls"),
        )
        for index, row in enumerate(profile.functions)
        for share in (None if index in recursive else part(time.parts_ns.get(index), time.whole_ns),)
    )
    unended = unknown | _noted(profile, "not_ended")
    return RunShares(profile, time.whole_ns, threads, functions, unended, memory, time.metric)


def file_shares(run: RunShares, path: str, since: Mapping[int, Change] = NO_CHANGES) -> FileShares:
    """The shares of every measured line of the file at ``path``; made once for a profile and a file.

    ``since`` is, by its lines, what changed from the run before an edit.
    """
    rows: dict[int, list[LineShare]] = {}
    for table in run.profile.lines:
        if table.path == path:
            for row in _line_shares(run, table):
                change = since.get(row.line)
                rows.setdefault(row.line, []).append(row if change is None else replace(row, since=change))
    return FileShares(run, path, {line: _shown_first(rows[line]) for line in sorted(rows)})


def heat_level(share: float) -> Level:
    """The level of a share of the run: 0 below 1 %, 1 to 5 from 1, 3, 8, 20 and 40 % on."""
    return cast(Level, bisect_right(HEAT_FROM, share))


def part(amount: float | None, whole: float | None) -> float | None:
    """``amount`` over ``whole`` as a share; absent where it cannot be one."""
    if amount is None or not whole or amount > whole * NOISE:
        return None
    return min(amount / whole, 1.0)


def _noted(profile: Profile, kind: str) -> frozenset[tuple[str, int]]:
    notes = (note for note in profile.run.limits if note.kind == kind)
    return frozenset((note.path, note.line) for note in notes if note.path is not None and note.line is not None)


def _running_functions(profile: Profile, running: frozenset[tuple[str, int]]) -> frozenset[int]:
    return frozenset(
        function
        for table in profile.lines
        for line, function in zip(table.line, table.function, strict=True)
        if (table.path, line) in running
    )


def _recursive_functions(profile: Profile) -> frozenset[int]:
    """The innermost function that begins on each noted line: a module too may begin where its first def does."""
    noted = _noted(profile, "recursive")
    innermost: dict[tuple[str, int], tuple[int, bool, int]] = {}
    for index, row in enumerate(profile.functions):
        if (row.path, row.line) in noted:
            candidate = (row.end_line - row.line, row.name == "<module>", index)
            innermost[row.path, row.line] = min(candidate, innermost.get((row.path, row.line), candidate))
    return frozenset(index for _, _, index in innermost.values())


def _line_shares(run: RunShares, table: LineTable) -> Iterator[LineShare]:
    ids = tuple(table.values)
    rows = zip(*table.values.values(), strict=True) if ids else (() for _ in table.line)
    for line, function, values in zip(table.line, table.function, rows, strict=True):
        running = (table.path, line) in run.running
        yield _line_share(run, run.functions[function], (line, running), dict(zip(ids, values, strict=True)))


def _line_share(
    run: RunShares, function: FunctionShare, place: tuple[int, bool], values: Mapping[str, float | None]
) -> LineShare:
    line, running = place
    hits, time_ns = values.get("hits"), values.get("time_ns")
    share = _share_of_run(run, function, values)
    amount_bytes = None if run.memory is None else values.get(run.memory.metric.id)
    memory_share, memory_level = _memory_heat(run.memory, amount_bytes)
    return LineShare(
        line=line,
        function=function,
        values=values,
        per_hit_ns=time_ns / hits if time_ns is not None and hits else None,
        percent=None if function.running else part(time_ns, function.total_ns),
        share=share,
        level=None if share is None or hits == 0 else heat_level(share),
        running=running,
        never_ran=hits == 0 and not running and run.profile.run.outcome != "running",
        amount_bytes=amount_bytes,
        memory_share=memory_share,
        memory_level=memory_level,
    )


def _share_of_run(run: RunShares, function: FunctionShare, values: Mapping[str, float | None]) -> float | None:
    """Own time over the run, else the line's part of its function times the function's part of the run.

    The function's total cancels out of that product, so a line that has ended has its share of the run, and its
    heat, even while another line of the function is still running.
    """
    own_ns = values.get("line_own_ns")
    if own_ns is not None:
        return part(own_ns, run.denominator_ns)
    return part(values.get(run.part_metric), run.denominator_ns) if function.additive else None


def _memory_heat(memory: RunMemory | None, amount_bytes: float | None) -> tuple[float | None, Level | None]:
    """The share and the level; memory that was freed, or not added, has neither."""
    if memory is None or not memory.whole_bytes or amount_bytes is None or amount_bytes <= 0:
        return None, None
    return part(amount_bytes, memory.whole_bytes), heat_level(amount_bytes / memory.whole_bytes)


def _shown_first(rows: list[LineShare]) -> tuple[LineShare, ...]:
    return tuple(sorted(rows, key=lambda row: (-(row.time_ns or 0), -(row.amount_bytes or 0), -(row.hits or 0))))
