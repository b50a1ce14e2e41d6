"""Shares of functions, of the run, and heat."""

import random

import pytest
from written_profiles import PATH, SOS, module, noted, profile, run_info, shares

from heatline.analysis.shares import heat_level, part
from heatline_runner.model import Note


def test_a_function_has_the_sum_of_its_lines_and_its_share_of_the_run() -> None:
    run, _ = shares(profile())

    assert [(each.row.name, round(each.total_ns or 0), each.share) for each in run.functions] == [
        ("<module>", 90_002_000, 0.90002),
        ("sos", 80_000_800, 0.800008),
        ("unused", 0, 0.0),
    ]


def test_a_line_has_its_percent_of_the_function_and_its_share_of_the_run() -> None:
    _, file = shares(profile())
    row = file.lines[4][0]

    assert (row.hits, row.time_ns, row.per_hit_ns) == (1000, 60_000_000, 60_000)
    assert row.percent == pytest.approx(0.75, abs=1e-4)
    assert row.share == pytest.approx(0.6)
    assert row.level == 5


@pytest.mark.parametrize(
    ("share", "level"),
    [
        (0, 0),
        (0.0099, 0),
        (0.01, 1),
        (0.029, 1),
        (0.03, 2),
        (0.08, 3),
        (0.19, 3),
        (0.2, 4),
        (0.39, 4),
        (0.4, 5),
        (1, 5),
    ],
)
def test_heat_has_six_levels(share: float, level: int) -> None:
    assert heat_level(share) == level


@pytest.mark.parametrize(
    ("amount", "whole", "share"),
    [
        (1, 4, 0.25),
        (0, 4, 0.0),
        (4, 4, 1.0),
        (4.08, 4, 1.0),
        (4.09, 4, None),
        (None, 4, None),
        (4, 0, None),
        (4, None, None),
    ],
)
def test_what_cannot_be_a_part_has_no_share(amount: float | None, whole: float | None, share: float | None) -> None:
    assert part(amount, whole) == share


def test_lines_are_in_order() -> None:
    _, file = shares(profile())

    assert list(file.lines) == [1, 2, 3, 4, 5, 8, 9, 12]


def test_other_files_have_no_lines_here() -> None:
    run, _ = shares(profile())

    assert not [line for line in run.functions if line.row.path != PATH]


def test_a_line_that_never_ran_says_so_once_the_run_has_ended() -> None:
    _, ended = shares(profile())
    _, running = shares(profile(run=run_info(outcome="running")))

    assert ended.lines[9][0].never_ran
    assert not running.lines[9][0].never_ran


@pytest.mark.parametrize("outcome", ["finished", "raised", "exited", "cancelled", "timed_out", "killed", "crashed"])
def test_however_the_run_ended_lines_that_never_ran_fade(outcome: str) -> None:
    _, file = shares(module((1, 0, 0.0), run=run_info(outcome=outcome)))

    assert file.lines[1][0].never_ran


def test_a_line_that_never_ran_has_no_heat() -> None:
    _, file = shares(profile())

    assert (file.lines[9][0].level, file.lines[9][0].per_hit_ns, file.lines[9][0].percent) == (None, None, None)


def test_with_threads_shares_are_parts_of_their_lives() -> None:
    run, file = shares(profile(run=run_info(body_ns=50_000_000, thread_ns=200_000_000)))

    assert (run.threads, run.denominator_ns) == (True, 200_000_000)
    assert file.lines[4][0].share == pytest.approx(0.3)


def test_without_threads_shares_are_parts_of_the_body() -> None:
    run, _ = shares(profile(run=run_info(body_ms=100, thread_ns=0)))

    assert (run.threads, run.denominator_ns) == (False, 100_000_000)


def test_a_function_that_took_longer_than_the_run_has_no_share_and_its_lines_no_heat() -> None:
    run, file = shares(profile(run=run_info(body_ms=70)))

    assert run.functions[1].share is None
    assert (file.lines[3][0].share, file.lines[3][0].level) == (None, None)
    assert file.lines[3][0].percent == pytest.approx(0.25, abs=1e-4)


def test_rounding_between_two_clocks_is_a_whole_run() -> None:
    run, file = shares(module((1, 1, 101.0)))

    assert (run.functions[0].share, file.lines[1][0].share) == (1.0, 1.0)


def test_a_body_of_no_time_gives_no_shares() -> None:
    run, file = shares(profile(run=run_info(body_ms=0)))

    assert [each.share for each in run.functions] == [None, None, None]
    assert (file.lines[4][0].share, file.lines[4][0].level) == (None, None)


def test_a_function_of_no_time_gives_no_percent() -> None:
    _, file = shares(module((1, 5, 0.0)))

    assert (file.lines[1][0].percent, file.lines[1][0].share, file.lines[1][0].level) == (None, 0.0, 0)


def test_a_recursive_function_keeps_its_percents_and_has_neither_share_nor_heat() -> None:
    run, file = shares(profile(run=run_info(limits=(noted("recursive", 1),))))
    row = file.lines[4][0]

    assert (run.functions[1].recursive, run.functions[1].share) == (True, None)
    assert (row.share, row.level) == (None, None)
    assert row.percent == pytest.approx(0.75, abs=1e-4)


def test_a_module_that_begins_where_its_recursive_function_does_keeps_its_share() -> None:
    run, _ = shares(profile(run=run_info(limits=(noted("recursive", 1),))))

    assert (run.functions[0].recursive, run.functions[0].share) == (False, 0.90002)


def test_of_two_that_hold_the_same_lines_the_def_is_recursive() -> None:
    of = profile("def f(): f()", [(1, 0, 1, 1.0), (1, 1, 5, 2.0)], [("<module>", 1, 1), ("f", 1, 1)])
    run, _ = shares(
        profile(
            "def f(): f()",
            [(1, 0, 1, 1.0)],
            [("<module>", 1, 1), ("f", 1, 1)],
            run_info(limits=(noted("recursive", 1),)),
        )
    )

    assert [each.recursive for each in run.functions] == [False, True]
    assert len(of.functions) == 2


def test_a_function_with_a_line_still_running_has_neither_percent_nor_share() -> None:
    run, file = shares(profile(run=run_info(outcome="running", limits=(noted("running", 3),))))

    assert (run.functions[1].running, run.functions[1].share) == (True, None)
    assert [file.lines[line][0].percent for line in (2, 3, 4, 5)] == [None, None, None, None]


def test_its_lines_keep_time_hits_and_heat() -> None:
    _, file = shares(profile(run=run_info(outcome="running", limits=(noted("running", 3),))))
    row = file.lines[4][0]

    assert (row.hits, row.time_ns, row.level) == (1000, 60_000_000, 5)


def test_other_functions_are_not_running() -> None:
    run, file = shares(profile(run=run_info(limits=(noted("running", 3),))))

    assert [each.running for each in run.functions] == [False, True, False]
    assert file.lines[12][0].percent is not None


def test_a_line_that_began_and_did_not_end_did_run() -> None:
    _, file = shares(module((1, 0, 0.0), run=run_info(outcome="cancelled", limits=(noted("running", 1),))))

    assert (file.lines[1][0].running, file.lines[1][0].never_ran) == (True, False)


def test_a_line_running_in_another_file_is_not_ours() -> None:
    run, _ = shares(profile(run=run_info(limits=(Note("running", "", "/p/other.py", 3),))))

    assert not any(each.running for each in run.functions)


def test_notes_without_a_place_mark_nothing() -> None:
    run, _ = shares(profile(run=run_info(limits=(Note("running", ""), Note("recursive", "", PATH, None)))))

    assert not any(each.running or each.recursive for each in run.functions)


def test_a_line_without_a_time_has_hits_only() -> None:
    _, file = shares(module((1, 10, None), (2, 1, 5.0)))
    row = file.lines[1][0]

    assert (row.hits, row.time_ns, row.per_hit_ns, row.percent, row.share, row.level) == (
        10,
        None,
        None,
        None,
        None,
        None,
    )


def test_lines_without_a_time_do_not_count_in_the_total() -> None:
    run, _ = shares(module((1, 10, None), (2, 1, 5.0)))

    assert run.functions[0].total_ns == 5_000_000


def test_a_function_without_any_time_has_no_total() -> None:
    run, _ = shares(module((1, 10, None)))

    assert (run.functions[0].total_ns, run.functions[0].share) == (None, None)


def test_where_own_time_is_measured_heat_is_of_it() -> None:
    of = profile(SOS, [(12, 0, 1, 90.0), (4, 1, 1000, 80.0)], more={"line_own_ns": (1e6, 80e6)})
    _, file = shares(of)

    assert (file.lines[12][0].share, file.lines[12][0].level) == (0.01, 1)
    assert (file.lines[4][0].share, file.lines[4][0].level) == (0.8, 5)


def test_own_time_gives_heat_to_recursive_functions_too() -> None:
    run = run_info(limits=(noted("recursive", 1),))
    _, file = shares(profile(SOS, [(4, 1, 1000, 900.0)], run=run, more={"line_own_ns": (30e6,)}))

    assert file.lines[4][0].level == 4


def test_of_several_rows_on_a_line_the_longest_comes_first() -> None:
    text = "def f(): return 1"
    _, file = shares(profile(text, [(1, 0, 1, 0.1), (1, 1, 50, 2.0)], [("<module>", 1, 1), ("f", 1, 1)]))

    assert [(row.function.row.name, row.hits) for row in file.lines[1]] == [("f", 50), ("<module>", 1)]


def test_rows_without_time_come_last() -> None:
    text = "def f(): return 1"
    _, file = shares(profile(text, [(1, 0, 9, None), (1, 1, 1, 2.0)], [("<module>", 1, 1), ("f", 1, 1)]))

    assert [row.function.row.name for row in file.lines[1]] == ["f", "<module>"]


def test_an_empty_profile_has_no_shares() -> None:
    run, file = shares(profile("", [], []))

    assert (run.functions, file.lines) == ((), {})


def test_a_table_without_metrics_has_rows_without_figures() -> None:
    of = profile("a\n", [(1, 0, None, None)], [("<module>", 1, 1)])
    _, file = shares(of)

    assert (file.lines[1][0].hits, file.lines[1][0].never_ran) == (None, False)


def test_huge_numbers_stay_numbers() -> None:
    _, file = shares(module((1, 10**15, 1e12), run=run_info(body_ms=1e12)))

    assert (file.lines[1][0].per_hit_ns, file.lines[1][0].share) == (1000, 1.0)


@pytest.mark.parametrize("seed", range(60))
def test_no_share_ever_exceeds_the_whole(seed: int) -> None:
    chance = random.Random(seed)
    rows = [
        (line, chance.randrange(3), chance.choice((0, 1, 1000)), chance.choice((None, 0.0, chance.random() * 80)))
        for line in range(1, 12)
    ]
    limits = tuple(noted(chance.choice(("running", "recursive")), chance.randrange(1, 12)) for _ in range(seed % 3))
    run, file = shares(profile(rows=rows, run=run_info(body_ms=chance.choice((0, 1, 100)), limits=limits)))

    found = [row for rows in file.lines.values() for row in rows]
    parts = [row.share for row in found] + [row.percent for row in found] + [each.share for each in run.functions]
    assert all(0 <= share <= 1 for share in parts if share is not None)
