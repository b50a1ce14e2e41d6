"""Two things timed together: the same results first, on all rows, and over n."""

from __future__ import annotations

from pathlib import Path

import pytest
from place import Place
from timed import Timing, errors, named, notes, row, timed

TWO = """\
import math, random, time
from dataclasses import dataclass


def grade(score):
    return "D" if score >= 60 else "F"


def strict(score):
    return "D" if score > 60 else "F"


def other(score):
    return "FD"[score >= 60]


def raises(score):
    raise ValueError(score)


def raises_too(score):
    raise ValueError(score)


def gen(n):
    yield from range(n)


async def agen(n):
    for i in range(n):
        yield i


@dataclass
class Point:
    x: float


class Plain:
    def __init__(self, x):
        self.x = x


class Slotted:
    __slots__ = ()


class Array:
    dtype = "float"
    def __init__(self, *values):
        self.values = values
    def tolist(self):
        return list(self.values)
    def __eq__(self, other):
        raise ValueError("The truth value of an array is ambiguous")


class Vague:
    def __eq__(self, other):
        raise ValueError("ambiguous")


class Many:
    def __eq__(self, other):
        return Many()
    def all(self):
        return True


def sort(xs):
    xs.sort()
    return xs


def look(xs, x):
    return x in xs
"""


@pytest.fixture
def two(new_place: Place) -> Path:
    """The file, for one Python."""
    return new_place.write("two.py", TWO)


def test_two_functions_are_timed_in_turns(every_place: Place) -> None:
    path = every_place.write("two.py", TWO)
    profile = timed(
        every_place, path, row("grade(74)", versus="other(74)", function="grade", versus_function="other"),
        row("grade(7)", versus="other(7)", function="grade", versus_function="other"),
    )  # fmt: skip
    one, two, three, four = profile.trials
    assert errors(profile) == []
    assert (one.pair, three.pair) == (two.pair, four.pair)
    assert one.pair != three.pair
    assert len(one.samples_ns) == len(two.samples_ns) >= 10
    assert (one.clock, one.call, two.call, two.label) == (two.clock, "grade(74)", "other(74)", "other(74)")
    assert [named(profile, trial) for trial in profile.trials] == ["grade", "other", "grade", "other"]


def test_if_results_differ_in_one_row_no_row_of_that_pair_is_timed(new_place: Place, two: Path) -> None:
    pair = {"function": "grade", "versus_function": "strict"}
    rows = [row(f"grade({n})", versus=f"strict({n})", **pair) for n in (74, 60, 7)]
    profile = timed(
        new_place, two, *rows, row("grade(1)", versus="other(1)", function="grade", versus_function="other")
    )
    assert errors(profile) == ["results differ for grade(60): 'D' and 'F'"] * 6
    assert [len(trial.samples_ns) > 0 for trial in profile.trials] == [False] * 6 + [True] * 2


SAME = [
    ("0.1 + 0.2", "0.3"),
    ("3", "3.0000000000001"),
    ("[1.0, {'a': 0.3}]", "[1.0, {'a': 0.1 + 0.2}]"),
    ("{0.3}", "{0.1 + 0.2}"),
    ("complex(0.3, 1)", "complex(0.1 + 0.2, 1)"),
    ("math.nan", "math.nan * 2"),
    ("(float('inf'), -math.inf)", "(math.inf, -math.inf)"),
    ("gen(5)", "iter(range(5))"),
    ("agen(5)", "agen(5)"),
    ("Point(1)", "Point(1)"),
    ("Plain(0.3)", "Plain(0.1 + 0.2)"),
    ("Plain(Plain([1]))", "Plain(Plain([1]))"),
    ("Array(0.3, 1)", "Array(0.1 + 0.2, 1)"),
    ("Many()", "Many()"),
    ("None", "print()"),
    ("10 ** 400", "10 ** 399 * 10"),
    ("sort(xs)", "sorted(xs)"),
]
DIFFERENT = [
    ("1", "2", ": 1 and 2"),
    ("1.0", "1.001", ": 1.0 and 1.001"),
    ("math.inf", "1e300", ": inf and 1e+300"),
    ("math.nan", "0.0", ": nan and 0.0"),
    ("10 ** 400", "1.0", ""),
    ("'a'", "b'a'", ": 'a' and b'a'"),
    ("[1, 2]", "(1, 2)", ": [1, 2] and (1, 2)"),
    ("gen(3)", "[0, 1, 2]", ": a generator and [0, 1, 2]"),
    ("gen(3)", "gen(2)", ": [0, 1, 2] and [0, 1]"),
    ("agen(3)", "agen(2)", ": [0, 1, 2] and [0, 1]"),
    ("None", "Plain(1)", ": None and"),
    ("grade(1)", "raises(1)", ": 'F' and ValueError: 1"),
    ("raises(1)", "raises(2)", ": ValueError: 1 and ValueError: 2"),
    ("Array(1, 2)", "Array(1, 3)", " at [1]: 2 and 3"),
    ("list(range(1000))", "list(range(999)) + [0]", " at [999]: 999 and 0"),
    ("{'a': [1]}", "{'a': [2]}", ": {'a': [1]} and {'a': [2]}"),
    ("{'a': [1] * 99}", "{'a': [1] * 98 + [2]}", " at ['a'][98]: 1 and 2"),
]
VAGUE = ["Slotted()", "Vague()", "lambda: 1", "[Slotted()]"]


def test_results_that_say_the_same(new_place: Place, two: Path) -> None:
    setup = "xs = [random.random() for _ in range(5)]"
    rows = [row(base, versus=other, setup=setup) for base, other in SAME]
    profile = timed(new_place, two, *rows, asked=Timing(budget_s=0.3))
    assert errors(profile) == []
    assert not [trial.call for trial in profile.trials for note in notes(trial) if "compared" in note]


def test_results_that_differ(new_place: Place, two: Path) -> None:
    told = errors(timed(new_place, two, *(row(base, versus=other) for base, other, _ in DIFFERENT)))
    assert len(told) == 2 * len(DIFFERENT)
    for (base, _, said), message in zip(DIFFERENT, told[::2], strict=True):
        assert message.startswith(f"results differ for {base}{said}")


def test_what_both_raise_alike_is_what_is_told(new_place: Place, two: Path) -> None:
    assert errors(timed(new_place, two, row("raises(1)", versus="raises_too(1)"))) == ["ValueError: 1"] * 2


def test_what_cannot_be_compared_is_said(new_place: Place, two: Path) -> None:
    profile = timed(new_place, two, *(row(call, versus=call) for call in VAGUE), asked=Timing(budget_s=0.3))
    for base in profile.trials[::2]:
        assert (
            notes(base)[0] == "Their results could not be compared: objects of theirs do not say when they are equal."
        )
    assert all(trial.samples_ns for trial in profile.trials)


def test_both_sides_find_what_the_setup_made(new_place: Place, two: Path) -> None:
    """The second does not find what the first has changed."""
    setup = "xs = [random.random() for _ in range(5)]\nys = {'a': xs}"
    profile = timed(new_place, two, row("ys['a'].pop(), sum(xs)", versus="(xs.pop(), sum(ys['a']))", setup=setup))
    assert not [message for message in errors(profile) if "differ" in message]


def test_slow_ones_are_timed_a_few_times_in_turns(new_place: Place, two: Path) -> None:
    base, other = timed(new_place, two, row("time.sleep(1.0)", versus="time.sleep(1.01)")).trials
    assert len(base.samples_ns) == len(other.samples_ns) == 3
    assert (base.loops, base.clock) == (1, "wall")


def test_over_n_each_size_is_a_trial_the_smallest_first(every_place: Place) -> None:
    path = every_place.write("two.py", TWO)
    rows = row("look(xs, -1)", setup="xs = list(range(n))", function="look", sizes=(1000, 10, 100)), row("n")
    profile = timed(every_place, path, *rows)
    assert [trial.size for trial in profile.trials] == [10, 100, 1000, None]
    best = [min(trial.samples_ns) for trial in profile.trials[:3]]
    assert best == sorted(best)
    assert errors(profile) == ["NameError: name 'n' is not defined"]


def test_over_n_both_sides_are_timed_at_each_size(new_place: Place, two: Path) -> None:
    profile = timed(new_place, two, row("look(list(range(n)), -1)", versus="-1 in set(range(n))", sizes=(10, 100)))
    assert [(trial.size, trial.call[:4]) for trial in profile.trials] == [
        (10, "look"), (10, "-1 i"), (100, "look"), (100, "-1 i"),
    ]  # fmt: skip
    assert len({trial.pair for trial in profile.trials}) == 2


def test_every_size_has_its_share_of_the_time(new_place: Place, two: Path) -> None:
    sizes = tuple(range(100, 1000, 100))
    profile = timed(new_place, two, row("look(range(n), 5)", sizes=sizes), asked=Timing(budget_s=1.0))
    assert errors(profile) == []
    assert all(trial.samples_ns for trial in profile.trials)


def test_a_size_that_would_take_too_long_is_not_begun(new_place: Place, two: Path) -> None:
    profile = timed(new_place, two, row("time.sleep(n / 100)", sizes=(1, 10, 1000, 10000)), asked=Timing(budget_s=2))
    told = errors(profile)
    assert [len(trial.samples_ns) > 0 for trial in profile.trials] == [True, True, False, False]
    assert told[0].startswith("NeverReturned: n = 1,000 would take about ")
    assert told[0].endswith(" s, more than what is left of 2 s: give it longer.")
    assert told[1].startswith("NeverReturned: n = 10,000 would take about ")


def test_a_size_that_never_returns_ends_the_row(new_place: Place, two: Path) -> None:
    profile = timed(new_place, two, row("time.sleep(9 * (n > 9))", sizes=(1, 10, 20)), row("n + 1"), asked=Timing(0.6))
    assert errors(profile) == [
        "NeverReturned: time.sleep(9 * (n > 9)) had not returned at n = 10 within what was left of 0.6 s, "
        "so it was stopped: give it longer.",
        "NeverReturned: n = 20 was not tried, since n = 10 took more than what was left of 0.6 s: give it longer.",
        "NameError: name 'n' is not defined",
    ]


def test_results_that_differ_at_one_size_end_the_row_there(new_place: Place, two: Path) -> None:
    profile = timed(new_place, two, row("n", versus="min(n, 50)", sizes=(10, 100, 1000)))
    assert errors(profile) == ["results differ for n: 100 and 50"] * 4
