"""The resident size of a process, as cheaply as the system tells it: on Linux from /proc, elsewhere by psutil."""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

LINUX = sys.platform.startswith("linux")


def reader(packages: dict[str, str], linux: bool = LINUX) -> tuple[Callable[[], int], int]:
    """What gives this process's resident size, and how many bytes one of what it gives are; ImportError."""
    return _by_statm() if linux else _by_psutil(packages["psutil"])


def marks(linux: bool = LINUX) -> tuple[int, int] | None:
    """This process's resident size and the highest that it ever was, in bytes, where the system says so."""
    if not linux:
        return None
    try:
        handle = os.open("/proc/self/status", os.O_RDONLY)
        try:
            lines = os.read(handle, 1 << 14).split(b"\n")
        finally:
            os.close(handle)
        found = {line[:6]: int(line.split()[1]) << 10 for line in lines if line[:6] in (b"VmRSS:", b"VmHWM:")}
        return found[b"VmRSS:"], found[b"VmHWM:"]
    except (OSError, ValueError, IndexError, KeyError):
        return None


def _by_statm() -> tuple[Callable[[], int], int]:
    """One read of a file that stays open: its second word, in pages.

    What is read is read into the same bytes each time, and looked at only where they differ: objects made for it after
    the reading would take fresh pages, which the next line would be charged with.
    """
    preadv, handle, last = os.preadv, _opened(), 0
    text, before = bytearray(64), bytearray(64)
    into = (text,)

    def resident() -> int:
        nonlocal handle, last
        try:
            preadv(handle, into, 0)
            if text == before:
                return last
            last = int(text.split(b" ", 2)[1])
            before[:] = text
        except (OSError, ValueError, IndexError):  # the program closed it, or has it for a file of its own
            handle = _opened()
            try:
                last = int(os.pread(handle, 64, 0).split(b" ", 2)[1])
            except (OSError, ValueError, IndexError):  # no descriptor left: what it was
                return last
        return last

    return resident, os.sysconf("SC_PAGE_SIZE")


def _opened() -> int:
    try:
        return os.open("/proc/self/statm", os.O_RDONLY | os.O_CLOEXEC)
    except OSError:
        return -1


def _by_psutil(package: str) -> tuple[Callable[[], int], int]:
    """psutil's reading of one kept process."""
    psutil = load_psutil(package)
    memory_info = psutil.Process().memory_info

    def resident() -> int:
        try:
            return int(memory_info().rss)
        except psutil.Error:
            return 0

    return resident, 1


def load_psutil(package: str) -> Any:
    """psutil, loaded from where it lies and gone from ``sys.modules``; ImportError where it does not read memory."""
    before = set(sys.modules)
    sys.path.insert(0, os.path.dirname(package))
    try:
        psutil: Any = __import__("psutil")
        psutil.Process().memory_info()
        return psutil
    except Exception as problem:
        raise ImportError(f"memory can be read here by psutil only, which fails: {problem}") from problem
    finally:
        sys.path.remove(os.path.dirname(package))
        for name in set(sys.modules) - before:
            if name.partition(".")[0] == "psutil":
                del sys.modules[name]
