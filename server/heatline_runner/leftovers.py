"""A ``@profile`` left over from kernprof or memory_profiler does nothing."""

from __future__ import annotations

import builtins

TYPE_CHECKING = False
if TYPE_CHECKING:
    from types import CodeType
    from typing import Any


def make_profile_harmless(code: CodeType) -> None:
    """Have there be such a decorator, where ``code`` mentions one and nobody else has made it."""
    if not _mentions(code, "profile") or hasattr(builtins, "profile"):
        return

    def profile(function: Any = None, **options: object) -> Any:  # noqa: ARG001  (memory_profiler's takes some)
        return function if function is not None else lambda decorated: decorated

    builtins.profile = profile  # type: ignore[attr-defined]


def _mentions(code: CodeType, name: str) -> bool:
    kind = type(code)
    return name in code.co_names or any(_mentions(c, name) for c in code.co_consts if isinstance(c, kind))
