"""Which results there are of a file: of each engine the newest, and what a limited run did not measure."""

from __future__ import annotations

from dataclasses import replace

from written_profiles import (
    ALLOCATIONS_RUN,
    MEMORY_ROWS,
    MEMORY_RUN,
    PATH,
    RUN,
    SOS_ROWS,
    allocations_profile,
    memory_profile,
    profile,
)

from heatline.store import Store
from heatline_runner.model import Profile, Scope, Source

SOS_SCOPE = Scope(PATH, 1, 5, "sos")
SOS_ONLY = [row for row in SOS_ROWS if row[1] == 1]


def kept(store: Store) -> list[tuple[str, list[int]]]:
    """The engine and the lines of each profile of the file."""
    return [(each.run.profile.engine, list(each.lines)) for each in store.get(PATH)]


def stored(*profiles: Profile) -> Store:
    store = Store()
    for each in profiles:
        store.put(each)
    return store


def test_each_engine_has_its_newest_profile_time_first() -> None:
    older, newer = memory_profile(), memory_profile(MEMORY_ROWS[:3])
    store = stored(allocations_profile(), older, profile(), newer)

    assert [each.run.profile for each in store.get(PATH)] == [profile(), newer, allocations_profile()]


def test_a_run_of_a_part_leaves_what_it_did_not_measure() -> None:
    store = stored(profile(), part())

    assert kept(store) == [("line_time", [2, 3, 4, 5]), ("line_time", [1, 8, 9, 12])]


def test_a_later_run_of_the_same_part_takes_its_place() -> None:
    newer = part(started="2026-11-24T00:00:00Z")
    store = stored(profile(), part(), newer)

    assert kept(store) == [("line_time", [2, 3, 4, 5]), ("line_time", [1, 8, 9, 12])]
    assert store.get(PATH)[0].run.profile is newer


def test_a_run_of_the_whole_takes_the_place_of_all() -> None:
    assert [engine for engine, _ in kept(stored(profile(), part(), profile()))] == ["line_time"]


def test_a_run_of_a_part_leaves_other_engines_alone() -> None:
    store = stored(memory_profile(), part())

    assert kept(store) == [("line_time", [2, 3, 4, 5]), ("line_memory", [1, 2, 3, 4, 5, 8, 9, 12])]


def test_a_run_of_a_part_that_has_measured_nothing_yet_hides_nothing() -> None:
    empty = profile(rows=[], run=replace(RUN, scope=SOS_SCOPE, outcome="running"))
    store = stored(profile(), empty, empty)

    assert kept(store) == [("line_time", []), ("line_time", [1, 2, 3, 4, 5, 8, 9, 12])]


def test_a_run_of_a_part_says_nothing_of_other_files() -> None:
    other = "/p/other.py"
    sources = {**profile().sources, other: Source("", ("",))}
    paths = Store().put(replace(part(), sources=sources))

    assert paths == {PATH}


def test_a_file_can_be_forgotten_and_all_can() -> None:
    store = stored(profile(), memory_profile())
    store.clear("/p/other.py")
    assert len(store.get(PATH)) == 2

    store.clear(PATH)
    assert store.get(PATH) == ()

    store.put(profile())
    store.clear()
    assert store.get(PATH) == ()
    assert store.get(None) == ()


def test_a_profile_by_an_engine_not_known_here_comes_last() -> None:
    store = stored(replace(allocations_profile(), engine="later"), allocations_profile(), memory_profile())

    assert [engine for engine, _ in kept(store)] == ["line_memory", "allocations", "later"]
    assert MEMORY_RUN.started < ALLOCATIONS_RUN.started


def part(**changes: str) -> Profile:
    """A run limited to the function ``sos``."""
    return profile(rows=SOS_ONLY, run=replace(RUN, scope=SOS_SCOPE, **changes))  # type: ignore[arg-type]
