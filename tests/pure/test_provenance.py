"""How figures came about, in words."""

from __future__ import annotations

from datetime import datetime, timezone
from typing import Any

import pytest
from written_profiles import profile, run_info, traced_profile

from heatline.render.provenance import measured_with, outcome_text, provenance_text
from heatline.render.when import ago
from heatline_runner.model import Failure

NOW = datetime(2026, 11, 23, 12, 0, 0, tzinfo=timezone.utc)


@pytest.mark.parametrize(
    ("started", "text"),
    [
        ("2026-11-23T12:00:00Z", "just now"),
        ("2026-11-23T12:00:09Z", "just now"),
        ("2026-11-23T11:59:56Z", "just now"),
        ("2026-11-23T11:59:55Z", "5 seconds ago"),
        ("2026-11-23T11:59:01Z", "59 seconds ago"),
        ("2026-11-23T11:59:00Z", "1 minute ago"),
        ("2026-11-23T11:00:01Z", "59 minutes ago"),
        ("2026-11-23T11:00:00Z", "1 hour ago"),
        ("2026-11-22T12:00:01Z", "23 hours ago"),
        ("2026-11-22T12:00:00Z", "1 day ago"),
        ("2026-11-13T12:00:00Z", "10 days ago"),
        ("2026-11-23T11:57:00", "3 minutes ago"),
        ("2026-11-23T12:57:00+01:00", "3 minutes ago"),
        ("2026-11-23T11:57:00.123456+00:00", "2 minutes ago"),
    ],
)
def test_when_is_said_in_the_largest_unit(started: str, text: str) -> None:
    assert ago(started, NOW) == text


@pytest.mark.parametrize(
    ("changes", "text"),
    [
        ({"outcome": "running"}, "is still running"),
        ({"outcome": "finished"}, "finished"),
        ({"outcome": "exited", "exit_code": 3}, "exited with code 3"),
        ({"outcome": "cancelled"}, "was stopped"),
        ({"outcome": "timed_out"}, "reached its time limit"),
        ({"outcome": "raised"}, "failed"),
        ({"outcome": "raised", "error": Failure("KeyError", "")}, "failed with KeyError"),
        ({"outcome": "raised", "error": Failure("KeyError", "", "/p/a.py", 3)}, "failed with KeyError at a.py:3"),
        ({"outcome": "killed", "signal": 9}, "was killed by signal 9"),
        ({"outcome": "killed"}, "was killed"),
        ({"outcome": "crashed", "signal": 11}, "crashed with signal 11"),
    ],
)
def test_every_outcome_has_its_words(changes: dict[str, Any], text: str) -> None:
    assert outcome_text(run_info(**changes)) == text


def test_without_a_choice_of_tracers_the_engine_is_named() -> None:
    assert measured_with(profile(run=run_info(tracer=None, engine_version="2"))) == "line_time 2"


def test_an_instrument_that_is_part_of_python_has_no_version_of_its_own() -> None:
    run = run_info(tracer="tracemalloc", engine_version="", python_version="3.13.0", started="2026-11-23T11:57:00Z")

    assert provenance_text(profile(run=run), NOW).startswith(
        "Measured 3 minutes ago by tracemalloc under Python 3.13.0. "
    )


@pytest.mark.parametrize(
    ("tracer", "name"),
    [("native", "Heatline's native tracer"), ("monitoring", "Heatline's monitoring tracer (pure Python)")],
)
def test_tracers_of_ours_are_said_to_be_ours(tracer: str, name: str) -> None:
    assert measured_with(traced_profile(tracer=tracer)) == name


def test_what_measuring_cost_is_said_to_be_taken_off_only_where_it_is() -> None:
    taken_off = provenance_text(traced_profile(), NOW)
    assert taken_off.endswith("Measuring made the run take 1.90× the time; that is taken off the figures.")
    assert provenance_text(profile(run=run_info(overhead=1.9)), NOW).endswith("take 1.90× the time.")
