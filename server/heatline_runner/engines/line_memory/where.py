"""The line that runs now, in eight bytes of a mapped file that the supervisor reads whenever it likes."""

from __future__ import annotations

import os

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def where(path: str) -> Any:
    """A view of one unsigned number in the file at ``path``; where there is no room for it, of one in memory."""
    from array import array
    from mmap import mmap

    try:
        handle = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o600)
        try:
            os.write(handle, bytes(8))
            return memoryview(mmap(handle, 8)).cast("Q")
        finally:
            os.close(handle)
    except OSError:
        return memoryview(array("Q", [0]))
