"""What each line of a document shows, as its text is now."""

import random
from dataclasses import replace

import pytest
from written_profiles import (
    MEMORY_RUN,
    SOS,
    drawn,
    failed,
    figures,
    memory_profile,
    module,
    noted,
    numbered,
    profile,
    run_info,
    side_by_side,
)

from heatline_runner.model import Failure


def states(text: str, run: object = None) -> list[tuple[int, int, str]]:
    shown = figures(profile(run=run) if run else profile(), text)  # type: ignore[arg-type]
    return [(each.line, each.measured_line, each.state) for each in shown.lines.values()]


def test_an_unchanged_text_shows_every_measured_line() -> None:
    assert states(SOS) == [
        (1, 1, "measured"),
        (2, 2, "measured"),
        (3, 3, "measured"),
        (4, 4, "measured"),
        (5, 5, "measured"),
        (8, 8, "measured"),
        (9, 9, "never_ran"),
        (12, 12, "measured"),
    ]


def test_lines_inserted_above_move_every_figure() -> None:
    assert [line for line, _, _ in states("import sys\n\n" + SOS)] == [3, 4, 5, 6, 7, 10, 11, 14]


def test_a_line_edited_in_place_is_stale() -> None:
    changed = states(SOS.replace("at * at", "at ** 2"))

    assert (4, 4, "stale") in changed
    assert (3, 3, "measured") in changed


def test_a_line_that_never_ran_is_stale_once_edited() -> None:
    assert (9, 9, "stale") in states(SOS.replace("1 / 0", "2 / 0"))


def test_a_deleted_line_shows_nothing() -> None:
    assert [measured for _, measured, _ in states(SOS.replace("    total = 0\n", ""))] == [1, 3, 4, 5, 8, 9, 12]


def test_a_line_emptied_shows_nothing() -> None:
    assert 4 not in [line for line, _, _ in states(SOS.replace("        total += at * at", "   "))]


def test_a_line_split_in_two_is_stale_where_it_stood() -> None:
    changed = states(SOS.replace("        total += at * at\n", "        square = at * at\n        total += square\n"))

    assert [each for each in changed if each[2] == "stale"] == [(4, 4, "stale")]
    assert (6, 5, "measured") in changed


def test_an_undone_edit_brings_the_figures_back() -> None:
    edited = SOS.replace("at * at", "at")

    assert states(edited.replace("+= at", "+= at * at")) == states(SOS)


def test_another_text_altogether_shows_no_figure() -> None:
    assert "measured" not in [state for _, _, state in states("\n".join(f"other {at}" for at in range(20)))]


def test_an_empty_text_shows_nothing() -> None:
    assert states("") == []


def test_windows_line_ends_show_the_same() -> None:
    assert states(SOS.replace("\n", "\r\n")) == states(SOS)


def test_without_the_measured_text_nothing_is_shown() -> None:
    assert figures(replace(profile(), sources={})).lines == {}


def test_a_failing_line_knows_its_failure() -> None:
    shown = figures(profile(run=failed(9)))

    assert shown.lines[9].failure == Failure("ZeroDivisionError", "division by zero", "/p/sos.py", 9)
    assert shown.lines[8].failure is None


def test_a_failing_line_that_was_not_measured_is_shown() -> None:
    shown = figures(module((1, 1, 1.0), run=failed(3), text=numbered(4)), numbered(4))

    assert (shown.lines[3].rows, shown.lines[3].state) == ((), "measured")


def test_a_failing_line_that_changed_is_only_stale() -> None:
    shown = figures(profile(run=failed(4)), SOS.replace("at * at", "at ** 2"))

    assert (shown.lines[4].failure, shown.lines[4].state) == (None, "stale")


def test_a_failure_in_another_file_marks_nothing() -> None:
    run = run_info(outcome="raised", error=Failure("ValueError", "", "/p/other.py", 4))

    assert not any(each.failure for each in figures(profile(run=run)).lines.values())


def test_a_failure_without_a_place_marks_nothing() -> None:
    run = run_info(outcome="raised", error=Failure("ValueError", ""))

    assert not any(each.failure for each in figures(profile(run=run)).lines.values())


def test_a_running_line_without_hits_is_not_called_never_run() -> None:
    shown = figures(profile(run=run_info(outcome="cancelled", limits=(noted("running", 9),))))

    assert shown.lines[9].state == "measured"


def test_lines_are_in_the_order_of_the_document() -> None:
    lines = SOS.splitlines(keepends=True)
    shown = figures(text="".join([*lines[7:], *lines[:7]]))

    assert list(shown.lines) == sorted(shown.lines)


def test_an_unmeasured_file_has_no_figures() -> None:
    assert drawn(figures(profile("", [], []), SOS)) == ""


CALL = "x = 1\ny = f(\n    x,\n    2,\n)\nfor a in [\n    1,\n]:\n    # why\n    pass\n"
CALL_ROWS = ((1, 1, 1.0), (2, 1, 5.0), (3, 1, 1.0), (6, 3, 1.0), (10, 2, 1.0))


def call_states(text: str) -> dict[int, str]:
    shown = figures(module(*CALL_ROWS, text=CALL), text)
    return {line: each.state for line, each in shown.lines.items()}


def test_a_statement_on_several_lines_is_stale_when_one_of_them_changes() -> None:
    assert call_states(CALL.replace("    2,", "    3,")) == {
        1: "measured",
        2: "stale",
        3: "stale",
        6: "measured",
        10: "measured",
    }


def test_a_line_put_into_a_statement_makes_it_stale() -> None:
    assert call_states(CALL.replace("    2,\n", "    2,\n    3,\n")) == {
        1: "measured",
        2: "stale",
        3: "stale",
        7: "measured",
        11: "measured",
    }


def test_a_change_in_a_head_leaves_the_body() -> None:
    states = call_states(CALL.replace("    1,\n]", "    2,\n]"))

    assert (states[6], states[10]) == ("stale", "measured")


def test_a_change_in_a_body_leaves_the_head() -> None:
    assert set(call_states(CALL.replace("# why", "# why not")).values()) == {"measured"}


def test_a_statement_that_moved_whole_is_as_it_was() -> None:
    assert set(call_states("# new\n" + CALL).values()) == {"measured"}


@pytest.mark.parametrize("seed", range(60))
def test_no_figure_ever_stands_beside_a_text_it_was_not_measured_on(seed: int) -> None:
    chance = random.Random(seed)
    old = SOS.split("\n")
    new = list(old)
    for _ in range(chance.randrange(1, 6)):
        at = chance.randrange(len(new))
        edit = chance.choice(("cut", "paste", "type", "swap"))
        if edit == "cut":
            del new[at : at + chance.randrange(1, 4)]
        elif edit == "paste":
            new[at:at] = chance.sample(old, 3)
        elif edit == "type":
            new[at] += "#"
        else:
            new[at], new[-at] = new[-at], new[at]
        new = new or [""]

    for line, found in figures(text="\n".join(new)).lines.items():
        assert found.state == "stale" or new[line - 1] == old[found.measured_line - 1]


def test_each_profile_of_a_document_has_its_own_freshness() -> None:
    edited = SOS.replace("at * at", "at ** 2")
    time, memory = side_by_side(profile(), memory_profile(text=edited), text=edited)

    assert (time.lines[4].state, memory.lines[4].state) == ("stale", "measured")


def test_of_two_profiles_of_one_thing_a_line_has_the_first_ones_figures() -> None:
    part = profile(rows=[(3, 1, 7, 1.0), (4, 1, 6, 1.0)])
    newer, older = side_by_side(part, profile())

    assert list(newer.lines) == [3, 4]
    assert list(older.lines) == [1, 2, 5, 8, 9, 12]


def test_how_the_program_failed_is_told_by_the_newest_run() -> None:
    failing = failed(4)
    time, memory = side_by_side(profile(run=failing), memory_profile(run=replace(MEMORY_RUN, error=failing.error)))
    assert (time.lines[4].failure, memory.lines[4].failure) == (None, failing.error)

    time, memory = side_by_side(profile(run=failing), memory_profile())
    assert (time.lines[4].failure, memory.lines[4].failure) == (None, None)
