"""What a line tells of own time, of whom it calls, and of what measuring cost."""

from __future__ import annotations

from dataclasses import replace

import pytest
from test_hover import hover, paragraphs
from written_profiles import (
    LOGIN,
    LOGIN_CALLS,
    LOGIN_FUNCTIONS,
    LOGIN_ROWS,
    MS,
    PATH,
    figures,
    noted,
    traced_profile,
)

from heatline_runner.model import CallEdge, FunctionRow, Profile


def shown(of: Profile | None = None) -> str:
    return hover(figures(of or traced_profile(), LOGIN), 10)


def test_a_line_that_calls_says_what_is_its_own_and_whom_it_calls() -> None:
    assert (
        shown()
        == """\
**4 % of the run is spent in this line itself**, 90 % with what it calls: 9 hits, 10.0 ms each.

| | login |
|:--|:--|
| Time | 90.0 ms, with what it calls |
| Own time | 3.60 ms, without the measured functions it calls |
| Per hit | 10.0 ms |
| Hits | 9 |
| First hit | 40.5 ms |
| Slowest hit | 41.5 ms |
| Of the function | 98 % of login (91.5 ms) |
| Of the run | 4 % of the run by its own time (100 ms in the program's body) |
| As measured | 170 ms; 80.0 ms of it, what measuring cost, is taken off |

| Under this line | % of login | Time | Calls |
|:--|--:|--:|--:|
| crypt | 94 % | 86.4 ms | 9 |
| the line itself | 4 % | 3.60 ms |  |

Measured 3 minutes ago by Heatline's native tracer under Python 3.12.1. \
Measuring made the run take 1.90× the time; that is taken off the figures."""
    )


def test_a_line_that_calls_nobody_has_one_time() -> None:
    said = hover(figures(traced_profile(), LOGIN), 5)

    assert said.startswith("**86 % of the run is spent on this line**: 9 hits, 9.60 ms each.")
    assert "| Time | 86.4 ms |\n| Per hit" in said
    assert "| Of the run | 86 % of the run (100 ms in the program's body) |" in said
    assert "itself" not in said


def test_a_line_that_was_as_cheap_as_measured_says_nothing_of_it() -> None:
    assert "As measured" not in hover(figures(traced_profile(), LOGIN), 1)


def test_one_hit_is_neither_the_first_nor_the_slowest() -> None:
    said = hover(figures(traced_profile(), LOGIN), 14)

    assert "First hit" not in said
    assert "Slowest" not in said


def test_time_before_compensation_that_is_less_is_only_told() -> None:
    of = traced_profile([*LOGIN_ROWS[:4], (*LOGIN_ROWS[4][:8], 89.0)])

    assert "| As measured | 89.0 ms |" in shown(of)


def test_suspension_is_said_to_be_in_none_of_the_times() -> None:
    of = traced_profile([*LOGIN_ROWS[:5], (11, 2, 3, 0.3, 0.3, 1200.0, 0.1, 0.1, 0.3)])
    said = hover(figures(of, LOGIN), 11)

    assert said.startswith(
        "**<1 % of the run is spent on this line**: 3 hits, 100 μs each; it was suspended for 1.20 s"
    )
    assert "| Suspended | 1.20 s, which is in none of its times |" in said


def test_after_an_edit_it_says_what_was() -> None:
    said = paragraphs(figures(traced_profile(), LOGIN.replace("seen = crypt(word)", "seen = crypt(word * 2)")), 10)

    assert "Before that, **4 % of the run was spent in this line itself**, 90 % with what it calls" in said[0]


@pytest.mark.parametrize(
    ("outcome", "text"),
    [
        ("running", "it is running now, and its time so far is counted."),
        ("cancelled", "it had not ended when the run did, and its time so far is counted."),
    ],
)
def test_a_line_still_open_whose_time_is_counted_says_so(outcome: str, text: str) -> None:
    of = traced_profile(outcome=outcome)
    open_line = replace(of, run=replace(of.run, limits=(noted("not_ended", 10),)))

    assert paragraphs(figures(open_line, LOGIN), 10)[0].endswith(f"9 hits, 10.0 ms each; {text}")


def crowd(functions: int) -> Profile:
    """The line that calls ``crypt`` calls as many others, each less long than the one before."""
    names = [(f"f{number}", 4, 5, 2.0, 1.0, 1.0) for number in range(functions)]
    calls = [(2, 3 + number, 10, 2.0, 1.0 - number / 100) for number in range(functions)]
    return traced_profile(functions=[*LOGIN_FUNCTIONS, *names], calls=[*LOGIN_CALLS, *calls])


def under(of: Profile) -> list[str]:
    table = next(each for each in shown(of).split("\n\n") if each.startswith("| Under"))
    return table.splitlines()[2:]


def test_of_many_callees_those_that_took_most_are_named_and_the_others_summed_up() -> None:
    rows = under(crowd(9))

    assert [row.split(" | ")[0] for row in rows] == [
        "| crypt", "| f0", "| f1", "| f2", "| f3", "| 5 more functions", "| the line itself",
    ]  # fmt: skip
    assert rows[-2] == "| 5 more functions | 5 % | 4.70 ms | 10 |"


def test_one_more_is_named() -> None:
    assert [row.split(" | ")[0] for row in under(crowd(5))][-3:] == ["| f3", "| f4", "| the line itself"]


def test_a_callee_says_in_which_other_file_it_is_and_is_escaped() -> None:
    of = traced_profile()
    other = FunctionRow("/p/a*b.py", 1, 2, "<module>", {})
    edge = CallEdge(2, 3, 10, {"calls": 1, "total_ns": 0.1 * MS})
    of = replace(of, functions=(*of.functions, other), calls=(*of.calls, edge))

    assert "| the module (a\\*b.py) | <1 % | 100 μs | 1 |" in under(of)


def test_calls_without_a_time_or_a_line_are_not_under_one() -> None:
    of = traced_profile()
    edges = (CallEdge(2, 1, None, {"calls": 1, "total_ns": 1.0}), CallEdge(2, 0, 10, {}))
    of = replace(of, calls=(*of.calls, *edges))

    assert [row.split(" | ")[0] for row in under(of)] == ["| crypt", "| the line itself"]


def test_without_own_time_and_counts_what_is_known_is_told() -> None:
    of = traced_profile()
    table = of.lines[0]
    values = {name: column for name, column in table.values.items() if name != "line_own_ns"}
    calls = tuple(replace(edge, values={"total_ns": edge.values["total_ns"]}) for edge in of.calls)
    of = replace(of, lines=(replace(table, values=values),), calls=calls)

    assert under(of) == ["| crypt | 94 % | 86.4 ms |  |"]


def test_a_function_on_the_same_line_has_a_table_of_its_own() -> None:
    text = "def f(): return g()"
    rows = [(1, 0, 1, 2.0, 1.0, None, 2.0, 2.0, 2.0), (1, 1, 5, 50.0, 10.0, None, 9.0, 9.0, 50.0)]
    functions = [("<module>", 1, 1, 1.0, 2.0, 1.0), ("f", 1, 1, 5.0, 50.0, 10.0), ("g", 1, 1, 5.0, 40.0, 40.0)]
    of = traced_profile(rows, [(1, 2, 1, 5.0, 40.0), (0, 1, 1, 1.0, 1.0)], text, functions)

    said = hover(figures(of, text), 1)

    assert "| Under this line | % of f |" in said
    assert "| Under this line | % of the module |" in said
    assert PATH not in said
