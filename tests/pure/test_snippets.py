"""How a function is called when it is timed: by its comments, its examples, by what is typed, or with nothing."""

import pytest
from drawn_snippets import drawn, question, refused

GRADE = """\
# timeit: grade(74)
# timeit: grade(60)
def grade(score):
    return "FDCBA"[score // 20]
"""
STACK = """\
class Stack:
    def __init__(self, size=8):
        self.items = []

    # timeit setup: stack = Stack()
    # timeit setup: stack.push(1)
    # timeit: stack.push(2)
    def push(self, item):
        self.items.append(item)

    # timeit setup: stack = Stack()
    def clear(self):
        self.items.clear()

    def pop(self):
        return self.items.pop()

    @property
    def top(self):
        return self.items[-1]

    @staticmethod
    def make():
        return Stack()

    @classmethod
    def sized(cls, size):
        return cls(size)
"""


def test_each_comment_above_a_def_is_a_row() -> None:
    assert drawn(GRADE, function="grade") == ["1 comment grade: grade(74)", "2 comment grade: grade(60)"]


def test_comments_stand_above_the_decorators_or_between_them_and_the_def() -> None:
    text = "import functools\n# timeit: f(1)\n@functools.cache\n# timeit: f(2)\ndef f(x): pass\n"
    assert drawn(text, function="f") == ["2 comment f: f(1)", "4 comment f: f(2)"]


def test_other_comments_and_a_blank_line_above_are_none_of_ours() -> None:
    text = "# timeit: f(1)\n\n# What f is for.\n# timeit: f(2)\n# More.\ndef f(x): pass\n"
    assert drawn(text, function="f") == ["4 comment f: f(2)"]


def test_setup_comments_join_and_may_go_over_lines() -> None:
    text = "# timeit setup: for i in 1, 2:\n# timeit setup:     x = i\n# timeit: f(x)\ndef f(x): pass\n"
    assert drawn(text, function="f") == ["3 comment f: for i in 1, 2:;     x = i; f(x)"]


def test_line_ends_and_a_byte_order_mark_change_nothing() -> None:
    assert drawn("\ufeff" + GRADE.replace("\n", "\r\n"), function="grade") == drawn(GRADE, function="grade")


def test_doctest_examples_are_rows_with_what_stands_before_them() -> None:
    text = '''
        def grade(score):
            """A letter.

            >>> scores = [60, 74]
            >>> scores
            [60, 74]
            >>> grade(scores[0])
            'D'
            >>> print(grade(74))
            C
            >>> grade("x")
            Traceback (most recent call last):
            TypeError: no
            >>> grade(1)  # doctest: +SKIP
            >>> [grade(each)
            ...  for each in scores]
            ['D', 'C']
            """
        '''
    assert drawn(text, function="grade") == [
        "2 doctest grade: scores = [60, 74]; grade(scores[0])",
        "2 doctest grade: scores = [60, 74]; grade(74)",
        "2 doctest grade: scores = [60, 74]; [grade(each)\n for each in scores]",
    ]


def test_comments_come_before_examples() -> None:
    text = '# timeit: f(1)\ndef f(x):\n    """\n    >>> f(2)\n    """\n'
    assert drawn(text, function="f") == ["1 comment f: f(1)"]


def test_a_docstring_that_doctest_cannot_read_has_no_examples() -> None:
    text = 'def f(x):\n    """\n    >>> f(2)\n  3\n    """\n'
    assert question(text, function="f")[0] == "f(x)"


@pytest.mark.parametrize(
    ("signature", "call"),
    [
        ("def f():", "f()"),
        ("def f(x=1, *more, y=2, **rest):", "f()"),
        ("async def f():", "f()"),
        ("class f:", "f()"),
        ("@functools.cache\ndef f():", "f()"),
    ],
)
def test_what_takes_nothing_is_called_with_nothing(signature: str, call: str) -> None:
    (row,) = drawn(f"{signature}\n    pass\n", function="f")
    assert row.endswith(f"no_arguments f: {call}")


@pytest.mark.parametrize(
    ("signature", "call"),
    [
        ("def f(score):", "f(score)"),
        ("def f(a, /, b, *, c, d=1):", "f(a, b, c=c)"),
        ("async def f(url):", "f(url)"),
        ("class f(Base):", "f()"),
    ],
)
def test_what_needs_arguments_asks_for_them(signature: str, call: str) -> None:
    asked, text = question(f"{signature}\n    pass\n", function="f")
    assert asked == call
    assert text == f"Nothing says how to call f: type a call, or write `# timeit: {call}` above it."


def test_methods_are_called_on_what_the_setup_makes() -> None:
    assert drawn(STACK, function="Stack.push") == [
        "7 comment Stack.push: stack = Stack(); stack.push(1); stack.push(2)"
    ]
    assert drawn(STACK, function="Stack.clear") == ["12 no_arguments Stack.clear: stack = Stack(); stack.clear()"]


def test_methods_without_an_instance_ask_for_one() -> None:
    assert question(STACK, function="Stack.pop") == (
        "Stack().pop()",
        "Nothing says how to call Stack.pop: type a call, or write "
        "`# timeit setup: stack = Stack()` and `# timeit: stack.pop()` above it.",
    )
    assert question(STACK, function="Stack.top")[0] == "Stack().top"


def test_static_and_class_methods_need_no_instance() -> None:
    assert drawn(STACK, function="Stack.make") == ["23 no_arguments Stack.make: Stack.make()"]
    assert question(STACK, function="Stack.sized")[0] == "Stack.sized(size)"


def test_a_private_static_method_is_called_as_code_outside_its_class_has_to() -> None:
    text = "class _A:\n    @staticmethod\n    def __f(): pass\n"
    assert drawn(text, function="_A.__f") == ["3 no_arguments _A.__f: _A._A__f()"]


def test_of_a_property_it_is_the_getter() -> None:
    text = (
        "class A:\n    # timeit: A().x\n    @property\n    def x(self): return 1\n"
        "    @x.setter\n    def x(self, value): pass\n"
    )
    assert drawn(text, function="A.x") == ["2 comment A.x: A().x"]


def test_what_is_typed_goes_before_comments_and_keeps_their_setup() -> None:
    text = "# timeit setup: x = 1\n# timeit: f(2\ndef f(x): pass\n"
    assert drawn(text, function="f", calls=("f(x)", "f(3)")) == ["3 given f: x = 1; f(x)", "3 given f: x = 1; f(3)"]
    assert drawn(text, function="f", calls=("f(y)",), setup="y = 2") == ["3 given f: y = 2; f(y)"]
    assert drawn(text, function="f", calls=("await f(3)",)) == ["3 given f: x = 1; f(3)"]


@pytest.mark.parametrize(
    ("calls", "setup", "text"),
    [
        (("grade(",), None, "`grade(` is not Python: '(' was never closed."),
        (("",), None, "Nothing is written: write a call."),
        (("return 1 +",), None, "`return 1 +` is not Python: invalid syntax."),
        (("grade(score)",), None, "`grade(score)` has no value for score yet: write one in its place."),
        (("grdae(1)",), None, "grades.py has no grdae: grade was probably meant."),
        (("74",), None, "`74` does not call grade: write a call, as in `grade(score)`."),
        (("grade(1)",), "x =", "The setup is not Python: invalid syntax."),
        (("grade(n)",), None, "`grade(n)` has an n of no size: add the sizes, as in `for n in 10..100_000`."),
    ],
)
def test_what_is_typed_wrongly_is_said(calls: tuple[str, ...], setup: str | None, text: str) -> None:
    assert refused(GRADE, function="grade", calls=calls, setup=setup) == text


def test_names_that_may_come_from_anywhere_are_left_to_the_run() -> None:
    text = "from grades2 import *\n# timeit: grdae(unknown)\ndef grade(score): pass\n"
    assert drawn(text, function="grade") == ["2 comment grade: grdae(unknown)"]
    assert drawn(GRADE, function="grade", calls=("grade(elsewhere)",)) == ["3 given grade: grade(elsewhere)"]


def test_names_that_the_guard_sets_are_not_there() -> None:
    text = '# timeit: f(data)\ndef f(x): pass\nif __name__ == "__main__":\n    data = 1\n'
    assert refused(text, function="f") == (
        "Line 1: data is set under the guard, which is not run for this: "
        "give it a value in a setup (`# timeit setup: data = …`)."
    )


def test_what_cannot_be_reached_is_said() -> None:
    text = 'def f():\n    def g(): pass\nif __name__ == "__main__":\n    def h(): pass\n'
    assert refused(text, function="f.<locals>.g") == refused(text, function="f.g")
    assert refused(text, function="f.g") == (
        "g is defined inside f, so it cannot be called from outside: time f, or move g out of it."
    )
    assert refused(text, function="h") == (
        "h is defined under the guard, which is not run for this: move it above the guard."
    )


def test_an_unknown_function_is_said_with_what_was_meant() -> None:
    assert refused(GRADE, function="grate") == "grades.py has no function grate: grade was probably meant."
    assert refused(GRADE, function="zzz") == ("grades.py has no function zzz: choose one that it has, or another file.")


def test_a_text_that_python_cannot_read_is_said() -> None:
    assert refused("def f(:\n", function="f").startswith("grades.py cannot be read as Python 3.")


def test_of_two_defs_of_one_name_it_is_the_one_that_counts() -> None:
    text = "from typing import overload\n@overload\ndef f(x: int): ...\n@overload\ndef f(x: str): ...\ndef f(): pass\n"
    assert drawn(text, function="f") == ["6 no_arguments f: f()"]


def test_with_nothing_named_all_comments_are_rows_and_else_the_guards_calls() -> None:
    assert drawn(GRADE) == ["1 comment grade: grade(74)", "2 comment grade: grade(60)"]
    guarded = 'def f(x): pass\nif __name__ == "__main__":\n    f(1)\n'
    assert drawn(guarded) == ["3 guard -: f(1)"]
    assert refused("x = 1\n") == (
        "Nothing in grades.py says what to time: choose a function, or write `# timeit: …` above one."
    )


def test_what_is_awaited_is_the_call() -> None:
    text = "# timeit: await f(1)\n# versus: await g(1)\nasync def f(x): pass\nasync def g(x): pass\n"
    assert drawn(text, function="f", commented=True) == ["2 comment f: f(1) -> g: g(1)"]
