"""From the trials of a profile to answers."""

from __future__ import annotations

from dataclasses import replace

from written_profiles import PATH
from written_trials import GRADE2, TIMED_RUN, answer, failure, over, pair, readings, timing, trial

from heatline.analysis.answers import Answer, profile_answers, side_names
from heatline_runner.model import Profile

QUADRATIC = [(n, n * n / 10) for n in (10, 100, 1000, 10_000)]
LINEAR = [(n, n * 10.0) for n in (10, 100, 1000, 10_000)]


def drawn(profile: Profile) -> str:
    return "\n".join(map(_drawn, profile_answers(profile)))


def _drawn(each: Answer) -> str:
    rows = [f"{row.base.call}{f' / {row.other.call}' if row.other else ''}" for row in each.rows]
    versus = f" against {each.versus}" if each.versus else ""
    return f"{each.function or 'selection'}:{each.line}{versus}: {', '.join(rows)}"


def test_the_rows_of_a_function_are_one_answer() -> None:
    profile = timing(
        trial("grade(74)", readings(214)),
        trial("grade2(74)", readings(136), function=GRADE2),
        trial("grade(60)", readings(198)),
    )

    assert drawn(profile) == "grade:2: grade(74), grade(60)\ngrade2:6: grade2(74)"


def test_a_pair_is_one_row_of_the_function_that_is_its_base() -> None:
    profile = timing(*pair(0, readings(214), readings(136)), *pair(1, readings(214), readings(136), 60))

    assert drawn(profile) == "grade:2 against grade2: grade(74) / grade2(74), grade(60) / grade2(60)"


def test_pairs_and_calls_alone_stand_together() -> None:
    profile = timing(trial("grade(1)", readings(90)), *pair(0, readings(214), readings(136)))

    assert drawn(profile) == "grade:2 against grade2: grade(1), grade(74) / grade2(74)"


def test_each_selection_is_an_answer_of_its_own() -> None:
    profile = timing(
        trial("len('a')", readings(30), function=None, line=4), trial("len('b')", readings(30), function=None, line=5)
    )

    assert drawn(profile) == "selection:4: len('a')\nselection:5: len('b')"


def test_a_function_that_does_not_exist_is_no_function() -> None:
    assert answer(trial("grade(74)", readings(214), function=9)).function == ""


def test_an_answer_has_the_same_key_in_every_run() -> None:
    now, later = answer(trial("grade(74)", readings(214))), answer(trial("grade(1)", readings(90), line=40))

    assert now.key == later.key == f"{PATH}:grade"


def test_a_row_is_summed_up_and_a_pair_compared() -> None:
    row = answer(*pair(0, readings(300, 2), readings(200, 2))).rows[0]

    assert row.summary is not None
    assert row.summary.median_ns == 300
    assert row.other_summary is not None
    assert row.other_summary.best_ns == 196
    assert row.comparison is not None
    assert row.comparison.verdict == "faster"
    assert row.comparison.low < 1.5 < row.comparison.high


def test_a_row_that_failed_has_neither() -> None:
    base, other = pair(0, (), ())
    row = answer(replace(base, error=failure("", "", "results differ").error), other).rows[0]

    assert (row.summary, row.other_summary, row.comparison) == (None, None, None)


def test_half_a_pair_is_a_row_alone() -> None:
    row = answer(pair(3, readings(214), ())[0]).rows[0]

    assert row.other is None
    assert row.comparison is None


def test_a_call_over_sizes_grows() -> None:
    grown = answer(*reversed(over("total(n)", QUADRATIC))).growth

    assert grown is not None
    assert grown.other_growth is None
    assert grown.crossing is None
    assert grown.sizes == (10, 100, 1000, 10_000)
    assert grown.base_ns == (10, 1000, 100_000, 10_000_000)
    assert grown.base_growth.kind == "quadratic"


def test_two_sides_over_sizes_grow_and_cross() -> None:
    grown = answer(*over("total(list, n)", QUADRATIC, 0), *over("total(deque, n)", LINEAR, 0)).growth

    assert grown is not None
    assert grown.other_growth is not None
    assert grown.crossing is not None
    assert (grown.base_growth.kind, grown.other_growth.kind) == ("quadratic", "linear")
    assert 90 < grown.crossing < 110


def test_a_size_that_was_not_timed_leaves_a_gap() -> None:
    late = failure("total(n)", "", "n = 100,000 would take about 40 s", size=100_000)
    grown = answer(*over("total(n)", QUADRATIC), late).growth

    assert grown is not None
    assert grown.base_ns[-1] is None
    assert grown.base_growth.kind == "quadratic"


def test_sizes_none_of_which_was_timed_grow_in_no_known_way() -> None:
    grown = answer(failure("total(n)", "ValueError", "no", size=10)).growth

    assert grown is not None
    assert grown.base_growth.problem == "few_sizes"


def test_the_rest_stands_before_what_grows() -> None:
    rows = answer(*over("total(n)", QUADRATIC), trial("total(3)", readings(30))).rows

    assert [row.base.size for row in rows] == [None, 10, 100, 1000, 10_000]


def test_a_second_growth_of_a_function_is_a_second_answer() -> None:
    found = profile_answers(timing(*over("total(list, n)", QUADRATIC), *over("total(deque, n)", LINEAR)))

    assert [each.growth and each.growth.base_growth.kind for each in found] == ["quadratic", "linear"]
    assert len({each.key for each in found}) == 2


def test_sides_are_named_by_their_functions_where_these_tell_them_apart() -> None:
    profile = timing(run=TIMED_RUN)
    named = answer(*pair(0, readings(1), readings(1))).rows[0]
    same = answer(trial("grade(1)", readings(1), pair=0), trial("grade(2)", readings(1), pair=0)).rows[0]
    expression = answer(trial("grade(1)", readings(1), pair=0), trial("'D'", readings(1), pair=0, function=None)).rows[
        0
    ]

    assert side_names(profile, named) == ("grade", "grade2")
    assert side_names(profile, same) == ("grade(1)", "grade(2)")
    assert side_names(profile, expression) == ("grade(1)", "'D'")
