"""``python -I -S heatline_runner RUN_DIR yes|no [PSUTIL]``: reads a program's memory from outside, at a fixed interval.

It is a process of its own, so that nothing which the supervisor does delays a reading. The program pays nothing for it:
its size is the system's to tell, its line stands in a mapped file where an engine that traces lines leaves it.
"""

from __future__ import annotations

import os
import sys
from time import perf_counter_ns, sleep

from heatline_runner import run_dir
from heatline_runner.samples import UNKNOWN, Writer

TYPE_CHECKING = False
if TYPE_CHECKING:
    from mmap import mmap

    from heatline_runner.engines.sizes import Sizes

LOOK_COST = 50  # the time between two looks for new descendants is so much of what one takes, or a reading's
POLL_S = 0.01


class Sampler:
    """Samples the program below the supervisor, which started this process, until either has ended."""

    def __init__(self, folder: str, sizes: Sizes, children: bool) -> None:
        self._folder, self._sizes, self._children = folder, sizes, children
        self._supervisor = os.getppid()
        self._family: list[int] = []
        self._look_at_ns = 0

    def run(self) -> None:
        """Read until there is nothing to read; OSError where there is no room for what was read."""
        pid = self._program()
        if pid is None:
            return
        stem = os.path.join(self._folder, str(pid))
        writer, where = Writer(stem + run_dir.MEMORY), Where(stem + run_dir.WHERE)
        due_ns = perf_counter_ns()
        while os.getppid() == self._supervisor:
            memory = self._sizes.size(pid)
            at_ns = perf_counter_ns()
            if memory is None:
                return
            if memory:  # else it has ended, and nobody took note yet
                tree = self._tree(pid, memory, at_ns) if self._children else UNKNOWN
                writer.add(at_ns, memory, tree, where.now())
            due_ns += writer.interval_ns * max(1, -((due_ns - perf_counter_ns()) // writer.interval_ns))
            sleep(max(0, due_ns - perf_counter_ns()) / 1e9)

    def _program(self) -> int | None:
        """The number of the process that measures itself, by the files it leaves; None where the run is over before."""
        while os.getppid() == self._supervisor:
            stems = (name.partition(".")[0] for name in os.listdir(self._folder))
            pid = next((int(stem) for stem in stems if stem.isdecimal()), None)
            if pid is not None and pid in self._sizes.below(self._supervisor):
                return pid
            sleep(POLL_S)
        return None

    def _tree(self, pid: int, memory: int, at_ns: int) -> int:
        """Bytes of the program and all that it started, directly or not, even if their parent is gone."""
        try:
            if at_ns >= self._look_at_ns:
                below = self._sizes.below(self._supervisor)
                self._family = [each for each in below if each not in (pid, os.getpid())]
                self._look_at_ns = at_ns + LOOK_COST * (perf_counter_ns() - at_ns)
            return memory + sum(self._sizes.size(each) or 0 for each in self._family)
        except OSError:  # there are more of them than descriptors
            return UNKNOWN


class Where:
    """The number in the program's mapped file, once that is there: 0, or as ``run_dir`` has it."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._map: mmap | None = None

    def now(self) -> int:
        """The number at this moment."""
        if self._map is None:
            self._map = _mapped(self._path)
        return 0 if self._map is None else int.from_bytes(self._map[:8], sys.byteorder, signed=True)


def _mapped(path: str) -> mmap | None:
    from mmap import ACCESS_READ, mmap

    try:
        with open(path, "rb") as file:
            return mmap(file.fileno(), 8, access=ACCESS_READ)
    except (OSError, ValueError):  # not there, or not yet as long
        return None


def sample(folder: str, children: str, package: str = "") -> None:
    """Sample the run in ``folder``; by psutil at ``package`` where that is given, which may raise ImportError."""
    from heatline_runner.engines.sizes import sizes

    try:
        Sampler(folder, sizes(package), children == "yes").run()
    except (ImportError, OSError) as problem:
        sys.exit(str(problem))
