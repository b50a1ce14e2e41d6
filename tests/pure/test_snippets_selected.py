"""What a selection, a cursor or the guard is timed as."""

import pytest
from drawn_snippets import PATH, drawn, refused

from heatline.analysis.asking.snippets import Asking, asked_snippets
from heatline_runner.request import Snippets

GUARDED = """\
import sys

RATE = 2

# timeit setup: rows = [1, 2]
def load(rows):
    total = 0
    for row in rows:
        total += (row *
                  RATE)
    return total

def main():
    return load([1])

def other(x):
    return x

if __name__ == "__main__":
    data = [
        1,
        2,
    ]
    load(data)
    loaded = load(rows=data)
    print(main())
    print(f"{loaded}")
    sys.exit(main())
"""


def timed(code: str, lines: tuple[int, int] = (30, 30)) -> str:
    """The call that ``code``, selected where nothing else is, is timed as."""
    found = asked_snippets(PATH, "x = y = rows = 1\n" + "\n" * 40, Asking(code=code))
    assert isinstance(found, Snippets), found
    (row,) = found.rows
    assert (row.asked, row.function) == ("selection", "")
    return row.call


@pytest.mark.parametrize(
    ("code", "call"),
    [
        ("x + y", "x + y"),
        ("    x + y\n", "x + y"),
        ("\n    z = x\n    if z:\n        y\n", "z = x\nif z:\n    y"),
        ("x +\n    y", "(x +\n    y)"),
        ("x +  # first\n    y  # last", "(x +  # first\n    y  # last\n)"),
        ("return x + y", "x + y"),
        ("return (x +\n        y)", "(x +\n        y)"),
        ("if x > y:", "x > y"),
        ("elif x > y:", "x > y"),
        ("while x:", "x"),
        ("for row in rows:", "rows"),
        ("for i, (a, b) in enumerate(rows):", "enumerate(rows)"),
        ("with open(x):", "open(x)"),
        ("assert x", "assert x"),
        ("await fetch(x)", "fetch(x)"),
        ("return await fetch(x)", "fetch(x)"),
        ("x,", "x"),
        ("x;", "x"),
        ("fill(x), ", "fill(x)"),
        ("y = x", "y = x"),
    ],
)
def test_a_selection_is_made_to_stand_by_itself(code: str, call: str) -> None:
    assert timed(code) == call


@pytest.mark.parametrize(
    ("code", "why"),
    [
        ("x +", "invalid syntax"),
        ("x = 1\ny = (", "'(' was never closed, line 2"),
        ("# only a comment", "there is no code in it"),
        ("yield x\nz = 1", "'yield' outside function, line 1"),
        ("break", "'break' outside loop"),
        ("else:", "invalid syntax"),
    ],
)
def test_a_selection_that_is_not_python_is_said(code: str, why: str) -> None:
    assert refused("x = 1\n", lines=(1, 1), code=code) == f"The selection is not Python: {why}."


def test_a_selection_that_begins_in_the_middle_of_a_line_is_dedented() -> None:
    text = "rows = [1]\nif rows:\n    for row in rows:\n        print(row)\n"
    assert drawn(text, lines=(3, 4), code="for row in rows:\n        print(row)") == [
        "3 selection -: for row in rows:\n    print(row)"
    ]


def test_locals_of_the_function_around_are_said_at_once() -> None:
    assert refused(GUARDED, lines=(9, 10), code="(row *\n                  RATE)") == (
        "`row` is a local of load: select more, or give it a value in a setup (`# timeit setup: row = …` above load)."
    )
    assert refused(GUARDED, lines=(9, 9), code="total += row").startswith("`row` is a local of load: select more")


def test_a_setup_gives_locals_their_values() -> None:
    loop = "    for row in rows:\n        row * RATE\n"
    assert drawn(GUARDED, lines=(8, 10), code=loop) == [
        "8 selection -: rows = [1, 2]; for row in rows:\n    row * RATE"
    ]
    assert drawn(GUARDED, lines=(9, 9), code="row * RATE", setup="row = 3") == ["9 selection -: row = 3; row * RATE"]


def test_self_is_a_local_too() -> None:
    text = "class A:\n    def f(self):\n        return self.x\n"
    assert refused(text, lines=(3, 3), code="self.x").startswith("`self` is a local of A.f: ")


def test_names_of_a_comprehension_and_globals_are_no_locals() -> None:
    text = "def f(x):\n    global y\n    y = 1\n    return [z for z in range(3)]\n"
    assert drawn(text, lines=(4, 4), code="[z for z in range(3)]") == ["4 selection -: [z for z in range(3)]"]
    assert drawn(text, lines=(4, 4), code="y + 1") == ["4 selection -: y + 1"]


def test_one_selected_function_is_that_function() -> None:
    code = "\n".join(GUARDED.splitlines()[12:14])
    assert drawn(GUARDED, lines=(13, 14), code=code) == ["13 no_arguments main: main()"]


def test_two_selected_functions_are_compared() -> None:
    text = "# timeit: f(1)\ndef f(x): pass\n\ndef g(x): pass\n"
    assert drawn(text, lines=(1, 4), code=text, compare=True) == ["1 comment f: f(1) -> g: g(1)"]
    methods = "class A:\n    # timeit: A().f()\n    def f(self): pass\n    def g(self): pass\n"
    assert drawn(methods, lines=(3, 4), code="    def f(self): pass\n    def g(self): pass\n") == [
        "2 comment A.f: A().f() -> A.g: A().g()"
    ]
    assert refused("def f(): pass\n" * 3, lines=(1, 3), code="def f(): pass\n" * 3) == (
        "3 functions are selected: select one to time it, or two to compare them."
    )


def test_a_selection_is_compared_with_what_is_said_or_with_the_likeliest() -> None:
    text = "def f(x): pass\ndef g(x): pass\nf(1)\n"
    assert drawn(text, lines=(3, 3), code="f(1)", versus="g") == ["3 selection -: f(1) -> g: g(1)"]
    assert drawn(text, lines=(3, 3), code="f(1)", compare=True) == ["3 selection -: f(1) -> g: g(1)"]
    assert drawn(text, lines=(3, 3), code="1 + 1", versus="2") == ["3 selection -: 1 + 1 -> 2"]
    assert refused(text, lines=(3, 3), code="1 + 1", compare=True) == (
        "Say what to compare `1 + 1` with: nothing in grades.py is like it."
    )


def test_the_guards_calls_are_rows_with_what_is_set_before_them() -> None:
    rows = [
        "24 guard -: data = [1, 2]; load(data)",
        "25 guard -: data = [1, 2]; load(rows=data)",
        "26 guard -: data = [1, 2]; loaded = load(rows=data); main()",
        "28 guard -: data = [1, 2]; loaded = load(rows=data); main()",
    ]
    assert drawn(GUARDED, lines=(19, 19)) == rows
    assert drawn(GUARDED, lines=(25, 26)) == rows[1:3]


def test_of_the_guard_loops_are_whole_and_what_only_shows_or_prepares_is_left_out() -> None:
    text = (
        'if __name__ == "__main__":\n    rows = list(range(9))\n    print(f"{load(rows)} of {len(rows)}")\n'
        "    for row in rows:\n        load(row)\n    for row in rows:\n        print(row)\n"
        "    asyncio.run(fetch())\n    total = load(1) + load(2)\n    raise SystemExit(load(3))\n"
    )
    assert [row.partition(": ")[2] for row in drawn(text, lines=(1, 1))] == [
        "rows = list(range(9)); load(rows)",
        "rows = list(range(9)); for row in rows:\n    load(row)",
        "rows = list(range(9)); asyncio.run(fetch())",
        "rows = list(range(9)); load(1)",
        "rows = list(range(9)); load(2)",
        "rows = list(range(9)); total = load(1) + load(2); load(3)",
    ]


def test_code_selected_in_the_guard_has_what_is_set_before_it() -> None:
    assert drawn(GUARDED, lines=(24, 24), code="load(data)") == ["24 selection -: data = [1, 2]; load(data)"]


def test_a_cursor_means_the_function_around_it_or_its_comments() -> None:
    assert drawn(GUARDED, lines=(14, 14)) == ["13 no_arguments main: main()"]
    text = "def f(): pass\n\n# timeit: g(1)\ndef g(x): pass\n"
    assert drawn(text, lines=(3, 3)) == ["3 comment g: g(1)"]
    assert "defined inside f" in refused("def f():\n    def g():\n        pass\n", lines=(3, 3))


def test_a_cursor_on_a_statement_of_the_module_means_that_statement() -> None:
    assert drawn(GUARDED, lines=(3, 3)) == ["3 selection -: RATE = 2"]
    assert drawn("x = [\n    1,\n]\n", lines=(2, 2)) == ["1 selection -: x = [\n    1,\n]"]
    assert drawn("class A:\n    x = 1\n", lines=(2, 2)) == ["2 selection -: x = 1"]
    assert refused(GUARDED, lines=(2, 2)) == (
        "There is no code on line 2 of grades.py: choose a line in a function, or select some code."
    )


def test_typed_code_needs_no_function() -> None:
    assert drawn("x = 1\n", calls=("x + 1", "f(n) for n in 1..9"), setup="f = str") == [
        "1 given -: f = str; x + 1",
        "1 given -: f = str; f(n) for 1..9 (6)",
    ]


def test_a_long_selection_has_a_short_label() -> None:
    found = asked_snippets(PATH, "", Asking(code="sum(range(10))\n" * 9))
    assert isinstance(found, Snippets)
    assert found.rows[0].label == "sum(range(10)) …"
