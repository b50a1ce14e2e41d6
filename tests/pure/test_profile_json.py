"""A profile as a file: what is written can be read, and what is not a profile is said to be none, and why."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from written_profiles import failed, memory_profile, module, noted, profile, series

from heatline_runner.model import Profile
from heatline_runner.profile_json import NotAProfile, from_json, to_json

SCHEMA = json.loads((Path(__file__).resolve().parents[2] / "docs" / "profile.schema.json").read_text(encoding="utf-8"))
WRITTEN = {
    "plain": profile(),
    "failed": module((1, 1, 0.5), run=failed(1)),
    "without a time": module((1, 3, None)),
    "over time": memory_profile(timeline=(series((0, 20.0, None), (10, None, 4)),)),
    "with a lone surrogate": module((1, 1, 1.0), run=failed(1, message="\udc80")),
}


@pytest.mark.parametrize("written", WRITTEN.values(), ids=WRITTEN)
def test_what_is_written_can_be_read(written: Profile) -> None:
    assert from_json(to_json(written)) == written


@pytest.mark.parametrize("written", WRITTEN.values(), ids=WRITTEN)
def test_what_is_written_fits_the_schema(written: Profile) -> None:
    jsonschema.validate(json.loads(to_json(written)), SCHEMA)


def test_fields_of_a_later_version_are_ignored() -> None:
    fields = changed(later={"any": "thing"})
    assert from_json(json.dumps(fields)) == WRITTEN["plain"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "it is not JSON"),
        ("[]", 'it has no "format": 1'),
        ('{"format": 2}', 'it has no "format": 1'),
        ('{"format": 1, "engine": "line_time"}', "profile lacks "),
        ("[" * 100_000, "it is not JSON"),
    ],
)
def test_a_text_that_is_no_profile_is_said_to_be_none(text: str, said: str) -> None:
    with pytest.raises(NotAProfile) as problem:
        from_json(text)
    assert str(problem.value).startswith(said)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"metrics": []}, "it has no metrics"),
        ({"engine": 3}, "profile.engine is not a str"),
        ({"lines": {}}, "profile.lines is not a list"),
        ({"lines": [{"path": "/p", "line": [1], "function": [0], "values": {"hits": []}}]}, "the columns of /p differ"),
        ({"lines": [{"path": "/p", "line": [0], "function": [0], "values": {}}]}, "a row of /p names a function or"),
        ({"lines": [{"path": "/p", "line": [1], "function": [9], "values": {}}]}, "a row of /p names a function or"),
        ({"lines": [{"path": "/p", "line": [True], "function": [0], "values": {}}]}, "profile.lines[].line[] is not"),
        ({"lines": [{"path": "/p", "line": [1], "function": [0], "values": {"hits": ["1"]}}]}, "profile.lines[].valu"),
    ],
)
def test_a_damaged_profile_is_refused_with_the_place(changes: dict[str, Any], said: str) -> None:
    with pytest.raises(NotAProfile) as problem:
        from_json(json.dumps(changed(**changes)))
    assert str(problem.value).startswith(said)


@pytest.mark.parametrize(
    ("column", "readings", "said"),
    [
        ("at_ns", [0, 10, 20], "the columns of the timeline of process differ in length"),
        ("at_ns", [10, 0], "the readings of process are not in the order of time"),
        ("place", [0, 2], "a reading of process names a place that does not exist"),
        ("place", [-2, 0], "a reading of process names a place that does not exist"),
        ("values", {"memory_bytes": [1]}, "the columns of the timeline of process differ in length"),
    ],
)
def test_a_damaged_timeline_is_refused(column: str, readings: Any, said: str) -> None:
    fields = json.loads(to_json(WRITTEN["over time"]))
    fields["timeline"][0][column] = readings
    with pytest.raises(NotAProfile) as problem:
        from_json(json.dumps(fields))
    assert str(problem.value) == said


def test_a_span_of_no_function_is_refused() -> None:
    fields = changed(spans=[{"function": 3, "start_ns": 0, "end_ns": 1}])
    with pytest.raises(NotAProfile, match="a span names a function that does not exist"):
        from_json(json.dumps(fields))


def test_a_call_of_no_function_is_refused() -> None:
    fields = changed(calls=[{"caller": 0, "callee": 3, "line": 1, "values": {}}])
    with pytest.raises(NotAProfile, match="a call names a function that does not exist"):
        from_json(json.dumps(fields))


def test_a_note_names_a_known_kind() -> None:
    fields = changed()
    fields["run"]["limits"] = [{"kind": "rumour", "text": "?"}]
    with pytest.raises(NotAProfile, match=r"run\.limits\[\]\.kind is not one of not_measured"):
        from_json(json.dumps(fields))
    fields["run"]["limits"] = [json.loads(json.dumps(noted("running", 3).__dict__))]
    assert from_json(json.dumps(fields)).run.limits == (noted("running", 3),)


def changed(**changes: Any) -> dict[str, Any]:
    """The plain profile as JSON has it, with changes."""
    fields: dict[str, Any] = json.loads(to_json(WRITTEN["plain"]))
    return fields | changes
