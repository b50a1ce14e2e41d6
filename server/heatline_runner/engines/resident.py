"""The resident size of a process, as cheaply as the system tells it: on Linux from /proc, elsewhere by psutil."""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

LINUX = sys.platform.startswith("linux")


def reader(packages: dict[str, str], pid: int = 0, linux: bool = LINUX) -> tuple[Callable[[], int], int]:
    """What gives the resident size of process ``pid`` (0: this one), and how many bytes one of what it gives are.

    It gives 0 where nothing can be read. ImportError where nothing ever can.
    """
    return _by_statm(pid) if linux else _by_psutil(packages["psutil"], pid)


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


def _by_statm(pid: int) -> tuple[Callable[[], int], int]:
    """One read of a file that stays open: its second word, in pages."""
    path, pread, last = f"/proc/{pid or 'self'}/statm", os.pread, 0
    handle = _opened(path)

    def resident() -> int:
        nonlocal handle, last
        for _ in range(2):
            try:
                last = int(pread(handle, 64, 0).split(b" ", 2)[1])
                return last
            except (OSError, ValueError, IndexError):  # the program closed it, or has it for a file of its own
                handle = _opened(path)
        return 0 if pid else last  # gone; or, of ours, with no descriptor left, what it was

    return resident, os.sysconf("SC_PAGE_SIZE")


def _opened(path: str) -> int:
    try:
        return os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    except OSError:
        return -1


def _by_psutil(package: str, pid: int) -> tuple[Callable[[], int], int]:
    """psutil's reading of one kept process, its package loaded from where it lies and gone from ``sys.modules``."""
    before = set(sys.modules)
    sys.path.insert(0, os.path.dirname(package))
    try:
        psutil: Any = __import__("psutil")
        memory_info = psutil.Process(pid or None).memory_info
        memory_info()
    except Exception as problem:
        raise ImportError(f"memory can be read here by psutil only, which fails: {problem}") from problem
    finally:
        sys.path.remove(os.path.dirname(package))
        for name in set(sys.modules) - before:
            if name.partition(".")[0] == "psutil":
                del sys.modules[name]

    def resident() -> int:
        try:
            return int(memory_info().rss)
        except psutil.Error:
            return 0

    return resident, 1
