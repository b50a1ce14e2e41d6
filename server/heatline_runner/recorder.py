"""Writes down what is measured while it is measured: the files that were loaded, and a reading every so often.

The second reading and those after it wait until all of them cost at most a hundredth of the program's time. The thread
that takes them is started beneath ``threading``, and is gone while the program forks. Where the supervisor reads all
that counts in a mapped file, there is none.
"""

from __future__ import annotations

import _signal  # type: ignore[import-not-found]  # the half of signal that Python has loaded anyway
import _thread
import os
import sys
from time import perf_counter_ns, process_time_ns, sleep, thread_time_ns

from heatline_runner import run_dir
from heatline_runner.engines.resident import marks
from heatline_runner.resumption import at_next_line

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from types import CodeType, FrameType

    from heatline_runner.measuring import HookedMeasure, Measure
    from heatline_runner.threads import Threads

SPACING_S, COST = 0.25, 100  # seconds, spacing over cost
DEEPEST = 2000  # frames of a stack that are looked at
ENDING_POLLS = 1000  # a tenth of a second and more: how long a fork waits for our thread to end


class Recorder:
    """Keeps ``<stem>.sources`` and ``<stem>.snapshot`` in the run's folder."""

    def __init__(
        self,
        stem: str,
        measure: Measure | HookedMeasure,
        threads: Threads,
        is_users: Callable[[CodeType], bool],
        mapped: bool = False,
        hide: Callable[[Callable[[], object]], Callable[[], object]] | None = None,
    ) -> None:
        self._hide = hide
        self._is_mapped = mapped
        self._own_stem = stem
        self._follows = False  # what is forked is measured too
        self._copied: int | None = None  # files that a forked child has from its parent, until it keeps its own
        self._measure, self._threads, self._is_users = measure, threads, is_users
        self._wake, self._gone = _thread.allocate_lock(), _thread.allocate_lock()
        self._wake.acquire()
        self._spacing_s = measure.first_s
        self._taken_ns = 0  # what readings have cost by now
        self._recursive: set[tuple[str, int]] = set()
        self._began_ns = self._began_cpu_ns = 0
        self._ended_ns: tuple[int, int] | None = None  # by the same two clocks
        self._forked = False
        self._is_child = False  # of a fork that nothing is measured in
        self._missed = 0  # readings and files that could not be written down
        self._native_id = 0
        self._files = 0
        self._memory_begin: tuple[int, int] | None = None

    def start(self) -> None:
        """The program's body begins now."""
        self._memory_begin = marks()
        self._began_ns, self._began_cpu_ns = perf_counter_ns(), process_time_ns()
        if self._is_mapped:
            self.take()
        else:
            self._resume()

    def attend(self) -> None:
        """Measure nothing in what the program forks from now on, if it is not followed."""
        os.register_at_fork(before=self._before_fork, after_in_parent=self._after_fork, after_in_child=self._leave)

    def follow(self) -> None:
        """Go on in what the program forks: the tracer has a file of its own there."""
        self._follows = True

    def _stem(self) -> str:
        return self._own_stem or self._measure.stem()  # type: ignore[union-attr]  # of one that is mapped

    def loaded(self, filename: str, path: str, text: bytes, codes: list[tuple[object, ...]]) -> int:
        """``filename`` is what the code objects call it, ``path`` its real path, ``codes`` what ``describe`` gives.

        Returns the file's place among those loaded.
        """
        try:
            if self._copied is not None:
                run_dir.append(self._stem() + run_dir.SOURCES, self._copied)
                self._copied = None
            run_dir.append(self._stem() + run_dir.SOURCES, (filename, path, text, codes))
        except OSError:
            self._missed += 1
        self._files += 1
        return self._files - 1

    def loaded_unread(self, place: tuple[str, str] | None) -> None:
        """Keep the text of a file, by the name in code objects and the real path, that has no code objects."""
        if place is None:
            return
        try:
            with open(place[1], "rb") as file:
                self.loaded(*place, file.read(), [])
        except OSError:
            pass  # gone meanwhile: then only the message tells

    def miss(self) -> None:
        """Something could not be written down."""
        self._missed += 1

    def finish(self, ending: tuple[object, ...], close: Callable[[], None] | None = None) -> None:
        """The program has ended: take the last reading, after a call of ``close`` that is no part of it."""
        if self._is_child:
            return
        self._pause()
        self._ended_ns = (perf_counter_ns(), process_time_ns())
        self.take(ending, close)

    def take(self, ending: tuple[object, ...] | None = None, close: Callable[[], None] | None = None) -> None:
        """Take a reading now; where that fails, the one before stays."""
        try:
            if close is not None:
                close()
            self._snapshot(ending)
        except Exception:  # noqa: BLE001  (no descriptor, no room, a builtin that the program has replaced)
            self._missed += 1

    def _snapshot(self, ending: tuple[object, ...] | None) -> None:
        memory = marks()  # before all that this reading allocates
        running = self._running()
        now_ns, cpu_ns = self._ended_ns or (perf_counter_ns(), process_time_ns())
        body_ns = now_ns - self._began_ns if self._began_ns else 0
        record = {
            "began_ns": self._began_ns,
            "body_ns": body_ns,
            "cpu_ns": cpu_ns - self._began_cpu_ns if body_ns else 0,
            "thread_ns": body_ns + self._threads.lived_ns() if body_ns else 0,
            "spacing_ns": int(self._spacing_s * 1e9),
            "forked": self._forked,
            "missed": self._missed,
            "ending": ending,
            "running": running,
            "recursive": sorted(self._recursive),
            "tables": self._measure.tables(),
            "memory_begin": self._memory_begin,
            "memory_last": memory,
        }
        run_dir.replace(self._stem() + run_dir.SNAPSHOT, record)

    def _running(self) -> list[tuple[str, int, int]]:
        """``(file, first line of the code object, line)`` of each of the user's frames on every stack but our own."""
        me = _thread.get_ident()
        stacks = sys._current_frames()
        del stacks[me]  # it would have itself in it, so that the program's frames and all they hold stayed
        return [place for frame in stacks.values() for place in self._places(frame)]

    def _places(self, frame: FrameType | None) -> list[tuple[str, int, int]]:
        places: list[tuple[str, int, int]] = []
        seen: set[CodeType] = set()
        while frame is not None and len(places) < DEEPEST:
            code = frame.f_code
            if self._measure.knows(code):
                if code in seen:
                    self._recursive.add((code.co_filename, code.co_firstlineno))
                seen.add(code)
                places.append((code.co_filename, code.co_firstlineno, frame.f_lineno or 0))
            frame = frame.f_back
        return places

    def _loop(self) -> None:
        self._native_id = _thread.get_native_id()
        try:
            while not self._wake.acquire(timeout=self._spacing_s):
                began_ns = thread_time_ns()
                self.take()
                cost_ns = thread_time_ns() - began_ns
                self._taken_ns += cost_ns
                due_ns = (self._taken_ns + cost_ns) * COST - (perf_counter_ns() - self._began_ns)
                self._spacing_s = max(SPACING_S, due_ns / 1e9)
        finally:
            self._gone.release()

    def _resume(self) -> None:
        if not self._is_child and self._gone.acquire(blocking=False):
            _start_deaf(self._loop if self._hide is None else self._hide(self._loop))

    def _before_fork(self) -> None:
        if self._is_child:
            return
        self._forked = True
        self._pause()
        for _ in range(ENDING_POLLS):  # the thread is done, but Python warns of it until the system has ended it
            if not os.path.exists(f"/proc/self/task/{self._native_id}"):
                break
            sleep(0.0001)

    def _after_fork(self) -> None:
        if not self._is_child and not self._is_mapped and not at_next_line(self._is_users, self._resume):
            self._resume()

    def _pause(self) -> None:
        self._wake.release()
        self._gone.acquire()
        self._gone.release()
        self._wake.acquire(blocking=False)

    def _leave(self) -> None:
        """In a forked child: measure on, or measure nothing there."""
        if not self._follows:
            self._is_child = True
            self._measure.stop()
            return
        self._own_stem = ""
        self._copied = self._files
        self._missed, self._forked, self._ended_ns = 0, False, None
        self._began_ns, self._began_cpu_ns = perf_counter_ns(), process_time_ns()


def _start_deaf(loop: Callable[[], object]) -> None:
    """Run ``loop`` in a thread that no signal is given to: they are all for the program's own."""
    if not hasattr(_signal, "pthread_sigmask"):
        _thread.start_new_thread(loop, ())
        return
    before = _signal.pthread_sigmask(_signal.SIG_BLOCK, _signal.valid_signals())
    try:
        _thread.start_new_thread(loop, ())
    finally:
        _signal.pthread_sigmask(_signal.SIG_SETMASK, before)
