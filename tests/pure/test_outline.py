"""Where the functions of a text stand, and where a run of it begins."""

import warnings

import pytest

from heatline.analysis.outline import text_outline


def named(text: str) -> str:
    outline = text_outline(text)
    assert outline is not None
    return " ".join(f"{each.name}:{each.line}-{each.end_line}" for each in outline.definitions)


def entry(text: str) -> int | None:
    outline = text_outline(text)
    assert outline is not None
    return outline.entry_line


def call_line(text: str) -> int | None:
    outline = text_outline(text)
    assert outline is not None
    return outline.definitions[0].call_line


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("", ""),
        ("def f():\n    pass\n", "f:1-2"),
        ("async def f():\n    pass\n", "f:1-2"),
        ("class A:\n    def m(self):\n        pass\n", "A:1-3 A.m:2-3"),
        ("def f():\n    def g():\n        pass\n", "f:1-3 f.<locals>.g:2-3"),
        ("class A:\n    class B:\n        def m(self): pass\n", "A:1-3 A.B:2-3 A.B.m:3-3"),
        ("def f():\n    class A:\n        def m(self): pass\n", "f:1-3 f.<locals>.A:2-3 f.<locals>.A.m:3-3"),
        ("@a\n@b\ndef f():\n    pass\n", "f:1-4"),
        ("if 1:\n    def f(): pass\nelse:\n    def f(): pass\n", "f:2-2 f:4-4"),
        ("try:\n    def f(): pass\nexcept E:\n    def g(): pass\nfinally:\n    def h(): pass\n", "f:2-2 g:4-4 h:6-6"),
        ("with a:\n    for b in c:\n        while d:\n            def f(): pass\n", "f:4-4"),
        ("match a:\n    case 1:\n        def f(): pass\n", "f:3-3"),
        ("f = lambda: 1\n", ""),
    ],
)
def test_functions_have_their_qualified_names(text: str, names: str) -> None:
    assert named(text) == names


def test_classes_are_told_from_functions() -> None:
    outline = text_outline("class A:\n    def m(self): pass\n")

    assert outline is not None
    assert [each.is_class for each in outline.definitions] == [True, False]


def test_a_decorated_def_knows_both_lines() -> None:
    outline = text_outline("@a\ndef f():\n    pass\n")

    assert outline is not None
    assert (outline.definitions[0].line, outline.definitions[0].def_line) == (1, 2)


@pytest.mark.parametrize("text", ["def f(:\n", "  x", "(", "a\0b", "\ud800", "def f():\n", "(" * 5000])
def test_a_text_that_python_cannot_read_has_no_outline(text: str) -> None:
    assert text_outline(text) is None


def test_a_byte_order_mark_is_not_read() -> None:
    assert named("\ufeffdef f(): pass") == "f:1-1"


def test_nobody_is_warned_about_a_text_being_typed() -> None:
    with warnings.catch_warnings(record=True) as seen:
        warnings.simplefilter("always")
        text_outline('"\\d"; 1 is 1')

    assert seen == []


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("", None),
        ("# only a comment\n", None),
        ('"""Doc."""\n', 1),
        ('"""Doc."""\n\nimport sys\n', 3),
        ("import sys\nprint()\n", 1),
        ("\n\n@a\ndef f(): pass\n", 3),
        ('import sys\n\nif __name__ == "__main__":\n    main()\n', 3),
        ("if '__main__' == __name__:\n    main()\n", 1),
        ("import sys\nif __name__ != '__main__':\n    pass\n", 1),
        ("import sys\nif __name__ == 'other':\n    pass\n", 1),
        ("import sys\nif 1 < 2 < 3:\n    pass\n", 1),
    ],
)
def test_a_run_begins_at_the_main_guard_or_the_first_statement(text: str, line: int | None) -> None:
    assert entry(text) == line


@pytest.mark.parametrize(
    "body",
    [
        "x = 1",
        "x += 1",
        "x: int = 1",
        "g()",
        "return 1",
        "raise E",
        "assert x",
        "import sys",
        "del x",
        "if x:\n        y",
    ],
)
def test_a_plain_first_statement_runs_once_per_call(body: str) -> None:
    assert call_line(f"def f(x):\n    {body}\n") == 2


def test_a_docstring_is_no_first_statement() -> None:
    assert call_line('def f():\n    """Doc."""\n    return 1\n') == 3


@pytest.mark.parametrize(
    "body",
    [
        "for x in y:\n        pass",
        "while x:\n        pass",
        "with x:\n        pass",
        "try:\n        pass\n    except E: pass",
        "x = [y for y in z]",
        "x = lambda: 1",
        "yield 1",
        "x = yield",
        "x = g(\n        1)",
        "x = 1; y = 2",
        "x: int",
        "...",
        "pass",
        "global x",
        "def g(): pass",
        '"""Doc."""',
    ],
)
def test_where_hits_may_not_be_calls_there_is_no_such_line(body: str) -> None:
    assert call_line(f"def f():\n    {body}\n") is None


def test_coroutines_and_one_line_functions_have_no_such_line() -> None:
    assert call_line("async def f():\n    return 1\n") is None
    assert call_line("def f(): return 1\n") is None
