"""What can be timed by a lens or an action, and what these and a hover say of what was."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from typing import Any

import pytest
from lsprotocol.types import MarkupContent
from written_profiles import SOS, figures, plain
from written_trials import GRADES, TIMED_RUN, answer, failure, pair, readings, trial

from heatline.analysis.answers import Answer
from heatline.analysis.asking.pointing import drives, guard_lines, two_functions, where_to_begin
from heatline.analysis.outline import text_outline
from heatline.analysis.timing_drift import Standing
from heatline.protocol import Driver, Lines
from heatline.render.lenses import LensCommands, document_lenses
from heatline.render.timing.actions import Pointed, timing_commands
from heatline.render.timing.hover import timing_hover, with_timing
from heatline.render.timing.lenses import Timed, TimeitCommands, timing_title
from heatline.render.timing.problems import timing_problems
from heatline_runner.request import Row, Snippets

URI = "file:///p/grades.py"
BEGUN = datetime(2026, 11, 23, 5, tzinfo=timezone.utc)
COMMANDS = LensCommands((), "stop.it", None, ({"uri": URI},), None)
WAYS = TimeitCommands(URI, "time.it", "compare.it", "clock.it", "stop.it", "show.it")
GRADE_214 = answer(trial("grade(74)", readings(214, 3)))


def standing(found: Answer = GRADE_214, line: int = 2, **more: Any) -> Standing:
    return replace(Standing(found, None, line, stale=False), **more)


def drawn(*found: Standing, text: str = GRADES, after_s: float = 0, ways: TimeitCommands | None = WAYS) -> list[str]:
    """The lenses as ``line title`` rows, but those that start a run of the whole."""
    outline = text_outline(text)
    assert outline is not None
    timed = Timed(ways, found, BEGUN + timedelta(seconds=after_s))
    lenses = document_lenses(outline, (), COMMANDS, timed)
    return [plain(f"{each.range.start.line + 1} {each.command.title}") for each in lenses if each.command]


def test_every_function_can_be_timed_and_compared() -> None:
    assert drawn() == ["2 timeit this", "2 compare…", "6 timeit this", "6 compare…"]


def test_a_client_without_the_commands_has_no_such_lens() -> None:
    assert drawn(ways=None) == []


def test_classes_and_what_is_defined_within_a_function_cannot() -> None:
    text = "class A:\n    def f(self):\n        def g():\n            pass\n"

    assert drawn(text=text) == ["2 timeit this", "2 compare…"]


def test_the_answer_stands_between_with_its_age() -> None:
    assert drawn(standing())[:3] == [
        "2 timeit this",
        "2 214 ns ± 3 ns · 960,000 loops · just now",
        "2 compare…",
    ]


@pytest.mark.parametrize(
    ("after_s", "age"),
    [(0, "just now"), (119, "just now"), (120, "minutes ago"), (3599, "minutes ago"), (3600, "1 hour ago")],
)
def test_its_age_is_told_in_words_that_seldom_change(after_s: float, age: str) -> None:
    assert drawn(standing(), after_s=after_s)[1].endswith(f" loops · {age}")


def test_while_it_goes_on_the_figures_are_being_measured() -> None:
    found = answer(trial("grade(74)", readings(214, 3)), run=replace(TIMED_RUN, outcome="running"))

    assert drawn(standing(found))[1].endswith(" loops · measuring")


def test_beside_other_code_there_is_no_figure() -> None:
    assert drawn(standing(stale=True))[1] == "2 Stale"


def test_after_an_edit_the_answer_stands_beside_the_one_before() -> None:
    now = answer(trial("grade(74)", readings(136, 2)))

    assert drawn(standing(now, earlier=GRADE_214))[1] == "2 214 → 136 ns · 1.57× faster · just now"


def test_of_two_that_were_compared_the_verdict_is_told_whatever_was_before() -> None:
    now = answer(*pair(0, readings(214, 2), readings(136, 2)))

    assert drawn(standing(now, earlier=GRADE_214))[1] == "2 grade2 is 1.57× faster (1.56–1.59) · just now"


def test_one_that_failed_says_why() -> None:
    now = answer(failure("grade('x')", "TypeError", "no", 3))

    assert drawn(standing(now))[1] == "2 grade('x') raises TypeError: no (sos.py:3) · just now"


def test_while_it_is_timed_it_can_be_stopped() -> None:
    ways = replace(WAYS, running={"grade": "r1"})

    assert drawn(standing(), ways=ways)[:2] == [
        "2 timing… · Stop",
        "2 214 ns ± 3 ns · 960,000 loops · just now",
    ]
    assert drawn(ways=ways) == ["2 timing… · Stop", "6 timeit this", "6 compare…"]


def test_its_share_of_a_run_stands_beside_it() -> None:
    outline = text_outline(SOS)
    assert outline is not None
    found = (standing(line=1), standing(line=8, stale=True))
    lenses = document_lenses(outline, (figures(),), COMMANDS, Timed(WAYS, found, BEGUN))

    assert [plain(each.command.title) for each in lenses if each.command and each.command.command == "show.it"] == [
        "214 ns ± 3 ns · 960,000 loops · just now │ 80 % of the run · 80.0 ms · 1 call",
        "Stale",
    ]


def test_a_selections_answer_stands_above_its_line() -> None:
    found = answer(trial("grade(1)", readings(90), function=None, line=3))

    assert drawn(standing(found, 3))[-1] == "3 90.0 ns ± 0 ns · 960,000 loops · just now"


def actions(first: int, last: int, code: str = "", text: str = GRADES, drivers: Sequence[Driver] = ()) -> list[str]:
    outline = text_outline(text)
    assert outline is not None
    at = Pointed((first, last), code, guard_lines(text), tuple(drivers))
    return [plain(f"{each.title}: {each.arguments}") for each in timing_commands(outline, at, WAYS)]


def test_under_the_cursor_is_the_function_around_it() -> None:
    driver = Driver("file:///p/prof.py", "prof.py", "it loaded grades.py")

    assert actions(3, 3, drivers=[driver]) == [
        f"timeit this function (grade): [{{'uri': '{URI}', 'function': 'grade'}}]",
        f"compare this function (grade): [{{'uri': '{URI}', 'function': 'grade'}}]",
        "time the real calls of this function (grade), running prof.py: "
        f"[{{'uri': 'file:///p/prof.py', 'of': '{URI}', 'lines': {{'first': 2, 'last': 2}}, 'function': 'grade'}}]",
    ]


def test_a_selection_is_timed_as_it_is() -> None:
    assert actions(3, 3, "score // 10")[0] == (
        f"timeit this selection: [{{'uri': '{URI}', 'lines': {{'first': 3, 'last': 3}}, 'code': 'score // 10'}}]"
    )


def test_two_functions_that_are_selected_are_compared() -> None:
    assert actions(2, 7, "def grade …") == [
        f"compare grade and grade2: [{{'uri': '{URI}', 'function': 'grade', 'versus': 'grade2'}}]"
    ]
    assert two_functions(GRADES, Lines(1, 7)) == ("grade", "grade2")
    assert two_functions(GRADES, Lines(1, 3)) is None
    assert two_functions(f"{GRADES}\ndef third():\n    pass\n", Lines(1, 10)) is None


def test_under_the_guard_its_calls_are_timed() -> None:
    text = f'{GRADES}\nif __name__ == "__main__":\n    grade(74)\n    grade(60)\n'

    assert actions(10, 10, text=text) == [
        f"timeit the calls under the guard: [{{'uri': '{URI}', 'lines': {{'first': 9, 'last': 11}}}}]"
    ]
    assert actions(5, 5, text=text) == []


@pytest.mark.parametrize(
    ("text", "line", "begin"),
    [
        (GRADES, None, 2),
        (GRADES, 7, 7),
        (GRADES, 4, 2),
        (GRADES.replace("# timeit: grade(74)\n", "\n"), None, 2),
        (f"def first():\n    pass\n\n{GRADES}", None, 5),
        (f"def first():\n    pass\n\n#{GRADES}", None, 5),  # two signs are a comment about timing as well
        (f"# versus the old one\nx = 1\ndef first():\n    pass\n\n{GRADES}", None, 7),
        ("x = 1\n", None, None),
        ("def f(:\n", 1, None),
    ],
)
def test_without_a_word_the_function_pointed_at_or_the_first_with_a_comment_is_meant(
    text: str, line: int | None, begin: int | None
) -> None:
    assert where_to_begin(text, line) == (begin and Lines(begin, begin))


@pytest.mark.parametrize(
    ("text", "does"),
    [
        ('if __name__ == "__main__":\n    main()\n', True),
        ("main()\n", True),
        ("for x in y:\n    main(x)\n", True),
        (GRADES, False),
        ("import x\nLIMITS = [1]\n", False),
        ("def f(:\n", False),
    ],
)
def test_a_file_drives_something_where_running_it_does_more_than_define(text: str, does: bool) -> None:
    assert drives(text) == does


def test_a_hover_has_the_answer_as_a_table() -> None:
    outline = text_outline(GRADES)
    assert outline is not None
    text = timing_hover(outline, [standing()], 2, BEGUN)
    hover = with_timing(None, text)

    assert "**grade(74) takes 214 ns ± 3 ns, 208 ns at best.**" in plain(text)
    assert "| grade(74) | 214 ns ± 3 ns | 208 ns |" in plain(text)
    assert timing_hover(outline, [standing()], 3, BEGUN) == ""
    assert with_timing(None, "") is None
    assert hover is not None
    assert isinstance(hover.contents, MarkupContent)


def test_a_hover_says_that_the_code_has_changed() -> None:
    outline = text_outline(GRADES)
    assert outline is not None

    assert "The code has changed since." in timing_hover(outline, [standing(stale=True)], 2, BEGUN)


def test_a_typo_is_a_problem_on_its_line() -> None:
    (problem,) = timing_problems(GRADES.replace("# timeit: ", "# timeit "))

    assert (problem.range.start.line, problem.range.start.character, problem.source) == (0, 0, "heatline")
    assert timing_problems(GRADES) == []


@pytest.mark.parametrize(
    ("rows", "title"),
    [
        ([Row("grade(74)", "grade(74)", function="grade")], "grades.py: grade"),
        ([Row("x", "x", asked="selection")], "grades.py: the selection"),
        ([Row("f(1)", "f(1)", asked="guard")] * 2, "grades.py: the calls under the guard"),
    ],
)
def test_a_run_is_called_by_what_it_times(rows: list[Row], title: str) -> None:
    assert timing_title("/p/grades.py", Snippets("/p/grades.py", tuple(rows))) == title
