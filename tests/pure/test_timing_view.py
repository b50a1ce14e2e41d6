"""An answer as the view of timings has it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from written_profiles import PATH, plain
from written_trials import answer, failure, over, pair, readings, trial

from heatline.analysis.answers import Answer
from heatline.analysis.trials import Comparison
from heatline.protocol import Histogram, TimingAnswer
from heatline.render.timing.view import timing_answer
from heatline_runner.model import Note, Trial

GRADE = trial("grade(74)", readings(214, 3), loop_ns=5.1, first_ns=900.0)
TENS = (10, 100, 1000, 10_000, 100_000)
REAL = trial("grade(…)", readings(12_400, 200, 1000), asked="real_calls", loops=1, clock="wall", calls=1204)


def view(*trials: Trial, earlier: Answer | None = None) -> TimingAnswer:
    return timing_answer(answer(*trials), "just now", False, earlier)


def table(shown: TimingAnswer) -> str:
    """The head and the rows, the places last."""
    rows = [(*row.cells, row.place.text if row.place else "") for row in shown.rows]
    return plain("\n".join("|".join(cells) for cells in (shown.head, *rows)))


def test_a_call_is_a_row_with_the_line_it_stands_on() -> None:
    assert table(view(GRADE)) == (
        "Call|Time per loop|Fastest|Slowest|Loops|First call|Line\n"
        "grade(74)|214 ns ± 3 ns|208 ns|220 ns|960,000|900 ns|sos.py:1"
    )


def test_each_side_of_a_pair_is_a_row_with_what_comparing_gave() -> None:
    base, *_ = (row for row in answer(*pair(0, readings(214, 3), readings(136, 2))).rows)
    found = answer(*pair(0, readings(214, 3), readings(136, 2)))
    verdict = Comparison(1.57, 1.52, 1.61, "faster", 0.61, 32)
    shown = timing_answer(replace(found, rows=(replace(base, comparison=verdict),)), "", False, None)

    assert table(shown).splitlines() == [
        "Call|Time per loop|Fastest|Slowest|Loops|First call|Compared|Line",
        "grade(74)|214 ns ± 3 ns|208 ns|220 ns|960,000|–||sos.py:1",
        "grade2(74)|136 ns ± 2 ns|132 ns|140 ns|960,000|–|grade2 is 1.57× faster (1.52–1.61)|sos.py:1",
    ]
    assert shown.title == "grade against grade2"
    assert plain(shown.notes[-1]).startswith("In brackets, between which ratios the true one lies in ")


def test_the_programs_own_calls_are_a_row_with_the_caller_of_the_slowest() -> None:
    assert table(view(replace(REAL, slowest=(PATH, 12)))) == (
        "Call|Median|Fastest|Slowest|Calls|First call|Slowest called from\n"
        "grade(…)|12.4 μs|12.0 μs|12.8 μs|1,000 of 1,204|–|sos.py:12"
    )


def test_who_made_the_slowest_call_can_be_opened_though_the_run_was_limited_to_another_file() -> None:
    shown = view(replace(REAL, slowest=("/p/prof.py", 12))).rows[0].place

    assert shown is not None
    assert shown.text == "prof.py:12"


def test_no_other_place_outside_the_users_files_can_be_opened() -> None:
    assert view(trial("1", readings(30), path="/elsewhere.py", function=None)).place is None


def test_a_row_that_was_not_timed_has_its_reason_in_the_sentence() -> None:
    shown = view(failure("grade('x')", "TypeError", "no"))

    assert table(shown).splitlines()[1] == "grade('x')|not timed|–|–|–|–|sos.py:1"
    assert shown.sentence == "grade('x') raises TypeError: no: change the call."


def test_an_answer_says_in_what_and_how_it_was_got() -> None:
    shown = view(GRADE)

    assert plain(shown.provenance) == (
        "Python 3.12.1 at /usr/bin/python3 · by the CPU clock of its thread · 96 readings of 10,000 loops · "
        "garbage collection off · the loop's own 5.10 ns taken off"
    )
    assert plain(view(REAL).provenance).endswith("· by the wall clock · each call once, as the program made it")
    assert (shown.id, shown.function, shown.when, shown.stale) == (
        "/p/sos.py:grade@2026-11-23T05:00:00Z",
        "grade",
        "just now",
        False,
    )
    assert shown.place is not None
    assert shown.place.text == "sos.py:2"


def test_an_answer_is_set_beside_the_earlier_one() -> None:
    shown = view(trial("grade(74)", readings(136, 2)), earlier=answer(GRADE))

    assert plain(shown.sentence) == (
        "grade(74) takes 136 ns ± 2 ns, 132 ns at best. Since the answer before: 214 → 136 ns · 1.57× faster."
    )


# --- notes ---


@pytest.mark.parametrize(
    ("timed", "note"),
    [
        (trial("f()", readings(1.2e9, 0, 1), loops=1), "Timed once, by itself: it takes longer than a second."),
        (trial("f()", readings(1.2e9, 0, 3), loops=1), "Timed 3 times, by itself: it takes longer than a second."),
        (
            trial("f()", readings(214, 1), clock="wall"),
            "By the wall clock, since it waits more than it works.",
        ),
        (
            trial("f()", readings(214, 80)),
            "The readings spread by more than 5 %: the machine is busy, and small differences drown.",
        ),
        (trial("f()", readings(214, 1), notes=(Note("distorts", "It has effects."),)), "It has effects."),
    ],
)
def test_what_may_mislead_is_noted(timed: Trial, note: str) -> None:
    assert [plain(each) for each in view(timed).notes] == [note]


def test_a_note_of_one_call_of_several_names_it_and_one_of_all_is_said_once() -> None:
    effects = (Note("distorts", "It has effects."),)
    one, other = trial("f()", readings(214), notes=effects), trial("g()", readings(90))

    assert view(one, other).notes == ("f(): It has effects.",)
    assert view(one, replace(other, notes=effects)).notes == ("It has effects.",)
    assert view(one, replace(other, notes=effects), trial("h()", readings(9))).notes == (
        "f() and 1 more: It has effects.",
    )


def test_a_machine_too_noisy_to_compare_on_says_below_what_it_cannot_tell() -> None:
    found = answer(*pair(0, readings(214, 3), readings(214, 3)))
    noisy = replace(found.rows[0], comparison=Comparison(1.0, 0.9, 1.12, "no_difference", 0.12, 32))
    notes = timing_answer(replace(found, rows=(noisy,)), "", False, None).notes

    assert plain(notes[0]) == "grade(74): The machine is too noisy to tell differences below 12 %."


# --- how readings spread ---


def drawn(histogram: Histogram) -> str:
    return f"{histogram.edges[0]:.4g}–{histogram.edges[-1]:.4g} {histogram.axis.unit}: {histogram.counts}"


def test_readings_are_bars_and_none_is_dropped() -> None:
    (histogram,) = view(trial("grade(74)", (*readings(214, 3, 95), 402.0))).histograms

    assert sum(histogram.counts) == 96
    assert len(histogram.edges) == len(histogram.counts) + 1
    assert drawn(histogram).startswith("208–402 ns: (")
    assert plain(histogram.text) == "96 readings: half of them from 211 ns to 217 ns, all from 208 ns to 402 ns"


def test_sides_that_are_near_have_the_same_bars() -> None:
    near = view(*pair(0, readings(214, 3), readings(200, 3))).histograms
    far = view(*pair(0, readings(214, 3), readings(100, 3))).histograms

    assert near[0].edges == near[1].edges
    assert far[0].edges[0] > far[1].edges[-1]


def test_calls_that_differ_by_far_have_bars_that_grow() -> None:
    (histogram,) = view(replace(REAL, samples_ns=tuple(1_000.0 * 1.01**at for at in range(1000)))).histograms

    assert histogram.axis.unit == "ms"
    assert sum(histogram.counts) == 1000
    assert max(histogram.counts) - min(histogram.counts) <= 2
    assert plain(histogram.text).startswith("1,000 calls: half of them from ")


@pytest.mark.parametrize("samples", [readings(214, 0), readings(0, 0), (*readings(10, 0), 11.0)])
def test_readings_that_are_all_the_same_are_bars_too(samples: tuple[float, ...]) -> None:
    (histogram,) = view(trial("f()", samples)).histograms

    assert sum(histogram.counts) == len(samples)


def test_few_readings_have_no_shape() -> None:
    assert view(trial("f()", readings(214, 3, 7))).histograms == ()


# --- over n ---


def test_a_call_over_sizes_is_a_chart_with_a_text_for_each_point() -> None:
    late = failure("total(n)", "", "n = 1,000,000 would take about 40 s", size=1_000_000)
    shown = view(*over("total(n)", [(n, n * n / 10) for n in TENS]), late)
    chart = shown.growth

    assert chart is not None
    assert (chart.title, chart.axis.unit, chart.sizes) == ("total(n) over n", "s", (*TENS, 1_000_000))
    assert chart.curves[0].values_ns == (10, 1000, 100_000, 10_000_000, 1_000_000_000, None)
    assert [plain(text) for text in chart.curves[0].texts[-2:]] == [
        "n = 100,000: 1.00 s at best, 1.00 s ± 0 ns",
        "n = 1,000,000: n = 1,000,000 would take about 40 s.",
    ]
    assert plain(chart.text) == "total(n) grows like n², O(n²): twice the n takes 4.00× the time."
    assert shown.histograms == ()


def test_two_sides_are_two_curves_that_cross() -> None:
    sides = [over(f"total({kind}, n)", [(n, n**power * 10.0) for n in TENS], 0) for kind, power in (("a", 2), ("b", 1))]
    slower = [replace(each, samples_ns=tuple(10 * value for value in each.samples_ns)) for each in sides[1]]
    chart = view(*sides[0], *slower).growth

    assert chart is not None
    assert [curve.title for curve in chart.curves] == ["total(a, n)", "total(b, n)"]
    assert [len(curve.texts) for curve in chart.curves] == [5, 5]
    assert chart.crossing is None or chart.crossing == pytest.approx(10, rel=0.5)


# --- again ---


def again(*trials: Trial) -> dict[str, Any]:
    """What is asked for again, without what is not said."""
    params = view(*trials).again
    assert params is not None
    return {name: value for name, value in vars(params).items() if value not in (None, (), False, 10.0)}


def test_what_was_asked_for_can_be_asked_again() -> None:
    given = trial("grade(74)", readings(214), setup="x = 1")
    sized = over("total(n)", [(n, n * 1.0) for n in TENS])

    assert again(given) == {"function": "grade", "calls": ("grade(74)",), "setup": "x = 1"}
    assert again(trial("grade(74)", readings(214), asked="comment")) == {"function": "grade"}
    assert again(*sized) == {"function": "grade", "calls": ("total(n)",), "sizes": "10..100000"}


def test_a_comparison_is_asked_for_again_with_its_other_side() -> None:
    base, other = pair(0, readings(214), readings(136))
    expression = replace(other, function=None, call="'D'")

    assert again(base, other)["versus"] == "grade2"
    assert again(base, expression)["versus"] == "'D'"
    assert again(base, replace(other, function=base.function))["versus"] == "grade2(74)"
    assert "versus" not in again(replace(base, asked="comment"), replace(expression, asked="comment"))


def test_a_selection_is_asked_for_again_by_its_code_and_lines() -> None:
    params = view(trial("x = 1\nlen('a')", readings(30), function=None, line=4, asked="selection")).again

    assert params is not None
    assert (params.function, params.code) == (None, "x = 1\nlen('a')")
    assert params.lines is not None
    assert (params.lines.first, params.lines.last) == (4, 5)


@pytest.mark.parametrize("asked", ["real_calls", "repeated", "paused"])
def test_what_takes_a_run_of_the_program_is_not_asked_for_again(asked: str) -> None:
    assert view(replace(GRADE, asked=asked)).again is None
