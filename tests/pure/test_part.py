"""What a run of a part of a file is called, what it says where that part never ran, and how it is offered."""

from __future__ import annotations

from dataclasses import replace

import pytest
from lsprotocol.types import CodeActionContext, CodeActionTriggerKind, CodeLens, Command, Position, Range
from written_profiles import PATH, plain, profile, run_info

from heatline.analysis.outline import text_outline
from heatline.render.code_actions import (
    KIND,
    as_actions,
    is_asked_for,
    lens_commands,
    part_commands,
    selected_lines,
)
from heatline.render.lenses import LensCommands
from heatline.render.part import not_called, run_title
from heatline.render.run_states import ended_text
from heatline_runner.model import Failure, Scope

SOS = Scope(PATH, 1, 5, "sos")
INNER = Scope(PATH, 1, 5, "outer.<locals>.inner")
SELECTION = Scope(PATH, 3, 9)
MODULE = Scope(PATH, 1, 0, "<module>", module=True)


@pytest.mark.parametrize(
    ("program", "scope", "title"),
    [
        ("sos.py", None, "sos.py"),
        ("sos.py", SOS, "sos.py: sos"),
        ("sos.py", INNER, "sos.py: outer.inner"),
        ("sos.py", SELECTION, "sos.py: lines 3 to 9"),
        ("sos.py", replace(SELECTION, last_line=3), "sos.py: line 3"),
        ("sos.py", MODULE, "sos.py: module level"),
        ("main.py", SOS, "main.py: sos of sos.py"),
        ("-m pack", SELECTION, "-m pack: lines 3 to 9 of sos.py"),
    ],
)
def test_a_limited_run_is_called_by_its_part(program: str, scope: Scope | None, title: str) -> None:
    assert run_title(program, scope) == title


@pytest.mark.parametrize(
    ("scope", "text"),
    [
        (SOS, "sos was not called"),
        (SELECTION, "nothing on its lines 3 to 9 was called"),
        (replace(SOS, path="/p/work.py"), "work.py was not imported"),
    ],
)
def test_a_part_that_never_ran_is_said_not_to_have(scope: Scope, text: str) -> None:
    of = profile(rows=[], run=run_info(scope=scope))

    assert not_called(of) == text
    assert (
        plain(ended_text("sos.py: sos", of).text) == f"sos.py: sos finished after 100 ms. Nothing was measured: {text}."
    )


def test_a_limited_run_that_fails_names_the_line_alone() -> None:
    run = run_info(scope=SOS, outcome="raised", exit_code=1, error=Failure("E", "no", PATH, 4))

    assert plain(ended_text("sos.py: sos", profile(run=run)).text).startswith("sos.py: sos failed at line 4: E: no.")


@pytest.mark.parametrize(
    ("scope", "part"),
    [
        (SOS, "this function (sos)"),
        (replace(SOS, name="A"), "this class (A)"),
        (replace(SOS, name="A.m"), "this function (A.m)"),
        (SELECTION, "the selection"),
        (MODULE, "the module level"),
    ],
)
def test_each_way_to_profile_is_offered_for_the_part(scope: Scope, part: str) -> None:
    outline = text_outline("def sos(): pass\nclass A:\n    def m(self): pass\n")
    assert outline is not None
    ways = (("Profile time", "time"), ("Profile memory", "memory"))
    offered = part_commands(scope, outline, LensCommands(ways, "stop", None, ("what",), None))

    assert [(each.title, each.command) for each in offered] == [
        (f"Profile time of {part}", "time"),
        (f"Profile memory of {part}", "memory"),
    ]
    assert [each.arguments for each in offered] == [["what"], ["what"]]


def test_what_the_lenses_on_the_lines_do_is_offered_and_titles_alone_are_not() -> None:
    titles = {0: Command("Profile time", "time"), 1: Command("95 % of the run", ""), 7: Command("Stop", "stop")}
    lenses = [CodeLens(Range(Position(line, 0), Position(line, 0)), command) for line, command in titles.items()]

    assert [each.title for each in lens_commands(lenses, (1, 7))] == ["Profile time"]
    assert [each.title for each in lens_commands(lenses, (2, 8))] == ["Stop"]


@pytest.mark.parametrize(
    ("only", "asked"),
    [
        (None, True),
        ([""], True),
        (["source"], True),
        (["source.heatline"], True),
        (["quickfix", "source"], True),
        (["source.fixAll"], False),
        (["source.heat"], False),
        (["refactor"], False),
        ([], False),
    ],
)
def test_actions_are_for_those_who_ask_for_source_actions(only: list[str] | None, asked: bool) -> None:
    assert is_asked_for(CodeActionContext([], only)) == asked
    assert not is_asked_for(CodeActionContext([], only, CodeActionTriggerKind.Automatic))


def test_actions_are_of_a_kind_that_draws_no_light_bulb() -> None:
    assert [(each.title, each.kind) for each in as_actions([Command("Stop", "stop")])] == [("Stop", KIND)]
    assert KIND.startswith("source.")


@pytest.mark.parametrize(
    ("place", "lines"),
    [((4, 2, 4, 2), (5, 5)), ((4, 0, 6, 0), (5, 6)), ((4, 0, 6, 1), (5, 7)), ((4, 0, 4, 0), (5, 5))],
)
def test_a_line_that_a_selection_only_reaches_is_none_of_it(
    place: tuple[int, int, int, int], lines: tuple[int, int]
) -> None:
    start, end = Position(*place[:2]), Position(*place[2:])

    assert selected_lines(Range(start, end)) == lines
