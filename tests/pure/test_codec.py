"""The protocol's values on the wire and back."""

from __future__ import annotations

import pytest

from heatline.codec import from_wire, to_wire
from heatline.protocol import InitializationOptions, Lines, PrepareParams, Settings

PARAMS = PrepareParams("file:///p/sos.py", "line_memory", Lines(3, 5), None, {"arithmetic": "exact"})
WIRED = {
    "uri": "file:///p/sos.py",
    "engine": "line_memory",
    "lines": {"first": 3, "last": 5},
    "of": None,
    "options": {"arithmetic": "exact"},
}


def test_a_value_within_a_value_arrives() -> None:
    assert to_wire(PARAMS) == WIRED
    assert from_wire(PrepareParams, WIRED) == PARAMS


@pytest.mark.parametrize("lines", [None, {"first": 3}, {"first": "3", "last": 5}, [3, 5], "3-5"])
def test_a_value_that_does_not_fit_is_as_if_it_were_not_there(lines: object) -> None:
    assert from_wire(PrepareParams, {**WIRED, "lines": lines}).lines is None


@pytest.mark.parametrize("value", [None, 3, [], {"show": "percent"}, {"show": [1]}, {"timeout": True}])
def test_settings_that_do_not_fit_have_their_defaults(value: object) -> None:
    assert from_wire(Settings, value) == Settings()


def test_names_are_in_camel_case() -> None:
    assert from_wire(InitializationOptions, {"hasViews": True}) == InitializationOptions(has_views=True)
