"""The text at the end of each line."""

from dataclasses import replace

import pytest
from written_profiles import (
    LOGIN,
    LOGIN_ROWS,
    MEMORY_ROWS,
    MEMORY_RUN,
    SHOW,
    SOS,
    allocations_profile,
    drawn,
    failed,
    figures,
    growth_profile,
    memory_profile,
    module,
    noted,
    numbered,
    profile,
    run_info,
    side_by_side,
    traced_profile,
)

from heatline.render.annotations import failure_text
from heatline_runner.model import Failure


def test_measured_lines_show_percent_time_and_hits() -> None:
    assert (
        drawn(figures())
        == """\
1|0|measured| <1 % · 1.00 μs ·     1×
2|0|measured| <1 % ·  500 ns ·     1×
3|4|measured| 25 % · 20.0 ms · 1,001×
4|5|measured| 75 % · 60.0 ms · 1,000×
5|0|measured| <1 % ·  300 ns ·     1×
8|0|measured| <1 % · 1.00 μs ·     1×
9|-|never_ran|
12|5|measured|100 % · 90.0 ms ·     1×"""
    )


def test_unmeasured_lines_have_no_annotation() -> None:
    lines = [row.partition("|")[0] for row in drawn(figures()).splitlines()]

    assert not {"6", "7", "10", "11", "13"} & set(lines)


@pytest.mark.parametrize(
    ("show", "text"),
    [
        (("percent",), "75 %"),
        (("time",), "60.0 ms"),
        (("hits",), "1,000×"),
        (("per_hit",), "60.0 μs each"),
        (("bar",), "███░░"),
        (("hits", "percent"), "1,000× ·  75 %"),
        (("percent", "percent", "nonsense"), "75 %"),
    ],
)
def test_the_parts_and_their_order_can_be_chosen(show: tuple[str, ...], text: str) -> None:
    assert drawn(figures(), show).splitlines()[3].split("|")[3].strip() == text


def test_with_no_parts_lines_keep_their_heat_only_in_the_hover() -> None:
    assert drawn(figures(), ()) == "9|-|never_ran|"


def test_units_begin_below_each_other() -> None:
    shown = figures(module((1, 1, 2000.0), (2, 1, 12.4), (3, 1, 0.0002), run=run_info(body_ms=3000)), numbered(3))

    assert (
        drawn(shown, ("time", "hits"))
        == """\
1|5|measured|2.00 s  · 1×
2|0|measured|12.4 ms · 1×
3|0|measured| 200 ns · 1×"""
    )


def test_a_line_without_a_time_keeps_its_hits_in_their_column() -> None:
    shown = figures(module((1, 1, 40.0), (2, 333_333, None), (3, 1, None)), numbered(3))

    assert (
        drawn(shown)
        == """\
1|5|measured|100 % · 40.0 ms ·       1×
2|-|measured|                  333,333×
3|-|measured|                        1×"""
    )


def test_a_column_that_nobody_fills_is_not_there() -> None:
    assert drawn(figures(module((1, 7, None)), numbered(1))) == "1|-|measured|7×"


def test_texts_do_not_change_with_an_edit_elsewhere() -> None:
    before = [row.split("|", 1)[1] for row in drawn(figures()).splitlines()]
    after = [row.split("|", 1)[1] for row in drawn(figures(text="# new\n" + SOS)).splitlines()]

    assert before == after


def test_an_edited_line_says_stale_without_a_figure() -> None:
    rows = drawn(figures(text=SOS.replace("at * at", "at ** 2"))).splitlines()

    assert rows[3] == "4|-|stale|stale"
    assert rows[2] == "3|4|measured| 25 % · 20.0 ms · 1,001×"


def test_an_edited_line_that_never_ran_says_stale() -> None:
    assert "9|-|stale|stale" in drawn(figures(text=SOS.replace("1 / 0", "2 / 0")))


def test_a_failing_line_says_with_what_after_its_figures() -> None:
    assert "4|5|failed| 75 % · 60.0 ms · 1,000×  ✗ ZeroDivisionError: division by zero" in drawn(
        figures(profile(run=failed(4)))
    )


def test_a_failing_line_without_figures_says_with_what() -> None:
    assert "9|-|failed|✗ ZeroDivisionError: division by zero" in drawn(figures(profile(run=failed(9))))


def test_a_failing_line_that_changed_says_stale() -> None:
    shown = drawn(figures(profile(run=failed(4)), SOS.replace("at * at", "at ** 2")))

    assert "✗" not in shown
    assert "4|-|stale|stale" in shown


def test_a_snapshot_has_nothing_on_lines_that_have_not_run() -> None:
    shown = drawn(figures(profile(run=run_info(outcome="running"))))

    assert "9|" not in shown.replace("\n", "|\n")[-40:]
    assert "never_ran" not in shown


def test_a_snapshot_has_no_stale_mark_on_lines_that_showed_nothing() -> None:
    shown = figures(profile(run=run_info(outcome="running")), SOS.replace("1 / 0", "2 / 0"))

    assert "stale" not in drawn(shown)


def test_a_function_with_a_line_still_running_shows_time_and_hits() -> None:
    run = run_info(outcome="running", limits=(noted("running", 3),))

    assert drawn(figures(profile(run=run))).splitlines()[1:5] == [
        "2|0|measured|         500 ns ·     1×",
        "3|4|measured|        20.0 ms · 1,001×",
        "4|5|measured|        60.0 ms · 1,000×",
        "5|0|measured|         300 ns ·     1×",
    ]


@pytest.mark.parametrize(("outcome", "text"), [("running", "running"), ("cancelled", "did not end")])
def test_a_line_that_began_and_has_no_figures_says_so(outcome: str, text: str) -> None:
    shown = figures(module((1, 0, 0.0), run=run_info(outcome=outcome, limits=(noted("running", 1),))), numbered(1))

    assert drawn(shown) == f"1|-|measured|{text}"


def test_recursion_leaves_percents_without_heat() -> None:
    run = run_info(limits=(noted("recursive", 1),))

    assert "4|-|measured| 75 % · 60.0 ms · 1,000×" in drawn(figures(profile(run=run)))


def test_a_body_of_no_time_leaves_figures_without_heat() -> None:
    assert "4|-|measured| 75 % · 60.0 ms · 1,000×" in drawn(figures(profile(run=run_info(body_ms=0))))


def test_the_longest_of_several_functions_on_a_line_is_shown() -> None:
    text = "def f(): return 1"
    of = profile(text, [(1, 0, 1, 0.1), (1, 1, 50, 2.0)], [("<module>", 1, 1), ("f", 1, 1)])

    assert drawn(figures(of, text)) == "1|1|measured|100 % · 2.00 ms · 50×"


def test_huge_figures_stay_on_one_line() -> None:
    shown = figures(module((1, 10**15, 1e12), run=run_info(body_ms=1e12)), numbered(1))

    assert drawn(shown) == "1|5|measured|100 % · 1,000,000,000 s · 1,000,000,000,000,000×"


EDITED = SOS.replace("at * at", "at ** 2")


def test_time_memory_and_allocations_stand_side_by_side() -> None:
    assert (
        drawn(side_by_side(profile(), memory_profile(), allocations_profile()))
        == """\
1|0/0|measured| <1 % · 1.00 μs ·     1×             │  144 B   alive ·      1 block
2|0|measured| <1 % ·  500 ns ·     1×
3|4/0|measured| 25 % · 20.0 ms · 1,001× │  +256 KiB │ 3.75 MiB alive ·  2,000 blocks
4|5/5|measured| 75 % · 60.0 ms · 1,000× │  +112 MiB │ 1.25 MiB alive · 12,000 blocks
5|0|measured| <1 % ·  300 ns ·     1× │ -20.0 MiB
8|0|measured| <1 % · 1.00 μs ·     1×
9|-|never_ran|
12|5/5|measured|100 % · 90.0 ms ·     1× │ +25.4 MiB"""
    )


def test_memory_alone_shows_the_increment_and_how_often_the_line_ran() -> None:
    assert (
        drawn(figures(memory_profile()))
        == """\
1|-|measured|                1×
2|-|measured|                1×
3|-/0|measured| +256 KiB · 1,001×
4|-/5|measured| +112 MiB · 1,000×
5|-|measured|-20.0 MiB ·     1×
8|-|measured|                1×
9|-|never_ran|
12|-/5|measured|+25.4 MiB ·     1×"""
    )


@pytest.mark.parametrize(
    ("show", "text"),
    [
        (("memory",), "+112 MiB"),
        (("peak",), "76.2 MiB peak"),
        (("memory_after",), "65.4 MiB after"),
        (("allocations",), "1.25 MiB alive · 12,000 blocks"),
        (("time", "memory"), "60.0 ms │  +112 MiB"),
        (("memory", "time"), "60.0 ms │  +112 MiB"),
        (("hits", "memory"), "1,000× │  +112 MiB"),
        (("time", "allocations"), "60.0 ms │ 1.25 MiB alive · 12,000 blocks"),
    ],
)
def test_what_stands_beside_time_can_be_chosen(show: tuple[str, ...], text: str) -> None:
    shown = drawn(side_by_side(profile(), memory_profile(), allocations_profile()), show)

    assert next(row for row in shown.splitlines() if row.startswith("4|")).split("|")[3].strip() == text


def test_growth_has_its_sign() -> None:
    rows = [(1, 0, -2048.0, -3), (3, 1, 0.0, 0), (4, 1, 300.0, 1)]

    assert (
        drawn(figures(growth_profile(rows)))
        == "1|-|measured|-2.00 KiB growth · -3 blocks\n4|-/5|measured| +300 B   growth · +1 block"
    )
    assert (
        drawn(figures(growth_profile(rows[2:], alive=True))) == "4|-/5|measured|+300 B growth · 300 B alive · 1 block"
    )


def test_what_is_alive_and_what_grew_are_one_group() -> None:
    shown = side_by_side(growth_profile([(4, 1, 2048.0, 1)]), allocations_profile([(1, 0, 4096.0, 2), (4, 1, 1.0, 1)]))

    assert drawn(shown).splitlines() == [
        "1|-/5|measured|                   4.00 KiB alive ·  2 blocks",
        "4|-/5|measured|+2.00 KiB growth                  · +1 block",
    ]


def test_each_instrument_is_stale_by_itself() -> None:
    newer = drawn(side_by_side(profile(text=EDITED), memory_profile(), text=EDITED)).splitlines()
    older = drawn(side_by_side(profile(), memory_profile(text=EDITED), text=EDITED)).splitlines()

    assert newer[2:4] == [
        "3|4/0|measured| 25 % · 20.0 ms · 1,001× │  +256 KiB",
        "4|5|measured| 75 % · 60.0 ms · 1,000× │ stale",
    ]
    assert older[3] == "4|-/5|measured|stale                    │  +112 MiB"


def test_what_is_stale_in_all_of_them_says_so_once() -> None:
    assert "4|-|stale|stale" in drawn(side_by_side(profile(), memory_profile(), text=EDITED)).splitlines()


def test_what_is_not_shown_is_not_stale_either() -> None:
    shown = drawn(side_by_side(profile(text=EDITED), memory_profile(), text=EDITED), ("time",))

    assert "4|5|measured|60.0 ms" in shown.splitlines()


def test_a_line_that_one_run_reached_and_another_did_not_is_no_line_that_never_ran() -> None:
    rows = [(9, 2, 3, 1.0, 21.0, 21.0), (8, 0, 1, 0.0, 20.0, 20.0)]

    assert drawn(side_by_side(profile(), memory_profile(rows))).splitlines()[6] == (
        "9|-/1|measured|                           +1.00 MiB"
    )


def test_nor_is_one_that_ran_without_a_change() -> None:
    shown = drawn(side_by_side(profile(), memory_profile([(9, 2, 3, 0.0, 20.0, 20.0)])))

    assert "never_ran" not in shown


def test_lines_whose_hits_are_not_counted_do_not_keep_a_line_from_fading() -> None:
    shown = drawn(side_by_side(profile(), allocations_profile([(9, 2, 0.0, 0)])))

    assert "9|-|never_ran|" in shown.splitlines()


def test_a_line_that_never_ran_as_it_is_now_fades_whatever_it_did_before() -> None:
    edited = SOS.replace("1 / 0", "2 / 0")
    memory = memory_profile([(9, 2, 3, 1.0, 21.0, 21.0)])

    assert "9|-|never_ran|" in drawn(side_by_side(profile(text=edited), memory, text=edited)).splitlines()


def test_a_failure_stands_once_after_everything() -> None:
    run = failed(4)
    both = side_by_side(profile(run=run), memory_profile(run=replace(MEMORY_RUN, error=run.error)))

    assert "4|5/5|failed| 75 % · 60.0 ms · 1,000× │  +112 MiB  ✗ ZeroDivisionError: division by zero" in drawn(both)


def test_a_failure_of_an_older_run_is_past() -> None:
    assert "✗" not in drawn(side_by_side(profile(run=failed(4)), memory_profile()))


def test_a_line_that_has_not_ended_says_so_in_its_place() -> None:
    run = replace(MEMORY_RUN, outcome="running", limits=(noted("running", 12),))
    rows = [each for each in MEMORY_ROWS if each[0] != 12] + [(12, 0, 0, None, None, None)]

    assert "12|5|measured|100 % · 90.0 ms ·     1× │ running" in drawn(
        side_by_side(profile(), memory_profile(rows, run=run))
    )


def test_profiles_of_one_thing_share_their_columns() -> None:
    part = profile(rows=[(3, 1, 12_345, 2000.0)], run=run_info(body_ms=4000))

    assert drawn(side_by_side(part, profile())).splitlines()[2:4] == [
        "3|5|measured|100 % · 2.00 s  · 12,345×",
        "4|5|measured| 75 % · 60.0 ms ·  1,000×",
    ]


def test_hits_come_from_memory_where_time_counted_none() -> None:
    timeless = profile(rows=[(4, 1, None, 60.0)])

    assert drawn(side_by_side(timeless, memory_profile())).splitlines()[3] == (
        "4|5/5|measured|100 % · 60.0 ms │  +112 MiB · 1,000×"
    )
    assert SHOW.index("hits") < SHOW.index("memory")


def test_where_own_time_is_measured_a_line_is_as_hot_as_that() -> None:
    assert drawn(figures(traced_profile(), LOGIN)).splitlines() == [
        "1|1|measured|  2 % · 2.00 ms ·  1×",
        "5|5|measured|100 % · 86.4 ms ·  9×",
        "9|1|measured|  1 % · 1.00 ms · 10×",
        "10|2|measured| 98 % · 90.0 ms ·  9×",
        "11|0|measured| <1 % ·  500 μs ·  1×",
        "14|2|measured| 98 % · 96.0 ms ·  1×",
    ]


def test_own_time_and_suspension_say_what_they_are() -> None:
    waits = traced_profile([LOGIN_ROWS[4], (11, 2, 1, 0.5, 0.5, 1200.0, 0.5, 0.5, 0.6)])

    assert drawn(figures(waits, LOGIN), ("time", "own", "suspended")).splitlines() == [
        "10|5|measured|90.0 ms · 3.60 ms own",
        "11|3|measured| 500 μs ·  500 μs own · 1.20 s suspended",
    ]
    assert drawn(figures(waits, LOGIN)).endswith("500 μs · 1× · 1.20 s suspended")


@pytest.mark.parametrize(
    ("failure", "text"),
    [
        (Failure("KeyError", "'a'"), "✗ KeyError: 'a'"),
        (Failure("KeyboardInterrupt", ""), "✗ KeyboardInterrupt"),
        (Failure("ValueError", " \n "), "✗ ValueError"),
        (Failure("ValueError", "one\ntwo\t three"), "✗ ValueError: one two three"),
        (Failure("ValueError", "\x1b[31mred\u202e"), "✗ ValueError: \ufffd[31mred\ufffd"),
        (Failure("ValueError", "x" * 100), "✗ ValueError: " + "x" * 65 + "…"),
    ],
)
def test_a_failure_is_one_printable_line_of_80_characters(failure: Failure, text: str) -> None:
    assert failure_text(failure) == text
    assert len(text) <= 80
