"""Timings on the command line."""

from __future__ import annotations

from dataclasses import replace

from written_profiles import plain
from written_trials import TIMED_RUN, failure, over, pair, readings, timing, trial

from heatline.render.report import ReportStyle
from heatline.render.timing.report import timing_report
from heatline_runner.model import Profile

HEAD = """\
grades.py finished: 100 ms in its body, 250 ms in all
Python 3.12.1 at /usr/bin/python3 · timeit · in /p
"""


def report(profile: Profile, width: int = 100) -> str:
    text = plain(timing_report(profile, ReportStyle(width=width)))
    assert text.startswith(HEAD)
    return text.removeprefix(HEAD)


def test_a_function_has_its_verdict_its_calls_and_how_they_were_timed() -> None:
    profile = timing(trial("grade(74)", readings(214, 3), first_ns=900.0), trial("grade(6)", readings(98.4, 0.3)))

    assert (
        report(profile)
        == """
grade
grade(74) takes 214 ns ± 3 ns, 208 ns at best. grade(6) takes 98.4 ns ± 0.3 ns, 97.8 ns at best.

Call          Time per loop  Fastest    Loops  First call
grade(74)   214 ns ± 3 ns     208 ns  960,000      900 ns
grade(6)   98.4 ns ± 0.3 ns  97.8 ns  960,000           –

Timed by the CPU clock of its thread · 96 readings each · garbage collection off.
"""
    )


def test_what_may_mislead_stands_below_the_table() -> None:
    assert report(timing(trial("load()", readings(1.2e9, 0, 1), loops=1))).splitlines()[-2:] == [
        "! Timed once, by itself: it takes longer than a second.",
        "Timed by the CPU clock of its thread · 1 reading of 1 loop · garbage collection off.",
    ]


def test_a_comparison_leads_with_who_is_faster() -> None:
    lines = report(timing(*pair(0, readings(214, 3), readings(136, 2)))).splitlines()

    assert lines[1] == "grade against grade2"
    assert lines[2].startswith("grade2 is 1.57× faster (")
    assert lines[4].split() == ["Call", "Time", "per", "loop", "Fastest", "Loops", "First", "call", "Compared"]
    assert lines[6].startswith("grade2(74)  136 ns ± 2 ns   132 ns  960,000           –  1.57× faster (")


def test_of_a_comparison_the_verdict_is_whole_and_long_calls_are_cut() -> None:
    long = "(lambda n: [2.0 * i for i in range(n)])(100)"
    first, second = pair(0, readings(214, 3), readings(136, 2))
    head, _, row = report(timing(first, replace(second, label=long, call=long, function=None))).splitlines()[4:7]

    assert head.endswith("Compared")
    assert row.startswith("(lambda n: [2.0 * i for i in…  136 ns ± 2 ns")
    assert row.endswith("1.57× faster (1.56–1.59)")


def test_growth_has_a_row_for_each_n() -> None:
    times = [(n, n * n / 10) for n in (10, 100, 1000, 10_000)]
    late = failure("total(n)", "", "n = 100,000 would take about 40 s", size=100_000)

    assert report(timing(*over("total(n)", times), late)).splitlines()[1:11] == [
        "grade",
        "total(n) grows like n², O(n²): twice the n takes 4.00× the time. n = 100,000 would take about 40 s.",
        "",
        "      n        total(n)",
        "     10  10.0 ns ± 0 ns",
        "    100  1.00 μs ± 0 ns",
        "  1,000   100 μs ± 0 ns",
        " 10,000  10.0 ms ± 0 ns",
        "100,000               –",
        "",
    ]


def test_two_sides_over_n_stand_side_by_side() -> None:
    sides = (
        over("total(list, n)", [(n, n * n / 10) for n in (10, 1000, 100_000, 1_000_000)], 0),
        over("total(deque, n)", [(n, n * 10.0) for n in (10, 1000, 100_000, 1_000_000)], 0),
    )
    lines = report(timing(*sides[0], *sides[1])).splitlines()
    head = next(at for at, line in enumerate(lines) if line.endswith("The second is"))

    assert lines[head].split()[:3] == ["n", "total(list,", "n)"]
    assert "10.0× slower (" in lines[head + 1]
    assert "1,000× faster (" in lines[head + 3]


def test_the_programs_own_calls_have_a_row_and_the_caller_of_the_slowest() -> None:
    real = trial("grade(…)", readings(12_400, 200, 1000), asked="real_calls", loops=1, clock="wall")
    text = report(timing(replace(real, calls=1204, slowest=("/p/prof.py", 12))))

    assert (
        text
        == """
grade
grade, the first 1,000 of 1,204 calls: 12.0 μs at best, 12.4 μs in the median, 12.8 μs at most,
called from prof.py:12.

Call       Median  Fastest  Slowest           Calls
grade(…)  12.4 μs  12.0 μs  12.8 μs  1,000 of 1,204

Timed by the wall clock · each call once, as the program made it.
"""
    )


def test_a_call_that_failed_says_why_and_no_more() -> None:
    assert (
        report(timing(failure("grade('x')", "TypeError", "no", 3)))
        == """
grade
grade('x') raises TypeError: no (sos.py:3): change the call.
"""
    )


def test_a_narrow_terminal_cuts_tables_and_wraps_words() -> None:
    text = report(timing(*pair(0, readings(214, 3), readings(136, 2)), run=replace(TIMED_RUN)), 60)

    assert max(map(len, text.splitlines())) <= 60


def test_every_function_has_its_part() -> None:
    text = report(timing(trial("grade(1)", readings(9)), trial("grade2(1)", readings(9), function=2)))

    assert [line for line in text.splitlines() if line in {"grade", "grade2"}] == ["grade", "grade2"]


def test_colours_stand_around_titles_alone() -> None:
    text = timing_report(timing(trial("grade(1)", readings(9))), ReportStyle(width=40, colour=True))

    assert text.splitlines()[3] == "\x1b[1mgrade\x1b[0m"
