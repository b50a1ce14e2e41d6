"""Profiles of real runs (``tests/profiles``), from the file to what is seen."""

from __future__ import annotations

import re
from datetime import datetime, timezone
from pathlib import Path

import pytest
from lsprotocol.types import MarkupContent
from written_profiles import drawn, plain, profile_figures

from heatline.analysis.document_text import document_text
from heatline.analysis.figures import Figures, page_figures
from heatline.analysis.outline import text_outline
from heatline.analysis.shares import file_shares, run_shares
from heatline.render.hover import line_hover
from heatline.render.lenses import LensCommands, document_lenses
from heatline.render.report import ReportStyle, text_report
from heatline_runner.model import Profile
from heatline_runner.profile_json import read_profile

PROFILES = Path(__file__).parent.parent / "profiles"  # beside each, the source that was measured


def recorded(name: str) -> tuple[Profile, str]:
    source = PROFILES / f"{name.partition('_')[0]}.txt"
    return read_profile(PROFILES / f"{name}.json"), source.read_text(encoding="utf-8")


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


def kept() -> tuple[Figures, ...]:
    """Time, memory and allocations of one program, in three runs."""
    profiles, texts = zip(*map(recorded, ("keep_time", "keep_memory", "keep_allocations")), strict=True)
    files = [file_shares(run_shares(each), "/p/keep.py") for each in profiles]
    return page_figures(files, document_text(texts[0]), text_outline(texts[0]))


def test_time_memory_and_allocations_of_a_real_program_stand_side_by_side() -> None:
    assert drawn(kept()).splitlines()[3:18] == [
        "6|1/0|measured| 9 % · 2.25 ms · 20,001× │ +12.0 KiB",
        "7|4/5|measured|91 % · 22.5 ms · 20,000× │ +18.9 MiB │ 19.9 MiB alive · 20,001 blocks",
        "8|0|measured|<1 % ·  532 ns ·      1×",
        "11|0/0|measured|<1 % ·  324 ns ·      1×             │  152 B   alive ·      1 block",
        "12|3/4|measured|93 % · 15.6 ms ·      1× │ +10.3 MiB",
        "13|0|measured| 2 % ·  304 μs ·      1×",
        "14|1|measured| 6 % ·  948 μs ·      1×",
        "15|0|measured|<1 % ·  132 ns ·      1×",
        "18|0/0|measured|<1 % ·  290 ns ·      1×             │  152 B   alive ·      1 block",
        "19|0|measured|<1 % · 17.9 μs ·     13×",
        "20|5/5|measured|88 % · 35.5 ms ·     12× │ +30.5 MiB",
        "21|1|measured| 4 % · 1.47 ms ·     12×",
        "22|2|measured| 9 % · 3.44 ms ·     12× │ -15.3 MiB",
        "23|0|measured|<1 % ·  623 ns ·      1×",
        "26|0/0|measured|<1 % ·  284 ns ·      1×             │  152 B   alive ·      1 block",
    ]


def test_its_functions_have_their_time_their_peak_and_what_is_alive() -> None:
    figures = kept()
    outline = text_outline("\n".join(figures[0].text))
    assert outline is not None

    lenses = document_lenses(outline, figures, LensCommands((("Profile time", "run"),), "stop", "show", (), None))

    assert [plain(each.command.title) for each in lenses if each.command][1:] == [
        "Memory over time",
        "28 % of the run · 24.8 ms · 1 call │ peak 30.6 MiB │ 19.9 MiB alive at the end",
        "19 % of the run · 16.9 ms │ peak 41.0 MiB",
        "46 % of the run · 40.4 ms │ peak 56.2 MiB",
    ]


def test_the_line_that_ran_at_its_peak_says_so() -> None:
    now = datetime(2026, 11, 25, tzinfo=timezone.utc)
    said = {line: line_hover(kept(), line, now) for line in (7, 20)}
    texts = {
        line: plain(hover.contents.value)
        for line, hover in said.items()
        if hover is not None and isinstance(hover.contents, MarkupContent)
    }

    assert "The run's memory was at its peak of 56.2 MiB here, 296 ms after it began." in texts[20]
    assert "at its peak of" not in texts[7]
