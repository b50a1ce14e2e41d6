"""The benchmark's own arithmetic: what changed since last time, whose hits differ, shares, the chart."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

from bench.chart import slowdown_chart
from bench.hits import compared_hits
from bench.line_programs import LINE_PROGRAMS, PYPERFORMANCE_PROGRAMS
from bench.lines import summed_ns
from bench.since import Kept, kept_text, read_kept, since_table
from bench.stretches import shares

from heatline_runner.model import FunctionRow, LineTable, Profile, RunInfo

LINES = (1, 2, 3)
FUNCTIONS = (
    FunctionRow("/p/a.py", 1, 3, "<module>", {}),
    FunctionRow("/p/a.py", 2, 2, "short", {}),
)


def profile(
    hits: tuple[int, ...], version: str = "3.12.1", own: tuple[float | None, ...] = (1.0, None, 2.0)
) -> Profile:
    table = LineTable("/p/a.py", LINES, (0, 1, 0), {"hits": hits, "line_own_ns": own})
    run = RunInfo(
        target="a.py",
        argv=(),
        cwd="/p",
        interpreter="python",
        python_version=version,
        engine_version="",
        started="2026-11-26T00:00:00+00:00",
        duration_ns=10,
        cpu_ns=10,
        body_ns=10,
        thread_ns=10,
        tracer="native",
        outcome="finished",
        exit_code=0,
        signal=None,
        partial=False,
        error=None,
        overhead=None,
        limits=(),
        processes=1,
        unmeasured_ns=4.0,
    )
    nothing = ()
    return Profile(1, "line_time", run, (), (table,), FUNCTIONS, *(nothing,) * 5, {})


def test_a_change_is_told_where_it_is_more_than_noise():
    before = Kept(("Linux", "load 1", "2026-01-01"), {"3.12, native: slowdown": 2.0, "3.12, native: memory": 1.0})
    now = Kept(("Linux", "load 9", "2026-02-02"), {"3.12, native: slowdown": 3.0, "3.12, native: memory": 1.01})
    table = since_table(before, now)
    assert table is not None
    assert table.rows == (("3.12, native", "slowdown", "2.00", "3.00", "+50%"),)
    assert "2026-01-01" in table.title
    assert "the same kind of machine" in table.title


def test_another_machine_is_said():
    before, now = (Kept((name, "2026-01-01"), {"a: b": 1.0}) for name in ("one", "two"))
    table = since_table(before, now)
    assert table is not None
    assert "another machine (one)" in table.title


def test_what_is_kept_is_read_back(tmp_path: Path):
    parts = {"lines": Kept(("Linux", "2026-01-01"), {"a: b": 1.5})}
    file = tmp_path / "benchmarks.json"
    assert read_kept(file) == {}
    file.write_text(kept_text(parts), "utf-8")
    assert read_kept(file) == parts


def test_hits_that_differ_are_named():
    compared = compared_hits(profile((1, 2, 5)), profile((1, 2, 3)))
    assert compared.lines == 3
    assert compared.differ == ("a.py:3 in <module>: 5, line_profiler 3",)


def test_what_line_profiler_loses_from_3_13_on_is_counted_by_itself():
    mine, theirs = (1, 2, 3), (1, 0, 3)
    assert compared_hits(profile(mine, "3.13.0"), profile(theirs)).lost == 1
    assert compared_hits(profile(mine, "3.13.0"), profile(theirs)).differ == ()
    assert len(compared_hits(profile(mine, "3.12.1"), profile(theirs)).differ) == 1


def test_own_times_and_the_time_outside_of_lines_add_up():
    assert summed_ns(profile((1, 1, 1))) == 7.0


def test_shares_are_parts_of_all_known_functions():
    known = {"a": 1, "b": 1, "a, first": 1}
    assert shares({"a": 30.0, "b": 10.0, "a, first": 10.0, "other": 99.0}, known, ("a, first",)) == {
        "a": 75.0,
        "b": 25.0,
        "a, first": 25.0,
    }


def test_the_chart_is_well_formed_and_has_a_bar_for_each_figure():
    chart = slowdown_chart({"native": {"3.11": (3.0, 9.0), "3.12": (2.0, 5.0)}, "a & b": {"3.12": (15.8, 85.0)}})
    bars = [each for each in ElementTree.fromstring(chart).iter() if each.tag.endswith("rect")]
    assert len(bars) == 3 + 2  # and one per Python in the legend
    assert "prefers-color-scheme: dark" in chart
    assert "15.8×" in chart


def test_twenty_programs_are_pyperformances():
    assert len(PYPERFORMANCE_PROGRAMS) == 20
    assert len({program.name for program in LINE_PROGRAMS}) == len(LINE_PROGRAMS)
