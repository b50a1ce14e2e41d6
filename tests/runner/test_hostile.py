"""The hostile collection is measured, and each of its programs does what it does under plain Python."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass
from typing import Any

import pytest
from hostile import INPUT, Case, cases, same_words, wrong_hits
from place import Place

CASES = {" ".join((case.name, case.named)): case for case in cases()}


@dataclass(frozen=True)
class Alone(Place):
    """A place whose programs may end their whole process group."""

    def settings(self, variables: dict[str, str]) -> dict[str, Any]:
        return {**super().settings(variables), "start_new_session": True}


def alone(place: Place) -> Alone:
    return Alone(place.python, place.version, place.folder, place.scratch, place.tracer)


@pytest.mark.parametrize("name", CASES)
def test_it_does_what_it_does_and_its_hits_are_exact(traced_place: Place, name: str) -> None:
    case, place = CASES[name], alone(traced_place)
    if place.version < case.since:
        pytest.skip(f"{case.name} is for Python {'.'.join(map(str, case.since))} and later")
    case.lay(place.folder)
    plain = place.plain(*case.run, stdin=INPUT)
    for leftover in place.folder.rglob("__pycache__"):
        for path in leftover.iterdir():
            path.unlink()
    case.lay(place.folder)
    measured = place.run(*case.run, stdin=INPUT)
    known = case.lost.get(place.tracer, "")
    if known.startswith("differs"):
        return
    assert _told(place, measured.done, case) == _told(place, plain, case)
    assert measured.done.returncode == case.exit
    if case.prints is not None:
        assert measured.done.stdout == case.prints
    if not known:
        assert wrong_hits(case, measured) == {}


def _told(place: Place, done: subprocess.CompletedProcess[str], case: Case) -> tuple[int, str, str]:
    stderr = "" if case.odd_stderr else same_words(place, done.stderr)
    return done.returncode, same_words(place, done.stdout), stderr
