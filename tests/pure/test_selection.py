"""What a user means who points at lines of a file, or names a part of it."""

from __future__ import annotations

import pytest

from heatline.analysis.outline import parsed, text_outline
from heatline.analysis.selection import lines_scope, named_scope
from heatline_runner.model import Scope

TEXT = """\
\"\"\"Docs.\"\"\"
import sys


@cache
def outer(n):
    def inner(x):
        return x

    return inner(n)


class A:
    x = 1

    def one(self):
        return 1

    # about two
    async def two(self):
        return 2

    class B:
        def deep(self): pass


def last():
    return 3


if __name__ == "__main__":
    def local():
        pass

    print(
        outer(1),
    )
"""


def drawn(scope: Scope | None) -> str:
    if scope is None:
        return "nothing"
    module = " and the module" if scope.module else ""
    return f"{scope.name or 'selection'} {scope.first_line}-{scope.last_line}{module}"


def pointed(first: int, last: int, text: str = TEXT) -> str:
    module = parsed(text)
    assert module is not None
    return drawn(lines_scope("/p/main.py", module, (first, last)))


@pytest.mark.parametrize(
    ("line", "scope"),
    [
        (5, "outer 5-10"),
        (6, "outer 5-10"),
        (7, "outer.<locals>.inner 7-8"),
        (8, "outer.<locals>.inner 7-8"),
        (9, "outer 5-10"),
        (13, "A 13-24"),
        (14, "A 13-24"),
        (15, "A 13-24"),
        (17, "A.one 16-17"),
        (21, "A.two 20-21"),
        (23, "A.B 23-24"),
        (24, "A.B.deep 24-24"),
        (32, "local 32-33"),
    ],
)
def test_a_line_stands_for_the_innermost_def_or_class_around_it(line: int, scope: str) -> None:
    assert pointed(line, line) == scope


@pytest.mark.parametrize("line", [2, 31, 35, 36, 37])
def test_a_line_of_the_module_stands_for_the_module_level_alone(line: int) -> None:
    assert pointed(line, line) == "<module> 1-0 and the module"


@pytest.mark.parametrize("line", [1, 3, 11, 25, 40])
def test_a_line_without_code_in_no_function_stands_for_nothing(line: int) -> None:
    assert pointed(line, line) == "nothing"


@pytest.mark.parametrize(
    ("lines", "scope"),
    [
        ((9, 10), "outer 5-10"),
        ((8, 9), "outer 5-10"),
        ((5, 10), "outer 5-10"),
        ((3, 12), "outer 5-10"),
        ((9, 12), "outer 5-10"),
        ((1, 10), "selection 5-10 and the module"),
        ((17, 20), "selection 16-21"),
        ((16, 19), "A.one 16-17"),
        ((14, 17), "A 13-24"),
        ((18, 19), "A 13-24"),
        ((17, 27), "selection 13-28"),
        ((28, 29), "last 27-28"),
        ((28, 31), "selection 27-28 and the module"),
        ((33, 36), "selection 32-33 and the module"),
        ((1, 38), "selection 5-33 and the module"),
    ],
)
def test_a_selection_stands_for_all_it_touches(lines: tuple[int, int], scope: str) -> None:
    assert pointed(*lines) == scope


@pytest.mark.parametrize(
    ("text", "scope"),
    [
        ("f = lambda: 1\n", "<module> 1-0 and the module"),
        ("try:\n    def f(): pass\nexcept E:\n    pass\n", "<module> 1-0 and the module"),
        ("match x:\n    case 1:\n        def f(): pass\n", "<module> 1-0 and the module"),
        ("def f(): pass\n", "f 1-1"),
        ("", "nothing"),
        ("# only a comment\n", "nothing"),
    ],
)
def test_the_first_line_of_texts_of_all_kinds(text: str, scope: str) -> None:
    assert pointed(1, 1, text) == scope


@pytest.mark.parametrize(
    ("name", "scope"),
    [
        ("outer", "outer 5-10"),
        ("outer.<locals>.inner", "outer.<locals>.inner 7-8"),
        ("outer.inner", "outer.<locals>.inner 7-8"),
        ("A.two", "A.two 20-21"),
        ("A", "A 13-24"),
        ("<module>", "<module> 1-0 and the module"),
        ("inner", "nothing"),
        ("one", "nothing"),
    ],
)
def test_a_name_is_a_qualified_one(name: str, scope: str) -> None:
    outline = text_outline(TEXT)
    assert outline is not None
    assert drawn(named_scope("/p/main.py", outline, name)) == scope


def test_a_property_is_all_that_bears_its_name() -> None:
    text = "class A:\n    @property\n    def p(self): pass\n    @p.setter\n    def p(self, x): pass\n"
    outline = text_outline(text)
    assert outline is not None
    assert drawn(named_scope("/p/main.py", outline, "A.p")) == "A.p 2-5"
