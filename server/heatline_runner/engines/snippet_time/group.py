"""One row at one size: called, compared where there are two sides, and timed, within its time."""

from __future__ import annotations

import time

from heatline_runner.engines.snippet_time.bounded import alone_until, in_turns_until
from heatline_runner.engines.snippet_time.calling import Followed, drained
from heatline_runner.engines.snippet_time.limit import Limit
from heatline_runner.engines.snippet_time.sameness import Comparison, difference_text, is_iterator, items_of
from heatline_runner.engines.snippet_time.side import Side, Text
from heatline_runner.engines.snippet_time.timing import LONG_NS, LONG_ROUNDS, Rounds, clock_of, columns
from heatline_runner.engines.snippet_time.words import Failed, never_returned, one_line

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from heatline_runner.engines.snippet_time.words import Failure, Place

GRACE_S = 0.5  # readings end with the one that has begun
FEW = 5  # readings that are worth a word at one of several sizes
UNKNOWN = "Their results could not be compared: objects of theirs do not say when they are equal."


class Settings:
    """What all groups of a run have in common: whom to ask, how long a row may take, whether arguments are copied."""

    def __init__(self, place: Place, followed: Followed, budget_s: float, is_fresh: bool) -> None:
        self.place, self.followed, self.budget_s, self.is_fresh = place, followed, budget_s, is_fresh


class Group:
    """``records`` are those of its one or two sides: what a Trial has, by its names."""

    def __init__(self, texts: list[Text], records: list[dict[str, Any]], settings: Settings) -> None:
        self.texts, self.records = texts, records
        self._settings = settings
        self._sides: list[Side] = []
        self.spent_ns = 0  # from the first call to the last reading

    @property
    def size(self) -> int | None:
        """The n it is timed at."""
        return self.texts[0].size

    @property
    def one_ns(self) -> float:
        """What one call of each takes together, as far as is known."""
        return sum(min(side.first_ns, side.second_ns or side.first_ns) for side in self._sides)

    def check(self, seconds: float) -> None:
        """Call each side for the first time, all within so many seconds; Failed where there is nothing to time."""
        began_ns = time.perf_counter_ns()
        until_ns = began_ns + int(seconds * 1e9)
        make = self._settings
        self._sides = [Side(text, make.place, make.is_fresh) for text in self.texts]
        base = self._sides[0]
        with self._limited(f"The set-up `{one_line(base.text.setup)}`", until_ns):
            for side in self._sides:  # before any is called, since that may change what it is given
                side.prepare(None if side is base else base)
        results = []
        for side in self._sides:
            with self._limited(side.text.call, until_ns):
                results.append(side.call_first())
        if len(results) > 1:
            with self._limited(base.text.call, until_ns):
                self._compare(results[0], results[1])
        for side, result in zip(self._sides, results, strict=True):
            if side.called is None:
                raise side.failure(result)
        self.spent_ns += time.perf_counter_ns() - began_ns

    def time(self, seconds: float, sizes: int = 1) -> None:
        """Take the readings, within so many seconds for as many sizes; the calls before are a part of its share."""
        began_ns = time.perf_counter_ns()
        until_ns = began_ns + int(seconds / sizes * 1e9) - self.spent_ns
        with self._limited(self.texts[0].call, began_ns + int((max(seconds, 1.0) + GRACE_S) * 1e9)):
            rounds, is_whole = self._readings(until_ns)
        clock = clock_of(*rounds)
        for side, each, record in zip(self._sides, rounds, self.records, strict=True):
            record["loops"], record["clock"], record["loop_ns"] = each.loops, clock, each.turn_ns
            record["samples_ns"], record["first_ns"] = columns(each, clock), side.first_ns
            record["notes"] += [("distorts", note) for note in side.notes]
            if not is_whole and (sizes == 1 or len(each.wall_ns) < FEW):
                record["notes"].append(("not_measured", self._cut_short(each)))
        self.spent_ns += time.perf_counter_ns() - began_ns

    def follow(self, seconds: float) -> None:
        """See whom its sides call, within so many seconds."""
        with self._limited(self.texts[0].call, time.perf_counter_ns() + int(seconds * 1e9)):
            for side in self._sides:
                side.follow(self._settings.followed)

    def _limited(self, call: str, until_ns: int) -> Limited:
        seconds = (until_ns - time.perf_counter_ns()) / 1e9
        return Limited(Limit(seconds), never_returned(call, seconds, self._settings.budget_s, self.size))

    def _compare(self, first: Any, second: Any) -> None:
        if hasattr(type(first), "__anext__") and hasattr(type(second), "__anext__"):
            first, second = drained(first), drained(second)
        elif is_iterator(first) and is_iterator(second):
            first, second = items_of(first), items_of(second)
        found = Comparison(first, second)
        if found.difference is not None:
            text = difference_text(self.texts[0].call, (first, second), found.difference)
            raise Differs(("", text, None, None))
        if found.unknown:
            self._sides[0].notes.append(UNKNOWN)

    def _readings(self, until_ns: int) -> tuple[list[Rounds], bool]:
        firsts = [Rounds(1, [(side.called.wall_ns, side.called.cpu_ns)], 0.0) for side in self._sides if side.called]
        if time.perf_counter_ns() + sum(side.first_ns for side in self._sides) > until_ns:
            return firsts, False  # there is no time to call them once more
        seconds = []
        for side in self._sides:
            side.call_again()
            seconds.append((side.called.wall_ns, side.called.cpu_ns) if side.called else (0.0, 0.0))
        if max(min(side.first_ns, side.second_ns) for side in self._sides) >= LONG_NS:
            return self._long(seconds, until_ns), True
        one_ns = [min(side.first_ns, side.second_ns) for side in self._sides]
        snippets = [side.snippet() for side in self._sides]
        if len(snippets) == 1:
            rounds, is_whole = alone_until(snippets[0], one_ns[0], until_ns)
            taken = [rounds]
        else:
            both, is_whole = in_turns_until(snippets[0], snippets[1], (one_ns[0], one_ns[1]), until_ns)
            taken = list(both)
        for each, snippet in zip(taken, snippets, strict=True):
            each.loops = min(each.loops, snippet.most)
        return taken, is_whole

    def _long(self, readings: list[tuple[float, float]], until_ns: int) -> list[Rounds]:
        """Calls one by one, in turns where there are two, for as long as there is time."""
        taken = [[reading] for reading in readings]
        for number in range(1, LONG_ROUNDS):
            if time.perf_counter_ns() + sum(wall_ns for wall_ns, _ in readings) > until_ns:
                break
            for index in range(len(taken))[:: -1 if number % 2 else 1]:
                taken[index].append(self._sides[index].call_once_more())
        return [Rounds(1, each, 0.0) for each in taken]

    def _cut_short(self, rounds: Rounds) -> str:
        readings = "one reading" if len(rounds.wall_ns) == 1 else f"{len(rounds.wall_ns)} readings"
        share = "" if self.size is None else "its share of "
        within = f"within {share}{self._settings.budget_s:.3g} s"
        return f"There was time for {readings} only {within}: give it longer for more."


class Differs(Failed):
    """The two sides do not give the same."""


class Limited:
    """What a limit is for; Failed, as something that ``never`` returned, where it was not enough."""

    def __init__(self, limit: Limit, never: Failure) -> None:
        self._limit, self._never = limit, never

    def __enter__(self) -> None:
        self._limit.__enter__()

    def __exit__(self, kind: object, problem: BaseException | None, trace: object) -> None:
        self._limit.__exit__()
        if self._limit.is_over:
            raise Failed(self._never) from None
