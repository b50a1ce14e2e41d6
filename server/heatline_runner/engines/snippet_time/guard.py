"""Ends in time what runs in this thread, by an exception from another.

It does not end a call outside Python before that returns, nor a loop in which everything is caught.

That other thread is started beneath Python: a debugger would hold one that it knows of while the program is paused.
"""

from __future__ import annotations

import _thread
import ctypes
from contextlib import suppress
from time import sleep

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

AGAIN_S = 0.05  # until it is raised again, where it was caught
TURNS = 5


class TooLong(BaseException):
    """It had its time."""


def limited(act: Callable[[], Any], limit_s: float) -> Any:
    """What ``act`` gives; TooLong after ``limit_s``."""
    me, over, gone = _thread.get_ident(), [False], [False]
    wake = _thread.allocate_lock()
    wake.acquire()

    def watch(nothing: object) -> None:  # noqa: ARG001  (as it is called)
        wait_s = limit_s
        while not wake.acquire(timeout=wait_s) and not over[0]:
            _raise_in(me)
            wait_s = AGAIN_S
        gone[0] = True

    _start(watch)
    try:
        return act()
    finally:
        over[0] = True
        _end(wake, gone)


def _start(act: Callable[[object], None]) -> None:
    started = ctypes.CFUNCTYPE(None, ctypes.c_void_p)(act)
    python = ctypes.pythonapi
    python.Py_IncRef(ctypes.py_object(started))  # it has to outlive the thread, which nobody sees the end of
    python.PyThread_start_new_thread.argtypes = (ctypes.c_void_p, ctypes.c_void_p)
    python.PyThread_start_new_thread(ctypes.cast(started, ctypes.c_void_p), None)


def _end(wake: Any, gone: list[bool]) -> None:
    """Wait for the watcher to be gone, and for what it may have raised since: there is no taking it back.

    Raising nothing in its place would have 3.11 look for it for ever.
    """
    while True:
        with suppress(TooLong):
            if wake.locked():
                with suppress(RuntimeError):  # released by the try before
                    wake.release()
            while not gone[0]:
                sleep(0.0002)
            for _ in range(TURNS):  # it comes between two turns
                sleep(0)
            return


def _raise_in(thread: int) -> None:
    ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread), ctypes.py_object(TooLong))


def said(problem: BaseException) -> tuple[str, str]:
    """Its type and its words, as far as it has any."""
    try:
        return type(problem).__name__, str(problem)[:500]
    except Exception:  # noqa: BLE001  (a program's own __str__ may do anything)
        return type(problem).__name__, ""
