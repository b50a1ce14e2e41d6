"""The file of readings that the sampler leaves and the supervisor reads: four numbers each, the newest last.

A first row says how far apart they are. Beyond some number of them neighbours are made one, so that the file, and what
is made of it, stays as long as a run of half an hour has it.
"""

from __future__ import annotations

import os
from array import array

INTERVAL_NS = 10_000_000
MOST = 200_000
UNKNOWN = -1
CELLS = 4  # of a row: when, bytes of the process, of it and its descendants or UNKNOWN, the number in the mapped file
CELL_BYTES = 8


class Writer:
    """Makes the file at ``path`` and adds to it, each row at once: what was read is kept, however this process ends."""

    def __init__(self, path: str, most: int = MOST) -> None:
        self.interval_ns = INTERVAL_NS
        self._path, self._most = path, most
        self._rows = 0
        self._handle = _created(path, array("q", (INTERVAL_NS, 0, 0, 0)))

    def add(self, at_ns: int, memory: int, tree: int, where: int) -> None:
        """Add a reading; OSError where there is no room."""
        os.write(self._handle, array("q", (at_ns, memory, tree, where)).tobytes())
        self._rows += 1
        if self._rows >= self._most:
            self._halve()

    def _halve(self) -> None:
        self.interval_ns *= 2
        rows = halved(load(self._path)[CELLS:])
        new = _created(self._path + ".new", array("q", (self.interval_ns, 0, 0, 0)) + rows)
        os.close(self._handle)
        os.replace(self._path + ".new", self._path)
        self._handle, self._rows = new, len(rows) // CELLS


def load(path: str) -> array[int]:
    """All whole rows in the file at ``path``, the first too; empty where there is none."""
    try:
        with open(path, "rb") as file:
            data = file.read()
    except OSError:
        data = b""
    return array("q", data[: len(data) - len(data) % (CELLS * CELL_BYTES)])


def halved(rows: array[int]) -> array[int]:
    """Of each two neighbours the one in which the process had more memory, with the higher of both sums of its tree."""
    made = array("q")
    for at in range(0, len(rows), 2 * CELLS):
        pair = rows[at : at + CELLS], rows[at + CELLS : at + 2 * CELLS]
        higher = pair[1] if pair[1] and pair[1][1] > pair[0][1] else pair[0]
        higher[2] = max(pair[0][2], pair[1][2]) if pair[1] else higher[2]
        made += higher
    return made


def _created(path: str, rows: array[int]) -> int:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0), 0o600)
    data = memoryview(rows.tobytes())
    while data:
        data = data[os.write(handle, data) :]
    return handle
