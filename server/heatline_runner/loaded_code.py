"""The user's code as it starts: each code object's place among the rows that describe its file.

A file is described by the code object of its module, when that starts. Code that only says it is from a file, as what
a program compiles under another's name, has no line of that file to be shown on and is not measured.
"""

from __future__ import annotations

import sys

from heatline_runner.code_objects import all_in, describe, wanted_in
from heatline_runner.leftovers import make_profile_harmless

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from types import CodeType

    from heatline_runner.code_objects import Scope

    Keep = Callable[[str, str, bytes, list[tuple[object, ...]]], int]

MODULE = "<module>"
LOADERS = ("<frozen importlib", "<frozen runpy", "<frozen zipimport")
RUNPY = "runpy.py"  # as it is called where the standard library is not frozen


class LoadedCode:
    """Knows every file of the user's of which something started; ``keep(filename, path, text, rows)`` numbers it."""

    def __init__(self, scope: Scope | None, keep: Keep) -> None:
        self._scope, self._keep = scope, keep
        self._modules: dict[str, list[_Module]] = {}  # by what code objects call the file, the oldest first

    def has(self, filename: str) -> bool:
        """Whether it is what code objects call a file of the user's."""
        return filename in self._modules

    def place_of(self, code: CodeType, path: str) -> tuple[int, int] | None:
        """``(number of the file, index of the row)`` of ``code``, of the file at the real ``path``.

        None where it is not to be measured.
        """
        modules, key = self._modules.setdefault(code.co_filename, []), _key(code)
        for module in reversed(modules):
            if key in module.rows:
                return module.place(module.rows[key])
        if code.co_name != MODULE:  # by its name, for code that a program has changed
            return modules[-1].place(modules[-1].names.get(_name(code))) if modules else None
        text = _text(path) if not modules or _is_loaded(code) else None
        if text is None or not _fits(code, text):
            return None
        modules.append(self._module(code, path, text))
        return modules[-1].place(0)

    def _module(self, code: CodeType, path: str, text: bytes) -> _Module:
        make_profile_harmless(code)
        wanted = wanted_in(code, path, self._scope)
        if wanted is None:
            return _Module(code, None, [])
        number = self._keep(code.co_filename, path, text, describe(code, wanted))
        return _Module(code, number, [wanted(each) for each in all_in(code)])


class _Module:
    """A module's code object and those in it, by what they are told apart by and by their names.

    Nothing of them is held, so that code is freed as it is without this.
    """

    def __init__(self, code: CodeType, number: int | None, wanted: list[bool]) -> None:
        self._number, self._wanted = number, wanted
        self.rows: dict[int, int] = {}
        self.names: dict[tuple[str, int], int] = {}
        for index, each in enumerate(all_in(code)):
            self.rows.setdefault(_key(each), index)
            self.names.setdefault(_name(each), index)

    def place(self, index: int | None) -> tuple[int, int] | None:
        if self._number is None or index is None or not self._wanted[index]:
            return None
        return self._number, index


def _key(code: CodeType) -> int:
    """A hash of what tells it apart: its line table has columns from 3.11 on, before that its instructions must do."""
    more = getattr(code, "co_qualname", None) or code.co_code
    return hash((code.co_name, code.co_firstlineno, code.co_linetable, more))


def _name(code: CodeType) -> tuple[str, int]:
    return code.co_name, code.co_firstlineno


def _is_loaded(code: CodeType) -> bool:
    """Whether Python runs it as a module, and not the program as a text of its own; it is on this thread's stack."""
    frame = sys._getframe(1)
    while frame is not None and frame.f_code is not code:
        frame = frame.f_back  # type: ignore[assignment]  # None beneath the outermost
    caller = None if frame is None else frame.f_back
    return caller is None or caller.f_code.co_filename.startswith(LOADERS) or caller.f_code.co_filename.endswith(RUNPY)


def _text(path: str) -> bytes | None:
    try:
        with open(path, "rb") as file:
            return file.read()
    except (FileNotFoundError, NotADirectoryError):
        return None  # gone, or in an archive


def _fits(code: CodeType, text: bytes) -> bool:
    """Whether all its lines are lines of ``text``."""
    lines = text.count(b"\n") + text.count(b"\r") + 1
    return all(line <= lines for each in all_in(code) for _, _, line in each.co_lines() if line)
