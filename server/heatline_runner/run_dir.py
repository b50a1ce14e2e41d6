"""The files of a run: their names, and the cheap records the child leaves in them.

Records are marshalled (version 4, which CPython 3.4 and later all read): the child can write them without importing
anything a program might have a module named like.
"""

from __future__ import annotations

import marshal
import os

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any  # what marshal takes

REQUEST = "request.json"  # what to run: the server's, for the supervisor
CHILD = "child.bin"  # the same, as the child needs it
STOP = "stop"  # its being there asks the supervisor to stop the program
MARK = "mark"  # its content, a number that counts up, is new at each moment that is marked
SUPERVISOR = "supervisor.pid"
PROFILE = "profile.json"  # rewritten after every snapshot; the last one stays
SOURCES = ".sources"  # <pid>.sources: one record per file of the user's that was loaded, appended
SNAPSHOT = ".snapshot"  # <pid>.snapshot: the newest reading, replaced whole
WHERE = (
    ".where"  # <pid>.where: (file + 1) << 32 | line of the user's line that runs now, 8 bytes of the machine's order
)
COUNTERS = ".counters"  # <pid>.counters: what the native tracer counts, mapped and written as it goes
UNMEASURED = "unmeasured.bin"  # a word for each Python that the program started and that is not measured, appended
CHILDS = "child-"  # what files of processes that the program started begin with
MEMORY = ".memory"  # <pid>.memory: the sampler's readings, as samples.py has them
VERSION = 4


def pid_of(name: str) -> int:
    """The number of the process that a file of that name is of; 0 where it is none of these."""
    number = name.removeprefix(CHILDS).partition(".")[0].partition("-")[0]
    return int(number) if number.isascii() and number.isdigit() else 0


def mark(folder: str | os.PathLike[str]) -> int:
    """Mark a moment of the run in ``folder``, which is that of its next reading; how many are marked by now."""
    path = os.path.join(folder, MARK)
    try:
        with open(path, encoding="ascii") as file:
            marks = int(file.read()) + 1
    except FileNotFoundError:
        marks = 1
    with open(path, "w", encoding="ascii") as file:
        file.write(str(marks))
    return marks


def append(path: str, record: Any) -> None:
    """Add one record to the file at ``path``."""
    _write(path, marshal.dumps(record, VERSION), os.O_APPEND)


def replace(path: str, record: Any) -> None:
    """Put one record in place of the file at ``path``, whole or not at all."""
    _write(path + ".new", marshal.dumps(record, VERSION), os.O_TRUNC)
    os.replace(path + ".new", path)


def read_from(path: str, start: int) -> tuple[list[object], int]:
    """The whole records after the first ``start`` bytes, and where they end; none where nothing can be read."""
    records: list[object] = []
    try:
        with open(path, "rb") as file:
            file.seek(start)
            while True:
                records.append(marshal.load(file))
                start = file.tell()
    except (OSError, EOFError, ValueError, TypeError):
        return records, start


def _write(path: str, data: bytes, how: int) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | getattr(os, "O_BINARY", 0) | how, 0o600)
    try:
        while data:
            data = data[os.write(handle, data) :]
    finally:
        os.close(handle)
