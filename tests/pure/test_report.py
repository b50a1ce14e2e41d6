"""The report for a terminal."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from written_profiles import (
    LOGIN,
    LOGIN_ROWS,
    MS,
    PATH,
    SOS,
    failed,
    module,
    noted,
    numbered,
    plain,
    profile,
    run_info,
    traced_profile,
)

from heatline.analysis.shares import run_shares
from heatline.render.report import ReportStyle, text_report
from heatline_runner.model import FunctionRow, LineTable, Note, Profile, measured_source


def report(of: Profile | None = None, text: str = SOS, style: ReportStyle | None = None) -> str:
    return plain(text_report(run_shares(of or profile()), {PATH: text}, style or ReportStyle(width=90)))


def section(name: str, of: Profile | None = None, text: str = SOS) -> str:
    parts = report(of, text).rstrip("\n").split("\n\n")
    return next(part for part in parts if part.startswith(name))


def test_a_report_reads_from_how_it_ran_to_each_line() -> None:
    expected = """\
sos.py finished: 100 ms in its body, 250 ms in all
Python 3.12.1 at /usr/bin/python3 · line_profiler 5.1.0 · in /p

sos.py

Module level · 90 % of the run · 90.0 ms
Line   Hits     Time  Per hit      %   Source
   1      1  1.00 μs  1.00 μs   <1 %   def sos(numbers):
   ⋮
   8      1  1.00 μs  1.00 μs   <1 %   def unused():
   ⋮
  12      1  90.0 ms  90.0 ms  100 % █ print(sos(range(1000)))

sos · 80 % of the run · 80.0 ms
Line   Hits     Time  Per hit      %   Source
   1                                   def sos(numbers):
   2      1   500 ns   500 ns   <1 %       total = 0
   3  1,001  20.0 ms  20.0 μs   25 % ▓     for at in numbers:
   4  1,000  60.0 ms  60.0 μs   75 % █         total += at * at
   5      1   300 ns   300 ns   <1 %       return total
"""
    assert report() == expected


def test_functions_that_never_ran_are_left_out_unless_asked_for() -> None:
    asked = report(style=ReportStyle(width=90, every_function=True))

    assert "unused ·" not in report()
    assert "unused · never ran" in asked
    assert "   9      0" in asked


def test_the_hottest_file_comes_first() -> None:
    of = profile()
    other = LineTable("/p/a.py", (1,), (3,), {"hits": (1,), "time_ns": (95.0 * MS,)})
    of = replace(
        of,
        lines=(*of.lines, other),
        functions=(*of.functions, FunctionRow("/p/a.py", 1, 1, "<module>", {})),
        sources={**of.sources, "/p/a.py": measured_source("import sos\n")},
    )
    text = text_report(run_shares(of), {PATH: SOS, "/p/a.py": "import sos\n"}, ReportStyle())

    assert text.index("\na.py\n") < text.index("\nsos.py\n")


def test_files_elsewhere_have_their_whole_path() -> None:
    assert "\n/p/sos.py\n" in report(profile(run=run_info(cwd="/elsewhere")))


def test_a_file_that_is_gone_says_so() -> None:
    text = text_report(run_shares(profile()), {}, ReportStyle())

    assert "sos.py\nThe file is not there any more, so its lines cannot be shown." in text


def test_an_edited_line_says_stale() -> None:
    edited = section("sos ·", text=SOS.replace("at * at", "at ** 2"))

    assert re.search(r"   4 +stale +total \+= at \*\* 2", edited)
    assert "60.0 ms" not in edited


def test_a_new_line_inside_a_function_has_no_figures() -> None:
    edited = section("sos ·", text=SOS.replace("    return total", "    print()\n    return total"))

    assert re.search(r"\n   5 +print\(\)\n", edited)
    assert re.search(r"\n   6 +1 +300 ns", edited)


def test_a_failing_line_says_with_what() -> None:
    failing = report(profile(run=failed(4)))

    assert failing.startswith("sos.py failed with ZeroDivisionError at sos.py:4: 100 ms in its body")
    assert re.search(r"total \+= at \* at\n +✗ ZeroDivisionError: division by zero\n", failing)


def test_an_exception_without_a_message_is_its_name() -> None:
    assert "\n✗ KeyError\n" in report(profile(run=failed(4, "", "KeyError")))


def test_notes_are_in_the_head_with_their_place() -> None:
    notes = (Note("not_measured", "Child processes are not measured."), Note("distorts", "Slow.", PATH, 4))

    assert "! Child processes are not measured.\n! Slow. (sos.py:4)\n" in report(profile(run=run_info(limits=notes)))


def test_notes_are_wrapped() -> None:
    text = report(profile(run=run_info(limits=(Note("distorts", "many words " * 20),))))

    assert max(map(len, text.splitlines())) <= 90
    assert "\n  many words" in text or "\n  words" in text


def test_a_function_still_running_is_marked() -> None:
    of = profile(run=run_info(outcome="cancelled", limits=(noted("running", 3),)))

    assert section("sos ·", of).startswith("sos · 80.0 ms · a line of it had not ended")
    assert report(of).startswith("sos.py was stopped")


def test_a_line_that_only_began_says_so() -> None:
    of = module((1, 0, 0.0), run=run_info(outcome="cancelled", limits=(noted("running", 1),)))

    assert re.search(r"   1 +not ended +line_1", report(of, numbered(1)))


def test_threads_are_said_to_be_the_whole() -> None:
    text = report(profile(run=run_info(thread_ns=200 * MS)))

    assert "Shares of the run are parts of 200 ms, the lives of its threads together." in text


@pytest.mark.parametrize(
    ("outcome", "text"),
    [
        ("finished", "No line was measured: nothing in the measured files ran."),
        ("raised", "No line was measured: the program ended before one of its own lines did."),
    ],
)
def test_an_empty_report_says_why(outcome: str, text: str) -> None:
    assert report(profile("", [], [], run_info(outcome=outcome))).endswith(f"\n\n{text}\n")


def test_how_much_measuring_slowed_the_run_is_in_the_head_where_known() -> None:
    assert "Measuring made the run take 1.57× the time.\n\nsos.py" in report(profile(run=run_info(overhead=1.57)))


def test_a_program_of_which_nothing_was_read_has_no_time_in_its_body() -> None:
    killed = report(profile("", [], [], run_info(outcome="killed", signal=9, partial=True, body_ms=0)))

    assert killed.startswith("sos.py was killed by signal 9: nothing was read of it, 250 ms in all\n")
    assert killed.endswith("\n\nNo line was measured: the program ended before its first reading.\n")


def test_a_program_that_could_not_be_read_by_python_did_not_begin() -> None:
    broken = report(profile("", [], [], replace(failed(2, "invalid", "SyntaxError"), body_ns=0)))

    assert broken.startswith("sos.py failed with SyntaxError at sos.py:2: it did not begin, 250 ms in all\n")


def test_long_lines_are_cut_to_the_width() -> None:
    text = "x = " + "1 + " * 60 + "1\n"
    lines = report(module((1, 1, 1.0), text=text), text, ReportStyle(width=80)).splitlines()

    assert max(map(len, lines)) == 80
    assert lines[-1].endswith("…")


def test_a_narrow_terminal_still_shows_some_source() -> None:
    assert "def sos(numbers):" in report(style=ReportStyle(width=10))


def test_without_colour_there_are_no_escapes() -> None:
    assert "\x1b" not in report()


def test_colour_changes_nothing_but_colours() -> None:
    coloured = report(profile(run=failed(4)), style=ReportStyle(width=90, colour=True))
    bare = re.sub(r"\x1b\[[0-9;]*m", "", coloured)
    shades = str.maketrans("·░▒▓█", "     ")

    assert [line.translate(shades).split() for line in bare.splitlines()] == [
        line.translate(shades).split() for line in report(profile(run=failed(4))).splitlines()
    ]


def test_what_the_program_wrote_cannot_command_the_terminal() -> None:
    hostile = "x = '\x1b[2J'\n"
    of = module((1, 1, 1.0), run=failed(1, "\x1b]0;owned\x07"), text=hostile)

    assert "\x1b" not in report(of, hostile)


def test_methods_are_listed_without_their_indent() -> None:
    text = "class A:\n    def m(self):\n        return 1\n"
    of = profile(text, [(3, 0, 1, 5.0)], [("A.m", 2, 3)])

    assert re.search(r" def m\(self\):\n.* ░     return 1", section("A.m", of, text))


def test_blank_lines_before_what_is_left_out_are_left_out_too() -> None:
    text = "x = 1\n\n\n\ndef f():\n    return 1\n\n\ny = 2\n\nz = 3\n"
    of = profile(text, [(1, 0, 1, 1.0), (9, 0, 1, 1.0), (11, 0, 1, 1.0)], [("<module>", 1, 11), ("f", 5, 6)])
    listed = section("Module level", of, text)

    assert [line.split()[0] for line in listed.splitlines()[2:]] == ["1", "⋮", "9", "10", "11"]


def test_long_comments_and_docstrings_are_left_out() -> None:
    text = 'x = 1\n"""\n1\n2\n3\n4\n"""\ny = 2\n# short\nz = 3\n'
    listed = section("Module level", module((1, 1, 1.0), (8, 1, 1.0), (10, 1, 1.0), text=text), text)

    assert [line.split()[0] for line in listed.splitlines()[2:]] == ["1", "⋮", "8", "9", "10"]


def test_own_time_and_calls_stand_beside_the_time() -> None:
    expected = """\
sos.py finished: 100 ms in its body, 250 ms in all
Python 3.12.1 at /usr/bin/python3 · Heatline's native tracer · in /p
Measuring made the run take 1.90× the time; that is taken off the figures.
Outside of any measured line: 2.00 ms (2 % of the run).

sos.py

Module level · 98 % of the run · 98.0 ms · 6.50 ms own
Line  Hits     Time  Per hit      Own      %   Source
   1     1  2.00 ms  2.00 ms  2.00 ms    2 % · import hashlib
   ⋮
  14     1  96.0 ms  96.0 ms  4.50 ms   98 % ░ print(login(b"secret"))

login · 92 % of the run · 91.5 ms · 5.10 ms own · 1 call
Line  Hits     Time  Per hit      Own      %   Source
   8                                           def login(word):
   9    10  1.00 ms   100 μs  1.00 ms    1 % ·     for turn in range(9):
  10     9  90.0 ms  10.0 ms  3.60 ms   98 % ░         seen = crypt(word)
  11     1   500 μs   500 μs   500 μs   <1 %       return seen

crypt · 86 % of the run · 86.4 ms · 9 calls
Line  Hits     Time  Per hit      Own      %   Source
   4                                           def crypt(word):
   5     9  86.4 ms  9.60 ms  86.4 ms  100 % █     return hashlib.md5(word)

Time is a line's with all that it calls, Own without the measured functions among that;
own times add up, and the heat of a line is its own time's part of the run.
"""
    assert report(traced_profile(), LOGIN) == expected


def test_own_times_that_are_the_times_have_no_column() -> None:
    alone = report(traced_profile([LOGIN_ROWS[2]], calls=()), LOGIN)

    assert "Own" not in alone


def test_how_long_a_line_was_suspended_has_a_column() -> None:
    waits = report(traced_profile([(9, 2, 3, 0.3, 0.3, 1200.0, 0.1, 0.1, 0.3)], calls=()), LOGIN)

    assert re.search(r"Suspended +%   Source\n", waits)
    assert re.search(r"\n   9 +3 +300 μs +100 μs +1.20 s ", waits)
