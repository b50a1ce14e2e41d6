"""Two runs compared: what moved is compared with itself, and what differs no more than the rest is told as chance."""

from __future__ import annotations

from dataclasses import replace

import pytest
from written_profiles import MS, PATH, RUN, plain

from heatline.analysis.comparison import Comparison, are_comparable, compare
from heatline.analysis.shares import run_shares
from heatline.render.annotations import annotation_texts
from heatline.render.comparison_report import comparison_report
from heatline.render.report_page import ReportPage
from heatline.store import Store
from heatline_runner.model import FunctionRow, LineTable, Metric, Profile, measured_source

NAMES = ("one", "two", "three", "four", "five")
METRICS = (Metric("time_ns", "Time", "ns"), Metric("hits", "Hits", "count"))


def text(edited: str = "", before: str = "") -> str:
    """A module of five functions of two lines each; ``edited`` has another body, ``before`` stands above them."""
    return before + "".join(f"def {name}():\n    return {name == edited}\n\n" for name in NAMES)


def run_of(times: dict[str, float], source: str = "", path: str = PATH) -> Profile:
    """A run in which each function's one line took so many ms."""
    source = source or text()
    at = {name: source.splitlines().index(f"def {name}():") + 1 for name in NAMES}
    lines = tuple(at[name] + 1 for name in times)
    return Profile(
        format=1,
        engine="line_time",
        run=RUN,
        metrics=METRICS,
        lines=(
            LineTable(
                path,
                lines,
                tuple(range(len(times))),
                {"time_ns": tuple(each * MS for each in times.values()), "hits": (3,) * len(times)},
            ),
        ),
        functions=tuple(FunctionRow(path, at[name], at[name] + 1, name, {"calls": 3}) for name in times),
        calls=(),
        stacks=(),
        timeline=(),
        spans=(),
        trials=(),
        sources={path: measured_source(source)},
    )


def compared(base: Profile, new: Profile) -> Comparison:
    return compare(run_shares(base), run_shares(new))


BEFORE = {"one": 10.0, "two": 20.0, "three": 30.0, "four": 15.0, "five": 25.0}
AFTER = {"one": 10.5, "two": 21.0, "three": 31.5, "four": 15.75, "five": 50.0}


def test_what_was_edited_stands_out_and_the_rest_is_chance() -> None:
    found = compared(run_of(BEFORE), run_of(AFTER, text("five")))

    first, *rest = found.functions
    assert (first.name, first.edited, first.by_chance) == ("five", True, False)
    assert first.factor == pytest.approx(2.0)
    assert first.difference == pytest.approx(25 * MS)
    assert [each.by_chance for each in rest] == [True] * 4
    assert found.usual == pytest.approx(1.05)


def test_a_function_that_was_left_as_it_was_and_differs_is_no_chance() -> None:
    found = compared(run_of(BEFORE), run_of({**BEFORE, "two": 30.0}))
    assert {each.name: each.by_chance for each in found.functions} == {
        "two": False,
        **dict.fromkeys(("one", "three", "four", "five"), True),
    }


def test_lines_that_moved_are_compared_with_themselves() -> None:
    moved = text(before="import os\n\n\n")
    found = compared(run_of(BEFORE), run_of(AFTER, moved))
    lines = {each.line: (each.before, each.after) for each in found.lines}
    assert lines == {
        moved.splitlines().index(f"def {name}():") + 2: (BEFORE[name] * MS, AFTER[name] * MS) for name in NAMES
    }
    assert not any(each.edited for each in found.lines)


def test_what_is_new_and_what_is_gone_are_told() -> None:
    base = run_of({name: BEFORE[name] for name in NAMES[:4]})
    new = run_of({name: BEFORE[name] for name in NAMES[1:]})
    found = {each.name: each for each in compared(base, new).functions}
    assert (found["one"].after, found["five"].before) == (None, None)
    assert found["five"].difference == 25 * MS
    assert found["one"].difference == -10 * MS


def test_a_file_in_another_checkout_is_the_same_file() -> None:
    found = compared(run_of(BEFORE, path="/old/sos.py"), run_of(AFTER, path="/new/sos.py"))
    assert {each.name for each in found.functions if each.before and each.after} == set(NAMES)
    assert all(each.before and each.after for each in found.lines)


def test_too_few_functions_say_nothing_of_chance() -> None:
    few = {"one": 10.0, "two": 20.0}
    found = compared(run_of(few), run_of({"one": 11.0, "two": 19.0}))
    assert found.usual is None
    assert all(each.by_chance is None for each in found.functions)


def test_runs_by_different_engines_are_not_comparable() -> None:
    other = replace(run_of(BEFORE), metrics=(Metric("increment_bytes", "Increment", "bytes"),))
    assert not are_comparable(run_of(BEFORE), other)


def test_the_report_says_what_differs_by_how_much_and_what_is_chance() -> None:
    base, new = run_shares(run_of(BEFORE)), run_shares(run_of(AFTER, text("five")))
    report = plain(comparison_report(compare(base, new), (base, new), ReportPage(120, False, {})))

    row = next(line for line in report.splitlines() if line.startswith("five"))
    assert row.split() == ["five", "sos.py:13", "25.0", "ms", "50.0", "ms", "+25.0", "ms", "2.00×", "3", "edited"]
    assert "two" in report
    assert "+1.00 ms" in report
    assert "within the noise" in report
    assert "Functions that were not edited take 1.05× the time they took" in report


def shown(*profiles: Profile) -> dict[int, str]:
    """What stands beside the lines once these runs ended one after the other."""
    store = Store()
    for number, each in enumerate(profiles):
        store.put(replace(each, run=replace(each.run, started=f"2026-11-2{number}T05:00:00Z")))
    (file,) = store.get(PATH)
    (texts,) = annotation_texts((file,), ("difference",))
    return {line: " ".join(plain(text).split()) for line, text in texts.lines.items()}


def test_after_an_edit_lines_show_what_they_take_more_or_less() -> None:
    edited = text("five", before="import os\n\n\n")
    found = shown(run_of(BEFORE), run_of(AFTER, edited))
    at = {name: edited.splitlines().index(f"def {name}():") + 2 for name in NAMES}
    assert found[at["five"]] == "+25.0 ms · 2.00×"
    assert found[at["one"]] == "as before"


def test_without_an_edit_or_an_earlier_run_they_show_none() -> None:
    assert not any(shown(run_of(BEFORE)).values())
    assert not any(shown(run_of(BEFORE), run_of(AFTER)).values())
    third = shown(run_of(BEFORE), run_of(AFTER, text("five")), run_of(AFTER, text("five")))
    assert not any(third.values())
