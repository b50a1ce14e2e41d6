"""What a profile's trials answer: per function or selection its rows, which of two is faster, and how it grows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from heatline.analysis.growth import Growth, crossing_of, growth_of
from heatline.analysis.trials import Comparison, Summary, comparison, summary
from heatline_runner.model import FunctionRow, Profile, Trial


@dataclass(frozen=True)
class Timed:
    """A row: ``base``, timed alone or in turns with ``other``. Without a summary it was not timed, or not yet."""

    base: Trial
    other: Trial | None
    summary: Summary | None
    other_summary: Summary | None
    comparison: Comparison | None


@dataclass(frozen=True)
class GrowthAnswer:
    """The fastest loop of each of ``sizes``, ascending, in ns: of the base and of the other side, where there is one.

    None where a size was not timed. ``crossing`` is the n from which the other side is the faster one, or the slower.
    """

    rows: tuple[Timed, ...]
    sizes: tuple[int, ...]
    base_ns: tuple[float | None, ...]
    other_ns: tuple[float | None, ...] | None
    base_growth: Growth
    other_growth: Growth | None
    crossing: float | None


@dataclass(frozen=True)
class Answer:
    """What was found about ``function``, "" for a selection, that stands on ``line`` of the measured text.

    ``key`` names it, the same in every run. ``versus`` names what it was compared with. ``rows`` are all there are,
    those of ``growth`` too.
    """

    profile: Profile
    key: str
    path: str
    function: str
    versus: str
    line: int
    rows: tuple[Timed, ...]
    growth: GrowthAnswer | None


def profile_answers(profile: Profile) -> tuple[Answer, ...]:
    """In the order of the trials. Comparing takes a hundredth of a second for each pair: keep what this gives."""
    groups: dict[str, list[Timed]] = {}
    for row in _rows(profile.trials):
        groups.setdefault(_key(profile, row.base), []).append(row)
    return tuple(answer for key, rows in groups.items() for answer in _answers(profile, key, rows))


def function_of(profile: Profile, trial: Trial) -> FunctionRow | None:
    """The function that ``trial`` is about; None for a selection."""
    at = trial.function
    return None if at is None or not 0 <= at < len(profile.functions) else profile.functions[at]


def side_names(profile: Profile, row: Timed) -> tuple[str, str]:
    """What to call the two sides: by their functions, where these tell them apart, else as they were called."""
    sides = (row.base, row.other or row.base)
    first, second = (_name(profile, trial) for trial in sides)
    if not first or not second or first == second:
        first, second = (trial.label or trial.call for trial in sides)
    return (first, second) if first != second else (sides[0].call, sides[1].call)


def _name(profile: Profile, trial: Trial) -> str:
    function = function_of(profile, trial)
    return "" if function is None else function.name


def _key(profile: Profile, trial: Trial) -> str:
    function = function_of(profile, trial)
    return f"{trial.path}:{trial.line}:{trial.call}" if function is None else f"{function.path}:{function.name}"


def _rows(trials: Sequence[Trial]) -> Iterator[Timed]:
    """Trials alone and in pairs, in their order."""
    pairs: dict[int, list[Trial]] = {}
    for trial in trials:
        if trial.pair is not None:
            pairs.setdefault(trial.pair, []).append(trial)
    for trial in trials:
        if trial.pair is None:
            yield _timed(trial, None)
        elif trial.pair in pairs:
            base, *others = pairs.pop(trial.pair)
            yield _timed(base, others[0] if others else None)


def _timed(base: Trial, other: Trial | None) -> Timed:
    both = other is not None and base.samples_ns and other.samples_ns
    return Timed(
        base,
        other,
        summary(base.samples_ns) if base.samples_ns else None,
        summary(other.samples_ns) if other is not None and other.samples_ns else None,
        comparison(base.samples_ns, other.samples_ns) if both and other is not None else None,
    )


def _answers(profile: Profile, key: str, rows: Sequence[Timed]) -> Iterator[Answer]:
    """One, and one more for each further thing that was timed over sizes."""
    over: dict[tuple[str, str], list[Timed]] = {}
    for row in rows:
        if row.base.size is not None:
            over.setdefault((row.base.call, row.other.call if row.other else ""), []).append(row)
    first, *more = over.values() or [[]]
    yield _answer(profile, key, [row for row in rows if row.base.size is None], first)
    for further in more:
        yield _answer(profile, f"{key}:{further[0].base.call}", [], further)


def _answer(profile: Profile, key: str, plain: Sequence[Timed], over: Sequence[Timed]) -> Answer:
    rows = (*plain, *sorted(over, key=lambda row: row.base.size or 0))
    first = rows[0].base
    function = function_of(profile, first)
    others = dict.fromkeys(side_names(profile, row)[1] for row in rows if row.other is not None)
    return Answer(
        profile,
        key,
        path=first.path if function is None else function.path,
        function="" if function is None else function.name,
        versus=", ".join(others),
        line=first.line if function is None else function.line,
        rows=rows,
        growth=_growth(rows[len(plain) :]) if over else None,
    )


def _growth(rows: tuple[Timed, ...]) -> GrowthAnswer:
    sizes = tuple(row.base.size or 0 for row in rows)
    base_ns = tuple(_best(row.summary) for row in rows)
    if all(row.other is None for row in rows):
        return GrowthAnswer(rows, sizes, base_ns, None, _growth_of(sizes, base_ns), None, None)
    other_ns = tuple(_best(row.other_summary) for row in rows)
    both = [
        (size, base, other)
        for size, base, other in zip(sizes, base_ns, other_ns, strict=True)
        if base is not None and other is not None
    ]
    crossing = crossing_of(*zip(*both, strict=True)) if both else None
    growths = _growth_of(sizes, base_ns), _growth_of(sizes, other_ns)
    return GrowthAnswer(rows, sizes, base_ns, other_ns, *growths, crossing)


def _growth_of(sizes: Sequence[int], values_ns: Sequence[float | None]) -> Growth:
    known = [(size, value) for size, value in zip(sizes, values_ns, strict=True) if value is not None]
    return growth_of([size for size, _ in known], [value for _, value in known])


def _best(of: Summary | None) -> float | None:
    return None if of is None else of.best_ns
