"""What a lens, a message and a clipboard say of a timing."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Any

import pytest
from written_profiles import plain
from written_trials import answer, failure, over, pair, readings, trial

from heatline.analysis.answers import Answer
from heatline.analysis.trials import Comparison
from heatline.render.timing.change import change_text
from heatline.render.timing.text import lens_text, timeit_text, verdict
from heatline.render.timing.words import title_text
from heatline_runner.model import Trial

GRADE = trial("grade(74)", readings(214, 3))
TENS = (10, 100, 1000, 10_000, 100_000)
LIST = over("total(list, n)", [(n, n * n / 10) for n in TENS], 0)
DEQUE = over("total(deque, n)", [(n, n * 10.0) for n in TENS], 0)
REAL = trial("grade(…)", readings(12_400, 200, 1000), asked="real_calls", loops=1, clock="wall")


def lens(*trials: Trial) -> str:
    return plain(lens_text(answer(*trials)))


def said(*trials: Trial) -> str:
    return plain(verdict(answer(*trials)))


# --- one call and several ---


def test_a_call_is_told_by_its_median_its_spread_and_its_loops() -> None:
    assert lens(GRADE) == "214 ns ± 3 ns · 960,000 loops"
    assert said(GRADE) == "grade(74) takes 214 ns ± 3 ns, 208 ns at best."


def test_one_reading_has_no_spread() -> None:
    once = trial("load()", readings(1.21e9, 0, 1), loops=1)

    assert lens(once) == "1.21 s · 1 loop"
    assert said(once) == "load() takes 1.21 s."


def test_a_few_calls_are_told_one_by_one() -> None:
    trials = (GRADE, trial("grade(60)", readings(198, 2)))

    assert lens(*trials) == "grade(74) 214 ns · grade(60) 198 ns"
    assert said(*trials) == (
        "grade(74) takes 214 ns ± 3 ns, 208 ns at best. grade(60) takes 198 ns ± 2 ns, 194 ns at best."
    )


def test_many_calls_are_told_by_the_fastest_and_the_slowest() -> None:
    assert lens(*(trial(f"grade({n})", readings(100.0 * n)) for n in (1, 2, 30, 4))) == "100 ns to 3.00 μs on 4 calls"


def test_the_programs_own_calls_are_told_with_where_the_slowest_came_from() -> None:
    real = replace(REAL, calls=1000, slowest=("/p/prof.py", 12))

    assert lens(real) == "1,000 calls · median 12.4 μs · slowest 12.8 μs from prof.py:12"
    assert said(real) == (
        "grade, 1,000 calls: 12.0 μs at best, 12.4 μs in the median, 12.8 μs at most, called from prof.py:12."
    )


def test_a_program_that_makes_one_call_has_one_figure() -> None:
    real = replace(REAL, calls=1, samples_ns=(800e6,), slowest=("/p/prof.py", 28))

    assert lens(real) == "1 call · 800 ms from prof.py:28"
    assert said(real) == "grade, 1 call: 800 ms, called from prof.py:28."
    assert timeit_text(answer(real)) == "# grade(…)\n1 call · 800 ms from prof.py:28"


@pytest.mark.parametrize(
    ("calls", "text"),
    [(1204, "the first 1,000 of 1,204 calls"), (None, "the first 1,000 calls"), (1000, "1,000 calls")],
)
def test_calls_that_were_not_clocked_are_counted_where_they_can_be(calls: int | None, text: str) -> None:
    assert lens(replace(REAL, calls=calls)) == f"{text} · median 12.4 μs · slowest 12.8 μs"


def test_a_live_call_that_was_repeated_stands_beside_the_programs_own() -> None:
    repeated = trial("grade(…)", readings(214, 3), asked="repeated")

    assert lens(repeated) == "214 ns ± 3 ns · 960,000 loops"
    assert lens(replace(REAL, calls=2), repeated).endswith(" · grade(…) repeated in place 214 ns")


def test_what_the_program_named_is_shown_on_one_short_line() -> None:
    long = trial("grade(\n    'a\x1b[31m" + "b" * 200 + "')", readings(214, 3))

    assert said(long).startswith("grade( 'a\ufffd[31mb")
    assert len(said(long)) < 120


# --- two sides ---


FASTER = Comparison(1.57, 1.52, 1.61, "faster", 0.61, 32)
SLOWER = Comparison(0.5, 0.4, 0.625, "slower", 1.5, 32)
SAME = Comparison(1.004, 0.99, 1.018, "no_difference", 0.018, 32)
FEW = Comparison(1.57, 0.0, math.inf, "too_few", math.inf, 1)


def compared(*found: Comparison) -> Answer:
    """``grade`` and ``grade2`` on as many calls, with these results."""
    base = answer(*(each for at in range(len(found)) for each in pair(at, readings(214, 3), readings(136, 2), at)))
    rows = (replace(row, comparison=each) for row, each in zip(base.rows, found, strict=True))
    return replace(base, rows=tuple(rows))


@pytest.mark.parametrize(
    ("found", "text"),
    [
        ([FASTER], "grade2 is 1.57× faster (1.52–1.61)"),
        ([SLOWER], "grade is 2.00× faster (1.60–2.50)"),
        ([SAME], "grade2: no difference seen (below 2 %)"),
        ([FEW], "grade2: timed too few times to tell which is faster"),
        ([Comparison(1.01, 1.002, 1.018, "faster", 0.018, 32)], "grade2 is 1.01× faster (1.002–1.018)"),
        ([FASTER, FASTER], "grade2 is 1.57× faster on both calls"),
        ([FASTER, replace(FASTER, ratio=1.31), FASTER], "grade2 is 1.31× to 1.57× faster on all 3 calls"),
        ([SLOWER, SLOWER], "grade is 2.00× faster on both calls"),
        ([SAME, SAME, SAME], "grade2: no difference seen on any of 3 calls (below 2 %)"),
        (
            [FASTER, SLOWER, SAME, SAME],
            "grade2 is faster on 1 of 4 calls, grade is faster on 1, no difference seen on 2",
        ),
        ([SLOWER, FEW], "grade is faster on 1 of 2 calls, timed too few times to tell which is faster on 1"),
    ],
)
def test_the_faster_side_is_named(found: list[Comparison], text: str) -> None:
    assert plain(lens_text(compared(*found))) == text
    assert plain(verdict(compared(*found))) == f"{text}."


def test_sides_of_one_function_are_named_by_their_calls() -> None:
    trials = trial("total(list)", readings(300), pair=0), trial("total(deque)", readings(200), pair=0)

    assert lens(*trials).startswith("total(deque) is 1.50× faster (")
    assert title_text(answer(*trials)) == "total(list) against total(deque)"


# --- over n ---


@pytest.mark.parametrize(
    ("power", "text", "sentence"),
    [
        (0, "does not grow with n", "total(n) does not grow with n, O(1)."),
        (
            1,
            "grows like n or n·log n",
            "total(n) grows like n or n·log n, O(n) or O(n log n), which timing cannot tell apart: "
            "twice the n takes 2.00× the time.",
        ),
        (
            1.55,
            "grows like a power of n",
            "total(n) grows like n to the power of 1.55: twice the n takes 2.93× the time.",
        ),
        (2, "grows like n²", "total(n) grows like n², O(n²): twice the n takes 4.00× the time."),
        (3, "grows like n³", "total(n) grows like n³, O(n³): twice the n takes 8.00× the time."),
    ],
)
def test_growth_is_told_in_the_words_of_big_o(power: float, text: str, sentence: str) -> None:
    trials = over("total(n)", [(n, 10.0 * n**power) for n in TENS])

    assert lens(*trials) == f"{text} up to n = 100,000"
    assert said(*trials) == sentence


def test_growth_that_cannot_be_told_says_why() -> None:
    few = over("total(n)", [(10, 1.0), (100, 10.0)])
    near = over("total(n)", [(n, n * 1.0) for n in (10, 11, 12, 13)])

    assert said(*few) == "How total(n) grows cannot be told: fewer than 4 sizes were timed."
    assert said(*near) == (
        "How total(n) grows cannot be told: the sizes lie too near each other, "
        "so ask for a wider range, as in 10..100_000."
    )


def test_two_sides_over_n_are_told_at_the_largest_with_where_they_cross() -> None:
    both = answer(*LIST, *DEQUE)
    found = [replace(SLOWER, ratio=0.1, low=0.09, high=0.11), SAME, FASTER, FASTER, FASTER]
    rows = tuple(replace(row, comparison=each) for row, each in zip(both.rows, found, strict=True))
    assert both.growth is not None
    both = replace(both, rows=rows, growth=replace(both.growth, rows=rows))

    assert plain(lens_text(both)) == (
        "total(deque, n) is 1.57× faster (1.52–1.61) at n = 100,000, faster from about n = 100 on"
    )
    assert plain(verdict(both)) == (
        "total(deque, n) is 1.57× faster (1.52–1.61) at n = 100,000, faster from about n = 100 on. "
        "total(list, n) is 10.0× faster (9.09–11.1) at n = 10. "
        "total(list, n) grows like n², O(n²): twice the n takes 4.00× the time. "
        "total(deque, n) grows like n or n·log n, O(n) or O(n log n), which timing cannot tell apart: "
        "twice the n takes 2.00× the time."
    )


# --- what was not timed ---


@pytest.mark.parametrize(
    ("trials", "short", "long"),
    [
        (
            [failure("grade('x')", "TypeError", "'<' not supported.", 12)],
            "grade('x') raises TypeError: '<' not supported (sos.py:12)",
            ": change the call.",
        ),
        (
            [failure("row['a']", "NameError", "name 'row' is not defined", asked="selection", function=None)],
            "row['a'] raises NameError: name 'row' is not defined",
            ": mend it, or select something else.",
        ),
        (
            [failure("grade(74)", "SystemExit", "3")],
            "grade(74) ends the process (exit code 3), so it cannot be timed",
            ".",
        ),
        (
            [failure("grade(74)", "SystemExit", "bye")],
            "grade(74) ends the process (exit code 1), so it cannot be timed",
            ".",
        ),
        (
            [failure("grade(74)", "NeverReturned", "grade(74) had not returned after 10 s.")],
            "grade(74) had not returned after 10 s",
            ".",
        ),
        ([failure("grade(60)", "", "results differ for grade(60): 'D' and 'C'")] * 2, None, "."),
        ([failure("grade(74)", "", "grades.py cannot be read", 3)], "grades.py cannot be read (sos.py:3)", "."),
        ([trial("grade(74)")], "not timed", None),
    ],
)
def test_why_there_is_no_figure_is_one_sentence(trials: list[Trial], short: str | None, long: str | None) -> None:
    short = short or "results differ for grade(60): 'D' and 'C'"

    assert lens(*trials) == short
    assert said(*trials) == (f"{short}{long}" if long else "grade: not timed.")


def test_one_call_of_several_that_fails_is_counted_and_told_last() -> None:
    trials = (GRADE, failure("grade('x')", "TypeError", "no"))

    assert lens(*trials) == "214 ns ± 3 ns · 960,000 loops · 1 call failed"
    assert said(*trials) == (
        "grade(74) takes 214 ns ± 3 ns, 208 ns at best. grade('x') raises TypeError: no: change the call."
    )


def test_of_sizes_that_were_not_timed_the_smallest_is_told() -> None:
    late = [failure("total(list, n)", "", f"n = {n} would take too long", size=n) for n in (10**6, 10**7)]

    assert lens(*over("total(list, n)", [(n, n * n / 10) for n in TENS]), *late) == "grows like n² up to n = 100,000"
    assert said(*over("total(list, n)", [(n, n * n / 10) for n in TENS]), *late).endswith(
        "4.00× the time. n = 1000000 would take too long."
    )


# --- as %timeit prints it ---


def test_the_text_to_copy_is_timeits_own() -> None:
    assert timeit_text(answer(replace(GRADE, setup="import math\nx = 1"))) == (
        "# setup: import math\n# setup: x = 1\n%timeit grade(74)\n"
        "214 ns ± 3 ns per loop (median ± quartile deviation of 96 runs, 10,000 loops each)"
    )


def test_the_text_to_copy_has_the_verdict_and_the_sizes_as_comments() -> None:
    pairs = timeit_text(compared(FASTER))
    sizes = timeit_text(answer(*LIST[:1], *DEQUE[:1]))

    assert pairs.splitlines()[2:] == [
        "%timeit grade2(0)",
        "136 ns ± 2 ns per loop (median ± quartile deviation of 96 runs, 10,000 loops each)",
        "# grade2 is 1.57× faster (1.52–1.61)",
    ]
    assert sizes.splitlines()[2] == "%timeit total(deque, n)  # n = 10"


def test_the_programs_own_calls_and_failures_are_copied_in_words() -> None:
    assert timeit_text(answer(replace(REAL, calls=1000))) == (
        "# grade(…)\n1,000 calls · median 12.4 μs · slowest 12.8 μs · fastest 12.0 μs"
    )
    assert timeit_text(answer(failure("grade('x')", "TypeError", "no"))) == (
        "%timeit grade('x')\ngrade('x') raises TypeError: no: change the call."
    )


# --- beside the answer before ---


def of(*medians_ns: float, spread_ns: float = 0.0, **more: Any) -> Answer:
    return answer(*(trial(f"grade({at})", readings(each, spread_ns), **more) for at, each in enumerate(medians_ns)))


@pytest.mark.parametrize(
    ("earlier", "now", "text"),
    [
        (of(214), of(136), "214 → 136 ns · 1.57× faster"),
        (of(136), of(214), "136 → 214 ns · 1.57× slower"),
        (of(1200), of(980), "1.20 μs → 980 ns · 1.22× faster"),
        (of(214), of(208), "214 → 208 ns · within the noise of two runs"),
        (of(214, spread_ns=20), of(186, spread_ns=20), "214 → 186 ns · within the noise of two runs"),
        (of(214, 300), of(136, 300), "of 2 calls 1 1.57× faster"),
        (of(214, 300, 10), of(136, 150, 20), "of 3 calls 2 up to 2.00× faster, 1 2.00× slower"),
        (of(214, 300), of(214, 301), "2 calls within the noise of two runs"),
    ],
)
def test_a_change_is_told_where_it_is_more_than_noise(earlier: Answer, now: Answer, text: str) -> None:
    assert plain(change_text(earlier, now) or "") == text


def test_answers_without_a_call_in_common_are_not_set_side_by_side() -> None:
    assert change_text(of(214), answer(trial("grade(74)", readings(136)))) is None
    assert change_text(of(214), answer(failure("grade(0)", "TypeError", "no"))) is None


def test_the_programs_own_calls_are_set_beside_the_earlier_ones() -> None:
    earlier, now = answer(replace(REAL, calls=1204)), answer(trial("grade(*)", readings(6_200), asked="real_calls"))

    assert plain(change_text(earlier, now) or "") == "12.4 → 6.20 μs · 2.00× faster"


def test_over_n_the_largest_that_both_have_is_set_side_by_side() -> None:
    earlier, now = answer(*LIST[:4]), answer(*over("total(list, n)", [(n, n * 1.0) for n in TENS]))

    assert plain(change_text(earlier, now) or "") == "10.0 ms → 10.0 μs at n = 10,000 · 1,000× faster"


def test_another_python_is_named() -> None:
    newer = replace(of(136).profile.run, python_version="3.13.0", interpreter="/usr/bin/python3.13")
    now = replace(of(136), profile=replace(of(136).profile, run=newer))

    assert plain(change_text(of(214), now) or "") == "214 → 136 ns · 1.57× faster · Python 3.12.1 → 3.13.0"
