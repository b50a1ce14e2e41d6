"""Samples the program's stacks from outside: py-spy, beside it, and what it wrote made into what a child leaves.

The program is as its user would start it, and next to nothing slower. It declares, before it becomes the user's Python,
that we and what we start may look into it, so that this needs no rights.
"""

from __future__ import annotations

import json
import re
import signal
import subprocess
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from heatline_runner import run_dir
from heatline_runner.code_objects import describe
from heatline_runner.processes import may_look_into_others, start_unheard
from heatline_runner.registry import PY_SPY
from heatline_runner.request import Request
from heatline_runner.user_code import UserCode

RATE = 200  # samples in a second: more of them slow deep recursion more than they tell
FORMAT = "stacks-{}.json"
FIRST_S, MOST_S = 1, 5  # a live view has the samples of so many seconds at a time: fewer at first
READY_NS, AGAIN_NS = 3 * 10**9, 10**8  # how long a process may take until it is a Python, and how often that is tried
ENDS_S = 5.0  # how long it may take to write down what it has
ERRORS = re.compile(r"Errors: (\d+)")
PROCESS = re.compile(r"process (\d+)")  # the sampler's own frames, above those of what a program starts
NOT_PERMITTED = "this system does not let one process look into another (the sampler says: {})"
Frame = tuple[str, int, str]  # file, line, name


class StackSampling:
    """Begins with being made; ``look`` keeps what was seen by then, ``stop`` ends it.

    What they leave in the run's folder are files as a child's.
    """

    def __init__(self, folder: Path, request: Request, pid: int) -> None:
        self._folder, self._request, self._pid = folder, request, pid
        self._began_ns = time.perf_counter_ns()
        self._users = UserCode(request.roots, request.libraries, request.target if request.kind == "script" else None)
        self.problem = self._said = ""
        follows = request.options.get("processes") == "all"
        self._unseen = follows and not may_look_into_others()
        self._argv = [request.packages[PY_SPY.name], "record", "--pid", str(pid), "--rate", str(RATE)]
        self._argv += ["--full-filenames", "--format", "speedscope"]
        self._argv += ["--subprocesses"] if follows and not self._unseen else []
        self._part = 0
        self._stacks: Counter[tuple[Frame, ...]] = Counter()
        self._pids: set[str] = set()
        self._errors = self._watched_ns = 0
        self._known: set[str] = set()  # files that were described
        self._process = self._started()

    def look(self) -> None:
        """While the program runs: keep what the sampler wrote meanwhile, and have it go on."""
        now_ns = time.perf_counter_ns()
        if self._process is None:
            may_work = bool(self._stacks) or now_ns - self._began_ns < READY_NS
            if may_work and now_ns - self._part_ns > AGAIN_NS:  # it was not yet a Python, or is another
                self._process = self._started()
            return
        if self._process.poll() is None:
            return
        ended, part, began_ns = self._process, self._part, self._part_ns
        self._process = None
        if (self._folder / FORMAT.format(part)).exists():
            self._part += 1
            self._process = self._started()  # first of all, as nothing is seen until then
        if self._is_kept(part, began_ns, ended.communicate()[1]):
            self._leave(None)

    def stop(self) -> None:
        """The program has ended: leave what was seen of it."""
        if self._process is not None:
            self._is_kept(self._part, self._part_ns, self._ended(self._process))
        if self._stacks or not self._said:
            self._leave(("finished",))
        else:
            self.problem = self.problem or NOT_PERMITTED.format(self._said)

    def _started(self) -> subprocess.Popen[str] | None:
        self._part_ns = time.perf_counter_ns()
        argv = [*self._argv, "--output", str(self._folder / FORMAT.format(self._part))]
        if self._request.live:
            argv += ["--duration", str(_seconds(self._part))]
        try:
            return start_unheard(argv)
        except OSError as problem:
            self.problem = f"{PY_SPY.name} could not be started ({problem.strerror})"
            return None

    def _ended(self, process: subprocess.Popen[str]) -> str:
        try:
            return process.communicate(timeout=ENDS_S)[1]
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGINT)
        try:
            return process.communicate(timeout=ENDS_S)[1]
        except subprocess.TimeoutExpired:
            process.kill()
            return process.communicate()[1]

    def _is_kept(self, part: int, began_ns: int, said: str) -> bool:
        """Add what the sampler wrote of a part; whether it did."""
        lasted_ns = time.perf_counter_ns() - began_ns
        path = self._folder / FORMAT.format(part)
        try:
            read = json.loads(path.read_text("utf-8"))
            stacks = list(_stacks(read))
            path.unlink()
        except (OSError, ValueError, KeyError, TypeError, IndexError):
            lines = [line for line in said.splitlines() if line.strip()]
            self._said = lines[-1][:200] if lines else "nothing"
            return False
        for frames, number in stacks:
            self._stacks[frames] += number
        self._pids.update(found[1] for f in read["shared"]["frames"] if (found := PROCESS.match(str(f["name"]))))
        errors = ERRORS.search(said)
        self._errors += int(errors[1]) if errors else 0
        if self._request.live:
            self._watched_ns += min(lasted_ns, _seconds(part) * 10**9)
        return True

    def _leave(self, ending: tuple[str] | None) -> None:
        stem = str(self._folder / str(self._pid))
        for filename in sorted({frame[0] for frames in self._stacks for frame in frames} - self._known):
            self._known.add(filename)
            path = self._users.path_of(filename)
            if path is not None:
                run_dir.append(stem + run_dir.SOURCES, (filename, path, *_described(path)))
        lasted_ns = time.perf_counter_ns() - self._began_ns
        interval_ns = 10**9 // RATE
        if self._watched_ns:  # between two parts nothing is seen: each sample stands for a little more
            interval_ns = max(interval_ns * lasted_ns // self._watched_ns, interval_ns)
        tables = {
            "stacks": [(list(frames), number) for frames, number in self._stacks.items()],
            "processes": max(len(self._pids), 1),
            "errors": self._errors,
            "interval_ns": interval_ns,
            "unseen": self._unseen,
        }
        record: dict[str, object] = {
            "began_ns": self._began_ns,
            "body_ns": lasted_ns,
            "cpu_ns": 0,
            "thread_ns": max(lasted_ns, sum(self._stacks.values()) * interval_ns),
            "spacing_ns": 0,
            "forked": False,
            "missed": 0,
            "ending": ending,
            "running": [],
            "recursive": [],
            "tables": tables if self._stacks else {},
            "memory_begin": None,
            "memory_last": None,
        }
        run_dir.replace(stem + run_dir.SNAPSHOT, record)


def _described(path: str) -> tuple[bytes, list[tuple[object, ...]]]:
    """The file's text, and rows for its code as far as this Python reads it."""
    try:
        text = Path(path).read_bytes()
    except OSError:
        return b"", []
    try:
        return text, describe(compile(text, path, "exec", dont_inherit=True), lambda code: True)  # noqa: ARG005
    except (SyntaxError, ValueError, RecursionError):
        return text, []


def _seconds(part: int) -> int:
    return min(FIRST_S + part, MOST_S)


def _stacks(read: Any) -> Iterator[tuple[tuple[Frame, ...], int]]:
    """Frames, root first, as file, line and name, and how many samples saw just these."""
    frames = [(str(f["file"]), int(f["line"] or 0), str(f["name"])) for f in read["shared"]["frames"]]
    counted: Counter[tuple[int, ...]] = Counter()
    for profile in read["profiles"]:
        counted.update(tuple(sample) for sample in profile["samples"])
    for sample, number in counted.items():
        own = tuple(frames[at] for at in sample if frames[at][0] or not PROCESS.match(frames[at][2]))
        if own:
            yield own, number
