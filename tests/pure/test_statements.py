"""Which lines belong together as one statement."""

import ast

import pytest

from heatline.analysis.statements import multiline_spans


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("x = 1\n", []),
        ("x = (\n1,\n)\n", [(1, 3)]),
        ("def f(\n    a,\n    b=1,\n):\n    pass\n", [(1, 3)]),
        ("def f() -> (\n    int\n):\n    pass\n", [(1, 2)]),
        ("@a(\n1)\ndef f():\n    pass\n", []),
        ("class A(\n    B,\n):\n    x = [\n    1]\n", [(1, 2), (4, 5)]),
        ("if (a and\n    b):\n    pass\nelif (c or\n    d):\n    pass\n", [(1, 2), (4, 5)]),
        ("while f(\n    1):\n    pass\n", [(1, 2)]),
        ("with a as b, \\\n    c as d:\n    pass\n", [(1, 2)]),
        ("try:\n    f(\n    )\nexcept (\n    A, B):\n    pass\n", [(2, 3), (4, 5)]),
        ("match (\n    a):\n    case 1:\n        f(\n        )\n", [(1, 2), (4, 5)]),
        ('"""a\nb"""\n', [(1, 2)]),
    ],
)
def test_statements_on_several_lines_are_spans(text: str, spans: list[tuple[int, int]]) -> None:
    assert list(multiline_spans(ast.parse(text))) == spans
