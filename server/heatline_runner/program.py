"""Runs the user's program as ``python FILE args`` or ``python -m MODULE args`` would, to the same ending."""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from types import CodeType, TracebackType

OURS = os.path.dirname(os.path.abspath(__file__)) + os.sep


class Program:
    """A script or a module about to be run; ``replace(code, read)`` swaps its code, as for every module."""

    def __init__(self, kind: str, target: str, args: list[str]) -> None:
        self.kind, self.target, self.args = kind, target, args

    def take_place(self) -> None:
        """Make ``sys`` and ``__main__`` what plain Python would have made them."""
        plain = [self.target] if self.kind == "script" else ["-m", self.target]
        sys.orig_argv = [sys.orig_argv[0], *plain, *self.args]
        sys.argv = [self.target if self.kind == "script" else "-m", *self.args]
        if not getattr(sys.flags, "safe_path", False):
            sys.path[0] = os.path.dirname(os.path.realpath(self.target)) if self.kind == "script" else os.getcwd()

    def run(self, replace: Callable[[CodeType, Callable[[str], bytes]], CodeType]) -> None:
        """Run it to its end; whatever ends it is raised, as it was."""
        if self.kind == "module":
            import runpy

            runpy._run_module_as_main(self.target)  # type: ignore[attr-defined]
        elif os.path.isdir(self.target):
            self._run_folder()
        else:
            self._run_file(replace)

    def _run_folder(self) -> None:
        sys.path[0] = self.target
        import runpy

        runpy._run_module_as_main("__main__", False)  # type: ignore[attr-defined]

    def _run_file(self, replace: Callable[[CodeType, Callable[[str], bytes]], CodeType]) -> None:
        path = self.target if os.path.isabs(self.target) else os.path.join(os.getcwd(), self.target)
        names = sys.modules["__main__"].__dict__
        loader = sys.modules["_frozen_importlib_external"].SourceFileLoader("__main__", path)
        names["__file__"], names["__loader__"] = path, loader
        code = compile(_read(path), path, "exec", dont_inherit=True)
        exec(replace(code, _read), names)


def _read(path: str) -> bytes:
    with open(path, "rb") as file:
        return file.read()


def end_as_python_does(problem: BaseException) -> None:
    """Prepare for ``problem`` to leave us uncaught: it is printed by the program's own hook, without our frames."""
    problem.__traceback__ = _without_ours(problem.__traceback__)
    hook = sys.excepthook

    def show(kind: type[BaseException], value: BaseException, trace: TracebackType | None) -> None:
        sys.excepthook = hook
        value.__traceback__ = _without_ours(trace)
        if hasattr(sys, "last_traceback"):
            sys.last_traceback = value.__traceback__
        hook(kind, value, value.__traceback__)

    sys.excepthook = show


def _without_ours(trace: TracebackType | None) -> TracebackType | None:
    while trace is not None and trace.tb_frame.f_code.co_filename.startswith(OURS):
        trace = trace.tb_next
    return trace
