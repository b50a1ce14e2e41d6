"""Runs the user's program as ``python FILE args`` or ``python -m MODULE args`` would, to the same ending."""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from types import CodeType, TracebackType

    Replace = Callable[[CodeType, Callable[[str], bytes]], CodeType]

OURS = os.path.dirname(os.path.abspath(__file__)) + os.sep


def plain_arguments(kind: str, target: str, args: Iterable[str]) -> list[str]:
    """What plain Python is given: ``[FILE, …]``, or ``["-m", MODULE, …]`` where ``kind`` is "module"."""
    return [target, *args] if kind == "script" else ["-m", target, *args]


class Program:
    """A script or a module about to be run; ``replace(code, read)`` swaps its code, as for every module."""

    def __init__(self, kind: str, target: str, args: list[str]) -> None:
        self.kind, self.target, self.args = kind, target, args

    def take_place(self) -> None:
        """Make ``sys`` and ``__main__`` what plain Python would have made them."""
        sys.orig_argv = [sys.orig_argv[0], *plain_arguments(self.kind, self.target, self.args)]
        sys.argv = [self.target if self.kind == "script" else "-m", *self.args]
        if not getattr(sys.flags, "safe_path", False):
            sys.path[0] = os.path.dirname(os.path.realpath(self.target)) if self.kind == "script" else os.getcwd()

    def entry(self) -> Callable[..., object]:
        """What to call, with ``arguments``, to run it to its end; whatever ends it is raised, as it was."""
        return exec if self.kind == "script" and not os.path.isdir(self.target) else _run_as_main

    def arguments(self, replace: Replace) -> tuple[object, ...]:
        """What ``entry`` takes; SyntaxError where the file is not Python."""
        if self.kind == "module":
            return (self.target,)
        path = self.target if os.path.isabs(self.target) else os.path.join(os.getcwd(), self.target)
        if os.path.isdir(path):
            sys.path[: not getattr(sys.flags, "safe_path", False)] = [path]
            return ("__main__", False)
        names = sys.modules["__main__"].__dict__
        loader = sys.modules["_frozen_importlib_external"].SourceFileLoader("__main__", path)
        names["__file__"], names["__loader__"] = path, loader
        code = compile(_read(path), path, "exec", dont_inherit=True)
        return replace(code, _read), names


def _run_as_main(*arguments: object) -> None:
    import runpy  # as plain Python does for a module or a folder

    runpy._run_module_as_main(*arguments)  # type: ignore[attr-defined]


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
