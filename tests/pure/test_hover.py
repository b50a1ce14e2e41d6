"""What a line tells when asked."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timezone

import pytest
from lsprotocol.types import MarkupContent, MarkupKind
from written_profiles import PATH, SOS, failed, figures, module, noted, numbered, plain, profile, run_info

from heatline.analysis.figures import Figures
from heatline.render.hover import line_hover
from heatline_runner.model import Metric, Note

NOW = datetime(2026, 11, 23, 5, 3, tzinfo=timezone.utc)


def hover(shown: Figures, line: int) -> str:
    found = line_hover(shown, line, NOW)
    assert found is not None
    assert isinstance(found.contents, MarkupContent)
    assert found.contents.kind == MarkupKind.Markdown
    return plain(found.contents.value)


def paragraphs(shown: Figures, line: int) -> list[str]:
    return hover(shown, line).split("\n\n")


def test_a_hot_line_explains_itself() -> None:
    assert (
        hover(figures(), 4)
        == """\
**60 % of the run is spent on this line**: 1,000 hits, 60.0 μs each.

| | sos |
|:--|:--|
| Time | 60.0 ms |
| Per hit | 60.0 μs |
| Hits | 1,000 |
| Of the function | 75 % of sos (80.0 ms) |
| Of the run | 60 % of the run (100 ms in the program's body) |

Measured 3 minutes ago by line_profiler 5.1.0 under Python 3.12.1. How much measuring slowed the run is not known."""
    )


@pytest.mark.parametrize("line", [0, 6, 7, 10, 13, 99])
def test_unmeasured_lines_have_no_hover(line: int) -> None:
    assert line_hover(figures(), line, NOW) is None


def test_a_single_hit_is_not_each() -> None:
    assert paragraphs(figures(), 12)[0] == "**90 % of the run is spent on this line**: 1 hit, 90.0 ms."


def test_the_module_is_called_the_module() -> None:
    assert "| Of the function | 100 % of the module (90.0 ms) |" in hover(figures(), 12)


def test_a_line_that_never_ran_says_so_without_a_table() -> None:
    said = paragraphs(figures(), 9)

    assert said[0] == "**This line never ran.**"
    assert len(said) == 2


def test_a_snapshot_says_that_a_line_has_not_run_yet() -> None:
    assert paragraphs(figures(profile(run=run_info(outcome="running"))), 9)[0] == "This line has not run yet."


def test_a_stale_line_says_what_was_measured_before_the_edit() -> None:
    said = paragraphs(figures(text=SOS.replace("at * at", "at ** 2")), 4)

    assert said[0] == (
        "*Stale: this line has changed since it was measured.* "
        "Before that, **60 % of the run was spent on this line**: 1,000 hits, 60.0 μs each."
    )


def test_a_stale_line_that_never_ran_says_so() -> None:
    said = paragraphs(figures(text=SOS.replace("1 / 0", "2 / 0")), 9)

    assert said[0] == "*Stale: this line has changed since it was measured.* Before that, it had never run."


def test_a_failing_line_says_with_what_first() -> None:
    said = paragraphs(figures(profile(run=failed(4, "bad `x`"))), 4)

    assert said[0] == "**✗ ZeroDivisionError: bad \\`x\\`**: the program ended here."
    assert said[1].startswith("**60 % of the run")


def test_a_failing_line_without_figures_was_not_measured() -> None:
    shown = figures(module((1, 1, 1.0), run=failed(3), text=numbered(4)), numbered(4))

    assert paragraphs(shown, 3)[1] == "This line was not measured."


def test_several_functions_on_a_line_have_a_column_each() -> None:
    text = "def f(): return 1"
    of = profile(text, [(1, 0, 1, 0.1), (1, 1, 50, 2.0)], [("<module>", 1, 1), ("f", 1, 1)])

    assert (
        paragraphs(figures(of, text), 1)[1]
        == """\
| | f | the module |
|:--|:--|:--|
| Time | 2.00 ms | 100 μs |
| Per hit | 40.0 μs | 100 μs |
| Hits | 50 | 1 |
| Of the function | 100 % of f (2.00 ms) | 100 % of the module (100 μs) |
| Of the run | 2 % of the run (100 ms in the program's body) | <1 % of the run (100 ms in the program's body) |"""
    )


def test_rows_that_never_ran_have_no_column() -> None:
    text = "def f(): return 1"
    of = profile(text, [(1, 0, 1, 0.1), (1, 1, 0, 0.0)], [("<module>", 1, 1), ("f", 1, 1)])

    assert "| | the module |" in hover(figures(of, text), 1)


def test_with_threads_the_denominator_is_their_lives() -> None:
    shown = figures(profile(run=run_info(thread_ns=200_000_000)))

    assert "| Of the run | 30 % of the run (200 ms in the lives of its threads together) |" in hover(shown, 4)


def test_recursion_says_why_there_is_no_share() -> None:
    run = run_info(limits=(noted("recursive", 1, "sos calls itself."),))
    said = hover(figures(profile(run=run)), 4)

    assert said.startswith("**75 % of sos is spent on this line**")
    assert "| Of the run | not known: calls inside calls are counted more than once |" in said
    assert "- sos calls itself." in said


def test_the_note_on_recursion_is_not_on_other_functions() -> None:
    run = run_info(limits=(noted("recursive", 1, "sos calls itself."),))

    assert "calls itself" not in hover(figures(profile(run=run)), 12)


def test_time_counted_more_than_once_has_no_share() -> None:
    said = hover(figures(profile(run=run_info(body_ms=10))), 4)

    assert "| Of the run | not known: time is counted more than once |" in said


def test_a_function_still_running_has_no_percent() -> None:
    run = run_info(outcome="running", limits=(noted("running", 3),))
    said = hover(figures(profile(run=run)), 4)

    assert "| Of the function | not known while a line of it has not ended |" in said
    assert "Measured so far by line_profiler" in said


@pytest.mark.parametrize(
    ("outcome", "text"),
    [("running", "it is running now"), ("cancelled", "it had not ended when the run did")],
)
def test_a_running_line_has_more_to_come(outcome: str, text: str) -> None:
    run = run_info(outcome=outcome, limits=(noted("running", 4),))

    assert paragraphs(figures(profile(run=run)), 4)[0] == (
        f"**60 % of the run is spent on this line**: 1,000 hits, 60.0 μs each; {text}, so its time is not complete."
    )


def test_a_line_running_for_the_first_time_has_only_begun() -> None:
    run = run_info(outcome="running", limits=(noted("running", 9),))

    assert paragraphs(figures(profile(run=run)), 9)[0] == "**This line is running for the first time.**"


def test_a_line_run_inside_a_lambda_has_hits_only() -> None:
    shown = figures(module((1, 10, None), (2, 1, 5.0)), numbered(2))

    assert paragraphs(shown, 1)[:2] == [
        "**10 hits**; their time is in the line that runs them.",
        "| | the module |\n|:--|:--|\n| Hits | 10 |",
    ]


def test_a_body_of_no_time_says_nothing_of_shares() -> None:
    said = hover(figures(profile(run=run_info(body_ms=0))), 4)

    assert said.startswith("**75 % of sos is spent on this line**")
    assert "Of the run" not in said


def test_further_metrics_have_a_row_each() -> None:
    of = profile(SOS, [(4, 1, 10, 1.0)], more={"line_own_ns": (5e5,), "peak_bytes": (2048.0,), "await_ns": (None,)})
    metrics = (
        *of.metrics,
        Metric("line_own_ns", "Own time", "ns"),
        Metric("peak_bytes", "Peak", "bytes"),
        Metric("await_ns", "Awaiting", "ns"),
    )
    said = hover(figures(replace(of, metrics=metrics)), 4)

    assert "| Own time | 500 μs |\n| Peak | 2.00 KiB |" in said
    assert "Awaiting" not in said


def test_how_much_measuring_slowed_the_run_is_said_where_known() -> None:
    said = hover(figures(profile(run=run_info(overhead=1.57))), 4)

    assert said.endswith("Measuring made the run take 1.57× the time.")


@pytest.mark.parametrize(
    ("note", "shown"),
    [
        (Note("not_measured", "Child processes."), True),
        (Note("distorts", "Of this file.", PATH), True),
        (Note("distorts", "Of this line.", PATH, 4), True),
        (Note("distorts", "Of another line.", PATH, 3), False),
        (Note("running", "This line is running.", PATH, 4), False),
        (Note("distorts", "Of another file.", "/p/other.py"), False),
        (Note("distorts", "Of another file's line.", "/p/other.py", 4), False),
    ],
)
def test_notes_are_shown_where_they_concern_the_line(note: Note, shown: bool) -> None:
    assert (f"- {note.text}" in hover(figures(profile(run=run_info(limits=(note,)))), 4)) == shown


def test_many_notes_are_cut_short() -> None:
    limits = tuple(Note("not_measured", f"Note {number}.") for number in range(8))
    said = hover(figures(profile(run=run_info(limits=limits))), 4)

    assert said.count("- Note") == 5
    assert "- and 3 more" in said


HOSTILE = "<img src=x onerror=alert(1)> [a](command:x) `b` **c** | d\n\n# e $(flame) http://x"


def test_nothing_the_program_named_is_markup() -> None:
    of = profile(
        SOS, SOS_ROWS_OF_ONE, [(HOSTILE, 1, 13)], replace(failed(4, HOSTILE), limits=(Note("distorts", HOSTILE),))
    )
    said = hover(figures(of), 4)

    for markup in ("<img", "[a]", "](", "`b", "**c", "| d", "\n# e", "$(", "http://"):
        assert markup not in said.replace("\\" + markup, "").replace("\\*\\*c", "")


SOS_ROWS_OF_ONE = [(4, 0, 10, 50.0)]
