"""The user's process, where Python itself runs the program: what measures it is begun before and told of code objects.

Nothing of ours stands beneath the program, is replaced, or is left where the program could meet it.
"""

from __future__ import annotations

import _thread
import atexit
import os
import sys

from heatline_runner import run_dir
from heatline_runner.children import Children
from heatline_runner.failures import ending_of, unread_of
from heatline_runner.loaded_code import LoadedCode
from heatline_runner.program import OURS, plain_arguments
from heatline_runner.recorder import Recorder
from heatline_runner.threads import Threads, starter_in
from heatline_runner.user_code import UserCode

TYPE_CHECKING = False
if TYPE_CHECKING:
    from types import CodeType
    from typing import Any

    from heatline_runner.measuring import HookedMeasure

FAILED = 2  # Heatline's own failures
STARTERS = ("subprocess.py", os.path.join("multiprocessing", "util.py"))  # what starts other programs
FORK_EXEC = "_posixsubprocess"  # by this


class HookedChild:
    """One run, from within the process that it is of."""

    def __init__(self, folder: str, stem: str, request: dict[str, Any], measure: HookedMeasure) -> None:
        self._measure = measure
        self._users = UserCode(
            tuple(request["roots"]),
            tuple(request["libraries"]),
            request["target"] if request["kind"] == "script" else None,
        )
        self._threads = Threads(_nothing)
        self._recorder = Recorder(stem, measure, self._threads, self._is_users, measure.mapped)
        follows = measure.mapped and request["options"].get("processes") == "all"
        self._children = Children(folder) if follows else None
        self._code = LoadedCode(request["scope"], self._recorder.loaded)
        self._lock = _thread.allocate_lock()
        self._has_begun = False

    def start(self) -> None:
        """Measure from now on; the program's body begins with the first code object of the user's."""
        atexit.register(self._finish)  # before all of the program's own, and so called after them
        self._recorder.attend()
        if not self._measure.mapped and "threading" in sys.modules:
            self._threads.watch(sys.modules["threading"])
        self._recorder.take()  # which says that it has begun at all
        self._measure.start(self._discover)
        if self._children is not None:
            self._recorder.follow()
            self._measure.follow(self._children)
            if "subprocess" in sys.modules:
                self._follow_subprocess()

    def _discover(self, code: CodeType) -> tuple[int, int] | bool | None:
        """Where ``code``, which starts for the first time, stands among the rows written down; None: not measured.

        False: nothing of its file is. RecursionError where the program has left too little room to look.
        """
        try:
            path = None if code.co_filename.startswith(OURS) else self._users.path_of(code.co_filename)
            if path is not None:
                return self._found(code, path)
            if code.co_filename.endswith(STARTERS):
                self._follow_subprocess()
            if not self._measure.mapped and code.co_filename.endswith("threading.py"):
                self._threads.watch_starter(starter_in(code))
            return False
        except RecursionError:
            raise
        except Exception:  # noqa: BLE001  (the program's own first line must not meet it)
            self._recorder.miss()
        return None

    def _found(self, code: CodeType, path: str) -> tuple[int, int] | None:
        with self._lock:
            if not self._has_begun:
                self._has_begun = True
                self._recorder.start()
            return self._code.place_of(code, path)

    def _follow_subprocess(self) -> None:
        """What starts processes is about to be loaded; the program finds it as if it had not been."""
        if self._children is not None:
            had = FORK_EXEC in sys.modules
            self._measure.follow_subprocess()
            if not had:
                sys.modules.pop(FORK_EXEC, None)

    def _is_users(self, code: CodeType) -> bool:
        return self._code.has(code.co_filename)

    def _finish(self) -> None:
        self._recorder.finish(self._ending(), self._measure.finish)
        if not self._measure.mapped:
            self._measure.stop()

    def _ending(self) -> tuple[object, ...]:
        """By the exception that Python printed because nothing caught it; an exit code says the rest."""
        problem: BaseException | None = getattr(sys, "last_value", None)
        if problem is None or not _ended_all(problem):
            return ("finished",)
        self._recorder.loaded_unread(unread_of(problem, self._users))
        return ending_of(problem, self._users)


def begin(folder: str, is_child: bool = False) -> bool:
    """Begin the run in ``folder`` if this process is the one that was started for it; whether it is.

    ``is_child``: it was started by the program, and is measured if its Python is one like the program's.
    """
    records, _ = run_dir.read_from(os.path.join(folder, run_dir.CHILD), 0)
    if not records:
        return False
    request: Any = records[0]
    plain = plain_arguments(request["kind"], request["target"], request["args"])
    if not (_is_like(request["python"]) if is_child else sys.orig_argv[-len(plain) :] == plain):
        return False
    stem = _stem(folder, is_child)
    HookedChild(folder, stem, request, _measure_of(request, stem)).start()
    return True


def _is_like(python: str) -> bool:
    """Whether this Python can load what was compiled for ``python``, a version such as "3.12.1"."""
    is_plain = sys.implementation.name == "cpython" and "t" not in sys.abiflags
    return is_plain and python.split(".")[:2] == [str(each) for each in sys.version_info[:2]]


def _stem(folder: str, is_child: bool) -> str:
    """Where the files of this process begin: a number may have been another's before, or this one another program."""
    if not is_child:
        return os.path.join(folder, str(os.getpid()))
    first = os.path.join(folder, f"{run_dir.CHILDS}{os.getpid()}")
    stems = (first if number == 0 else f"{first}-{number}" for number in range(1000))
    return next(stem for stem in stems if not os.path.exists(stem + run_dir.COUNTERS))


def _measure_of(request: dict[str, Any], stem: str) -> HookedMeasure:
    try:
        module = __import__(request["measure"], fromlist=["Measure"])
        made: HookedMeasure = module.Measure(request["packages"], request["options"], stem)
    except ImportError as problem:
        text = f"The tracer does not load in this Python ({problem}): choose another (--tracer line_profiler)."
        os.write(2, f"heatline: {text}\n".encode())
        os._exit(FAILED)
    return made


def _ended_all(problem: BaseException) -> bool:
    """Whether it left the program's outermost frame, or came before there was one."""
    trace = problem.__traceback__
    if trace is None:
        return isinstance(problem, SyntaxError)
    return trace.tb_frame.f_back is None


def _nothing() -> None:
    """What a new thread has to do to be measured."""
