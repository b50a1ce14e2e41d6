"""The calls in a text that say whom they call: what tells, together with hits, which functions call themselves."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

Function = ast.FunctionDef | ast.AsyncFunctionDef
LOOPS = (ast.For, ast.AsyncFor, ast.While)


@dataclass(frozen=True)
class Calls:
    """``by_name``: line and name of ``name(…)``, where no variable has that name. ``own``: of ``self.name(…)`` or
    ``cls.name(…)``. ``of_others``: of ``anything_else.name(…)``. ``entry_lines``: by a def's first line (that of its
    first decorator) the line that runs once per call, where its first statement is no loop.
    """

    by_name: tuple[tuple[int, str], ...]
    own: tuple[tuple[int, str], ...]
    of_others: tuple[tuple[int, str], ...]
    entry_lines: Mapping[int, int]


NONE = Calls((), (), (), {})


def calls_in(text: str) -> Calls:
    """The calls in ``text``; none where it has newer syntax than this Python's."""
    try:
        tree = ast.parse(text)
    except (SyntaxError, ValueError, RecursionError):
        return NONE
    by_name: list[tuple[int, str]] = []
    own: list[tuple[int, str]] = []
    of_others: list[tuple[int, str]] = []
    for call, bound in _calls(tree, frozenset()):
        called = call.func
        if isinstance(called, ast.Name) and called.id not in bound:
            by_name.append((call.lineno, called.id))
        elif isinstance(called, ast.Attribute):
            is_own = isinstance(called.value, ast.Name) and called.value.id in ("self", "cls")
            (own if is_own else of_others).append((called.end_lineno or call.lineno, called.attr))
    return Calls(tuple(by_name), tuple(own), tuple(of_others), dict(_entries(tree)))


def _calls(node: ast.AST, bound: frozenset[str]) -> Iterator[tuple[ast.Call, frozenset[str]]]:
    """Each call below ``node`` with the variables of the functions around it."""
    if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)):
        bound |= _variables(node)
    if isinstance(node, ast.Call):
        yield node, bound
    for child in ast.iter_child_nodes(node):
        yield from _calls(child, bound)


def _variables(function: Function | ast.Lambda) -> frozenset[str]:
    """Parameters, and names that are assigned to: not those of defs, which are what a call by name means."""
    arguments = {each.arg for each in ast.walk(function.args) if isinstance(each, ast.arg)}
    body = function.body if isinstance(function.body, list) else [function.body]
    stored = (each for statement in body for each in ast.walk(statement) if isinstance(each, ast.Name))
    return frozenset(arguments | {each.id for each in stored if isinstance(each.ctx, ast.Store)})


def _entries(tree: ast.Module) -> Iterator[tuple[int, int]]:
    for node in ast.walk(tree):
        if not isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            continue
        begins = min([node.lineno, *(each.lineno for each in node.decorator_list)])
        body = node.body[1:] if ast.get_docstring(node, clean=False) is not None else node.body
        if body and not isinstance(body[0], LOOPS):
            yield begins, body[0].lineno
