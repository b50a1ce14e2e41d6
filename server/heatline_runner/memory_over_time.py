"""The sampler's readings and the child's own as a series over the body's time, and what it grew from and to."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from pathlib import PurePath

from heatline_runner.model import Memory, Note, Series
from heatline_runner.reading import LoadedFile, Reading
from heatline_runner.sampler import INTERVAL_S, Samples

LINE_BITS = 32


def memory_series(target: str, samples: Samples, reading: Reading) -> tuple[Series, ...]:
    """The process's memory from the beginning of the body to its last reading; none where nothing was read."""
    snapshot = reading.snapshot
    if not snapshot.began_ns:
        return ()
    body = _body(samples, reading)
    at_ns = [at - snapshot.began_ns for at in samples.at_ns[body]]
    columns = {"memory_bytes": list(samples.memory[body])}
    if samples.tree:
        columns["tree_bytes"] = list(samples.tree[body])
    where = list(samples.where[body])
    _add_ends(reading, (at_ns, columns, where))
    if not at_ns:
        return ()
    place, places = _places(where, reading.files)
    values = {name: tuple(column) for name, column in columns.items()}
    title = PurePath(target).name
    return (Series(title, samples.interval_ns or int(INTERVAL_S * 1e9), tuple(at_ns), place, places, values),)


def process_memory(samples: Samples, reading: Reading) -> Memory | None:
    """The resident size when the body began, at its peak and last; the peak is the system's own mark where it can be.

    The mark is of the process's whole life: one that did not rise within the body says nothing of it.
    """
    snapshot = reading.snapshot
    begin, last = snapshot.memory_begin, snapshot.memory_last
    read = samples.memory[_body(samples, reading)]
    if begin is None and not read:
        return None
    marked = [last[1]] if begin and last and last[1] > begin[1] else []
    known = [*read, *(mark[0] for mark in (begin, last) if mark), *marked]
    return Memory(begin[0] if begin else read[0], max(known), last[0] if last else read[-1] if read else None)


def memory_notes(samples: Samples) -> Iterator[Note]:
    """What is not in the series."""
    if samples.problem is not None:
        yield Note("not_measured", samples.problem)
    if samples.interval_ns > INTERVAL_S * 1.5e9:
        seconds = samples.interval_ns / 1e9
        text = f"The run was long: of its memory over time the highest reading of each {seconds:g} s is kept."
        yield Note("not_measured", text)


def _body(samples: Samples, reading: Reading) -> slice:
    """The readings within the body; up to the last one where its end was never told."""
    snapshot = reading.snapshot
    first = bisect_left(samples.at_ns, snapshot.began_ns)
    if snapshot.ending is None:
        return slice(first, len(samples.at_ns))
    return slice(first, bisect_right(samples.at_ns, snapshot.began_ns + snapshot.body_ns))


def _add_ends(reading: Reading, table: tuple[list[int], dict[str, list[int]], list[int]]) -> None:
    """The child's own readings, where the body began and at the last snapshot, if no other is there."""
    at_ns, columns, where = table
    snapshot = reading.snapshot
    for mark, at in ((snapshot.memory_begin, 0), (snapshot.memory_last, snapshot.body_ns)):
        index = bisect_left(at_ns, at)
        if mark is None or at_ns[index : index + 1] == [at] or (at and index < len(at_ns)):
            continue
        at_ns.insert(index, at)
        where.insert(index, 0)
        for column in columns.values():
            column.insert(index, mark[0])


def _places(where: list[int], files: tuple[LoadedFile, ...]) -> tuple[tuple[int, ...], tuple[tuple[str, int], ...]]:
    paths = {file.number: file.path for file in files}
    numbers = {0: -1}
    places: list[tuple[str, int]] = []
    for each in dict.fromkeys(where):
        path, line = paths.get((each >> LINE_BITS) - 1), each & ((1 << LINE_BITS) - 1)
        if each and path is not None and line:
            numbers[each] = len(places)
            places.append((path, line))
    return tuple(numbers.get(each, -1) for each in where), tuple(places)
