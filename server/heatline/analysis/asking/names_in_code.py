"""Which names a piece of code needs from around it, and which names statements give."""

from __future__ import annotations

import ast
import symtable
from collections.abc import Iterator, Sequence
from typing import Final

CLOSED: Final = (ast.Lambda, ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)
Function = ast.FunctionDef | ast.AsyncFunctionDef
Definition = Function | ast.ClassDef


def needed_names(code: str) -> frozenset[str]:
    """The names that ``code``, which Python can read, takes from around it."""
    try:
        table = symtable.symtable(code, "<code>", "exec")
    except (SyntaxError, ValueError, RecursionError):
        return frozenset()
    own = {each.get_name() for each in table.get_symbols() if _is_given(each)}
    return frozenset(_global_names(table)) - own


def given_names(statements: Sequence[ast.AST]) -> frozenset[str]:
    """The names that these statements bind where they stand."""
    return frozenset(name for statement in statements for name in _given(statement))


def global_names(module: ast.Module) -> frozenset[str]:
    """The names that functions of ``module`` say are global."""
    return frozenset(name for node in ast.walk(module) if isinstance(node, ast.Global) for name in node.names)


def local_names(function: Definition) -> frozenset[str]:
    """The arguments of a function and the names that it binds; of a class, those of its body."""
    found = set(given_names(function.body))
    if not isinstance(function, ast.ClassDef):
        found.update(each.arg for each in ast.walk(function.args) if isinstance(each, ast.arg))
    for node in ast.walk(function):
        if isinstance(node, ast.Global | ast.Nonlocal):
            found.difference_update(node.names)
    return frozenset(found)


def _is_given(symbol: symtable.Symbol) -> bool:
    return symbol.is_assigned() or symbol.is_imported() or symbol.is_namespace()


def _global_names(table: symtable.SymbolTable) -> Iterator[str]:
    top = table.get_type() == "module"
    for symbol in table.get_symbols():
        if symbol.is_referenced() and (top or symbol.is_global()):
            yield symbol.get_name()
    for child in table.get_children():
        yield from _global_names(child)


def _given(node: ast.AST) -> Iterator[str]:
    if isinstance(node, Definition):
        yield node.name
        return
    if isinstance(node, CLOSED):
        return
    if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
        yield node.id
    elif isinstance(node, ast.alias):
        yield node.asname or node.name.partition(".")[0]
    elif isinstance(node, ast.ExceptHandler | ast.MatchAs | ast.MatchStar) and node.name:
        yield node.name
    elif isinstance(node, ast.MatchMapping) and node.rest:
        yield node.rest
    for child in ast.iter_child_nodes(node):
        yield from _given(child)
