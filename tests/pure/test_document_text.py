"""A text that is typed is read again only where it changed, and comes to what reading all of it would."""

from __future__ import annotations

import random

import pytest

from heatline.analysis.document_text import Reading, document_text, reading
from heatline.analysis.outline import text_outline
from heatline_runner.model import measured_source

PIECES = [
    '"""About it."""',
    "import a; b = 1",
    "# a comment",
    "",
    "x = (1,\n     2)",
    "@cached\ndef f(a,\n      b):\n    return [a,\n            b]",
    "class A:\n    # inside\n    def m(self):\n        pass\n\n    def n(self): pass",
    "if x:\n    def g():\n        pass",
    "else:\n    y = 2",
    "try:\n    a()\nexcept E:\n    b()",
    "    indented = 1",
    "@cached",
    "text = '''\nx",
    "'''",
    "z = f(",
    ")",
    "value = 1 + \\",
    "    2",
    'if __name__ == "__main__":\n    f()\n    g()',
]


def lines_of(text: str) -> tuple[str, ...]:
    return tuple(text.split("\n"))


def read_again(before: str, after: str) -> tuple[Reading | None, Reading | None]:
    first = reading(lines_of(before))
    return reading(lines_of(after), first), reading(lines_of(after))


@pytest.mark.parametrize("seed", range(60))
def test_any_series_of_edits_is_read_as_a_whole_would_be(seed: int) -> None:
    chance = random.Random(seed)
    lines = "\n".join(chance.choices(PIECES[:9], k=12)).split("\n")
    before, text = None, None
    for _ in range(12):
        at = chance.randrange(len(lines) + 1)
        gone = chance.choice((0, 0, 1, 1, 3))
        lines[at : at + gone] = chance.choice(PIECES).split("\n") if chance.random() < 0.7 else []
        whole = "\n".join(lines)
        now = reading(tuple(lines), before)
        text = document_text(whole, text)

        assert (now and now.outline) == text_outline(whole)
        assert (text.lines, text.source) == (tuple(lines), measured_source(whole))
        before = now or before


def thousand(body: str = "    return 1") -> str:
    return "\n".join(f"def f{number}():\n{body}\n" for number in range(1000))


@pytest.mark.parametrize("at", [0, 3, 1500, 2999])
@pytest.mark.parametrize("typed", ["", "# a comment", "x = 1"])
def test_a_line_typed_has_its_own_statement_and_the_one_before_read(at: int, typed: str) -> None:
    lines = thousand().split("\n")
    found, whole = read_again("\n".join(lines), "\n".join([*lines[:at], typed, *lines[at:]]))

    assert whole is not None
    assert found is not None
    assert found.outline == whole.outline
    assert whole.lines_read > 3000
    assert found.lines_read < 12


def test_a_decorator_is_read_with_what_it_decorates() -> None:
    text = thousand()
    found, whole = read_again(text, text.replace("def f500", "@cached\ndef f500"))

    assert found is not None
    assert whole is not None
    assert found.outline == whole.outline
    assert found.lines_read < 16
    assert found.outline.definitions[500].line == found.outline.definitions[500].def_line - 1


def test_what_opens_a_text_of_many_statements_has_all_of_it_read() -> None:
    text = thousand().replace("def f900", 'x = """ """\ndef f900')
    found, whole = read_again(text, 'y = """\n' + text)

    assert found is None
    assert whole is None
    found, whole = read_again(text, 'y = """\n' + text.replace('x = """ """', 'x = """'))
    assert found is not None
    assert whole is not None
    assert found.outline == whole.outline
