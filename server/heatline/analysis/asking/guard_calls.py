"""The calls under ``if __name__ == "__main__":``, which is not run when a module is loaded to be timed."""

from __future__ import annotations

import ast
import builtins
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from heatline.analysis.outline import is_main_guard
from heatline.analysis.statements import BLOCKS, Span

WRAPPERS: Final = ("print", "exit", "quit", "sys.exit", "SystemExit")
PREPARING: Final = (
    *(ast.Assign, ast.AnnAssign, ast.AugAssign, ast.Import, ast.ImportFrom),
    *(ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef),
)


@dataclass(frozen=True)
class GuardCall:
    """A call of a guard's, and what the guard does before it for it."""

    call: str
    setup: str
    line: int


def guards(module: ast.Module) -> list[ast.If]:
    """Those of ``module``, nearly always one."""
    return [node for node in module.body if isinstance(node, ast.If) and is_main_guard(node)]


def guard_calls(text: str, guard: ast.If, lines: Span) -> tuple[GuardCall, ...]:
    """Those on ``lines``; all of them where these have the guard's own line among them."""
    first, last = (guard.lineno, guard.end_lineno or guard.lineno) if lines[0] <= guard.lineno <= lines[1] else lines
    return tuple(
        GuardCall(call, setup_before(text, guard.body, statement.lineno), statement.lineno)
        for statement in guard.body
        if first <= (statement.end_lineno or statement.lineno) and statement.lineno <= last
        for call in _calls(text, statement)
    )


def setup_before(text: str, body: Sequence[ast.stmt], line: int) -> str:
    """What the statements before ``line`` say that a later one may need: assignments, imports and definitions."""
    before = [each for each in body if isinstance(each, PREPARING) and (each.end_lineno or each.lineno) < line]
    return "\n".join(_source(text, each) for each in before)


def _calls(text: str, statement: ast.stmt) -> Iterator[str]:
    """What is called by ``statement``: the calls that it shows or keeps the results of; of a loop and the like, all."""
    if any(getattr(statement, block, None) for block in BLOCKS) and not isinstance(statement, PREPARING):
        if any(_own_calls(statement)):
            yield _source(text, statement)
        return
    value = statement.exc if isinstance(statement, ast.Raise) else getattr(statement, "value", None)
    alone = isinstance(statement, ast.Expr) and _unwrapped(value) is value
    found = [value] if alone and isinstance(value, ast.Call | ast.Await) else _own_calls(value) if value else ()
    for call in found:
        awaited = call.value if isinstance(call, ast.Await) else call
        yield ast.get_source_segment(text, awaited) or ast.unparse(awaited)


def _own_calls(node: ast.AST) -> Iterator[ast.expr]:
    """The outermost calls in ``node`` but for those of wrappers and of what comes with Python, such as ``len``."""
    if isinstance(node, ast.Call) and _unwrapped(node) is node and not _is_builtin(node.func):
        yield node
        return
    for child in ast.iter_child_nodes(node):
        yield from _own_calls(child)


def _unwrapped(node: ast.AST | None) -> ast.AST | None:
    """None for a call that only shows something or ends the program."""
    return None if isinstance(node, ast.Call) and ast.unparse(node.func) in WRAPPERS else node


def _is_builtin(function: ast.expr) -> bool:
    return isinstance(function, ast.Name) and hasattr(builtins, function.id)


def _source(text: str, statement: ast.stmt) -> str:
    """As it stands, dedented; unparsed where it goes over lines, whose indent is not its own."""
    one_line = statement.lineno == statement.end_lineno
    return (ast.get_source_segment(text, statement) if one_line else None) or ast.unparse(statement)
