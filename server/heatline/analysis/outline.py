"""The functions and classes of a text as it is now, and where a run of it begins: where the lenses stand."""

from __future__ import annotations

import ast
import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Final

from heatline.analysis.statements import Span, child_statements, multiline_spans

Definition = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef
COUNTED_STATEMENTS: Final = (
    *(ast.Assign, ast.AugAssign, ast.AnnAssign, ast.Expr, ast.Return, ast.Raise, ast.Assert, ast.Delete),
    *(ast.Import, ast.ImportFrom, ast.If),
)
OWN_HITS: Final = (
    *(ast.Lambda, ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp),
    *(ast.Await, ast.Yield, ast.YieldFrom),
)


@dataclass(frozen=True)
class Defined:
    """A def or a class; ``name`` is qualified as by ``__qualname__``, ``line`` that of its first decorator, else def.

    ``call_line`` is a line that runs exactly once per call, where there certainly is one.
    """

    name: str
    is_class: bool
    line: int
    def_line: int
    end_line: int
    call_line: int | None


@dataclass(frozen=True)
class Outline:
    """``entry_line``: ``if __name__ == "__main__":``, else the first statement after the docstring, if any.

    ``guarded`` are the lines of the block under that guard. ``spans`` are the statements, and
    heads of statements, that are written on several lines.
    """

    definitions: tuple[Defined, ...]
    entry_line: int | None
    spans: tuple[Span, ...]
    guarded: Span | None = None


def text_outline(text: str) -> Outline | None:
    """The outline of ``text``, or None where Python cannot read it."""
    module = parsed(text)
    return None if module is None else joined_outline([outlined_part(module.body, 0)])


@dataclass(frozen=True)
class OutlinedPart:
    """What statements at module level, one after the other, have for the outline of their module.

    ``guard`` is the line of the first guard for running as a program. ``first_line`` is that of the first statement,
    ``code_line`` of the first that is no docstring where they are a module's first; 0 for none.
    """

    definitions: tuple[Defined, ...]
    spans: tuple[Span, ...]
    guard: int | None
    guarded: Span | None
    first_line: int
    code_line: int
    has_docstring: bool


def outlined_part(body: Sequence[ast.stmt], by: int) -> OutlinedPart:
    """The part that ``body`` is, ``by`` lines further down than it says."""
    module = ast.Module(list(body), [])
    guard = next((node for node in body if is_main_guard(node)), None)
    guarded = (guard.body[0].lineno, guard.body[-1].end_lineno or 0) if isinstance(guard, ast.If) else None
    has_docstring = bool(body) and ast.get_docstring(module, clean=False) is not None
    code = body[1:] if has_docstring else body
    part = OutlinedPart(
        definitions=tuple(_definitions(module, "")),
        spans=tuple(multiline_spans(module)),
        guard=None if guard is None else guard.lineno,
        guarded=guarded,
        first_line=first_line(body[0]) if body else 0,
        code_line=first_line(code[0]) if code else 0,
        has_docstring=has_docstring,
    )
    return moved_part(part, by)


def moved_part(part: OutlinedPart, by: int) -> OutlinedPart:
    """``part``, ``by`` lines further down."""
    if not by:
        return part
    return OutlinedPart(
        tuple(_moved(each, by) for each in part.definitions),
        tuple((first + by, last + by) for first, last in part.spans),
        None if part.guard is None else part.guard + by,
        None if part.guarded is None else (part.guarded[0] + by, part.guarded[1] + by),
        part.first_line and part.first_line + by,
        part.code_line and part.code_line + by,
        part.has_docstring,
    )


def joined_outline(parts: Sequence[OutlinedPart]) -> Outline:
    """The outline of a module that has these ``parts``, none of them empty but an only one."""
    guarding = next((part for part in parts if part.guard is not None), None)
    entry = None if guarding is None else guarding.guard
    if entry is None and parts:
        after = parts[1].first_line if len(parts) > 1 else 0
        first = parts[0]
        entry = first.code_line or (after if first.has_docstring and after else first.first_line)
    return Outline(
        tuple(chain.from_iterable(part.definitions for part in parts)),
        entry or None,
        tuple(chain.from_iterable(part.spans for part in parts)),
        None if guarding is None else guarding.guarded,
    )


def parsed(text: str) -> ast.Module | None:
    """``text`` as Python reads it, or None where it cannot."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what the compiler has to say about a text being typed is not ours to say
            return ast.parse(text.removeprefix("\ufeff"))
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None


def _definitions(parent: ast.AST, prefix: str) -> Iterator[Defined]:
    for node in child_statements(parent):
        if isinstance(node, Definition):
            yield defined(node, prefix + node.name)
            yield from _definitions(node, prefix + inner_prefix(node))
        else:
            yield from _definitions(node, prefix)


def inner_prefix(node: Definition) -> str:
    """What the qualified names of those that are defined in ``node`` begin with."""
    return f"{node.name}." if isinstance(node, ast.ClassDef) else f"{node.name}.<locals>."


def defined(node: Definition, name: str) -> Defined:
    """The def or class ``node`` by its qualified ``name``."""
    counted = node if isinstance(node, ast.FunctionDef) else None
    return Defined(
        name=name,
        is_class=isinstance(node, ast.ClassDef),
        line=first_line(node),
        def_line=node.lineno,
        end_line=node.end_lineno or node.lineno,
        call_line=_call_line(counted) if counted else None,
    )


def _call_line(node: ast.FunctionDef) -> int | None:
    """The first statement's line, if it is passed once: no loop, nothing on it that has hits of its own or resumes."""
    body = node.body[1:] if ast.get_docstring(node, clean=False) is not None else node.body
    first = body[0] if body else None
    if not isinstance(first, COUNTED_STATEMENTS) or first.lineno <= node.lineno:
        return None
    head: ast.AST = first.test if isinstance(first, ast.If) else first
    one_line = getattr(head, "end_lineno", None) == first.lineno
    shared = len(body) > 1 and body[1].lineno == first.lineno
    no_code = isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant)
    no_code = no_code or (isinstance(first, ast.AnnAssign) and first.value is None)
    if not one_line or shared or no_code or any(isinstance(inner, OWN_HITS) for inner in ast.walk(head)):
        return None
    return first.lineno


def first_line(node: ast.stmt) -> int:
    """The line that a statement begins on, its first decorator's if it has any."""
    decorators = node.decorator_list if isinstance(node, Definition) else []
    return min([node.lineno, *(decorator.lineno for decorator in decorators)])


def _moved(defined: Defined, by: int) -> Defined:
    call_line = None if defined.call_line is None else defined.call_line + by
    return Defined(
        *(defined.name, defined.is_class, defined.line + by, defined.def_line + by, defined.end_line + by, call_line)
    )


def is_main_guard(node: ast.AST) -> bool:
    """Whether it is ``if __name__ == "__main__":``."""
    return isinstance(node, ast.If) and _asks_for_main(node.test)


def _asks_for_main(test: ast.expr) -> bool:
    if not isinstance(test, ast.Compare) or len(test.ops) != 1 or not isinstance(test.ops[0], ast.Eq):
        return False
    sides = (test.left, test.comparators[0])
    named = any(isinstance(side, ast.Name) and side.id == "__name__" for side in sides)
    return named and any(isinstance(side, ast.Constant) and side.value == "__main__" for side in sides)
