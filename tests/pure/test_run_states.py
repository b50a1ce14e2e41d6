"""What is said of a run while it goes on, and of how it ended."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from written_profiles import PATH, plain, profile, run_info, traced_profile
from written_trials import TIMED_RUN, failure, pair, readings, timing, trial

from heatline.render.run_states import ended_text, running_text, setting_text, timing_running_text, tracer_text
from heatline_runner.model import Failure, Profile, Trial

LOOK = "Look at sos.py, line 12: 90 % of the run."
NO_LINE = "Nothing was measured: no line of the workspace's own files ran."
TOO_SOON = "Nothing was measured: it ended before its first reading."


def error(kind: str, message: str = "", path: str | None = None, line: int | None = None) -> dict[str, Any]:
    return {"outcome": "raised", "exit_code": 1, "error": Failure(kind, message, path, line)}


def test_by_what_it_is_measured_is_said_and_why_not_by_the_best() -> None:
    assert tracer_text("native", "") == "Measured by Heatline's native tracer."
    assert tracer_text("line_profiler", "No.") == "Measured by line_profiler. No."
    assert tracer_text("timeit", "") == "Measured by timeit."


def test_with_own_times_the_line_that_took_most_itself_is_the_one_to_look_at() -> None:
    said = ended_text("sos.py", traced_profile())

    assert plain(said.text).endswith("Look at sos.py, line 5: 86 % of the run.")


@pytest.mark.parametrize(
    ("changes", "severity", "text"),
    [
        ({}, "info", "finished after 100 ms."),
        ({"outcome": "exited", "exit_code": 3}, "info", "exited with code 3 after 100 ms."),
        (
            {"outcome": "exited", "partial": True},
            "info",
            "exited with code 0 after 100 ms; its last moments may be missing.",
        ),
        ({"outcome": "cancelled"}, "info", "was stopped after 100 ms; what it measured is kept."),
        (
            {"outcome": "timed_out", "partial": True},
            "warning",
            "reached its time limit after 100 ms; what it measured is kept.",
        ),
        (
            {"outcome": "killed", "signal": 9, "partial": True},
            "error",
            "was killed by signal 9 after 100 ms; its last moments may be missing.",
        ),
        (
            {"outcome": "crashed", "signal": 11, "partial": True},
            "error",
            "crashed with signal 11 after 100 ms; its last moments may be missing.",
        ),
        (error("ValueError", "Not so.", PATH, 4), "error", "failed at line 4: ValueError: Not so."),
        (error("ValueError", "no", "/p/work.py", 7), "error", "failed at work.py, line 7: ValueError: no."),
        (error("SyntaxError", "expected ':'", PATH, 2), "error", "has a syntax error at line 2: expected ':'."),
        (
            error("SyntaxError", "expected ':'", "/p/work.py", 2),
            "error",
            "failed at work.py, line 2: SyntaxError: expected ':'.",
        ),
        (error("KeyboardInterrupt"), "error", "failed: KeyboardInterrupt."),
    ],
)
def test_every_end_is_said_with_the_line_to_look_at(changes: dict[str, Any], severity: str, text: str) -> None:
    said = ended_text("sos.py", profile(run=run_info(**changes)))

    assert (said.severity, plain(said.text)) == (severity, f"sos.py {text} {LOOK}")


@pytest.mark.parametrize(
    ("changes", "severity", "text"),
    [
        ({}, "warning", f"finished after 100 ms. {NO_LINE}"),
        ({"outcome": "cancelled"}, "warning", f"was stopped after 100 ms. {NO_LINE}"),
        (
            {"outcome": "killed", "signal": 9, "partial": True, "body_ms": 0},
            "error",
            f"was killed by signal 9. {TOO_SOON}",
        ),
        ({"outcome": "exited", "partial": True, "body_ms": 0}, "warning", f"exited with code 0. {TOO_SOON}"),
        (
            error("SyntaxError", "expected ':'", PATH, 2) | {"body_ms": 0},
            "error",
            "has a syntax error at line 2: expected ':'. Nothing was measured: mend it and profile again.",
        ),
    ],
)
def test_an_end_without_results_says_why_there_are_none(changes: dict[str, Any], severity: str, text: str) -> None:
    said = ended_text("sos.py", profile("", [], [], run_info(**changes)))

    assert (said.severity, plain(said.text)) == (severity, f"sos.py {text}")


def test_a_run_that_goes_on_has_its_time_and_its_lines() -> None:
    assert plain(running_text("sos.py", 3_200_000_000, 1204)) == "sos.py · 3.20 s · 1,204 lines"


def test_a_run_says_with_which_python_and_where() -> None:
    said = setting_text("3.13.0", "/p/.venv/bin/python", "as the .venv of p", "/p")
    assert said == "Python 3.13.0 (/p/.venv/bin/python, found as the .venv of p), in /p"


GRADE = trial("grade(74)", readings(214, 3))
REAL = trial("grade(…)", readings(12_400, 200, 1000), asked="real_calls", calls=1204)


@pytest.mark.parametrize(
    ("trials", "severity", "text"),
    [
        ([GRADE], "info", "grade: 214 ns ± 3 ns · 960,000 loops."),
        ([failure("grade('x')", "TypeError", "no")], "warning", "grade('x') raises TypeError: no: change the call."),
        (
            [GRADE, failure("grade('x')", "TypeError", "no")],
            "warning",
            "grade: 214 ns ± 3 ns · 960,000 loops · 1 call failed.",
        ),
        ([REAL], "info", "grade: the first 1,000 of 1,204 calls · median 12.4 μs · slowest 12.8 μs."),
        (
            [trial(f"{name}()", readings(90), function=None) for name in "abcde"],
            "info",
            "a(): 90.0 ns ± 0 ns · 960,000 loops. b(): 90.0 ns ± 0 ns · 960,000 loops. "
            "c(): 90.0 ns ± 0 ns · 960,000 loops. 2 more were timed.",
        ),
    ],
)
def test_an_end_of_timing_says_what_was_timed(trials: list[Trial], severity: str, text: str) -> None:
    said = ended_text("grades.py", timing(*trials))

    assert (said.severity, plain(said.text)) == (severity, text)


def test_an_end_of_timing_before_its_time_says_so_first() -> None:
    said = ended_text("prof.py", timing(REAL, run=replace(TIMED_RUN, outcome="cancelled")))

    assert said.severity == "info"
    assert plain(said.text).startswith("prof.py was stopped after 100 ms; what it measured is kept. grade: the first ")


@pytest.mark.parametrize(
    ("profile", "text"),
    [
        (timing(GRADE, trial("grade(6)")), "grades.py · 3.20 s · 1 of 2 calls timed"),
        (timing(*pair(0, readings(1), readings(1)), trial("grade(6)")), "grades.py · 3.20 s · 1 of 2 calls timed"),
        (timing(REAL), "grades.py · 3.20 s · 1,204 calls clocked"),
    ],
)
def test_a_timing_that_goes_on_says_how_far_it_is(profile: Profile, text: str) -> None:
    assert plain(timing_running_text("grades.py", 3_200_000_000, profile)) == text
