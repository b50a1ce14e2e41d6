"""Runs that the command line makes: the supervisor is started and waited for, signals are passed on to it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys

from heatline.preparation import Run

FORWARDED = ("SIGINT", "SIGTERM", "SIGHUP", "SIGQUIT")


def supervise(run: Run) -> int:
    """The supervisor's exit code, negative for a signal; what is sent to us meanwhile is passed on to it."""
    process = subprocess.Popen(run.argv)
    before = {}
    for number in (getattr(signal, name) for name in FORWARDED if hasattr(signal, name)):
        if signal.getsignal(number) != signal.SIG_IGN:
            before[number] = signal.signal(number, lambda sent, frame: process.send_signal(sent))  # noqa: ARG005
    try:
        return process.wait()
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def end_by(number: int) -> int:
    """End this process by the signal that ended the program; gives the exit code where that cannot be."""
    if sys.platform != "win32" and number != signal.SIGKILL:
        signal.signal(number, signal.SIG_DFL)
        os.kill(os.getpid(), number)
    return 128 + number
