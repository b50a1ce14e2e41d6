"""What a run's memory came to, in a sentence: where it grew, or what is alive and which line allocated most of it."""

from __future__ import annotations

from typing import Final

from heatline.analysis.process_memory import process_memory
from heatline.analysis.ranking import Ranking, ranking
from heatline.analysis.shares import file_shares, run_shares
from heatline.render.memory_text import place_text
from heatline.render.numbers import SPACE, count, percent, size
from heatline_runner.model import Profile

ALIVE: Final = "allocated_bytes"
MOST: Final = 0.5  # of what is alive: from there on it is most of it
NOTHING_TO_MARK: Final = (
    "There is no run to mark a moment of: start Profile allocations, and mark two moments while the program runs."
)
TO_THE_END: Final = ("finished", "exited", "raised")


def memory_finding(profile: Profile) -> str | None:
    """The sentence for a profile whose headline is memory, as far as something certain can be said."""
    headline = profile.metrics[0]
    if headline.unit != "bytes":
        return None
    if headline.id != ALIVE:
        return _growth(profile)
    run = run_shares(profile)
    paths = dict.fromkeys(table.path for table in profile.lines)
    return _alive(ranking([file_shares(run, path) for path in paths], headline), profile)


def marked_text(moments: int) -> str:
    """What a run shows once so many moments of it are marked."""
    if moments == 1:
        return "This moment is marked: lines show what has grown since. Mark another to see what grew between the two."
    return "This moment is marked too: lines show what grew between the last two."


def _growth(profile: Profile) -> str | None:
    """``Memory grew from 14.2 MiB to 56.2 MiB at sos.py:7.``"""
    memory = process_memory(profile)
    if memory is None or memory.begin_bytes is None or memory.peak_bytes is None:
        return None
    begin, top, end = memory.begin_bytes, memory.peak_bytes, memory.end_bytes
    if size(top) != size(begin):
        place = memory.peak.place if memory.peak else None
        return f"Memory grew from {size(begin)} to {size(top)} at {place_text(place) if place else 'its peak'}."
    if end is None or size(end) == size(begin):
        return f"Memory stayed at {size(begin)}."
    return f"Memory fell from {size(begin)} to {size(end)}."


def _alive(of: Ranking, profile: Profile) -> str:
    """``1.25 MiB in 12,000 blocks are alive at the end, most of it (83 %) from events.py:12.``"""
    at_end = profile.run.outcome in TO_THE_END and not profile.run.partial
    alive = "are alive at the end" if at_end else "were alive at its last reading"
    if not of.lines or not of.whole:
        return f"Nothing that its lines allocated {'is' if at_end else 'was'} {alive.partition(' ')[2]}."
    numbers = [each.values.get("blocks") for each in of.lines]
    blocks = sum(number for number in numbers if number is not None)
    amount = (
        f"{size(of.whole)} in {count(blocks)}{SPACE}{'block' if blocks == 1 else 'blocks'}"
        if blocks
        else size(of.whole)
    )
    top = of.lines[0]
    share = top.amount / of.whole
    which = (
        "all of it"
        if len(of.lines) == 1
        else f"{'most of it' if share > MOST else 'the largest part'} ({percent(share)})"
    )
    return f"{amount} {alive}, {which} from {place_text((top.path, top.line))}."
