"""What a function is compared with, and at which sizes."""

import pytest
from drawn_snippets import PATH, drawn, question, refused

from heatline.analysis.asking.snippets import Asking, timeit_choices
from heatline.protocol import TimeitChoices

GRADES = """\
# timeit: grade(74)
# timeit: grade(score=60)
# versus: grade2
def grade(score):
    return "FDCBA"[score // 20]

def grade2(score):
    return "C"

def load(path, mode):
    return path

def total(scores):
    return sum(scores)
"""
QUEUE = """\
from collections import deque

# timeit: fill(list, n)
# versus: fill(deque, n) for n in 10..100_000
def fill(kind, n):
    return kind(range(n))
"""


def test_by_a_name_every_row_is_compared_with_the_same_call_of_the_other() -> None:
    assert drawn(GRADES, function="grade", compare=True) == [
        "3 comment grade: grade(74) -> grade2: grade2(74)",
        "3 comment grade: grade(score=60) -> grade2: grade2(score=60)",
    ]


def test_without_being_asked_to_compare_the_comment_is_left_alone() -> None:
    assert drawn(GRADES, function="grade") == ["1 comment grade: grade(74)", "2 comment grade: grade(score=60)"]


def test_what_is_named_goes_before_the_comment() -> None:
    assert drawn(GRADES, function="grade", versus="total(74)") == ["4 given grade: grade(74) -> total: total(74)"]
    assert drawn(GRADES, function="grade2", versus="total", calls=("grade2([1])",)) == [
        "7 given grade2: grade2([1]) -> total: total([1])"
    ]


def test_a_commented_run_has_what_is_not_compared_too() -> None:
    text = "# timeit: f(1)\n# timeit: f(2)\n# versus: g(2)\ndef f(x): pass\ndef g(x): pass\n"
    assert drawn(text, function="f", commented=True) == ["1 comment f: f(1)", "3 comment f: f(2) -> g: g(2)"]


def test_a_whole_call_goes_with_the_row_above_it_else_with_the_same_call() -> None:
    text = "# timeit: f([1])\n# versus: g((1,))\n# versus: g({1})\ndef f(x): pass\ndef g(x): pass\n"
    assert drawn(text, function="f", compare=True) == [
        "2 comment f: f([1]) -> g: g((1,))",
        "3 comment f: f([1]) -> g: g({1})",
    ]
    alone = "# versus: g({1})\ndef f(x): pass\ndef g(x): pass\n"
    assert drawn(alone, function="f", compare=True) == ["1 comment f: f({1}) -> g: g({1})"]


def test_a_whole_call_of_the_function_itself_needs_a_row_to_go_with() -> None:
    text = "# versus: f({1})\ndef f(x): pass\n"
    assert refused(text, function="f", compare=True) == (
        "Line 1: `f({1})` is compared with nothing yet: write what with above it, as in `# timeit: f(x)`."
    )


def test_without_a_word_the_likeliest_function_is_taken() -> None:
    assert drawn(GRADES, function="grade2", calls=("grade2(1)",), compare=True) == [
        "7 given grade2: grade2(1) -> grade: grade(1)"
    ]
    assert refused(GRADES, function="load", calls=("load(1, 2)",), compare=True) == (
        "grades.py has nothing with the parameters of load to compare it with: "
        "say with what, as in `# versus: other` above it."
    )


@pytest.mark.parametrize(
    ("versus", "text"),
    [
        ("grade2 +", "`grade2 +` is not Python: invalid syntax."),
        ("grde2", "grades.py has no grde2: grade2 was probably meant."),
        (
            "zzz",
            "grades.py has no zzz: name one that it has, or write a call, as in `# versus: f(…)`.",
        ),
        ("score * 2", "`score * 2` has no value for score yet: write one in its place."),
        ("grade", "grade is compared with itself: name another function."),
        (
            "load",
            "grade takes (score), load takes (path, mode): say how to call both, as in `# versus: load(path, mode)`.",
        ),
    ],
)
def test_what_cannot_be_compared_is_said(versus: str, text: str) -> None:
    assert refused(GRADES, function="grade", versus=versus) == text


def test_a_typo_in_a_comment_is_said_before_anything_is_asked() -> None:
    text = "# versus: grde2\ndef grade(score): pass\ndef grade2(score): pass\n"
    assert refused(text, function="grade", compare=True) == "Line 1: grades.py has no grde2: grade2 was probably meant."


def test_names_from_other_modules_can_be_compared_with() -> None:
    comments = "# timeit: grade(1)\n# versus: grade2\n# versus: fast.g\n"
    text = f"import fast\nfrom fast import grade2\n{comments}def grade(x): pass\n"
    assert drawn(text, function="grade", compare=True) == [
        "4 comment grade: grade(1) -> grade2(1)",
        "5 comment grade: grade(1) -> fast.g(1)",
    ]


def test_a_lambda_takes_the_functions_place() -> None:
    assert drawn(GRADES, function="grade2", calls=("grade2(1)",), versus="lambda score: 'C'") == [
        "7 given grade2: grade2(1) -> (lambda score: 'C')(1)"
    ]


def test_names_are_replaced_as_names_not_as_text() -> None:
    text = '# timeit: f("é f(1)", f(f=2), map(f, [g(3)]))\n# versus: g\ndef f(*x, **y): pass\ndef g(*x, **y): pass\n'
    assert drawn(text, function="f", compare=True) == [
        '2 comment f: f("é f(1)", f(f=2), map(f, [g(3)])) -> g: g("é f(1)", g(f=2), map(g, [g(3)]))'
    ]


def test_methods_are_compared_with_methods_of_their_class_by_name() -> None:
    text = (
        "class A:\n    # timeit setup: a = A()\n    # timeit: a.f(1)\n    # versus: g\n"
        "    def f(self, x): pass\n    def g(self, x): pass\n"
    )
    expected = ["4 comment A.f: a = A(); a.f(1) -> A.g: a.g(1)"]
    assert drawn(text, function="A.f", compare=True) == expected
    assert drawn(text.replace("versus: g", "versus: g "), function="A.f", compare=True) == expected


def test_a_method_of_another_class_needs_an_instance() -> None:
    text = (
        "class A:\n    # timeit setup: a = A()\n    # timeit: a.f(1)\n    def f(self, x): pass\n"
        "class B:\n    def f(self, x): pass\n"
    )
    assert refused(text, function="A.f", versus="B.f") == (
        "B.f needs an instance: write `# timeit setup: other = B()` and `# versus: other.f(…)`."
    )
    assert drawn(text.replace("a = A()", "a = A(); b = B()"), function="A.f", versus="b.f") == [
        "3 comment A.f: a = A(); b = B(); a.f(1) -> b.f(1)"
    ]


def test_a_method_is_no_call_of_a_function() -> None:
    text = "class A:\n    def f(self): pass\ndef g(): pass\n"
    assert refused(text, function="A.f", calls=("A().f()",), versus="g") == (
        "`A().f()` cannot be made a call of g by its name: say how to call both, as in `# versus: g(…)`."
    )


def test_both_sides_are_timed_over_n() -> None:
    assert drawn(QUEUE, function="fill", compare=True) == [
        "4 comment fill: fill(list, n) -> fill: fill(deque, n) for 10..100000 (9)"
    ]
    assert drawn(QUEUE, function="fill") == ["3 comment fill: fill(list, n) for 10..100000 (9)"]


def test_sizes_that_are_asked_for_go_before_those_of_comments() -> None:
    assert drawn(QUEUE, function="fill", compare=True, sizes="1..1_000") == [
        "4 comment fill: fill(list, n) -> fill: fill(deque, n) for 1..1000 (10)"
    ]
    assert drawn(QUEUE, function="fill", calls=("fill(set, n) for n in 10, 20",)) == [
        "5 given fill: fill(set, n) for 10..20 (2)"
    ]


def test_one_parameter_called_n_is_the_size() -> None:
    assert drawn("def fib(n): pass\n", function="fib", sizes="1..1_000") == ["1 given fib: fib(n) for 1..1000 (10)"]


def test_another_parameter_has_to_be_said() -> None:
    text = "def f(queue, tasks): pass\n"
    assert question(text, function="f", sizes="1..1_000")[0] == "f(queue, n)"
    assert refused(text, function="f", sizes="1..9", calls=("f([], 3)",)) == (
        "`f([], 3)` has no n in it: write n where its size goes."
    )


def test_choices_say_how_it_is_called_and_what_is_like_it() -> None:
    found = timeit_choices(PATH, GRADES, Asking(function="grade"))
    assert isinstance(found, TimeitChoices)
    assert (found.function, found.call, found.calls, found.asked) == (
        "grade",
        "grade(score)",
        ("grade(74)", "grade(score=60)"),
        "comment",
    )
    assert [(each.name, each.detail) for each in found.candidates] == [
        ("grade2", "the same parameters: (score)"),
        ("total", "as many parameters: (scores)"),
    ]
    assert (found.lines.first, found.lines.last, found.drivers, found.versus) == (4, 5, (), ("grade2",))


def test_choices_of_what_nothing_calls_have_a_call_to_begin_with() -> None:
    found = timeit_choices(PATH, GRADES, Asking(function="load"))
    assert isinstance(found, TimeitChoices)
    assert (found.call, found.calls, found.asked, found.candidates) == ("load(path, mode)", (), "", ())


def test_choices_show_sizes_and_leave_out_what_cannot_be_called() -> None:
    text = QUEUE.replace("fill(list, n)\n", "fill(list, n) for n in 1..9\n") + "\n    def inner(kind, n): pass\n"
    found = timeit_choices(PATH, text, Asking(function="fill"))
    assert isinstance(found, TimeitChoices)
    assert (found.calls, found.candidates) == (("fill(list, n) for n in 1..9",), ())
