"""What the child left in the run's folder, parsed: the user's files it loaded and its newest snapshot."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from importlib.util import decode_source
from pathlib import Path
from typing import Any

from heatline_runner import run_dir
from heatline_runner.calls import Calls, calls_in
from heatline_runner.code_objects import FOLDED, PARAMETERS
from heatline_runner.engines.line_time.counted import Counted, Lives
from heatline_runner.engines.line_time.counters import parent_of, read_counters
from heatline_runner.liveness import is_alive
from heatline_runner.model import Source, measured_source
from heatline_runner.samples import CELLS, INTERVAL_NS, UNKNOWN, load


@dataclass(frozen=True)
class CodeRow:
    """A code object: ``lines`` are those it can execute, ``parent`` the index of the one it is nested in, or -1.

    One that was not measured has no ``lines``, since nothing is known of them; ``last_line`` is that of its code.
    ``label`` is its qualified name where its Python knows that, else its name. ``is_class``: a class or module body.
    """

    filename: str
    first_line: int
    last_line: int
    name: str
    label: str
    lines: tuple[int, ...]
    parent: int
    is_class: bool

    @property
    def is_folded(self) -> bool:
        """Whether its lines belong to the function around it: a lambda, a comprehension, a generator."""
        return self.name.startswith(FOLDED)

    @property
    def is_annotation(self) -> bool:
        """Whether it only evaluates annotations (3.14 and later), so that its lines are not statements that can run."""
        return self.name == "__annotate__"


@dataclass(frozen=True)
class LoadedFile:
    """A file of the user's: the name its code objects have, its real path, its text as Python decodes it."""

    filename: str
    path: str
    text: str
    codes: tuple[CodeRow, ...]
    number: int = 0  # its place among those its process loaded

    @cached_property
    def source(self) -> Source:
        """The digests of its text."""
        return measured_source(self.text)

    @cached_property
    def calls(self) -> Calls:
        """The calls in its text."""
        return calls_in(self.text)

    def qualified_names(self) -> list[str]:
        """Each code object's name as ``__qualname__`` has it, which 3.10's code objects do not know."""
        names: list[str] = []
        for row in self.codes:
            index = row.parent
            while index >= 0 and self.codes[index].name.startswith(PARAMETERS):
                index = self.codes[index].parent
            up = self.codes[index] if index >= 0 else None
            if up is None or up.parent < 0:
                names.append(row.name)
            else:
                names.append(f"{names[index]}.{'' if up.is_class else '<locals>.'}{row.name}")
        return names

    def end_lines(self) -> list[int]:
        """The last line of each code object or of anything nested in it."""
        ends = [row.last_line for row in self.codes]
        for index in reversed(range(len(ends))):
            parent = self.codes[index].parent
            if parent >= 0:
                ends[parent] = max(ends[parent], ends[index])
        return ends


@dataclass(frozen=True)
class Snapshot:
    """The child's newest reading. ``ending`` is None while, or because, it never came to its end.

    ``running`` are ``(file, first line of the code object, line)``, ``recursive`` ``(file, first line)``, ``tables``
    whatever the engine's own half reads. What a mapped file has is from there and up to the moment. ``began_ns`` is the
    body's beginning by ``perf_counter_ns``; the two of memory are the resident size and the highest ever, in bytes, at
    that beginning and now. ``counts_running``: lines that are running have their time up to now.
    """

    began_ns: int
    body_ns: int
    cpu_ns: int
    thread_ns: int
    spacing_ns: int
    forked: bool
    missed: int
    ending: tuple[Any, ...] | None
    running: tuple[tuple[str, int, int], ...]
    recursive: frozenset[tuple[str, int]]
    tables: Any
    memory_begin: tuple[int, int] | None = None
    memory_last: tuple[int, int] | None = None
    counts_running: bool = False


NOTHING = Snapshot(0, 0, 0, 0, 0, False, 0, None, (), frozenset(), {})


@dataclass(frozen=True)
class Samples:
    """The process's memory as it was read from outside, as columns of equal length, the oldest first.

    ``at_ns`` is by ``perf_counter_ns``, ``memory`` and ``tree`` (with all descendants, None where not known) in bytes,
    ``where`` the number in the mapped file. ``tree`` is empty where nothing asked for it.
    """

    interval_ns: int = INTERVAL_NS
    at_ns: Sequence[int] = ()
    memory: Sequence[int] = ()
    tree: Sequence[int | None] = ()
    where: Sequence[int] = ()


@dataclass(frozen=True)
class Reading:
    """All that one process left; with that of the processes which it, and they, started and which were measured.

    ``unmeasured`` says of each Python that was started and not measured what it was.
    """

    files: tuple[LoadedFile, ...]
    snapshot: Snapshot
    samples: Samples = field(default_factory=Samples)
    children: tuple[Reading, ...] = ()
    unmeasured: tuple[str, ...] = ()


class Reader:
    """Reads a run's folder again and again; a file of the user's, once read, is not looked at anew."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._files: dict[Path, tuple[int, tuple[LoadedFile, ...]]] = {}  # size read, and what was in it
        self._records: dict[Path, int] = {}
        self._copied: dict[Path, int] = {}  # files that the parent of a forked process had loaded
        self._deaths: dict[Path, int] = {}  # by a child's counters, when it was gone, by the monotonic clock
        self._ended: dict[Path, Reading] = {}  # of children that are gone

    def read(self, now_ns: int | None = None) -> Reading:
        """What is in the folder by now; empty where nothing is, or where it cannot be made sense of.

        ``now_ns``, by the monotonic clock, is until when a line that has not ended ran: the moment, where it is None.
        """
        moment = time.monotonic_ns() if now_ns is None else now_ns
        files = tuple(f for path in sorted(self._folder.glob("*" + run_dir.SOURCES)) for f in self._loaded(path))
        for path in sorted(self._folder.glob("[0-9]*" + run_dir.COUNTERS)):
            found = self._counted(path, moment)
            if found is not None:
                return replace(found, children=self._children(moment), unmeasured=self._unmeasured())
        snapshots = [(path, s) for path in self._folder.glob("*" + run_dir.SNAPSHOT) for s in _snapshots(path)]
        if not snapshots:
            return Reading(files, NOTHING)
        path, snapshot = snapshots[-1]
        return Reading(files, snapshot, _samples(path.with_suffix(run_dir.MEMORY)))

    def note_deaths(self) -> None:
        """Look which of the processes that the program started are gone by now: their lines run no longer."""
        now = time.monotonic_ns()
        for path in self._childrens_counters():
            if path not in self._deaths and not is_alive(run_dir.pid_of(path.name)):
                self._deaths[path] = now

    def _childrens_counters(self) -> list[Path]:
        return sorted(self._folder.glob(run_dir.CHILDS + "*" + run_dir.COUNTERS))

    def _children(self, moment: int) -> tuple[Reading, ...]:
        self.note_deaths()
        found: list[Reading] = []
        for path in self._childrens_counters():
            reading = self._ended.get(path) or self._counted(path, min(moment, self._deaths.get(path, moment)))
            if reading is not None:
                found.append(reading)
                if path in self._deaths:
                    self._ended[path] = reading
        return tuple(found)

    def _unmeasured(self) -> tuple[str, ...]:
        records, _ = run_dir.read_from(str(self._folder / run_dir.UNMEASURED), 0)
        return tuple(dict.fromkeys(str(record)[:100] for record in records))

    def _counted(self, path: Path, moment: int) -> Reading | None:
        """What the process whose counters are at ``path`` left."""
        found = read_counters(path, moment)
        if found is None:
            return None
        snapshot = next(_snapshots(path.with_suffix(run_dir.SNAPSHOT)), NOTHING)
        files = self._files_of(path)
        return Reading(files, _up_to_now(snapshot, files, *found))

    def _files_of(self, counters: Path, below: tuple[Path, ...] = ()) -> tuple[LoadedFile, ...]:
        """Those a process loaded, and those that were loaded where it was forked from."""
        path, parent = counters.with_suffix(run_dir.SOURCES), parent_of(counters)
        own = self._loaded(path)
        if not parent or counters in below:
            return own
        files = self._files_of(self._folder / parent, (*below, counters))
        copied = self._copied.get(path)
        return tuple(file for file in files if copied is None or file.number < copied) + own

    def _loaded(self, path: Path) -> tuple[LoadedFile, ...]:
        read, files = self._files.get(path, (0, ()))
        records, end = run_dir.read_from(str(path), read)
        if end > read:
            if records and isinstance(records[0], int) and not read:
                self._copied[path] = self._records[path] = records.pop(0)  # type: ignore[assignment]  # it is one
            before = self._records.get(path, 0)
            files += tuple(file for number, record in enumerate(records, before) for file in _file(number, record))
            self._files[path], self._records[path] = (end, files), before + len(records)
        return files


def _file(number: int, record: Any) -> Iterator[LoadedFile]:  # four values, or it is no record of ours
    try:
        filename, real, text, codes = record
        yield LoadedFile(filename, real, decode_source(text), tuple(CodeRow(filename, *row) for row in codes), number)
    except (TypeError, ValueError, SyntaxError, LookupError):
        return  # torn, forged, or in an encoding that only its own Python knows


def _up_to_now(snapshot: Snapshot, files: tuple[LoadedFile, ...], counted: Counted, lives: Lives) -> Snapshot:
    """The child's snapshot with what the mapped file has; one taken as the program ended knows when that was."""
    by_number = {file.number: file for file in files}
    running = [
        (file.filename, file.codes[index].first_line, line)
        for number, index, line in lives.running
        if (file := by_number.get(number)) is not None and index < len(file.codes)
    ]
    has_ended = snapshot.ending is not None and snapshot.body_ns > 0
    body_ns = snapshot.body_ns if has_ended else lives.ended_ns - lives.began_ns
    return replace(
        snapshot,
        began_ns=snapshot.began_ns or lives.began_ns,
        body_ns=body_ns,
        thread_ns=body_ns + lives.others_ns,
        spacing_ns=0,
        forked=snapshot.forked or lives.forked,
        running=tuple(running),
        recursive=frozenset(),
        tables=counted,
        counts_running=True,
    )


def _samples(path: Path) -> Samples:
    rows = load(str(path))
    if len(rows) <= CELLS:
        return Samples()
    at_ns, memory, tree, where = (rows[CELLS + cell :: CELLS] for cell in range(CELLS))
    has_tree = max(tree) > UNKNOWN
    return Samples(rows[0], at_ns, memory, [None if all_ < 0 else all_ for all_ in tree] if has_tree else (), where)


def _snapshots(path: Path) -> Iterator[Snapshot]:
    for record in run_dir.read_from(str(path), 0)[0]:
        try:
            fields: dict[str, Any] = dict(record)  # type: ignore[call-overload]  # the same
            fields["running"] = tuple(map(tuple, fields["running"]))
            fields["recursive"] = frozenset(map(tuple, fields["recursive"]))
            yield Snapshot(**fields)
        except (TypeError, ValueError, KeyError):
            continue
