"""The resident sizes of other processes, and which are below one: on Linux from /proc, elsewhere by psutil."""

from __future__ import annotations

import os

from heatline_runner.engines.resident import load_psutil

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Protocol

    class Sizes(Protocol):
        """``size`` is in bytes: 0 for a process that has ended and waits to be noted, None for one that is gone.

        ``below`` are all descendants of a process. OSError where the system has no room for a look.
        """

        def size(self, pid: int) -> int | None: ...

        def below(self, root: int) -> list[int]: ...


def sizes(package: str = "") -> Sizes:
    """By psutil at ``package`` where that is given, else from /proc; ImportError where psutil fails."""
    return _Psutil(load_psutil(package)) if package else _Proc()


class _Proc:
    """Descriptors stay open: what one reads is the same process for ever, whoever is given its number after it."""

    def __init__(self) -> None:
        self._handles: dict[int, int] = {}
        self._page = os.sysconf("SC_PAGE_SIZE")
        self._has_children = os.path.exists(f"/proc/self/task/{os.getpid()}/children")
        _allow_many_descriptors()

    def size(self, pid: int) -> int | None:
        try:
            if pid not in self._handles:
                self._handles[pid] = os.open(f"/proc/{pid}/statm", os.O_RDONLY)
            return int(os.pread(self._handles[pid], 64, 0).split(b" ", 2)[1]) * self._page
        except (FileNotFoundError, ProcessLookupError):
            handle = self._handles.pop(pid, None)
            if handle is not None:
                os.close(handle)
            return None

    def below(self, root: int) -> list[int]:
        children = _children if self._has_children else _parents().get
        found: list[int] = []
        waiting = [root]
        while waiting:
            beneath = children(waiting.pop()) or []
            found += beneath
            waiting += beneath
        return found


def _children(pid: int) -> list[int]:
    """By the system's own lists, one per thread."""
    found: list[int] = []
    try:
        for thread in os.listdir(f"/proc/{pid}/task"):
            found += map(int, _text(f"/proc/{pid}/task/{thread}/children").split())
    except (FileNotFoundError, ProcessLookupError):
        pass
    return found


def _parents() -> dict[int, list[int]]:
    """By asking every process for its parent, where the system keeps no lists."""
    found: dict[int, list[int]] = {}
    for name in filter(str.isdecimal, os.listdir("/proc")):
        try:
            parent = int(_text(f"/proc/{name}/stat").rpartition(b")")[2].split()[1])
        except (FileNotFoundError, ProcessLookupError):
            continue
        found.setdefault(parent, []).append(int(name))
    return found


def _text(path: str) -> bytes:
    with open(path, "rb") as file:
        return file.read()


def _allow_many_descriptors() -> None:
    from resource import RLIMIT_NOFILE, getrlimit, setrlimit

    most = getrlimit(RLIMIT_NOFILE)[1]
    setrlimit(RLIMIT_NOFILE, (most, most))


class _Psutil:
    def __init__(self, psutil: Any) -> None:
        self._psutil = psutil
        self._processes: dict[int, Any] = {}

    def size(self, pid: int) -> int | None:
        try:
            if pid not in self._processes:
                self._processes[pid] = self._psutil.Process(pid)
            return int(self._processes[pid].memory_info().rss)
        except self._psutil.ZombieProcess:
            return 0
        except self._psutil.NoSuchProcess:
            self._processes.pop(pid, None)
            return None
        except self._psutil.AccessDenied as problem:
            raise PermissionError(str(problem)) from problem

    def below(self, root: int) -> list[int]:
        try:
            return [process.pid for process in self._psutil.Process(root).children(recursive=True)]
        except self._psutil.Error:
            return []
