"""line_profiler's compiled core, loaded by its place on disk and without the rest of its package.

The package's own import brings 120 modules that the program would find in its way; the core needs a dozen names of
five of them, which stand in for the real ones while it loads.
"""

from __future__ import annotations

import _thread
import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from types import ModuleType
    from typing import Any

NAME = "line_profiler._line_profiler"
_Module = type(sys)


def load_core(package: str) -> Any:
    """The core's module, from the folder ``package``; ImportError where it does not fit this interpreter."""
    import _frozen_importlib_external as external
    from _frozen_importlib import ModuleSpec, module_from_spec

    path = _extension_in(package, external.EXTENSION_SUFFIXES)
    stand_ins = _stand_ins(package)
    kept = {name: sys.modules.get(name) for name in stand_ins}
    sys.modules.update(stand_ins)
    try:
        loader = external.ExtensionFileLoader(NAME, path)
        module = module_from_spec(ModuleSpec(NAME, loader, origin=path))
        loader.exec_module(module)
    finally:
        _restore(kept)
    return module


def _extension_in(package: str, suffixes: list[str]) -> str:
    for suffix in suffixes:
        path = os.path.join(package, "_line_profiler" + suffix)
        if os.path.exists(path):
            return path
    raise ImportError(f"no compiled core for this interpreter in {package}")


def _stand_ins(package: str) -> dict[str, ModuleType]:
    legacy = not hasattr(sys, "monitoring")
    return {
        "line_profiler": _module("line_profiler", __path__=[package]),
        "line_profiler._diagnostics": _module(
            "line_profiler._diagnostics", WRAP_TRACE=False, SET_FRAME_LOCAL_TRACE=False, USE_LEGACY_TRACE=legacy
        ),
        "collections": _module("collections", abc=sys.modules["_collections_abc"]),
        "collections.abc": sys.modules["_collections_abc"],
        "functools": _module("functools", wraps=lambda wrapped: lambda wrapper: wrapper),  # noqa: ARG005  (as functools)
        "threading": _module("threading", local=_thread._local, get_ident=_thread.get_ident),
        "warnings": _module("warnings", warn=lambda *about: None),  # noqa: ARG005  (as warnings)
    }


def _module(name: str, **attributes: object) -> ModuleType:
    module = _Module(name)
    module.__dict__.update(attributes)
    return module


def _restore(kept: dict[str, ModuleType | None]) -> None:
    for name, module in kept.items():
        if module is None:
            sys.modules.pop(name, None)
        else:
            sys.modules[name] = module
