"""Runs that the command line makes: the supervisor is started and waited for, signals are passed on to it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from dataclasses import dataclass

from heatline.preparation import Run

FORWARDED = ("SIGINT", "SIGTERM", "SIGHUP", "SIGQUIT")


@dataclass(frozen=True)
class Ended:
    """The supervisor's exit code, negative for a signal; ``interrupted``: a signal was sent to us meanwhile."""

    code: int
    interrupted: bool


def supervise(run: Run) -> Ended:
    """Have it run to its end; what is sent to us meanwhile is passed on."""
    process = subprocess.Popen(run.argv)
    before, sent = {}, []

    def pass_on(number: int, frame: object) -> None:  # noqa: ARG001  (as signal calls it)
        sent.append(number)
        process.send_signal(number)

    for number in (getattr(signal, name) for name in FORWARDED if hasattr(signal, name)):
        if signal.getsignal(number) != signal.SIG_IGN:
            before[number] = signal.signal(number, pass_on)
    try:
        return Ended(process.wait(), bool(sent))
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def end_by(number: int) -> int:
    """End this process by the signal that ended the program; gives the exit code where that cannot be."""
    if sys.platform != "win32":
        if number != signal.SIGKILL:  # which nobody can handle
            signal.signal(number, signal.SIG_DFL)
        os.kill(os.getpid(), number)
    return 128 + number
