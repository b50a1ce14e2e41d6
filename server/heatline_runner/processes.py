"""Starting the program's process in a group of its own, and ending all that is left of it."""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from heatline_runner.launch import Command
from heatline_runner.terminal import Terminal

YAMA = Path("/proc/sys/kernel/yama/ptrace_scope")
SET_PTRACER = 0x59616D61  # PR_SET_PTRACER, likewise
SET_CHILD_SUBREAPER = 36  # PR_SET_CHILD_SUBREAPER of Linux's prctl(2)


def adopt_orphans() -> None:
    """On Linux, have what our descendants leave behind become our children, so that it can be ended."""
    if sys.platform == "linux":
        with suppress(OSError, AttributeError):
            ctypes.CDLL(None).prctl(SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def allow_descendants_of(pid: int) -> None:
    """In the program's process, before it is one: have ``pid`` and its descendants look into it, where Linux asks."""
    if sys.platform == "linux":
        with suppress(OSError, AttributeError):
            ctypes.CDLL(None).prctl(SET_PTRACER, pid, 0, 0, 0)


def may_look_into_others() -> bool:
    """Whether what we start may look into processes that are neither its descendants nor said that it may."""
    try:
        return os.geteuid() == 0 or int(YAMA.read_text("ascii")) == 0
    except AttributeError:
        return True  # Windows asks nothing of the kind
    except (OSError, ValueError):
        return sys.platform == "linux"  # a Linux without that rule; elsewhere it takes rights


def start(command: Command, terminal: Terminal, looked_into: bool = False) -> subprocess.Popen[bytes]:
    """Start ``command``, in a group of its own unless ``terminal`` is shared; OSError where it cannot be.

    ``looked_into``: processes that we start may read its memory.
    """
    if sys.platform == "win32":
        flags = subprocess.CREATE_NEW_PROCESS_GROUP
        return subprocess.Popen(command.argv, cwd=command.cwd, env=command.environment, creationflags=flags)

    ours = os.getpid()

    def lead_group() -> None:
        if looked_into:
            allow_descendants_of(ours)
        if terminal.is_shared:
            return
        os.setpgid(0, 0)
        terminal.lend(os.getpid())

    return subprocess.Popen(command.argv, cwd=command.cwd, env=command.environment, preexec_fn=lead_group)


def start_unheard(argv: Sequence[str]) -> subprocess.Popen[str]:
    """Start what looks at the program from beside it: no key that is pressed in its terminal is for it; OSError.

    What it has to say it says on its standard error, which is read by the caller.
    """
    nowhere = subprocess.DEVNULL
    return subprocess.Popen(
        argv,
        stdin=nowhere,
        stdout=nowhere,
        stderr=subprocess.PIPE,
        text=True,
        errors="replace",
        start_new_session=True,
    )


def signal_group(process: subprocess.Popen[bytes], number: int) -> None:
    """Send a signal to the program's whole group, or to it alone where that group is ours; if it is still there."""
    if sys.platform == "win32":
        process.terminate()
        return
    with suppress(ProcessLookupError, PermissionError):
        if os.getpgid(process.pid) == os.getpgrp():
            os.kill(process.pid, number)
        else:
            os.killpg(process.pid, number)


def end_all(process: subprocess.Popen[bytes]) -> None:
    """End what is left of the program: its group, and on Linux every descendant."""
    if sys.platform == "win32":
        process.kill()
        return
    signal_group(process, signal.SIGKILL)
    for pid in _descendants(os.getpid()):
        with suppress(ProcessLookupError, PermissionError):
            os.kill(pid, signal.SIGKILL)
    _reap()


def _reap() -> None:
    with suppress(ChildProcessError):
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass


def _descendants(root: int) -> list[int]:
    children: dict[int, list[int]] = {}
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError, IndexError, ValueError):
            parent = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
            children.setdefault(parent, []).append(int(folder.name))
    found: list[int] = []
    waiting = [root]
    while waiting:
        below = children.get(waiting.pop(), [])
        found += below
        waiting += below
    return found
