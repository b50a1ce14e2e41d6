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
FORMAT = "stacks.json"
ENDS_S = 5.0  # how long it may take to write down what it has
PROCESS = re.compile(r"process (\d+)")  # the sampler's own frames, above those of what a program starts
ERRORS = re.compile(r"Errors: (\d+)")
NOT_PERMITTED = "this system does not let one process look into another (the sampler says: {})"


class StackSampling:
    """Begins with being made; ``stop`` ends it, and leaves files as a child's in the run's folder."""

    def __init__(self, folder: Path, request: Request, pid: int) -> None:
        self._folder, self._request, self._pid = folder, request, pid
        self._began_ns = time.perf_counter_ns()
        self._users = UserCode(request.roots, request.libraries, request.target if request.kind == "script" else None)
        self.problem = ""
        argv = [request.packages[PY_SPY.name], "record", "--pid", str(pid), "--rate", str(RATE)]
        argv += ["--full-filenames", "--format", "speedscope", "--output", str(folder / FORMAT)]
        follows = request.options.get("processes") == "all"
        self._unseen = follows and not may_look_into_others()
        argv += ["--subprocesses"] if follows and not self._unseen else []
        self._process: subprocess.Popen[str] | None = None
        try:
            self._process = start_unheard(argv)
        except OSError as problem:
            self.problem = f"{PY_SPY.name} could not be started ({problem.strerror})"

    def stop(self) -> None:
        """The program has ended: leave what was seen of it."""
        lasted_ns = time.perf_counter_ns() - self._began_ns
        said = self._ended()
        try:
            read = json.loads((self._folder / FORMAT).read_text("utf-8"))
            stacks, processes = list(_stacks(read)), _processes(read)
        except (OSError, ValueError, KeyError, TypeError, IndexError):
            lines = [line for line in said.splitlines() if line.strip()]
            self.problem = self.problem or NOT_PERMITTED.format(lines[-1][:200] if lines else "nothing")
            return
        errors = ERRORS.search(said)
        self._leave({"stacks": stacks, "processes": processes, "errors": int(errors[1]) if errors else 0}, lasted_ns)

    def _ended(self) -> str:
        if self._process is None:
            return ""
        try:
            return self._process.communicate(timeout=ENDS_S)[1]
        except subprocess.TimeoutExpired:
            self._process.send_signal(signal.SIGINT)
        try:
            return self._process.communicate(timeout=ENDS_S)[1]
        except subprocess.TimeoutExpired:
            self._process.kill()
            return self._process.communicate()[1]

    def _leave(self, tables: dict[str, Any], lasted_ns: int) -> None:
        stem, stacks = str(self._folder / str(self._pid)), tables["stacks"]
        for filename in sorted({frame[0] for frames, _ in stacks for frame in frames}):
            path = self._users.path_of(filename)
            if path is not None:
                run_dir.append(stem + run_dir.SOURCES, (filename, path, *_described(path)))
        interval_ns = 1_000_000_000 // RATE
        sampled_ns = sum(number for _, number in stacks) * interval_ns
        record = {
            "began_ns": self._began_ns,
            "body_ns": lasted_ns,
            "cpu_ns": 0,
            "thread_ns": max(lasted_ns, sampled_ns),
            "spacing_ns": 0,
            "forked": False,
            "missed": 0,
            "ending": ("finished",),
            "running": [],
            "recursive": [],
            "tables": {**tables, "interval_ns": interval_ns, "unseen": self._unseen} if stacks else {},
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


def _processes(read: Any) -> int:
    """How many processes were seen."""
    own = {found[1] for frame in read["shared"]["frames"] if (found := PROCESS.match(str(frame["name"])))}
    return max(len(own), 1)


def _stacks(read: Any) -> Iterator[tuple[list[tuple[str, int, str]], int]]:
    """Frames, root first, as file, line and name, and how many samples saw just these."""
    frames = [(str(f["file"]), int(f["line"] or 0), str(f["name"])) for f in read["shared"]["frames"]]
    counted: dict[tuple[int, ...], int] = {}
    for profile in read["profiles"]:
        for sample in profile["samples"]:
            stack = tuple(at for at in sample if not (frames[at][0] == "" and PROCESS.match(frames[at][2])))
            if stack:
                counted[stack] = counted.get(stack, 0) + 1
    for sample, number in counted.items():
        yield [frames[at] for at in sample], number
