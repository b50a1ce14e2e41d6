"""Two runs compared: functions by their names, lines by their text, so that code that moved is compared with itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import exp, log
from pathlib import PurePath
from statistics import median
from typing import Final

from heatline.analysis.changes import Change
from heatline.analysis.drift import line_blocks
from heatline.analysis.shares import RunShares
from heatline_runner.model import Profile

FEWEST: Final = 4  # functions that did not change, from which what chance does is learnt
LEAST_SHARE: Final = 0.005  # of the run: what took less varies by more than anything told here
WITHIN: Final = 2.5  # so many times the usual deviation
LEAST_DEVIATION: Final = 0.03  # two runs of the same are never nearer than that
NORMAL: Final = 1.4826  # a median deviation as a standard one


@dataclass(frozen=True)
class Comparison:
    """What differs, by how much, the most first; ``usual``: the factor by which what was not edited differs.

    ``usual`` and ``deviation``, of its logarithm, are None where too little was left as it was to learn them.
    """

    functions: tuple[Change, ...]
    lines: tuple[Change, ...]
    before: float
    after: float
    usual: float | None
    deviation: float | None


def are_comparable(base: Profile, new: Profile) -> bool:
    """Whether both measured the same."""
    return base.metrics[0].id == new.metrics[0].id


def compare(base: RunShares, new: RunShares) -> Comparison:
    """What the ``new`` run took more or less than the ``base``; both must measure the same."""
    edited = _edited_files(base.profile, new.profile)
    functions = list(_functions(base, new, edited))
    usual, deviation = _usual(functions, max(base.denominator_ns, new.denominator_ns))
    judged = [_judged(each, usual, deviation) for each in functions]
    lines = [_judged(each, usual, deviation) for each in _lines(base, new)]
    return Comparison(
        functions=tuple(sorted(judged, key=lambda each: -abs(each.difference))),
        lines=tuple(sorted(lines, key=lambda each: -abs(each.difference))),
        before=base.denominator_ns,
        after=new.denominator_ns,
        usual=None if usual is None else exp(usual),
        deviation=deviation,
    )


def _edited_files(base: Profile, new: Profile) -> Mapping[str, frozenset[int]]:
    """The lines of the new text, by its path, that are not in the base's as they are."""
    edited = {}
    for path, source in new.sources.items():
        before = _paired(path, base)
        old = () if before is None else base.sources[before].line_digests
        kept = {
            line
            for block in line_blocks(old, source.line_digests)
            if not block.changed
            for line in range(block.new, block.new + block.length)
        }
        edited[path] = frozenset(set(range(1, len(source.line_digests) + 1)) - kept)
    return edited


def _paired(path: str, other: Profile) -> str | None:
    """The same file in another run: by its path, else the one of its name, as in another checkout."""
    if path in other.sources:
        return path
    named = [each for each in other.sources if PurePath(each).name == PurePath(path).name]
    return named[0] if len(named) == 1 else None


def _functions(base: RunShares, new: RunShares, edited: Mapping[str, frozenset[int]]) -> Iterator[Change]:
    names = {path: _paired(path, new.profile) or path for path in base.profile.sources}
    before = {(names.get(each.row.path, each.row.path), each.row.name): each for each in base.functions}
    after = {(each.row.path, each.row.name): each for each in new.functions}
    for key in dict.fromkeys((*after, *before)):
        one, two = before.get(key), after.get(key)
        row = (two or one).row  # type: ignore[union-attr]  # one of them is there
        changed = edited.get(row.path, frozenset())
        yield Change(
            name=row.name,
            path=row.path,
            line=row.line,
            before=None if one is None else one.total_ns,
            after=None if two is None else two.total_ns,
            calls_before=None if one is None else one.calls,
            calls_after=None if two is None else two.calls,
            edited=one is None or two is None or any(row.line <= line <= row.end_line for line in changed),
        )


def _lines(base: RunShares, new: RunShares) -> Iterator[Change]:
    metric = new.profile.metrics[0].id
    before, after = _amounts(base.profile, metric), _amounts(new.profile, metric)
    for path, source in new.profile.sources.items():
        old_path = _paired(path, base.profile)
        old = () if old_path is None else base.profile.sources[old_path].line_digests
        ones, twos = dict(before.get(old_path or "", {})), after.get(path, {})
        paired: set[int] = set()
        for block in line_blocks(old, source.line_digests):
            for step in range(block.length):
                line = block.new + step
                one, two = ones.pop(block.old + step, None), twos.get(line)
                paired.add(line)
                if one is not None or two is not None:
                    yield _line(path, line, one, two, block.changed)
        yield from (_line(path, line, None, two, True) for line, two in twos.items() if line not in paired)
        yield from (_line(path, line, one, None, True) for line, one in ones.items())


Amount = tuple[float, float | None]  # of the headline; hits


def _line(path: str, line: int, one: Amount | None, two: Amount | None, edited: bool) -> Change:
    before, hits_before = one or (None, None)
    after, hits_after = two or (None, None)
    return Change("", path, line, before, after, hits_before, hits_after, edited)


def _amounts(profile: Profile, metric: str) -> Mapping[str, Mapping[int, Amount]]:
    found: dict[str, dict[int, Amount]] = {}
    for table in profile.lines:
        lines = found.setdefault(table.path, {})
        hits: Sequence[float | None] = table.values.get("hits") or (None,) * len(table.line)
        for line, value, number in zip(table.line, table.values.get(metric, ()), hits, strict=False):
            if value:
                known = lines.get(line, (0.0, None))
                lines[line] = known[0] + value, number if known[1] is None else known[1]
    return found


def _usual(changes: Sequence[Change], whole: float) -> tuple[float | None, float | None]:
    """The logarithm of the factor by which what was not edited differs, and how far that spreads."""
    logs = [
        log(each.factor)
        for each in changes
        if not each.edited and each.factor and max(each.before or 0, each.after or 0) >= LEAST_SHARE * whole
    ]
    if len(logs) < FEWEST:
        return None, None
    middle = median(logs)
    return middle, max(NORMAL * median(abs(each - middle) for each in logs), LEAST_DEVIATION)


def _judged(change: Change, usual: float | None, deviation: float | None) -> Change:
    if usual is None or deviation is None or not change.factor:
        return change
    by_chance = abs(log(change.factor) - usual) <= WITHIN * deviation
    return replace(change, by_chance=by_chance)
