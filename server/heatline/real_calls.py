"""Which function's calls are timed while a program runs: one, and no class, selection or module level."""

from __future__ import annotations

from tokenize import open as open_source

from heatline.analysis.outline import Defined, text_outline
from heatline.analysis.selection import MODULE, plain_name
from heatline_runner.model import Scope

WAYS = "put the cursor in one, or name it (--only NAME)"


def problem_with_function(scope: Scope | None) -> str | None:
    """Why the calls of what ``scope`` says cannot be timed, in one sentence."""
    if scope is None:
        return f"Nothing says which function's calls to time: {WAYS}."
    if scope.name in ("", MODULE):
        return f"The calls of one function are timed, and this is more than one or none: {WAYS}."
    named = [each for each in _definitions(scope.path) if each.name == scope.name]
    if not any(each.is_class for each in named):
        return None
    name = plain_name(scope.name)
    return f"{name} is a class, and the calls of one function are timed: choose one of its methods, as in {name}.NAME."


def _definitions(path: str) -> tuple[Defined, ...]:
    """Those of the file as saved; none where it cannot be read, which others say."""
    try:
        with open_source(path) as file:
            outline = text_outline(file.read())
    except (OSError, SyntaxError, UnicodeDecodeError):
        return ()
    return () if outline is None else outline.definitions
