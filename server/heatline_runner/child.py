"""The user's process: measures the program it runs, and leaves nothing of itself where the program could meet it."""

from __future__ import annotations

import atexit
import os
import sys

from heatline_runner import run_dir
from heatline_runner.code_objects import describe, wanted_in
from heatline_runner.failures import ending_of, unread_of
from heatline_runner.importing import hook_source_loader
from heatline_runner.leftovers import make_profile_harmless
from heatline_runner.program import Program, end_as_python_does
from heatline_runner.recorder import Recorder
from heatline_runner.threads import Threads
from heatline_runner.user_code import UserCode

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from types import CodeType, ModuleType
    from typing import Any

    from heatline_runner.measuring import Driven, Measure

FAILED = 2  # Heatline's own failures


class Child:
    """One run, from the child's side: what the user's code is, how it is measured, how it ended."""

    def __init__(self, folder: str, request: dict[str, Any]) -> None:
        self._users = UserCode(
            tuple(request["roots"]),
            tuple(request["libraries"]),
            request["target"] if request["kind"] == "script" else None,
        )
        self._scope = request["scope"]
        self._names: set[str] = set()  # what code objects call the user's files
        self._measure: Measure = _measure_of(request, os.path.join(folder, str(os.getpid())))
        self._measure.is_users = self._is_users
        self._measure.scope = self._scope
        self._threads = Threads(self._measure.start_thread)
        hide = getattr(self._measure, "hide", None)
        stem = os.path.join(folder, str(os.getpid()))
        self._recorder = Recorder(stem, self._measure, self._threads, self._is_users, hide=hide)
        self._program = Program(request["kind"], request["target"], request["args"])
        self._ending: tuple[object, ...] = ("finished",)

    def entry(self) -> Callable[..., object]:
        """What runs the program, to be called within this child as a context."""
        return self._program.entry()

    def begin(self) -> tuple[object, ...]:
        """Start measuring; returns what ``entry`` takes."""
        self._program.take_place()
        self._measure.start()
        arguments = self._program.arguments(self._replace)
        self._recorder.attend()
        self._recorder.start()
        return arguments

    def __enter__(self) -> None:
        hook_source_loader(self._replace, self._loaded)
        if "threading" in sys.modules:
            self._threads.watch(sys.modules["threading"])
        atexit.register(self._finish)

    def __exit__(self, kind: object, problem: BaseException | None, trace: object) -> None:
        if problem is not None:
            self._ending = ending_of(problem, self._users)
            self._recorder.loaded_unread(unread_of(problem, self._users))
            end_as_python_does(problem)

    def _replace(self, code: CodeType, read: Callable[[str], bytes]) -> CodeType:
        path = self._users.path_of(code.co_filename)
        if path is None:
            return code
        self._names.add(code.co_filename)
        make_profile_harmless(code)
        wanted = wanted_in(code, path, self._scope)
        if wanted is None:
            return code
        text, rows = read(code.co_filename), describe(code, wanted)
        return self._measure.register(code, self._recorder.loaded(code.co_filename, path, text, rows), wanted)

    def _is_users(self, code: CodeType) -> bool:
        return code.co_filename in self._names

    def _loaded(self, module: ModuleType) -> None:
        self._measure.loaded(module.__name__)
        if module.__name__ == "threading":
            self._threads.watch(module)

    def _finish(self) -> None:
        self._recorder.finish(self._ending)
        self._measure.stop()


def prepare(plain_modules: set[str]) -> tuple[Driven, Callable[..., object], Callable[[], tuple[object, ...]]]:
    """The run that ``sys.argv[1]``, its folder, asks for: the child, what runs the program, what begins it.

    ``plain_modules`` are those that plain Python had loaded; what begins the program first takes the others away, and
    the names that the bootstrap bound in ``__main__``.
    """
    folder = sys.argv[1]
    request: Any = run_dir.read_from(os.path.join(folder, run_dir.CHILD), 0)[0][0]
    try:
        child = _child(folder, request)
    except ImportError as problem:
        sys.stderr.write(f"heatline: {_unfit(request['packages'], problem)}\n")
        sys.exit(FAILED)
    names = sys.modules["__main__"].__dict__

    def begin() -> tuple[object, ...]:
        for name in ("sys", "_plain_modules", "prepare", "_child", "_run", "_begin"):
            names.pop(name, None)
        names["__doc__"] = None
        for name in set(sys.modules) - plain_modules:
            del sys.modules[name]
        return child.begin()

    return child, child.entry(), begin


def _child(folder: str, request: dict[str, Any]) -> Driven:
    if request["snippets"] is None:
        return Child(folder, request)
    from heatline_runner.snippet_child import SnippetChild  # little is imported that a run has no use for

    return SnippetChild(folder, request)


def _measure_of(request: dict[str, Any], stem: str) -> Measure:
    made: Measure = __import__(request["measure"], fromlist=["Measure"]).Measure(
        request["packages"], request["options"], stem
    )
    return made


def _unfit(packages: dict[str, str], problem: ImportError) -> str:
    return (
        f"The engine in {', '.join(packages.values())} does not load in this Python ({problem}). "
        f"Remove that and fetch it anew: heatline fetch {sys.executable}"
    )
