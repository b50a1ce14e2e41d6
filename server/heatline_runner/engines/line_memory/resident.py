"""The resident size of this process, as cheaply as the system tells it."""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

STATM = "/proc/self/statm"
LINUX = sys.platform.startswith("linux")


def reader(packages: dict[str, str], linux: bool = LINUX) -> tuple[Callable[[], int], int]:
    """What gives the resident size, and how many bytes one of what it gives are; ImportError where nothing can."""
    return _by_statm() if linux else _by_psutil(packages["psutil"])


def _by_statm() -> tuple[Callable[[], int], int]:
    """One read of a file that stays open: its second word, in pages."""
    pread, handle, last = os.pread, _opened(), 0

    def resident() -> int:
        nonlocal handle, last
        for _ in range(2):
            try:
                last = int(pread(handle, 64, 0).split(b" ", 2)[1])
                break
            except (OSError, ValueError, IndexError):  # the program closed it, or has it for a file of its own
                handle = _opened()
        return last  # with no descriptor left, what it was

    return resident, os.sysconf("SC_PAGE_SIZE")


def _opened() -> int:
    try:
        return os.open(STATM, os.O_RDONLY | os.O_CLOEXEC)
    except OSError:
        return -1


def _by_psutil(package: str) -> tuple[Callable[[], int], int]:
    """psutil's reading of one kept process, its package loaded from where it lies and gone from ``sys.modules``."""
    before = set(sys.modules)
    sys.path.insert(0, os.path.dirname(package))
    try:
        process: Any = __import__("psutil").Process()
        memory_info = process.memory_info
        memory_info()
    except Exception as problem:
        raise ImportError(f"memory can be read here by psutil only, which fails: {problem}") from problem
    finally:
        sys.path.remove(os.path.dirname(package))
        for name in set(sys.modules) - before:
            if name.partition(".")[0] == "psutil":
                del sys.modules[name]
    return (lambda: memory_info().rss), 1
