"""The report of a memory run, for a terminal."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

import pytest
from written_profiles import (
    ALLOCATIONS_METRICS,
    MEMORY_RUN,
    MIB,
    MS,
    PATH,
    RUN,
    SOS,
    allocations_profile,
    memory_profile,
    plain,
    profile,
    series,
)

from heatline.analysis.shares import run_shares
from heatline.render.report import ReportStyle, text_report
from heatline_runner.model import LineTable, Memory, Metric, Profile, Series, Span, measured_source

CAUGHT = series((0, 20.0, None), (10, 20.0, 12), (20, 48.0, 3), (30, 76.0, 4), (40, 64.0, 4), (50, 45.4, 12))


def report(of: Profile, width: int = 80, colour: bool = False, text: str = SOS) -> str:
    return plain(text_report(run_shares(of), {PATH: text}, ReportStyle(width, colour)))


def over_time(*timeline: Series, spans: Iterable[Span] = (), memory: Memory | None = MEMORY_RUN.memory) -> str:
    """The part of a report that is about memory over time."""
    of = memory_profile(run=replace(MEMORY_RUN, memory=memory), timeline=timeline)
    return report(replace(of, spans=tuple(spans))).partition("\n\n")[2].partition("\n\nTop ")[0]


def test_a_report_of_resident_size_reads_from_how_it_ran_to_each_line() -> None:
    expected = """\
sos.py finished: 100 ms in its body, 250 ms in all
Memory: 20.0 MiB at the start, 76.2 MiB at its peak (sos.py:4, 30.0 ms in),
45.4 MiB at the end
Python 3.12.1 at /usr/bin/python3 · memory_profiler 0.61.0 · in /p

Memory over time (6 readings, 10.0 ms apart)
76.0 MiB ┤                                      ▂▄▅▇█▇▆▅▅▄▃▃▂▁
         │                                 ▂▃▅▇█████████████████▇▆▆▄▃▂▁
         │                             ▃▅▆██████████████████████████████▇▆▄▃▂▁
         │                       ▁▃▄▆██████████████████████████████████████████▆
38.0 MiB ┤                   ▂▄▅▇███████████████████████████████████████████████
         │▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▃▅▇████████████████████████████████████████████████████
         │██████████████████████████████████████████████████████████████████████
         │██████████████████████████████████████████████████████████████████████
     0 B └──────────────────────────────────────────────────────────────────────
          0                               25.0 ms                        50.0 ms
Peak: 76.0 MiB, 30.0 ms in, while sos.py:4 ran: total += at * at

Top 3 lines: increment
Percents are parts of the 56.2 MiB that the process grew by, to its peak. What a
line calls is in its increment.
    Line       Increment   Hits     %   Source
 1  sos.py:4    +112 MiB  1,000       █ total += at * at
 2  sos.py:12  +25.4 MiB      1  45 % █ print(sos(range(1000)))
 3  sos.py:3    +256 KiB  1,001  <1 %   for at in numbers:

sos.py

sos · peak 76.2 MiB
Line   Hits  Increment     After      Peak   Source
   1                                         def sos(numbers):
   2      1      0 B    20.0 MiB  20.0 MiB       total = 0
   3  1,001   +256 KiB  45.4 MiB  45.4 MiB       for at in numbers:
   4  1,000   +112 MiB  65.4 MiB  76.2 MiB █         total += at * at
   5      1  -20.0 MiB  45.4 MiB  65.4 MiB       return total

Module level · peak 76.2 MiB
Line   Hits  Increment     After      Peak   Source
   1      1      0 B    20.0 MiB  20.0 MiB   def sos(numbers):
   ⋮
   8      1      0 B    20.0 MiB  20.0 MiB   def unused():
   ⋮
  12      1  +25.4 MiB  45.4 MiB  76.2 MiB █ print(sos(range(1000)))

Resident size is what the system counts for the process: it moves by pages and
by the blocks that allocators keep, so what is small or reused may not show in
it.
Which to believe for what: docs/benchmarks.md.
"""
    assert report(memory_profile(timeline=(CAUGHT,))) == expected


def test_a_report_of_allocations_has_the_lines_that_hold_most() -> None:
    expected = """\
sos.py finished: 100 ms in its body, 250 ms in all
Python 3.12.1 at /usr/bin/python3 · tracemalloc · in /p

Memory over time was not read: this system does not say how much memory a
process has.

Top 3 lines: alive at the end
Percents are parts of 5.00 MiB, all that 3 lines hold together.
    Line         Alive  Blocks     %   Source
 1  sos.py:3  3.75 MiB   2,000  75 % █ for at in numbers:
 2  sos.py:4  1.25 MiB  12,000  25 % ▓ total += at * at
 3  sos.py:1   144 B         1  <1 %   def sos(numbers):

sos.py

sos · 5.00 MiB alive at the end · 100 % of all
Line     Alive  Blocks   Source
   1                     def sos(numbers):
   2                         total = 0
   3  3.75 MiB   2,000 █     for at in numbers:
   4  1.25 MiB  12,000 ▓         total += at * at
   5                         return total

Module level · 144 B alive at the end · <1 % of all
Line     Alive  Blocks   Source
   1   144 B         1   def sos(numbers):
   ⋮
  12                     print(sos(range(1000)))

Alive is what Python's own allocators gave and did not get back, to the byte;
what C libraries take from the system themselves is not in it.
Which to believe for what: docs/benchmarks.md.
"""
    assert report(allocations_profile()) == expected


def many_lines(number: int) -> tuple[Profile, str]:
    """``number`` lines that hold ever less."""
    text = "".join(f"kept_{line} = make()\n" for line in range(1, number + 1))
    of = allocations_profile([(line, 0, (number - line + 1) * MIB, 1) for line in range(1, number + 1)], text)
    return of, text


def test_of_many_lines_the_first_ten_are_shown_and_what_the_others_hold() -> None:
    of, text = many_lines(51)
    table = report(of, text=text).partition("Top 10 lines")[2].partition("\n\n")[0].splitlines()

    assert table[3] == " 1  sos.py:1   51.0 MiB       1  4 % ░ kept_1 = make()"
    assert table[12] == "10  sos.py:10  42.0 MiB       1  3 % ░ kept_10 = make()"
    assert table[13:] == ["… and 41 more lines with 861 MiB"]


def test_a_line_that_is_part_of_two_functions_is_ranked_once() -> None:
    of = allocations_profile([(12, 0, MIB, 2), (12, 1, MIB, 3)])

    assert "\n 1  sos.py:12  2.00 MiB       5  100 % █ print(sos(range(1000)))\n" in report(of)


def test_increments_of_a_growth_that_is_not_known_have_no_percents() -> None:
    text = report(memory_profile(run=replace(MEMORY_RUN, memory=None)))

    assert "\nTop 3 lines: increment\nWhat a line calls is in its increment.\n" in text
    assert "\n 1  sos.py:4    +112 MiB  1,000   total += at * at\n" in text


def test_growth_between_two_moments_has_a_table_of_its_own() -> None:
    of = allocations_profile()
    growth = (
        *ALLOCATIONS_METRICS,
        Metric("growth_bytes", "Growth", "bytes"),
        Metric("growth_blocks", "Grown", "count"),
    )
    table = of.lines[0]
    values = {**table.values, "growth_bytes": (0, 2 * MIB, -MIB), "growth_blocks": (0, 1000, -1)}
    text = report(replace(of, metrics=growth, lines=(replace(table, values=values),)))

    assert "\nTop 3 lines: alive at the end\n" in text
    assert "\nTop line: growth\nPercents are parts of 2.00 MiB, all that one line holds.\n" in text
    assert re.search(r"\n 1  sos.py:3  \+2.00 MiB  \+1,000  100 % █ for at in numbers:\n", text)
    assert re.search(r"\n +4  1.25 MiB  12,000  -1.00 MiB +-1 ▓ ", text)


def test_files_of_the_same_name_are_told_apart() -> None:
    of, other = allocations_profile(), "/q/deep/sos.py"
    table = LineTable(other, (1,), (0,), {"allocated_bytes": (64.0,), "blocks": (1.0,)})
    text = report(replace(of, lines=(*of.lines, table), sources={**of.sources, other: measured_source("x = 1\n")}))

    assert re.findall(r"\n [123]  (\S+)", text) == ["p/sos.py:3", "p/sos.py:4", "p/sos.py:1"]
    assert "\n 4  deep/sos.py:1" in text


def test_a_long_path_keeps_its_end() -> None:
    long = f"/p/{'very' * 20}/sos.py"
    of = allocations_profile()
    text = report(replace(of, lines=(replace(of.lines[0], path=long), *of.lines)))

    assert re.search(r"\n 1  …[very]+/sos.py:3  3.75 MiB", text)
    assert max(map(len, text.splitlines()[:14])) <= 80


def test_a_peak_between_two_readings_has_no_line_and_is_told() -> None:
    text = report(memory_profile(timeline=(series((0, 20.0, 1), (10, 40.0, 4), (20, 30.0, 4)),)))

    assert "Memory: 20.0 MiB at the start, 76.2 MiB at its peak, 45.4 MiB at the end\n" in text
    assert "\nPeak: 40.0 MiB, 10.0 ms in, while sos.py:4 ran: total += at * at\n" in text
    assert "\nThe system saw 76.2 MiB between two readings.\n" in text


def test_where_the_system_told_nothing_the_readings_do() -> None:
    text = report(memory_profile(run=replace(MEMORY_RUN, memory=None), timeline=(CAUGHT,)))

    assert text.splitlines()[1] == "Memory: 20.0 MiB at the start, 76.0 MiB at its peak (sos.py:4, 30.0 ms in),"


def test_a_run_cut_short_has_a_last_reading_and_no_end() -> None:
    assert "45.4 MiB at its last reading" in report(memory_profile(run=replace(MEMORY_RUN, partial=True)), 100)


@pytest.mark.parametrize(
    ("timeline", "text"),
    [
        ((), "Memory over time was not read: the program ended before the first reading."),
        ((series(),), "Memory over time was not read: the program ended before the first reading."),
        ((series((0, None, None)),), "Memory over time was not read: the program ended before the first reading."),
        (
            (series((1, 20.0, None)),),
            "Memory over time: 20.0 MiB, read once, 1.00 ms in: the program ended soon after.\n"
            "Peak: 20.0 MiB, 1.00 ms in\nThe system saw 76.2 MiB between two readings.",
        ),
        (
            (series((0, 76.2, None), (10, 76.2, None)),),
            "Memory over time: 76.2 MiB from start to end (2 readings, 10.0 ms apart).\nPeak: 76.2 MiB, 0 ns in",
        ),
    ],
)
def test_what_would_be_no_picture_is_a_sentence(timeline: tuple[Series, ...], text: str) -> None:
    assert over_time(*timeline).replace("\n", " ") == text.replace("\n", " ")


def test_a_system_that_does_not_tell_is_said() -> None:
    assert over_time(memory=None).startswith("Memory over time was not read: this system does not say")


def test_a_small_change_is_drawn_from_the_lowest_reading_on() -> None:
    drawn = over_time(series((0, 60.0, 1), (10, 62.0, 1), (20, 61.0, 1))).splitlines()

    assert drawn[1].startswith("62.0 MiB ┤")
    assert drawn[9].startswith("60.0 MiB └")


def test_a_gap_in_the_readings_is_a_gap_in_the_plot() -> None:
    gap = over_time(series((0, 60.0, 1), (10, 62.0, 1), (20, None, None), (30, None, None), (40, 60.0, 1)))

    assert re.search(r"\n         │▁+[▂-█]+ {20,}▁\n", gap)


def test_memory_that_only_falls_is_drawn_falling() -> None:
    rows = over_time(series((0, 80.0, 1), (10, 60.0, 1), (20, 40.0, 1), (30, 20.0, 1))).splitlines()[1:9]
    heights = [sum(row[10 + at : 11 + at] not in ("", " ") for row in rows) for at in range(70)]

    assert heights == sorted(heights, reverse=True)
    assert (heights[0], heights[-1]) == (8, 2)


def test_child_processes_have_plots_of_their_own() -> None:
    tree = replace(CAUGHT, values={**CAUGHT.values, "tree_bytes": tuple(200.0 * MIB + at for at in range(6))})
    child = replace(series((20, 5.0, None), (30, 9.0, None)), title="process 4711")
    text = over_time(tree, child)

    assert re.findall(r"^(\S.*) \(", text, re.MULTILINE) == [
        "Memory over time",
        "With its child processes: 200 MiB from start to end",
        "process 4711",
    ]


def test_functions_have_their_calls_and_the_memory_at_both_ends() -> None:
    spans = (Span(1, 10 * MS, 15 * MS), Span(1, 15 * MS, 45 * MS), Span(0, 0, 50 * MS))

    assert over_time(CAUGHT, spans=spans).partition("\n\n")[2] == (
        "Function      Calls  Longest  At its start  At its end\n"
        "Module level      1  50.0 ms      20.0 MiB    45.4 MiB\n"
        "sos               2  30.0 ms      34.0 MiB    54.7 MiB\n"
        "Memory as the longest call began and ended, on the line between the readings\n"
        "before and after."
    )


def test_where_nothing_was_measured_nothing_is_said_of_what_was() -> None:
    of = replace(memory_profile(), lines=(), functions=(), sources={})

    assert report(of).endswith("\n\nNo line was measured: nothing in the measured files ran.\n")


def test_a_timeline_alone_is_a_report() -> None:
    run = replace(RUN, target="mprof.dat", cwd="", interpreter="", python_version="", engine_version="", tracer="mprof")
    of = replace(profile(run=run), metrics=(Metric("memory_bytes", "Memory", "bytes"),), lines=(), functions=())
    text = report(replace(of, timeline=(CAUGHT,), sources={}))

    assert "\nMemory over time (6 readings, 10.0 ms apart)\n" in text
    assert "No line was measured" not in text
    assert "Python" not in text.partition("Resident size")[0]


@pytest.mark.parametrize("width", [66, 80, 120, 200])
def test_no_line_is_wider_than_the_terminal(width: int) -> None:
    spans = (Span(1, 10 * MS, 15 * MS),)
    for of in (replace(memory_profile(timeline=(CAUGHT,)), spans=spans), allocations_profile()):
        wide = [line for line in report(of, width).splitlines() if len(line) > width]
        assert [line for line in wide if not line.startswith("Python ")] == []


def test_colour_changes_nothing_but_colours() -> None:
    shades = str.maketrans("·░▒▓█", "     ")
    for of in (memory_profile(), allocations_profile()):
        bare = re.sub(r"\x1b\[[0-9;]*m", "", report(of, colour=True))
        assert bare.translate(shades).split() == report(of).translate(shades).split()


def test_the_hottest_line_is_on_the_hottest_colour() -> None:
    assert re.search(
        r"\x1b\[1;97;48;5;160m[^\n]*3\.75 MiB[^\n]*for at in numbers:", report(allocations_profile(), 80, True)
    )


def test_wide_characters_leave_the_columns_in_line() -> None:
    text = SOS.replace("total += at * at", 'total += len("数字" * 40)')
    of = allocations_profile(text=text)
    names = replace(of, lines=(replace(of.lines[0], path="/p/数字.py"), *of.lines))
    table = report(names, 60, text=text).partition("Source\n")[2].splitlines()

    assert table[0].startswith(" 1  数字.py:3  3.75 MiB")
    assert table[1].startswith(" 2  sos.py:3   3.75 MiB")
