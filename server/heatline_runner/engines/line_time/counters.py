"""Reads the native tracer's mapped file, at any moment: while it is written, after a crash, whatever is in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import isfinite
from pathlib import Path

from heatline_runner.engines.line_time.counted import Costs, Counted, Lives, Record
from heatline_runner.engines.line_time.image import HEADER, USED, WORD, Image
from heatline_runner.engines.line_time.records import line_of, place_of, read_records, under
from heatline_runner.engines.line_time.settling import Call, Frame, settle, steady, threads

START_TICKS, START_NS, PAIR_TICKS, PAIR_NS, CLOCK, BODY, NO_ROOM, NO_EDGES, YIELDED = 4, 5, 6, 7, 8, 9, 12, 13, 14
COSTS_AT_START, COSTS_AT_END, TOOL, EDGES, FORKS, ENDED = 16, 19, 22, 23, 24, 25  # words of the header
FIRST, THREAD_ENDED, OUTSIDE, OUTSIDE_SINCE, CALLS, RESUMES = 2, 3, 5, 6, 13, 14  # of a thread's block
SLOWEST_TICK_NS = 1000.0


@dataclass(frozen=True)
class _Clock:
    start_ticks: int
    start_ns: int
    tick_ns: float | None

    def ns_at(self, ticks: int) -> int:
        """The monotonic clock's time at that tick."""
        return self.start_ns + round((ticks - self.start_ticks) * (self.tick_ns or 0.0))

    def ticks_at(self, ns: int) -> int:
        return self.start_ticks + round((ns - self.start_ns) / self.tick_ns) if self.tick_ns else self.start_ticks


def read_counters(path: Path, now_ns: int) -> tuple[Counted, Lives] | None:
    """What was counted until ``now_ns`` by the monotonic clock, or until measuring ended; None where there is nothing.

    Lines that had not ended are closed then. They are looked at before all else is copied and once more after it, so
    that what was added for a line in between is not added again.
    """
    before, image = _copy(path), _copy(path)
    if before is None or image is None:
        return None
    after = image if image.words[ENDED] else _copy(path) or image
    clock = _clock(image)
    moment = min(clock.ticks_at(now_ns), image.words[ENDED] or clock.ticks_at(now_ns))
    stacks = [(block, *steady(before, after, block)) for block in threads(image)]
    frames = [frame for _, found, _ in stacks for frame in found]
    calls: dict[int, list[Call]] = {}
    for _, found, counts in stacks if clock.tick_ns else ():
        closed = settle(image, found, list(counts), moment)
        for call in closed if image.words[EDGES] else ():
            calls.setdefault(call.slot, []).append(call)
    return _counted(image, clock, read_records(image, calls), moment), _lives(image, clock, frames, moment)


def parent_of(path: Path) -> str:
    """The name of the counters that a process had until it was forked; "" where it was not, or where none are."""
    try:
        with path.open("rb") as file:
            head = Image(file.read(HEADER * WORD))
    except OSError:
        return ""
    return head.parent if head.is_ours else ""


def _copy(path: Path) -> Image | None:
    """The part of the file that is in use; None where that is not one of the tracer's."""
    try:
        with path.open("rb") as file:
            head = Image(file.read(HEADER * WORD))
            if not head.is_ours:
                return None
            file.seek(0)
            image = Image(file.read(head.words[USED]))
    except (OSError, OverflowError, MemoryError):
        return None
    return image if image.is_ours else None


def _clock(image: Image) -> _Clock:
    start_ticks, start_ns, pair_ticks, pair_ns = image.words[START_TICKS : PAIR_NS + 1].tolist()
    if not image.words[CLOCK]:
        return _Clock(start_ticks, start_ns, 1.0)
    ticks, ns = pair_ticks - start_ticks, pair_ns - start_ns
    is_known = ticks > 0 and 0 < ns < ticks * SLOWEST_TICK_NS
    return _Clock(start_ticks, start_ns, ns / ticks if is_known else None)


def _counted(image: Image, clock: _Clock, records: tuple[Record, ...], moment: int) -> Counted:
    outside = calls = resumes = 0
    for block in threads(image):
        since, ended = image.words[block + OUTSIDE_SINCE], image.words[block + THREAD_ENDED]
        outside += image.words[block + OUTSIDE]
        outside += max(min(ended or moment, moment) - since, 0) if since and clock.tick_ns else 0
        calls += image.words[block + CALLS]
        resumes += image.words[block + RESUMES]
    yielded = image.words[YIELDED]
    return Counted(
        tick_ns=clock.tick_ns,
        costs=_costs(image),
        records=records,
        outside=outside,
        entered=under((0, calls, resumes, 0)),
        yielded_ns=clock.ns_at(yielded) if yielded else None,
        comes_back=not image.words[TOOL],
        unmeasured_codes=image.words[NO_ROOM],
        unkept_edges=image.words[NO_EDGES],
    )


def _costs(image: Image) -> Costs:
    """Those found out at the end where they are there, which took its time; else those of the start."""
    for at in (COSTS_AT_END, COSTS_AT_START):
        costs = [image.double(at + which) for which in range(3)]
        if costs[0] > 0 and all(isfinite(cost) and cost >= 0 for cost in costs):
            return Costs(*costs)
    return Costs(0.0, 0.0, 0.0)


def _lives(image: Image, clock: _Clock, frames: Sequence[Frame], moment: int) -> Lives:
    body = image.words[BODY]
    firsts = [(image.words[block + FIRST], image.words[block + THREAD_ENDED] or moment) for block in threads(image)]
    others = sorted((first, ended) for first, ended in firsts if first)[1:]  # the body's own began first of all
    lived = sum(max(min(ended, moment) - first, 0) for first, ended in others)
    return Lives(
        began_ns=clock.ns_at(body) if body else 0,
        ended_ns=clock.ns_at(max(moment, body)) if body else 0,
        others_ns=round(lived * (clock.tick_ns or 0.0)),
        forked=image.words[FORKS] > 0,
        running=tuple(_running(image, frames)),
    )


def _running(image: Image, frames: Sequence[Frame]) -> Iterator[tuple[int, int, int]]:
    for frame in frames:
        if frame.slot is not None:
            yield (*place_of(image, frame.record), line_of(image, frame.record, frame.slot))
