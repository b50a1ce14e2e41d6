"""A piece of code as a user selects or types it, made into what Python can time: dedented, whole, by itself."""

from __future__ import annotations

import ast
import re
import textwrap
import warnings
from collections.abc import Iterator
from typing import Final

from heatline.analysis.outline import parsed

HEADS: Final = re.compile(
    r"(?:(?:el)?if|while|return|assert|yield|await|(?:async\s+)?for\s.+?\sin|(?:async\s+)?with)\b\s*(?P<code>.+?)\s*:?",
    re.DOTALL,
)
LONGEST: Final = 60


def runnable(selected: str, indent: str = "") -> str | None:
    """``selected`` as code that runs by itself, or None; ``indent`` is that of the line that it begins on.

    An expression that goes over lines, a condition with its ``if`` and a value with its ``return`` are the expression.
    """
    return next((code for code in _readings(selected, indent) if problem_with_code(code) is None), None)


def problem_with_code(code: str) -> str | None:
    """Why ``code`` does not run by itself: ``invalid syntax, line 3``, the line left out where there is only one."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            compile(code, "<code>", "exec", dont_inherit=True)
    except SyntaxError as problem:
        several = "\n" in code.strip() and problem.lineno is not None
        return f"{problem.msg}, line {problem.lineno}" if several else str(problem.msg)
    except (ValueError, RecursionError, MemoryError) as problem:
        return str(problem)
    return None


def shortened(code: str) -> str:
    """The first line of ``code``, and a sign where that is not all of it."""
    lines = code.strip().splitlines() or [""]
    whole = len(lines) == 1 and len(lines[0]) <= LONGEST
    return lines[0] if whole else lines[0][: LONGEST - 2].rstrip() + " …"


def _readings(selected: str, indent: str) -> Iterator[str]:
    """What it can be, the likeliest first."""
    for code in dict.fromkeys(_dedented(selected, indent)):
        if not _only_comments(code):
            head = HEADS.fullmatch(code)
            value = head["code"] if head is not None else ""
            for each in (code.rstrip(",; "), value if _is_expression(_in_brackets(value)) else ""):
                if each:
                    yield _without_await(each)
                    yield _in_brackets(each)


def _dedented(selected: str, indent: str) -> Iterator[str]:
    if not selected[:1].isspace():  # it begins where the line's indent ends, or after that
        yield textwrap.dedent(indent + selected).strip()
    yield textwrap.dedent(selected.strip("\n")).strip()
    yield textwrap.dedent(indent + selected.lstrip()).strip()
    yield selected.strip()


def _in_brackets(code: str) -> str:
    """An expression that is written over several lines, as one that stands by itself."""
    code = code.strip()
    if "\n" not in code:
        return code
    return f"({code})" if "#" not in code.rpartition("\n")[2] else f"({code}\n)"


def _is_expression(code: str) -> bool:
    tree = parsed(code)
    return tree is not None and len(tree.body) == 1 and isinstance(tree.body[0], ast.Expr)


def _without_await(code: str) -> str:
    """``f()`` of ``await f()``: what is awaitable is awaited anyway."""
    tree = parsed(code)
    only = tree.body[0] if tree is not None and len(tree.body) == 1 else None
    if isinstance(only, ast.Expr) and isinstance(only.value, ast.Await):
        return ast.get_source_segment(code, only.value.value) or code
    return code


def _only_comments(code: str) -> bool:
    return all(not line.strip() or line.lstrip().startswith("#") for line in code.splitlines())
