"""memory_profiler's own LineProfiler and CodeMap, loaded by their place on disk and without what their module imports.

Its module imports a hundred others that the program would find in its way; the two classes need next to nothing of
them, and nothing at all once ours stand over them.
"""

from __future__ import annotations

import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from types import ModuleType
    from typing import Any

NAME = "memory_profiler"
NOT_THERE = ("IPython", "IPython.core.magic", "tracemalloc")
_Module = type(sys)


def load_core(path: str) -> Any:
    """The module in the file at ``path``; ImportError where it does not load in this interpreter."""
    import _frozen_importlib_external as external

    stand_ins = _stand_ins()
    kept = {name: sys.modules.get(name, _Module) for name in stand_ins}
    sys.modules.update(stand_ins)  # type: ignore[arg-type]  # None is how an import is made to fail
    try:
        loader = external.SourceFileLoader(NAME, path)
        module = _Module(NAME)
        module.__file__, module.__loader__ = path, loader
        exec(loader.get_code(NAME) or "", module.__dict__)
    except (OSError, AttributeError) as problem:
        raise ImportError(str(problem)) from problem
    finally:
        for name, before in kept.items():
            if before is _Module:
                del sys.modules[name]
            else:
                sys.modules[name] = before  # type: ignore[assignment]
    return module


def _stand_ins() -> dict[str, ModuleType | None]:
    nothing, plain = _nothing, _plain
    process = type("Process", (), {"memory_info": None, "memory_full_info": None, "memory_maps": None})
    return {
        "asyncio": _module("asyncio", iscoroutinefunction=nothing),
        "contextlib": _module("contextlib", contextmanager=plain),
        "functools": _module("functools", partial=nothing, wraps=nothing),
        "types": _module("types", coroutine=plain),
        "logging": _module("logging", INFO=20),
        "multiprocessing": _module("multiprocessing", Process=object, Pipe=nothing),
        "psutil": _module("psutil", Process=process),
        "signal": _module("signal", SIGKILL=9),
        "warnings": _module("warnings", warn=nothing),
        **{name: _module(name) for name in ("inspect", "linecache", "pdb", "subprocess", "traceback")},
        **dict.fromkeys(NOT_THERE),
    }


def _module(name: str, **attributes: object) -> ModuleType:
    module = _Module(name)
    module.__dict__.update(attributes)
    return module


def _plain(function: Any) -> Any:
    return function


def _nothing(*arguments: object, **options: object) -> None: ...
