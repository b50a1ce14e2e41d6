"""Stands between whoever asked for a run and the program: starts it, watches it, ends it, keeps what was measured.

However the program ends — by itself, by Ctrl-C, by Stop, by its time limit, by a crash — the profile is made the same
way, from what the child last wrote down. The supervisor then ends as the program ended.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from contextlib import suppress
from datetime import datetime, timezone
from pathlib import Path
from typing import Literal, NoReturn

from heatline_runner import processes, run_dir
from heatline_runner.assembly import Run, assemble
from heatline_runner.ending import TIMEOUT_CODE, Ending
from heatline_runner.launch import command
from heatline_runner.liveness import is_alive
from heatline_runner.profile_json import write_profile
from heatline_runner.reading import Reader
from heatline_runner.registry import ENGINES
from heatline_runner.request import Request, read_request
from heatline_runner.sampling import Sampling
from heatline_runner.stack_sampling import StackSampling
from heatline_runner.stalling import Stalling
from heatline_runner.terminal import Terminal

POLL_S = 0.02
SOFT_S, FIRM_S = 0.4, 0.7  # after a Stop: SIGTERM, then SIGKILL, for a program that lets Ctrl-C pass
AT_ONCE_S = 0.1
DEATHS_S = 0.1  # how often it is looked which processes of the program's are gone
SHOWN_OVER_COST = 10  # writing the live profile takes at most a tenth of our time
SHOWN_NS = 250_000_000  # how often counters that are always up to date are shown
KEYS = tuple(getattr(signal, name) for name in ("SIGINT", "SIGQUIT") if hasattr(signal, name))
FORWARDED = ("SIGINT", "SIGTERM", "SIGHUP", "SIGQUIT")


class Supervisor:
    """One run, from its start to its profile."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._request: Request = read_request(folder)
        self._terminal = Terminal()
        self._began_ns = time.monotonic_ns()
        self._started = datetime.now(timezone.utc).isoformat(timespec="milliseconds")
        self._stopping: tuple[Literal["stop", "timeout"], float] | None = None
        self._stage = 0
        self._reader = Reader(folder)
        self._written: tuple[int, int] | None = None
        self._ended_ns: int | None = None
        self._show_after = self._deaths_after = 0.0
        self._sampling: Sampling | None = None
        self._stacks: StackSampling | None = None
        self._stalling = Stalling(folder, self._request)

    def run(self) -> Ending:
        """Run the program to its end; the profile is in the folder when this returns."""
        (self._folder / run_dir.SUPERVISOR).write_text(str(os.getpid()), encoding="ascii")
        processes.adopt_orphans()
        try:
            process = processes.start(command(self._folder, self._request), self._terminal, self._is_beside())
        except OSError as problem:
            sys.stderr.write(f"heatline: {self._request.interpreter} could not be started: {problem.strerror}\n")
            return self._finish(Ending(exit_code=2))
        if ENGINES[self._request.engine].samples_memory:
            self._sampling = Sampling(self._folder, self._request)
        if self._is_beside():
            self._stacks = StackSampling(self._folder, self._request, process.pid)
        self._forward_signals(process)
        ending = self._watch(process)
        if self._sampling is not None:
            self._sampling.stop()
        if self._stacks is not None:
            self._stacks.stop()
        self._terminal.take_back()
        processes.end_all(process)
        return self._finish(ending)

    def _is_beside(self) -> bool:
        return ENGINES[self._request.engine].tracer(self._request.tracer).starts == "beside"

    def _watch(self, process: subprocess.Popen[bytes]) -> Ending:
        while True:
            code = self._wait(process)
            if code is not None:
                self._ended_ns = time.monotonic_ns()
                self._reader.note_deaths()
                by = self._stopping[0] if self._stopping else None
                return Ending(None, -code, by) if code < 0 else Ending(code, None, by)
            self._look_for_stop(process)
            self._look_for_deaths()
            if self._stacks is not None:
                self._stacks.look()
            if self._request.live:
                self._show()

    def _wait(self, process: subprocess.Popen[bytes]) -> int | None:
        """The exit code (negative: a signal) if the program ends within a moment."""
        if sys.platform == "win32":
            with suppress(subprocess.TimeoutExpired):
                return process.wait(POLL_S)
            return None
        pid, status = os.waitpid(process.pid, os.WNOHANG | os.WUNTRACED)
        if not pid:
            time.sleep(POLL_S)
            return None
        if os.WIFSTOPPED(status):
            self._terminal.stop_with(process.pid)
            return None
        process.returncode = os.waitstatus_to_exitcode(status)
        return process.returncode

    def _look_for_stop(self, process: subprocess.Popen[bytes]) -> None:
        now = time.monotonic()
        if self._stopping is None:
            reason = self._reason_to_stop(now)
            if reason is not None:
                self._stopping = (reason, now)
        if self._stopping is not None:
            self._press(process, now - self._stopping[1])

    def _press(self, process: subprocess.Popen[bytes], waited_s: float) -> None:
        """First ask as Ctrl-C does, so that the last reading is taken; then harder."""
        stages = ((0.0, signal.SIGINT), (SOFT_S, signal.SIGTERM), (FIRM_S, getattr(signal, "SIGKILL", signal.SIGTERM)))
        while self._stage < len(stages) and waited_s >= stages[self._stage][0]:
            processes.signal_group(process, stages[self._stage][1])
            self._stage += 1

    def _look_for_deaths(self) -> None:
        now = time.monotonic()
        if now > self._deaths_after:
            self._deaths_after = now + DEATHS_S
            self._reader.note_deaths()

    def _reason_to_stop(self, now: float) -> Literal["stop", "timeout"] | None:
        if (self._folder / run_dir.STOP).exists() or not is_alive(self._request.owner_pid):
            return "stop"
        limit = self._request.timeout_s
        is_over = bool(limit) and now - self._began_ns / 1e9 > limit
        return "timeout" if is_over or self._stalling.is_stuck(now) else None

    def _show(self) -> None:
        """Write the profile by now, if there is something newer than what is shown."""
        newest = max((_stamp(path) for path in self._folder.glob("*" + run_dir.SNAPSHOT)), default=None)
        began = time.monotonic()
        if newest is not None and any(self._folder.glob("*" + run_dir.COUNTERS)):
            newest = (time.monotonic_ns() // SHOWN_NS, 0)
        if newest is not None and newest != self._written and began > self._show_after:
            self._written = newest
            with suppress(OSError):  # the end will say so
                self._write(Ending())
            now = time.monotonic()
            self._show_after = now + SHOWN_OVER_COST * (now - began)

    def _finish(self, ending: Ending) -> Ending:
        if not is_alive(self._request.owner_pid):  # nobody is left to read the results, or to clear them away
            shutil.rmtree(self._folder, ignore_errors=True)
            return ending
        try:
            self._write(ending)
        except OSError as problem:
            sys.stderr.write(f"heatline: the results could not be kept: {problem}\n")
        return ending

    def _write(self, ending: Ending) -> None:
        watching = self._sampling or self._stacks
        unread = "" if watching is None else watching.problem
        run = Run(self._request, self._started, time.monotonic_ns() - self._began_ns, ending, unread)
        write_profile(self._folder / run_dir.PROFILE, assemble(run, self._reader.read(self._ended_ns)))

    def _forward_signals(self, process: subprocess.Popen[bytes]) -> None:
        """What is sent to us is meant for the program; a signal we were started ignoring stays ignored.

        What comes twice at once was sent to a group that ``heatline run`` is in, which passes it on to us; what keys
        send to a group that the program is in, it has already.
        """
        last: dict[int, float] = {}

        def forward(number: int, frame: object) -> None:  # noqa: ARG001  (as signal calls it)
            now, before = time.monotonic(), last.get(number, 0.0)
            last[number] = now
            if now - before > AT_ONCE_S and not (self._terminal.is_shared and number in KEYS):
                processes.signal_group(process, number)

        for number in (getattr(signal, name) for name in FORWARDED if hasattr(signal, name)):
            if signal.getsignal(number) != signal.SIG_IGN:
                signal.signal(number, forward)


def end_as(ending: Ending) -> NoReturn:
    """End this process as the program ended."""
    if ending.by == "timeout":
        sys.exit(TIMEOUT_CODE)
    if ending.signal is None:
        sys.exit(ending.exit_code)
    import resource

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if ending.signal not in (signal.SIGKILL, signal.SIGSTOP):
        signal.signal(ending.signal, signal.SIG_DFL)
    os.kill(os.getpid(), ending.signal)
    sys.exit(128 + ending.signal)


def _stamp(path: Path) -> tuple[int, int]:
    try:
        found = path.stat()
    except OSError:
        return (0, 0)
    return found.st_mtime_ns, found.st_ino
