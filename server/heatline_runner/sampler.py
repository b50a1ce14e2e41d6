"""Reads a process's memory from outside, at a fixed interval, with the line that runs at each reading.

The program pays nothing for it: its size is the system's to tell, its line stands in a mapped file where an engine that
traces lines leaves it.
"""

from __future__ import annotations

import os
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from heatline_runner import run_dir
from heatline_runner.engines.resident import reader

INTERVAL_S = 0.01
MOST = 200_000  # readings that are kept; beyond that neighbours are made one, and the interval doubles
FAMILY_EVERY = 10  # readings between two looks for new child processes
NO_FAMILY = "Memory of child processes is read on Linux only."


@dataclass(frozen=True)
class Samples:
    """Readings so far: ``at_ns`` by ``perf_counter_ns``, bytes, and ``where`` as the mapped file has it.

    ``tree`` is with all child processes, empty where that was not asked for. ``problem``: why there are none, or some
    are missing, as a sentence.
    """

    interval_ns: int
    at_ns: tuple[int, ...]
    memory: tuple[int, ...]
    where: tuple[int, ...]
    tree: tuple[int, ...]
    problem: str | None = None


NO_SAMPLES = Samples(0, (), (), (), ())


class Sampler:
    """A thread that reads process ``pid``, which must be alive; ``stop`` ends it."""

    def __init__(self, folder: Path, pid: int, packages: Mapping[str, str], children: bool) -> None:
        self._where = folder / f"{pid}{run_dir.WHERE}"
        self._pid, self._children = pid, children and sys.platform.startswith("linux")
        self._columns: tuple[list[int], list[int], list[int], list[int]] = ([], [], [], [])
        self._interval_s = INTERVAL_S
        self._lock, self._end = threading.Lock(), threading.Event()
        self._problem = NO_FAMILY if children and not self._children else None
        self._thread: threading.Thread | None = None
        try:
            self._resident, self._unit = reader(dict(packages), pid)
        except (ImportError, KeyError) as problem:
            self._problem = f"Memory over time was not read: {problem}."
            return
        self._thread = threading.Thread(target=self._loop, daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Read no more."""
        self._end.set()
        if self._thread is not None:
            self._thread.join()

    def samples(self) -> Samples:
        """All readings by now."""
        with self._lock:
            columns = tuple(map(tuple, self._columns))
        at_ns, memory, where, tree = columns
        return Samples(int(self._interval_s * 1e9), at_ns, memory, where, tree, self._problem)

    def _loop(self) -> None:
        where, family, due = _Where(self._where), _Family(self._pid), time.perf_counter()
        while not self._end.wait(max(0.0, due - time.perf_counter())):
            due = max(due + self._interval_s, time.perf_counter())
            at_ns, memory = time.perf_counter_ns(), self._resident() * self._unit
            if not memory:
                continue  # it has ended, and nobody took note yet
            with self._lock:
                for column, value in zip(self._columns, (at_ns, memory, where.now()), strict=False):
                    column.append(value)
                if self._children:
                    self._columns[3].append(memory + family.memory())
                if len(self._columns[0]) > MOST:
                    self._thin()

    def _thin(self) -> None:
        """Of each two neighbours keep the one with more memory."""
        by = self._columns[3] or self._columns[1]
        kept = [at if by[at] >= by[at + 1] else at + 1 for at in range(0, len(by) - 1, 2)]
        for column in self._columns:
            column[:] = [column[at] for at in kept] if column else []
        self._interval_s *= 2


class _Where:
    """The number in the program's mapped file, once that is there."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._handle: int | None = None

    def now(self) -> int:
        try:
            if self._handle is None:
                self._handle = os.open(self._path, os.O_RDONLY | getattr(os, "O_BINARY", 0))
            os.lseek(self._handle, 0, os.SEEK_SET)
            return int.from_bytes(os.read(self._handle, 8), sys.byteorder)
        except OSError:
            return 0


class _Family:
    """The descendants of a process: looked for every so often, read each time."""

    def __init__(self, pid: int) -> None:
        self._pid, self._looked = pid, 0
        self._readers: dict[int, tuple[Callable[[], int], int]] = {}

    def memory(self) -> int:
        """What all of them have, in bytes."""
        if self._looked % FAMILY_EVERY == 0:
            alive = set(_descendants(self._pid))
            self._readers = {pid: self._readers.get(pid) or reader({}, pid) for pid in alive}
        self._looked += 1
        return sum(read() * unit for read, unit in self._readers.values())


def _descendants(pid: int) -> Iterator[int]:
    for task in _listed(f"/proc/{pid}/task"):
        try:
            children = Path(f"/proc/{pid}/task/{task}/children").read_text("ascii").split()
        except OSError:
            continue
        for child in map(int, children):
            yield child
            yield from _descendants(child)


def _listed(folder: str) -> list[str]:
    try:
        return os.listdir(folder)
    except OSError:
        return []
