"""The sampler's readings and the child's own as a series over the body's time, and what it grew from and to."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from pathlib import PurePath

from heatline_runner.model import Memory, Note, Series
from heatline_runner.reading import LoadedFile, Reading, Snapshot
from heatline_runner.samples import INTERVAL_NS

LINE_BITS = 32
SAME = 0.02  # of a size: sizes that differ by less say the same
SHARED = "With its child processes: memory that several of them share is counted for each."


def memory_series(target: str, reading: Reading) -> tuple[Series, ...]:
    """The process's memory from the beginning of the body to its last reading; none where nothing was read.

    The first reading is the child's own. So is the last, unless the sampler's is newer, or has just said the same:
    taking the child's needs some memory itself, and no line of the program's ran then.
    """
    snapshot, samples, body = reading.snapshot, reading.samples, _body(reading)
    at_ns = [at - snapshot.began_ns for at in samples.at_ns[body]]
    memory, tree, where = list(samples.memory[body]), list(samples.tree[body]), list(samples.where[body])
    if snapshot.memory_begin is not None and snapshot.began_ns:
        at_ns.insert(0, 0)
        memory.insert(0, snapshot.memory_begin[0])
        where.insert(0, 0)
        tree[:0] = [None] if tree else []
    if snapshot.memory_last is not None and at_ns and _is_news(snapshot, (at_ns[-1], memory[-1])):
        at_ns.append(snapshot.body_ns)
        memory.append(snapshot.memory_last[0])
        where.append(0)
        tree += [None] if tree else []
    if not at_ns:
        return ()
    place, places = _places(where, reading.files)
    values = {"memory_bytes": tuple(memory)} | ({"tree_bytes": tuple(tree)} if tree else {})
    return (Series(PurePath(target).name, samples.interval_ns, tuple(at_ns), place, places, values),)


def process_memory(reading: Reading) -> Memory | None:
    """The resident size when the body began, at its peak and last.

    The system's mark is of the process's whole life, so it is the body's peak only if it rose in it. Else the highest
    reading is all that is known.
    """
    snapshot = reading.snapshot
    begin, last = snapshot.memory_begin, snapshot.memory_last
    read = reading.samples.memory[_body(reading)]
    if begin is None and not read:
        return None
    marked = [last[1]] if begin and last and last[1] > begin[1] else []
    known = [*read, *(mark[0] for mark in (begin, last) if mark), *marked]
    is_last = snapshot.ending is not None or not read
    return Memory(begin[0] if begin else read[0], max(known), last[0] if last and is_last else read[-1])


def memory_notes(reading: Reading, unread: str) -> Iterator[Note]:
    """What is not in the series, and why; ``unread`` is what went wrong with reading it."""
    samples = reading.samples
    if unread:
        some = "no further than shown" if samples.at_ns else "not"
        yield Note("not_measured", f"Memory over time was {some} read: {unread}.")
    if samples.interval_ns > INTERVAL_NS:
        seconds = samples.interval_ns / 1e9
        text = f"The run was long: of its memory over time the highest reading of each {seconds:g} s is kept."
        yield Note("over_time", text)
    if any(tree is not None and tree > own for tree, own in zip(samples.tree, samples.memory, strict=False)):
        yield Note("over_time", SHARED)


def _body(reading: Reading) -> slice:
    """The samples within the body; up to the last one where its end was never told."""
    snapshot, at_ns = reading.snapshot, reading.samples.at_ns
    if not snapshot.began_ns:
        return slice(0)
    first = bisect_left(at_ns, snapshot.began_ns)
    if snapshot.ending is None:
        return slice(first, len(at_ns))
    return slice(first, bisect_right(at_ns, snapshot.began_ns + snapshot.body_ns))


def _is_news(snapshot: Snapshot, last: tuple[int, int]) -> bool:
    """Whether the child's newest reading says more than ``last``, a moment and bytes."""
    later_ns = snapshot.body_ns - last[0]
    size = snapshot.memory_last[0] if snapshot.memory_last else last[1]
    return later_ns > INTERVAL_NS or (later_ns > 0 and abs(size - last[1]) > SAME * size)


def _places(where: Sequence[int], files: tuple[LoadedFile, ...]) -> tuple[tuple[int, ...], tuple[tuple[str, int], ...]]:
    """For each number of ``where`` the index of its path and line, or -1, and these; a line is there once."""
    paths = {file.number: file.path for file in files}
    numbers: dict[int, int] = {}
    places: dict[tuple[str, int], int] = {}
    for each in dict.fromkeys(where):
        path, line = paths.get((each >> LINE_BITS) - 1), each & ((1 << LINE_BITS) - 1)
        numbers[each] = -1 if path is None or not line else places.setdefault((path, line), len(places))
    return tuple(map(numbers.__getitem__, where)), tuple(places)
