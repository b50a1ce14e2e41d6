"""What is said of comments about timing that cannot be understood, and what a whole file asks for."""

import pytest
from drawn_snippets import PATH, drawn_row

from heatline.analysis.asking.snippets import Suite, comment_problems, suite

DEF = "\ndef grade(score):\n    return score\n\ndef grade2(score):\n    return score\n"


@pytest.mark.parametrize(
    ("comment", "problem"),
    [
        ("# timeit grade(74)", "`# timeit grade(74)` lacks its colon: write `# timeit: grade(74)`."),
        ("# timit grade(74)", "`# timit grade(74)` lacks its colon: write `# timeit: grade(74)`."),
        ("# timeit setup x = 1", "`# timeit setup x = 1` lacks its colon: write `# timeit setup: x = 1`."),
        ("# timit: grade(74)", "`# timit: grade(74)` is none of Heatline's words: write `# timeit: grade(74)`."),
        ("# Timeit: grade(74)", "`# Timeit: grade(74)` is none of Heatline's words: write `# timeit: grade(74)`."),
        ("# time it: grade(74)", "`# time it: grade(74)` is none of Heatline's words: write `# timeit: grade(74)`."),
        (
            "# timeit-setup: x = 1",
            "`# timeit-setup: x = 1` is none of Heatline's words: write `# timeit setup: x = 1`.",
        ),
        ("# vs: grade2", "`# vs: grade2` is none of Heatline's words: write `# versus: grade2`."),
        ("# verses: grade2", "`# verses: grade2` is none of Heatline's words: write `# versus: grade2`."),
        ("#timeit: f(", "`# timeit: f(` is not Python: '(' was never closed."),
        ("# timeit: 3.2 ms", "`# timeit: 3.2 ms` is not Python: invalid syntax."),
        ("# timeit:", "`# timeit:` says nothing: write something after it, as in `# timeit: grade(74)`."),
        ("# versus: ", "`# versus:` says nothing: write something after it, as in `# versus: grade2`."),
        ("# timeit setup: x =", "`# timeit setup: x =` is not Python: invalid syntax."),
        (
            "# timeit: grade(n) for n in 9..1",
            "`9..1` is no range of sizes: the first is at least 1, and less than the last.",
        ),
        ("# timeit: grade(n)", "`grade(n)` has an n of no size: add the sizes, as in `for n in 10..100_000`."),
        ("# versus: grde2", "this file has no grde2: grade2 was probably meant."),
        ("# versus: grade", "grade is compared with itself: name another function."),
        ("# timeit: grde(1)", "this file has no grde: grade was probably meant."),
    ],
)
def test_a_comment_that_cannot_be_understood_is_said(comment: str, problem: str) -> None:
    assert comment_problems(f"x = 1\n\n{comment}{DEF}") == ((3, problem),)


@pytest.mark.parametrize(
    "comment",
    [
        "# timeit: grade(74)",
        "#timeit:grade(74)",
        "# versus: grade2(5)",
        "# timeit setup: import os",
        "# timeit is slow here (see below)",
        "# time: 5",
        "# times: many",
        "# Timing (grade): 5 ns",
        "# version: 3",
        "# timeout: 30",
        "# TODO: grade(74)",
        "# type: ignore",
        "# versus the old way",
        "# the timeit: grade(",
    ],
)
def test_other_comments_are_left_alone(comment: str) -> None:
    assert comment_problems(f"{comment}{DEF}") == ()


def test_a_comment_above_no_function_is_said() -> None:
    text = f"# timeit: grade(74)\n\n{DEF}"
    assert comment_problems(text) == (
        (1, "`# timeit: grade(74)` stands above no function: move it to the line above a def."),
    )


def test_what_looks_like_a_comment_inside_a_text_is_none() -> None:
    assert comment_problems(f'x = """\n# timeit: grade(74)\n"""\n{DEF}') == ()
    assert comment_problems("# timeit: 3.2 ms, measured\nx = 1\n") == ()


def test_a_text_that_is_being_typed_has_no_problems_yet() -> None:
    assert comment_problems("# timit: f(1)\ndef f(:\n") == ()


def asked(text: str, **options: bool) -> tuple[list[str], list[tuple[int, str]]]:
    found = suite(PATH, text, **options)
    assert isinstance(found, Suite)
    return [drawn_row(row) for row in found.snippets.rows], [(each.line, each.text) for each in found.problems]


def test_a_suite_has_all_comments_of_a_file_and_says_which_are_wrong() -> None:
    text = f"# timeit: grade(74)\n# versus: grade2{DEF}\n# timit: f(1)\ndef f(x): pass\n\n# versus: f\ndef g(x): pass\n"
    rows, problems = asked(text)
    assert rows == ["2 comment grade: grade(74) -> grade2: grade2(74)"]
    assert [line for line, _ in problems] == [9, 12]
    assert problems[1][1].startswith("Nothing says how to call g: ")


def test_a_suite_has_doctest_examples_where_they_are_asked_for() -> None:
    text = (
        'def f(x):\n    """\n    >>> f(1)\n    """\n\ndef g():\n    """\n    >>> f(2)\n    """\n\n'
        '# versus: f\ndef h(x):\n    """\n    >>> h(3)\n    """\n'
    )
    assert asked(text)[0] == ["11 doctest h: h(3) -> f: f(3)"]
    assert asked(text, doctests=True)[0] == ["1 doctest f: f(1)", "11 doctest h: h(3) -> f: f(3)"]
