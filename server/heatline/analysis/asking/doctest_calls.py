"""The calls of a function that its docstring has as examples."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass

from heatline.analysis.asking.snippet_code import problem_with_code
from heatline.analysis.outline import parsed


@dataclass(frozen=True)
class Example:
    """A call, and what the examples before it do."""

    call: str
    setup: str


def doctest_calls(docstring: str, name: str) -> tuple[Example, ...]:
    """The examples of ``docstring`` that call what is called ``name``, or read it as a property."""
    if ">>>" not in docstring:
        return ()
    return tuple(dict.fromkeys(_calls(docstring, name)))


def _calls(docstring: str, name: str) -> Iterator[Example]:
    from doctest import SKIP, DocTestParser  # seldom needed, and slow to import

    try:
        examples = DocTestParser().get_examples(docstring)
    except ValueError:
        return  # indented as doctest does not have it
    before: list[str] = []
    for example in examples:
        source = example.source.strip()
        if example.options.get(SKIP) or example.exc_msg is not None or problem_with_code(source) is not None:
            continue
        call = _call_in(source, name)
        if call is not None:
            yield Example(call, "\n".join(before))
        elif not _is_shown_value(source):
            before.append(source)


def _call_in(source: str, name: str) -> str | None:
    tree = parsed(source)
    if tree is None or len(tree.body) != 1 or not isinstance(tree.body[0], ast.Expr):
        return None
    value = tree.body[0].value
    if not any(_is_use(node, name) for node in ast.walk(value)):
        return None
    while _is_printed(value) and isinstance(value, ast.Call):
        value = value.args[0]
    return ast.get_source_segment(source, value) or source


def _is_use(node: ast.AST, name: str) -> bool:
    if isinstance(node, ast.Attribute):
        return node.attr == name
    return isinstance(node, ast.Name) and node.id == name


def _is_printed(node: ast.AST) -> bool:
    printed = isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print"
    return printed and isinstance(node, ast.Call) and len(node.args) == 1 and isinstance(node.args[0], ast.Call)


def _is_shown_value(source: str) -> bool:
    """Whether the example only shows what a name stands for."""
    tree = parsed(source)
    only = tree.body[0] if tree is not None and len(tree.body) == 1 else None
    return isinstance(only, ast.Expr) and not any(isinstance(node, ast.Call) for node in ast.walk(only))
