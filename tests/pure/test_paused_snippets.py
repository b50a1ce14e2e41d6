"""What a debugger is asked to time, and what is believed of its answer."""

from __future__ import annotations

import json

import pytest

from heatline.analysis.answers import profile_answers
from heatline.analysis.asking.paused_snippet import PausedCode, paused_code
from heatline.analysis.outline import text_outline
from heatline.paused_reading import PausedAt, paused_profile, without_words
from heatline.render.timing.text import lens_text, verdict

TEXT = "class Till:\n    def take(self, n):\n        return self.__sum + n\n\n\ndef plain(n):\n    return n\n"
AT = PausedAt("/p/till.py", 3, TEXT, "self.__sum + n", "2026-11-25T10:00:00.000+00:00")
GOOD = {"samples_ns": [210.0, 214.0, 217.0], "loops": 1000, "loop_ns": 5.0, "first_ns": 900, "clock": "cpu"}


@pytest.mark.parametrize(
    ("selected", "line", "code", "owner"),
    [
        ("self.__sum + n", 3, "self.__sum + n", "Till"),
        ("        return self.__sum + n", 3, "self.__sum + n", "Till"),
        ("    return n", 7, "n", ""),
        ("if n > 3:", 7, "n > 3", ""),
        ("total = n", 7, "total = n", ""),
    ],
)
def test_a_selection_or_a_line_is_made_to_run_by_itself(selected: str, line: int, code: str, owner: str) -> None:
    assert paused_code(selected, "", text_outline(TEXT), line) == PausedCode(code, owner)


@pytest.mark.parametrize(
    ("selected", "said"),
    [
        ("await load(n)", "A paused program cannot await anything"),
        ("    return [await one for one in many]", "A paused program cannot await anything"),
        ("async with opened() as file:", "A paused program cannot await anything"),
        ("sum([x async for x in many])", "A paused program cannot await anything"),
        ("n +", "The selection is not Python: "),
        ("# nothing", "The selection is not Python: "),
    ],
)
def test_what_cannot_be_timed_there_is_said(selected: str, said: str) -> None:
    problem = paused_code(selected, "", text_outline(TEXT), 7)
    assert isinstance(problem, str)
    assert problem.startswith(said)


def test_a_text_with_await_in_it_is_no_await() -> None:
    assert paused_code("find('await')", "", None, 1) == PausedCode("find('await')", "")


def lens(told: object) -> str:
    profile = paused_profile(AT, repr(json.dumps(told)))
    assert profile is not None
    return lens_text(profile_answers(profile)[0]).replace("\u00a0", " ")


def test_an_answer_becomes_a_timing_of_the_selection() -> None:
    assert lens(GOOD) == "214 ns ± 4 ns · 3,000 loops"


def test_an_answer_is_read_as_python_writes_it_or_as_it_is() -> None:
    for shown in (repr(json.dumps(GOOD)), json.dumps(GOOD)):
        assert paused_profile(AT, shown) is not None


def test_what_raised_or_never_returned_is_said() -> None:
    def said(error: list[str], taken_s: float = 1.9) -> str:
        profile = paused_profile(AT, json.dumps({"error": error, "taken_ns": taken_s * 1e9}))
        assert profile is not None
        return verdict(profile_answers(profile)[0])

    assert "NameError: name 'n' is not defined" in said(["NameError", "name 'n' is not defined"])
    assert "had not returned after 2 s: select less of it" in said(["NeverReturned", ""])
    assert "had not returned after 7 s, which nothing could end sooner" in said(["NeverReturned", ""], 7.1)


@pytest.mark.parametrize(
    "shown",
    [
        "",
        "None",
        "{'a': 1}",
        "__import__('os').getpid()",
        "'" + "x" * 70_000 + "'",
        repr(json.dumps({**GOOD, "samples_ns": []})),
        repr(json.dumps({**GOOD, "samples_ns": "214"})),
        repr(json.dumps({**GOOD, "samples_ns": [1.0] * 100_000})),
        repr(json.dumps([GOOD])),
        "'{\"samples_ns\": [NaN, Infinity, -1, true, 1e999]}'",
        "[" * 5000,
    ],
)
def test_nothing_else_is_believed(shown: str) -> None:
    assert paused_profile(AT, shown) is None


def test_figures_that_are_none_are_left_out() -> None:
    told = '{"samples_ns": [1.5, NaN, -3, "x", 2.5], "loops": -4, "loop_ns": "x", "python": [1, 2], "taken_ns": 1e400}'
    profile = paused_profile(AT, told)
    assert profile is not None
    (trial,) = profile.trials
    assert (trial.samples_ns, trial.loops, trial.loop_ns, trial.clock) == ((1.5, 2.5), 1, 0.0, "wall")
    assert profile.run.interpreter == ""


@pytest.mark.parametrize(
    ("error", "kept"),
    [
        (["KeyError", "'sesame'"], "KeyError: "),
        (["SystemExit", "sesame"], "SystemExit: 1"),
        (["SystemExit", "3"], "SystemExit: 3"),
        (["SystemExit", "None"], "SystemExit: None"),
        (["NeverReturned", ""], "NeverReturned: self.__sum + n had not returned after 2 s: select less of it."),
    ],
)
def test_an_exceptions_own_words_are_not_kept(error: list[str], kept: str) -> None:
    profile = paused_profile(AT, json.dumps({"error": error}))
    assert profile is not None
    (trial,) = without_words(profile).trials
    assert trial.error is not None
    assert f"{trial.error.type}: {trial.error.message}" == kept
