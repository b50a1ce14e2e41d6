"""Which part of a file a user means who points at some of its lines, or names it: what a run is limited to."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass, replace
from difflib import get_close_matches
from typing import Final

from heatline.analysis.outline import Defined, Definition, Outline, defined, inner_prefix
from heatline.analysis.statements import Span, child_statements, own_span
from heatline_runner.model import Scope

MODULE: Final = "<module>"
MOST_NAMES: Final = 3
LIKENESS: Final = 0.5  # difflib's ratio


@dataclass(frozen=True)
class _Block:
    """A module, a class or a def with what stands right in it."""

    node: ast.Module | Definition
    prefix: str  # of the qualified names of what is defined in it

    def defined(self) -> list[tuple[Definition, Defined]]:
        return [(n, defined(n, self.prefix + n.name)) for n in _statements(self.node) if isinstance(n, Definition)]

    def runs_on(self, lines: Span) -> bool:
        """Whether a statement of its own is on the lines; a docstring is none."""
        return any(
            not isinstance(node, Definition) and not _is_text(node) and _is_on(own_span(node), lines)
            for node in _statements(self.node)
        )


def lines_scope(path: str, module: ast.Module, lines: Span) -> Scope | None:
    """What ``lines`` of ``module``, the file at the real ``path``, stand for; None where there is no code on them.

    They stand for the innermost def around them, for a class where they are no single method's, else for all defs and
    classes they touch and, where statements of the module are among them, for the module level.
    """
    return _scope_in(path, _Block(module, ""), lines)


def named_scope(path: str, outline: Outline, name: str) -> Scope | None:
    """The def or class by its qualified ``name``, with ``.<locals>`` or without; of several, from first to last."""
    if name == MODULE:
        return _module_level(path)
    named = [each for each in outline.definitions if name in (each.name, plain_name(each.name))]
    if not named:
        return None
    return Scope(path, min(each.line for each in named), max(each.end_line for each in named), named[0].name)


def near_names(outline: Outline, name: str) -> list[str]:
    """At most three names that can be meant by ``name``, which is none of them: the likeliest first, or just some."""
    names = list(dict.fromkeys(plain_name(each.name) for each in outline.definitions))
    last = name.rpartition(".")[2]
    found = [each for each in names if each.rpartition(".")[2] == last]
    found += get_close_matches(name, names, MOST_NAMES, LIKENESS)
    return list(dict.fromkeys(found or names))[:MOST_NAMES]


def plain_name(name: str) -> str:
    """A qualified name as people write it: ``outer.inner``."""
    return name.replace(".<locals>", "")


def _scope_in(path: str, block: _Block, lines: Span) -> Scope | None:
    first, last = lines
    touched = []
    for node, found in block.defined():
        if found.line <= first and last <= found.end_line:
            inner = _scope_in(path, _Block(node, block.prefix + inner_prefix(node)), lines)
            return inner or Scope(path, found.line, found.end_line, found.name)
        if _is_on((found.line, found.end_line), lines):
            touched.append(found)
    if isinstance(block.node, ast.FunctionDef | ast.AsyncFunctionDef):
        return None
    runs = block.runs_on(lines)
    if isinstance(block.node, ast.ClassDef) and (runs or not touched):
        return None
    if not touched:
        return replace(_module_level(path), from_line=first, to_line=last) if runs else None
    name = touched[0].name if len(touched) == 1 and not runs else ""
    spans = min(each.line for each in touched), max(each.end_line for each in touched)
    return Scope(path, *spans, name, runs, *(lines if runs else ()))


def _module_level(path: str) -> Scope:
    return Scope(path, 1, 0, MODULE, module=True)


def _statements(parent: ast.AST) -> Iterator[ast.AST]:
    """Those right under ``parent``, also in the branches of an ``if``, a loop and the like."""
    for node in child_statements(parent):
        yield node
        if not isinstance(node, Definition):
            yield from _statements(node)


def _is_text(node: ast.AST) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def _is_on(span: Span, lines: Span) -> bool:
    return span[0] > 0 and span[0] <= lines[1] and lines[0] <= span[1]
