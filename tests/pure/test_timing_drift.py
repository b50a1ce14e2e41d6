"""When an answer no longer is about the code that is there, and where it stands."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from written_profiles import PATH
from written_trials import readings, timing, trial

from heatline.analysis.answers import Answer, profile_answers
from heatline.analysis.drift import line_drift, source_lines
from heatline.analysis.outline import text_outline
from heatline.analysis.timing_drift import (
    Now,
    Texts,
    answer_parts,
    function_lines,
    is_other_code,
    is_stale,
    line_now,
    measured_code,
)
from heatline_runner.model import CallEdge, FunctionRow, Profile, Source, measured_source

TEXT = '''\
LIMITS = [60, 70]


# timeit: grade(74)
@kept
def grade(score):
    """A letter."""

    place = sum(score >= limit for limit in LIMITS)
    return letter(place)


def letter(place):
    return "FDC"[place]


def other():
    return LIMITS


x = grade(74) + \\
    grade(60)
'''
OTHER = "/p/other.py"
OTHER_TEXT = "def rounded(x):\n    return round(x)\n"
FUNCTIONS = (
    FunctionRow(PATH, 1, 23, "<module>", {}),
    FunctionRow(PATH, 5, 10, "grade", {}),
    FunctionRow(PATH, 13, 14, "letter", {}),
    FunctionRow(PATH, 17, 18, "other", {}),
    FunctionRow(OTHER, 1, 2, "rounded", {}),
)
CALLS = (CallEdge(1, 2, 10, {}), CallEdge(2, 4, 14, {}), CallEdge(3, 0, 18, {}), CallEdge(0, 1, 21, {}))


def timed(asked: str = "comment", **more: object) -> Profile:
    of = timing(trial("grade(74)", readings(214), line=4, asked=asked, **more), text=TEXT)
    sources = {PATH: measured_source(TEXT), OTHER: measured_source(OTHER_TEXT)}
    return replace(of, functions=FUNCTIONS, calls=CALLS, sources=sources)


def answer(of: Profile | None = None) -> Answer:
    (found,) = profile_answers(of or timed())
    return found


def texts(text: str = TEXT, other: str | None = OTHER_TEXT) -> Texts:
    now = {PATH: text, OTHER: other}

    def found(path: str, source: Source) -> Now | None:
        shown = now[path]
        return None if shown is None else Now(source_lines(shown), line_drift(source, shown))

    return found


def stale(found: Answer, now: Texts) -> bool:
    return is_stale(found, answer_parts(found), now)


def test_it_depends_on_the_function_and_on_all_that_it_was_seen_to_call() -> None:
    assert [(part.name, part.first, part.last) for part in answer_parts(answer())] == [
        ("grade", 5, 10),
        ("letter", 13, 14),
        ("rounded", 1, 2),
    ]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("score >= limit", "limit <= score"),
        ('"FDC"', '"FDB"'),
        ("@kept\n", ""),
        ("@kept\n", "@kept\n@logged\n"),
        ("@kept\n", "@logged\n@kept\n"),
        ("    return letter(place)\n", "    return letter(place)\n    print()\n"),
        ("    place =", "    print()\n    place ="),
        ('    return "FDC"[place]\n', '    return "FDC"[place]\n\n    # more\n    print()\n'),
        ('    """A letter."""\n', ""),
        ("# timeit: grade(74)", "# timeit: grade(60)"),
    ],
)
def test_an_edit_of_what_it_depends_on_makes_it_stale(old: str, new: str) -> None:
    assert old in TEXT
    assert stale(answer(), texts(TEXT.replace(old, new, 1)))


@pytest.mark.parametrize(
    "edit",
    [
        lambda text: text,
        lambda text: "import sys\n" + text,
        lambda text: text.replace("return LIMITS", "return LIMITS[0]"),
        lambda text: text.replace("    place =", "    # why\n\n    place ="),
        lambda text: text.replace('    """A letter."""\n\n', '    """A letter."""\n'),
        lambda text: text.replace("x = grade(74)", "y = 2\nx = grade(74)"),
        lambda text: text.replace("    return letter(place)\n", "    return letter(place)\n\n    # done\n"),
        lambda text: text.replace("# timeit: grade(74)\n", "") + "# timeit: grade(74)\n",
        lambda text: text.replace("# timeit: grade(74)\n", "# timeit: grade(74)\n# timeit: grade(1)\n"),
        lambda text: text.replace("\n", "\r\n"),
    ],
)
def test_edits_elsewhere_and_of_comments_leave_it(edit: Callable[[str], str]) -> None:
    assert not stale(answer(), texts(edit(TEXT)))


def test_an_edit_in_another_file_that_it_calls_makes_it_stale() -> None:
    assert stale(answer(), texts(other=OTHER_TEXT.replace("round(x)", "x")))
    assert stale(answer(), texts(other=None))


def test_a_comment_that_said_nothing_of_it_may_go() -> None:
    assert not stale(answer(timed("given")), texts(TEXT.replace("# timeit: grade(74)\n", "")))


def line(found: Answer, text: str) -> int | None:
    outline = text_outline(text)
    assert outline is not None
    return line_now(found, function_lines(outline), texts(text))


def test_it_stands_above_its_function_wherever_that_is() -> None:
    assert line(answer(), TEXT) == 5
    assert line(answer(), "import sys\n\n" + TEXT) == 7
    assert line(answer(), TEXT.replace("@kept\n", "")) == 5


def test_a_function_that_was_deleted_or_renamed_has_none() -> None:
    assert line(answer(), TEXT.replace("def grade", "def marks")) is None


def test_of_two_functions_by_one_name_the_nearest_has_it() -> None:
    assert line(answer(), TEXT + "\n\ndef grade():\n    pass\n") == 5


def test_how_long_it_takes_to_make_one_stands_above_the_class() -> None:
    text = TEXT.replace("def letter(place):", "class letter:\n    def __init__(self, place):\n        pass\n")
    made = profile_answers(replace(timed(), trials=(trial("letter(1)", readings(214), function=2, line=13),)))
    assert line(made[0], text) == 13


def selection() -> Answer:
    of = timed()
    trials = (trial("grade(74) + \\\n    grade(60)", readings(400), function=None, line=21, asked="selection"),)
    return answer(replace(of, trials=trials))


def test_a_selection_depends_on_its_own_lines_and_on_what_these_call() -> None:
    assert [(part.name, part.first, part.last) for part in answer_parts(selection())] == [
        ("", 21, 22),
        ("grade", 5, 10),
        ("letter", 13, 14),
        ("rounded", 1, 2),
    ]
    assert not stale(selection(), texts("import sys\n" + TEXT))
    assert stale(selection(), texts(TEXT.replace("grade(60)", "grade(61)")))
    assert stale(selection(), texts(TEXT.replace('"FDC"', '"FDB"')))


def test_a_selection_stands_where_its_first_line_is() -> None:
    assert line(selection(), "import sys\n" + TEXT) == 22
    assert line(selection(), TEXT[: TEXT.index("x = ")]) is None


def test_answers_are_of_other_code_where_what_both_depend_on_was_edited() -> None:
    edited = TEXT.replace("score >= limit", "limit <= score")
    before, after = answer(), answer(replace(timed(), sources={PATH: measured_source(edited)}))
    codes = [measured_code(each, answer_parts(each)) for each in (before, after)]

    assert is_other_code(*codes)
    assert not is_other_code(codes[0], codes[0])
    assert not is_other_code({}, codes[0])


def test_what_one_of_two_answers_depends_on_alone_says_nothing() -> None:
    alone = answer(replace(timed(), calls=()))
    codes = [measured_code(each, answer_parts(each)) for each in (answer(), alone)]

    assert not is_other_code(*codes)


def test_what_is_not_known_is_not_said_to_have_changed() -> None:
    found = answer(replace(timed(), sources={}))

    assert not stale(found, texts("x = 1\n"))
    assert found.function == "grade"
