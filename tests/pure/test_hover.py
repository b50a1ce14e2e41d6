"""What a line tells when asked."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime, timezone
from urllib.parse import unquote

import pytest
from lsprotocol.types import MarkupContent, MarkupKind
from written_profiles import (
    ALLOCATIONS_METRICS,
    MEMORY_RUN,
    PATH,
    SOS,
    allocations_profile,
    failed,
    figures,
    growth_profile,
    memory_profile,
    module,
    noted,
    numbered,
    plain,
    profile,
    run_info,
    series,
    side_by_side,
)

from heatline.analysis.figures import Figures
from heatline.render.hover import line_hover
from heatline_runner.model import Metric, Note

NOW = datetime(2026, 11, 23, 5, 3, tzinfo=timezone.utc)


def hover(shown: Figures | tuple[Figures, ...], line: int) -> str:
    found = line_hover((shown,) if isinstance(shown, Figures) else shown, line, NOW)
    assert found is not None
    assert isinstance(found.contents, MarkupContent)
    assert found.contents.kind == MarkupKind.Markdown
    return plain(found.contents.value)


def paragraphs(shown: Figures | tuple[Figures, ...], line: int) -> list[str]:
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
    assert line_hover((figures(),), line, NOW) is None


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
    of = profile(SOS, [(4, 1, 10, 1.0)], more={"samples": (5.0,), "peak_bytes": (2048.0,), "switches": (None,)})
    metrics = (
        *of.metrics,
        Metric("samples", "Samples", "count"),
        Metric("peak_bytes", "Peak", "bytes"),
        Metric("switches", "Switches", "count"),
    )
    said = hover(figures(replace(of, metrics=metrics)), 4)

    assert "| Samples | 5 |\n| Peak | 2.00 KiB |" in said
    assert "Switches" not in said


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


def test_each_instrument_has_its_part_under_its_name() -> None:
    assert (
        hover(side_by_side(profile(), memory_profile()), 3)
        == """\
#### Time — line_profiler 5.1.0

**20 % of the run is spent on this line**: 1,001 hits, 20.0 μs each.

| | sos |
|:--|:--|
| Time | 20.0 ms |
| Per hit | 20.0 μs |
| Hits | 1,001 |
| Of the function | 25 % of sos (80.0 ms) |
| Of the run | 20 % of the run (100 ms in the program's body) |

Measured 3 minutes ago by line_profiler 5.1.0 under Python 3.12.1. How much measuring slowed the run is not known.

#### Resident memory — memory_profiler 0.61.0

**256 KiB added on this line**, <1 % of the 56.2 MiB that the run grew by to its peak: 1,001 hits.

| | sos |
|:--|:--|
| Increment | +256 KiB |
| Of the growth | <1 % of the 56.2 MiB that the run grew by to its peak |
| Memory after | 45.4 MiB |
| Peak | 45.4 MiB |
| Hits | 1,001 |

Measured 2 minutes ago by memory_profiler 0.61.0 under Python 3.12.1. How much measuring slowed the run is not known."""
    )


def test_a_line_that_one_instrument_measured_needs_no_heading() -> None:
    assert "####" not in hover(side_by_side(profile(), allocations_profile()), 12)


@pytest.mark.parametrize(
    ("line", "text"),
    [
        (12, "**25.4 MiB added on this line**, 45 % of the 56.2 MiB that the run grew by to its peak: 1 hit."),
        (
            4,
            "**112 MiB added on this line** in 1,000 hits: more than the 56.2 MiB that the run grew by to its peak, "
            "since memory was allocated here again and again.",
        ),
        (5, "**20.0 MiB given back on this line**: 1 hit."),
        (
            2,
            "**No change seen on this line**: resident size moves in whole pages, and freed memory is used again.",
        ),
        (9, "**This line never ran.**"),
    ],
)
def test_what_a_line_did_to_resident_size_is_a_sentence(line: int, text: str) -> None:
    assert paragraphs(figures(memory_profile()), line)[0] == text


def test_no_change_is_no_number() -> None:
    said = hover(figures(memory_profile()), 2)

    assert "| Increment | no change seen |" in said
    assert "Of the growth" not in said


def test_memory_allocated_again_and_again_has_no_percent() -> None:
    said = hover(figures(memory_profile()), 4)

    assert "| Of the growth | more than the 56.2 MiB that the run grew by to its peak |" in said
    assert "%" not in said


def test_without_a_known_growth_there_is_no_share_of_it() -> None:
    said = hover(figures(memory_profile(run=replace(MEMORY_RUN, memory=None))), 12)

    assert said.startswith("**25.4 MiB added on this line**: 1 hit.")
    assert "Of the growth" not in said


def test_a_line_run_inside_a_comprehension_has_its_memory_elsewhere() -> None:
    shown = figures(memory_profile([(4, 1, 10, None, None, None)]))

    assert paragraphs(shown, 4)[:2] == [
        "**10 hits**; their memory is in the line that runs them.",
        "| | sos |\n|:--|:--|\n| Hits | 10 |",
    ]


@pytest.mark.parametrize(
    ("hits", "limits"),
    [
        (1, ()),
        (1000, (Note("distorts", "By memory_profiler's own arithmetic: the first line has the whole process's."),)),
    ],
)
def test_why_there_is_more_than_the_growth_is_said_only_where_it_can_be_told(
    hits: int, limits: tuple[Note, ...]
) -> None:
    of = memory_profile([(4, 1, hits, 112.0, 65.4, 76.2)], run=replace(MEMORY_RUN, limits=limits))
    said = paragraphs(figures(of), 4)

    assert said[0].endswith("more than the 56.2 MiB that the run grew by to its peak.")
    assert [f"- {note.text}" in said for note in limits] == [True for _ in limits]


@pytest.mark.parametrize(
    ("line", "before"),
    [(4, "**112 MiB added on this line** in 1,000 hits: more than"), (2, "**no change seen on this line**: resident")],
)
def test_stale_memory_says_what_was_measured_before_the_edit(line: int, before: str) -> None:
    text = SOS.replace("at * at", "at ** 2").replace("total = 0", "total = 1")

    assert paragraphs(figures(memory_profile(), text), line)[0].startswith(
        f"*Stale: this line has changed since it was measured.* Before that, {before}"
    )


def test_a_running_line_has_memory_to_come() -> None:
    run = replace(MEMORY_RUN, outcome="running", limits=(noted("running", 12),))

    assert paragraphs(figures(memory_profile(run=run)), 12)[0].endswith(
        "1 hit; it is running now, so its memory is not complete."
    )


def test_the_line_that_ran_at_the_peak_says_so() -> None:
    timeline = (series((0, 20.0, 1), (1200, 76.2, 4), (1300, 60.0, 5)),)
    said = "The run's memory was at its peak of 76.2 MiB here, 1.20 s after it began."

    assert said in paragraphs(figures(memory_profile(timeline=timeline)), 4)
    assert "at its peak" not in hover(figures(memory_profile(timeline=timeline)), 5)
    edited = SOS.replace("at * at", "at ** 2")
    assert "was at its peak" not in hover(figures(memory_profile(timeline=timeline), edited), 4)


def test_while_it_runs_it_is_the_peak_so_far() -> None:
    timeline = (series((0, 20.0, 1), (1200, 76.2, 4)),)
    of = memory_profile(timeline=timeline, run=replace(MEMORY_RUN, outcome="running"))

    assert "at its peak so far of 76.2 MiB here" in hover(figures(of), 4)


def test_what_is_alive_is_part_of_what_all_lines_hold() -> None:
    assert (
        hover(figures(allocations_profile()), 4)
        == """\
**1.25 MiB alive at the end**, 25 % of the 5.00 MiB of all lines.

| | sos |
|:--|:--|
| Alive at the end | 1.25 MiB |
| Of all lines | 25 % of 5.00 MiB |
| Blocks alive | 12,000 |

Measured 1 minute ago by tracemalloc under Python 3.12.1. How much measuring slowed the run is not known."""
    )


def test_growth_is_part_of_what_all_lines_grew_by() -> None:
    shown = figures(growth_profile([(1, 0, -5000.0, -1), (3, 1, 0.0, 0), (4, 1, 2048.0, 2)], alive=True))

    assert paragraphs(shown, 4)[:2] == [
        "**+2.00 KiB growth**, 100 % of the 2.00 KiB of all lines.",
        "| | sos |\n|:--|:--|\n| Growth | +2.00 KiB |\n| Of all lines | 100 % of 2.00 KiB |\n| Blocks grown | +2 |\n"
        "| Alive at the end | 2.00 KiB |\n| Blocks alive | 2 |",
    ]
    assert [paragraphs(shown, line)[0] for line in (1, 3)] == ["**-4.88 KiB growth**.", "**No growth**."]


def test_nothing_alive_is_said() -> None:
    assert paragraphs(figures(allocations_profile([(4, 1, 0.0, 0)])), 4)[0] == "**Nothing alive at the end**."


def test_a_metric_can_name_nothing_but_itself() -> None:
    of = allocations_profile()
    of = replace(of, metrics=(replace(ALLOCATIONS_METRICS[0], title=HOSTILE), *of.metrics[1:]))

    assert "<img" not in hover(figures(of), 4)


WHY = "Resident size is what the system gave the process"


def test_where_resident_size_and_allocations_are_both_there_it_says_why_they_differ() -> None:
    assert paragraphs(side_by_side(profile(), memory_profile(), allocations_profile()), 4)[-1].startswith(WHY)
    assert WHY not in hover(side_by_side(profile(), memory_profile(), allocations_profile()), 5)
    assert WHY not in hover(side_by_side(profile(), memory_profile()), 4)


def test_what_several_runs_note_is_said_once() -> None:
    limits = (Note("not_measured", "The program started child processes."), Note("distorts", "Of time."))
    memory = memory_profile(run=replace(MEMORY_RUN, limits=limits[:1]))
    said = hover(side_by_side(profile(run=run_info(limits=limits)), memory), 4)

    assert said.count("- The program started child processes.") == 1
    assert said.count("- Of time.") == 1


def test_a_failure_stands_before_all_parts() -> None:
    run = failed(4)
    said = paragraphs(side_by_side(profile(run=run), memory_profile(run=replace(MEMORY_RUN, error=run.error))), 4)

    assert [each.startswith("**✗ ZeroDivisionError") for each in said[:2]] == [True, False]


HOSTILE = "<img src=x onerror=alert(1)> [a](command:x) `b` **c** | d\n\n# e $(flame) http://x"


def test_nothing_the_program_named_is_markup() -> None:
    of = profile(
        SOS, SOS_ROWS_OF_ONE, [(HOSTILE, 1, 13)], replace(failed(4, HOSTILE), limits=(Note("distorts", HOSTILE),))
    )
    said = hover(figures(of), 4)

    for markup in ("<img", "[a]", "](", "`b", "**c", "| d", "\n# e", "$(", "http://"):
        assert markup not in said.replace("\\" + markup, "").replace("\\*\\*c", "")


SOS_ROWS_OF_ONE = [(4, 0, 10, 50.0)]


def test_a_client_that_follows_links_is_led_to_who_calls_the_function() -> None:
    found = line_hover((figures(),), 4, NOW, "file:///p/a%20b.py")
    assert found is not None
    assert isinstance(found.contents, MarkupContent)
    (link,) = (line for line in found.contents.value.split("\n\n") if "command:" in line)
    name, _, address = link.partition("](command:")
    command, _, arguments = address.removesuffix(")").partition("?")
    assert (name, command) == ("[Who calls this, and whom it calls", "heatline.showCalls")
    assert json.loads(unquote(arguments)) == [{"uri": "file:///p/a%20b.py", "line": 4}]
    assert "command:" not in hover(figures(), 4)
