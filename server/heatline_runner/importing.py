"""Sees code as Python's own source loader hands it out, before it runs, without standing in anybody's way.

The two methods replaced carry importlib's own file name, so that Python cuts them out of tracebacks like its own.
"""

from __future__ import annotations

import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from types import CodeType, ModuleType
    from typing import Any


def hook_source_loader(
    replace: Callable[[CodeType, Callable[[str], bytes]], CodeType], loaded: Callable[[ModuleType], None]
) -> None:
    """Have ``replace(code, read)`` swap each module's code before it runs, and ``loaded(module)`` told after."""
    external = sys.modules["_frozen_importlib_external"]
    basics, source = external._LoaderBasics, external.SourceLoader
    plain_get_code, plain_exec_module = source.get_code, basics.exec_module

    def get_code(self: Any, fullname: str) -> CodeType:
        return replace(plain_get_code(self, fullname), self.get_data)

    def exec_module(self: Any, module: ModuleType) -> None:
        plain_exec_module(self, module)
        loaded(module)

    source.get_code = _as_if(plain_get_code, get_code)
    basics.exec_module = _as_if(plain_exec_module, exec_module)


def _as_if(plain: Any, ours: Any) -> Any:
    """``ours``, a function, with the names and the file of ``plain``."""
    ours.__code__ = ours.__code__.replace(co_filename=plain.__code__.co_filename)
    ours.__qualname__, ours.__module__, ours.__doc__ = plain.__qualname__, plain.__module__, plain.__doc__
    return ours
