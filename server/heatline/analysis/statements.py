"""Which lines belong together as one statement, so that a change on any of them is a change of all."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import Final

BLOCKS: Final = ("body", "handlers", "orelse", "finalbody", "cases")
Span = tuple[int, int]  # first and last line, inclusive


def child_statements(parent: ast.AST) -> Iterator[ast.AST]:
    """The statements right under ``parent``, with the handlers of a ``try`` and the cases of a ``match``."""
    for field in BLOCKS:
        children = getattr(parent, field, ())
        yield from children if isinstance(children, list) else ()


def multiline_spans(parent: ast.AST) -> Iterator[Span]:
    """Every statement under ``parent`` that is written on several lines; of one with a body, its head."""
    for node in child_statements(parent):
        first, last = own_span(node)
        if first and last > first:
            yield first, last
        yield from multiline_spans(node)


def own_span(node: ast.AST) -> Span:
    """The lines of a statement; of one with a body, those of its head. The first is 0 where Python does not say it."""
    first, last = getattr(node, "lineno", 0), getattr(node, "end_lineno", 0)
    return (first, _head_end(node)) if any(getattr(node, field, None) for field in BLOCKS) else (first, last)


def _head_end(node: ast.AST) -> int:
    """The last line of what stands before the colon, apart from a closing bracket."""
    ends = [getattr(node, "lineno", 0)]
    for field, value in ast.iter_fields(node):
        if field not in BLOCKS and field != "decorator_list":
            for part in value if isinstance(value, list) else [value]:
                if isinstance(part, ast.AST):
                    ends += [getattr(inner, "end_lineno", None) or 0 for inner in ast.walk(part)]
    return max(ends)
