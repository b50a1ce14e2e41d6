"""What a user means to time who points at lines, or at nothing: the function around them, two, or the first one."""

from __future__ import annotations

import ast

from heatline.analysis.asking.guard_calls import guards
from heatline.analysis.asking.timeit_comments import hinted_lines
from heatline.analysis.drift import source_lines
from heatline.analysis.outline import Defined, Outline, parsed, text_outline
from heatline.protocol import Lines


def where_to_begin(text: str, line: int | None) -> Lines | None:
    """``line`` if a function is there, else that of the first function with a comment on how to time it, or the first.

    None where there is no function that can be timed.
    """
    outline = text_outline(text)
    functions = [] if outline is None else reachable(outline)
    if line is not None and any(each.line <= line <= each.end_line for each in functions):
        return Lines(line, line)
    comments = hinted_lines(source_lines(text))
    below = [each for each in functions if comments and each.line > comments[0]]
    begin = min(below or functions, key=lambda each: each.line, default=None)
    return None if begin is None else Lines(begin.def_line, begin.def_line)


def two_functions(text: str, lines: Lines) -> tuple[str, str] | None:
    """The two functions that ``lines`` go over, in their order; None where these are of one, or of more."""
    outline = text_outline(text)
    return None if outline is None else two_of(outline, lines.first, lines.last)


def two_of(outline: Outline, first: int, last: int) -> tuple[str, str] | None:
    """The same for the lines of an ``outline``."""
    touched = [each for each in reachable(outline) if each.line <= last and first <= each.end_line]
    if len(touched) != 2:
        return None
    return touched[0].name, touched[1].name


def reachable(outline: Outline) -> list[Defined]:
    """The functions and methods that can be called from outside of any function."""
    return [each for each in outline.definitions if is_reachable(each)]


def is_reachable(defined: Defined) -> bool:
    """Whether it is one of these; what is defined within a function is made anew by each of its calls."""
    return not defined.is_class and "<locals>" not in defined.name


def guard_lines(text: str) -> Lines | None:
    """The lines of the module's ``if __name__ == "__main__":``."""
    module = parsed(text)
    found = [] if module is None else guards(module)
    return Lines(found[0].lineno, found[0].end_lineno or found[0].lineno) if found else None


def drives(text: str) -> bool:
    """Whether running the file does more than define: it has a guard, or calls something by itself."""
    module = parsed(text)
    if module is None:
        return False
    calls = (isinstance(node, ast.Expr) and isinstance(node.value, ast.Call) for node in module.body)
    loops = (isinstance(node, ast.For | ast.While | ast.With) for node in module.body)
    return guard_lines(text) is not None or any(calls) or any(loops)
