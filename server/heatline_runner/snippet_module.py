"""Loads the file that snippets are timed in as a module of its own: its guard is not run."""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from types import CodeType
    from typing import Any

    Replace = Callable[[CodeType, Callable[[str], bytes]], CodeType]


class SnippetModule:
    """The module at the real ``path``, named as IPython's ``%run -n`` names it, or in its package as an import does."""

    def __init__(self, path: str, args: list[str]) -> None:
        self._path, self._args = path, args
        self._root, self._name = _root_and_name(path)

    def take_place(self) -> None:
        """Make ``sys`` what it is for that file; nothing of ours is left in ``__main__``."""
        folder = os.path.dirname(self._path)
        sys.argv = [self._path, *self._args]
        if not getattr(sys.flags, "safe_path", False):
            sys.path[0] = folder
        if self._root is not None:
            sys.path[0] = self._root
            sys.path.append(folder)  # a module beside it, imported without its package, where nothing else has its name
        names = sys.modules["__main__"].__dict__
        for name in ("__file__", "__cached__"):
            names.pop(name, None)  # else a pool's processes would run our file
        names["__spec__"] = None

    def load(self, replace: Replace) -> dict[str, Any]:
        """Its names, once it was run; whatever ends that is raised. ``replace`` sees its code before."""
        if self._root is not None:
            __import__(self._name)
            return sys.modules[self._name].__dict__
        module = type(sys)(self._name)
        loader = sys.modules["_frozen_importlib_external"].SourceFileLoader(self._name, self._path)
        names = module.__dict__
        names["__file__"], names["__loader__"] = self._path, loader
        with open(self._path, "rb") as file:
            text = file.read()
        code = replace(compile(text, self._path, "exec", dont_inherit=True), lambda _: text)
        sys.modules.setdefault(self._name, module)
        exec(code, names)
        return names


def _root_and_name(path: str) -> tuple[str | None, str]:
    """The folder that its outermost package lies in, None for a file in no package, and its name from there."""
    folder, file = os.path.split(path)
    names = [file.rpartition(".")[0] or file]
    while os.path.isfile(os.path.join(folder, "__init__.py")) and os.path.basename(folder).isidentifier():
        folder, name = os.path.split(folder)
        names.insert(0, name)
    if len(names) == 1 or not all(name.isidentifier() for name in names) or not path.endswith(".py"):
        return None, names[-1]
    return folder, ".".join(names[:-1] if names[-1] == "__init__" else names)
