"""The hostile collection is measured, and each of its programs does what it does under plain Python."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from conftest import TRACED, traced
from hostile import INPUT, Case, cases, same_words, wrong_hits
from place import Measured, Place

CASES = {" ".join((case.name, case.named)): case for case in cases()}
AT_ONCE = 3  # programs that wait leave room for others


@dataclass(frozen=True)
class Alone(Place):
    """A place whose programs may end their whole process group."""

    def settings(self, variables: dict[str, str]) -> dict[str, Any]:
        return {**super().settings(variables), "start_new_session": True}


@dataclass(frozen=True)
class Done:
    """A case as plain Python ran it and as it was measured, each in a folder of its own."""

    place: Alone
    plain: subprocess.CompletedProcess[str]
    other: Alone
    measured: Measured


@pytest.fixture(scope="module", params=TRACED, ids=" ".join)
def runs(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Place, Mapping[str, Future[Done]]]]:
    """The collection at work under one tracer, several programs at once."""
    whole = traced(*request.param, tmp_path_factory.mktemp("hostile"))
    with ThreadPoolExecutor(AT_ONCE) as pool:
        fitting = {name: case for name, case in CASES.items() if _why_not(case, whole) is None}
        yield (
            whole,
            {name: pool.submit(_run, whole, number, case) for number, (name, case) in enumerate(fitting.items())},
        )


@pytest.mark.parametrize("name", CASES)
def test_it_does_what_it_does_and_its_hits_are_exact(runs: tuple[Place, Mapping[str, Future[Done]]], name: str) -> None:
    case, (whole, found) = CASES[name], runs
    if name not in found:
        pytest.skip(str(_why_not(case, whole)))
    done, known = found[name].result(), case.lost.get(whole.tracer, {})
    said = _told(done.place, done.plain, case)
    told = _told(done.other, done.measured.done, case)
    assert {part for part in said if said[part] != told[part]} <= set(known), (said, told)
    if "exit" not in known:
        assert told["exit"] == case.exit
    if case.prints is not None and "stdout" not in known:
        assert told["stdout"] == case.prints
    if "hits" not in known:
        assert wrong_hits(case, done.measured) == {}


def test_what_is_listed_as_lost_is_lost(runs: tuple[Place, Mapping[str, Future[Done]]]) -> None:
    whole, found = runs
    listed = {name for name in found if "hits" in CASES[name].lost.get(whole.tracer, {})}
    whole_again = {name for name in listed if not wrong_hits(CASES[name], found[name].result().measured)}
    assert whole_again <= {name for name in listed if CASES[name].lost[whole.tracer]["hits"].startswith("perhaps")}


def _why_not(case: Case, whole: Place) -> str | None:
    """Why it is not run under that tracer; None if it is."""
    if whole.version < case.since:
        return f"{case.name} is for Python {'.'.join(map(str, case.since))} and later"
    return case.lost.get(whole.tracer, {}).get("all")


def _run(whole: Place, number: int, case: Case) -> Done:
    folder, scratch = _folders(whole, f"{number}")
    place = Alone(whole.python, whole.version, folder, scratch, whole.tracer)
    case.lay(place.folder)
    plain = place.plain(*case.run, stdin=INPUT)
    again, scratch = _folders(whole, f"{number} measured")
    other = Alone(whole.python, whole.version, again, scratch, whole.tracer)
    case.lay(other.folder)
    return Done(place, plain, other, other.run(*case.run, stdin=INPUT))


def _folders(whole: Place, name: str) -> tuple[Path, Path]:
    folders = whole.folder / name / "program", whole.scratch / name
    for folder in folders:
        folder.mkdir(parents=True)
    return folders


def _told(place: Place, done: subprocess.CompletedProcess[str], case: Case) -> dict[str, object]:
    stderr = "" if case.odd_stderr else same_words(place, done.stderr)
    return {"exit": done.returncode, "stdout": same_words(place, done.stdout), "stderr": stderr}
