"""Profiles of real runs (``tests/profiles``), from the file to what is seen."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from written_profiles import drawn, plain, profile_figures

from heatline.analysis.figures import Figures
from heatline.analysis.outline import text_outline
from heatline.analysis.shares import run_shares
from heatline.render.lenses import LensCommands, document_lenses
from heatline.render.report import ReportStyle, text_report
from heatline_runner.model import Profile
from heatline_runner.profile_json import read_profile

PROFILES = Path(__file__).parent.parent / "profiles"  # beside each, the source that was measured


def recorded(name: str) -> tuple[Profile, str]:
    return read_profile(PROFILES / f"{name}.json"), (PROFILES / f"{name}.txt").read_text(encoding="utf-8")


def shown(name: str) -> Figures:
    profile, text = recorded(name)
    return profile_figures(profile, f"/p/{name}.py", text)


def test_a_run_with_threads_and_a_failure_is_annotated() -> None:
    assert drawn(shown("tour")).splitlines()[13:] == [
        "22|0|measured|100 % · 6.38 μs ·     2×",
        "25|0|measured| <1 % ·  397 ns ·     1×",
        "26|0|measured|100 % ·  719 μs ·     2×",
        "27|0|measured| <1 % ·  294 ns ·     1×",
        "28|0|measured| <1 % · 1.29 μs ·     1×",
        "32|0|measured| <1 % ·  264 ns ·     1×",
        "33|-|never_ran|",
        "36|0|measured| <1 % ·  715 ns ·     1×",
        "37|5|measured|100 % · 62.8 ms ·     2×",
        "40|0|measured| <1 % · 49.1 μs ·     1×",
        "41|3|measured| 40 % · 19.5 ms ·     1×",
        "42|3|measured| 38 % · 18.7 ms ·     1×",
        "43|2|measured| 13 % · 6.26 ms ·     1×",
        "44|0|measured| <1 % ·  239 μs ·     1×",
        "45|2|measured|  9 % · 4.17 ms ·     1×",
        "46|0|measured| <1 % · 2.23 μs ·     1×",
        "47|0|failed| <1 % · 4.43 μs ·     1×  ✗ KeyError: 'missing'",
    ]


def test_its_functions_have_lenses() -> None:
    figures = shown("tour")
    outline = text_outline("\n".join(figures.text))
    assert outline is not None

    lenses = document_lenses(outline, (figures,), LensCommands((("Profile time", "run"),), "stop", None, (), None))

    assert [plain(f"{each.range.start.line + 1} {each.command.title}") for each in lenses if each.command] == [
        "3 Profile time",
        "7 <1 % of the run · 253 μs · 2,000 calls",
        "10 <1 % of the run · 317 μs · 2,000 calls",
        "15 1.79 ms · 465 calls",
        "21 <1 % of the run · 6.38 μs",
        "25 <1 % of the run · 721 μs",
        "36 64 % of the run · 62.8 ms · 2 calls",
    ]


def test_its_report_lists_a_call_with_its_closing_bracket() -> None:
    profile, text = recorded("tour")
    report = plain(text_report(run_shares(profile), {"/p/tour.py": text}, ReportStyle(width=90)))

    assert re.search(r"  28 +1 +1.29 μs +1.29 μs +<1 % +key=lambda number: -number,\n  29 +\)\n\n", report)


@pytest.mark.parametrize("name", ["tour", "loop"])
def test_a_report_lists_every_line_that_ran(name: str) -> None:
    profile, text = recorded(name)
    report = text_report(run_shares(profile), {f"/p/{name}.py": text}, ReportStyle(width=90))
    listed = {int(line[:4]) for line in report.splitlines() if re.match(r" +\d+ +[\d,]+ ", line)}
    ran = {line for table in profile.lines for line, hits in zip(table.line, table.values["hits"], strict=True) if hits}

    assert listed == ran


def test_a_run_ended_by_its_limit_keeps_its_figures() -> None:
    assert drawn(shown("loop")).splitlines()[8:11] == [
        "14|0|measured| <1 % ·  221 ns ·       1×",
        "15|0|measured| <1 % · 24.1 μs ·     301×",
        "16|3|measured| 12 % ·  346 ms ·     301×",
    ]
