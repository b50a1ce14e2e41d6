"""The user's process where calls are timed: loads their module without its guard, and times one after the other.

What it has by now is written down before and after each, so that one that ends the process is told as such.
"""

from __future__ import annotations

import _signal  # type: ignore[import-not-found]  # the half of signal that Python has loaded anyway
import atexit
import os
from time import perf_counter_ns, process_time_ns

from heatline_runner import run_dir
from heatline_runner.code_objects import describe
from heatline_runner.failures import place_of
from heatline_runner.importing import hook_source_loader
from heatline_runner.leftovers import make_profile_harmless
from heatline_runner.snippet_module import SnippetModule
from heatline_runner.user_code import UserCode

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from types import CodeType
    from typing import Any

LOADING_S = 30.0  # the least that loading the module may take
LEAVING_S = 1.0  # what its own functions at exit may take


class SnippetChild:
    """One request for timings, from the child's side; the way it is driven is ``child.Child``'s."""

    def __init__(self, folder: str, request: dict[str, Any]) -> None:
        path, _, budget_s, _ = request["snippets"]
        engine = request["measure"].rpartition(".")[0]
        rows = __import__(f"{engine}.rows", fromlist=["Rows", "Asked"])
        self._limit = __import__(f"{engine}.limit", fromlist=["Limit"]).Limit
        self._words = __import__(f"{engine}.words", fromlist=["not_loaded"])
        self._stem = os.path.join(folder, str(os.getpid()))
        self._users = UserCode(tuple(request["roots"]), tuple(request["libraries"]), path)
        self._path, self._loading_s = path, max(budget_s, LOADING_S)
        self._names: set[str] = set()  # what code objects call the user's files
        self._module = SnippetModule(path, request["args"])
        asked = rows.Asked(lambda problem: place_of(problem, self._users), self._is_users, self._tell)
        self._rows = rows.Rows(request["snippets"], request["options"], asked)
        self._began_ns = self._began_cpu_ns = 0
        self._missed = 0

    def entry(self) -> Callable[..., object]:
        """What times all rows and ends the process."""
        return self._run

    def begin(self) -> tuple[object, ...]:
        """Take the program's place; returns what ``entry`` takes."""
        _turn_away()
        self._module.take_place()
        self._began_ns, self._began_cpu_ns = perf_counter_ns(), process_time_ns()
        return ()

    def __enter__(self) -> None:
        hook_source_loader(self._replace, lambda module: None)  # noqa: ARG005  (what is loaded needs no more)

    def __exit__(self, *problem: object) -> None:
        """Nothing: the process has ended in ``entry``."""

    def _run(self) -> None:
        try:
            self._tell()
            names = self._load()
            if names is not None:
                self._rows.run(names)
        except KeyboardInterrupt:
            self._tell(("raised", "KeyboardInterrupt", "", None, None))
            _end_by_interrupt()
        self._tell(("finished",))
        try:
            with self._limit(LEAVING_S):
                atexit._run_exitfuncs()
        finally:
            os._exit(0)  # threads that go on are not waited for

    def _load(self) -> dict[str, Any] | None:
        """The module's names; None where it does not load, which all rows then say."""
        limit = self._limit(self._loading_s)
        try:
            with limit:
                return self._module.load(self._replace)
        except BaseException as problem:
            if isinstance(problem, KeyboardInterrupt) and not limit.is_over:
                raise
            place = place_of(problem, self._users)
            if isinstance(problem, SyntaxError) and place[0] is not None:
                self._keep_text(place[0])
            seconds = limit.seconds if limit.is_over else None
            self._rows.fail_all(self._words.not_loaded(self._path, problem, place, seconds))
            return None

    def _replace(self, code: CodeType, read: Callable[[str], bytes]) -> CodeType:
        path = self._users.path_of(code.co_filename)
        if path is None:
            return code
        self._names.add(code.co_filename)
        make_profile_harmless(code)
        self._keep(code.co_filename, path, read(code.co_filename), describe(code, lambda _: True))
        return code

    def _keep_text(self, path: str) -> None:
        """The text of a file that could not be compiled, so that its failing line can be shown."""
        try:
            with open(path, "rb") as file:
                self._keep(path, path, file.read(), [])
        except OSError:
            pass  # gone meanwhile: then only the message tells

    def _keep(self, filename: str, path: str, text: bytes, codes: list[tuple[object, ...]]) -> None:
        try:
            run_dir.append(self._stem + run_dir.SOURCES, (filename, path, text, codes))
        except OSError:
            self._missed += 1

    def _is_users(self, code: CodeType) -> bool:
        return code.co_filename in self._names

    def _tell(self, ending: tuple[object, ...] | None = None) -> None:
        body_ns = perf_counter_ns() - self._began_ns
        record = {
            "began_ns": self._began_ns,
            "body_ns": body_ns,
            "cpu_ns": process_time_ns() - self._began_cpu_ns,
            "thread_ns": body_ns,
            "spacing_ns": 0,
            "forked": False,
            "missed": self._missed,
            "ending": ending,
            "running": [],
            "recursive": [],
            "tables": self._rows.tables(),
        }
        try:
            run_dir.replace(self._stem + run_dir.SNAPSHOT, record)
        except OSError:
            self._missed += 1


def _turn_away() -> None:
    """Nothing is read from a terminal and nothing is printed on it: whatever a call prints costs next to nothing."""
    nothing = os.open(os.devnull, os.O_RDWR)
    for handle in (0, 1, 2):
        os.dup2(nothing, handle)
    os.close(nothing)


def _end_by_interrupt() -> None:
    _signal.signal(_signal.SIGINT, _signal.SIG_DFL)
    os.kill(os.getpid(), _signal.SIGINT)
    os._exit(130)
