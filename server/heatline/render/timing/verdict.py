"""Which of two is faster, and by how much: of one call, and of many."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from heatline.analysis.answers import Answer, Timed
from heatline.analysis.trials import Comparison
from heatline.render.numbers import below, count, interval, ratio
from heatline.render.timing.words import names_text, plural

TOO_FEW: Final = "timed too few times to tell which is faster"


def comparison_text(names: tuple[str, str], found: Comparison) -> str:
    """``grade2 is 1.57× faster (1.52–1.61)``: it is the faster one that is named."""
    base, other = names
    if found.verdict == "too_few":
        return f"{other}: {TOO_FEW}"
    if found.verdict == "no_difference":
        return f"{other}: no difference seen (below {below(found.smallest)})"
    if found.verdict == "faster":
        return f"{other} is {ratio(found.ratio)} faster ({interval(found.low, found.high)})"
    return f"{base} is {ratio(1 / found.ratio)} faster ({interval(1 / found.high, 1 / found.low)})"


def other_text(found: Comparison) -> str:
    """What the second side is, beside the first: ``10.6× faster (10.2–11.0)``."""
    if found.verdict == "too_few":
        return TOO_FEW
    if found.verdict == "no_difference":
        return f"no difference seen (below {below(found.smallest)})"
    if found.verdict == "faster":
        return f"{ratio(found.ratio)} faster ({interval(found.low, found.high)})"
    return f"{ratio(1 / found.ratio)} slower ({interval(1 / found.high, 1 / found.low)})"


def comparison_texts(answer: Answer) -> Iterator[str]:
    """One for each thing that it was compared with, on all calls together; those over sizes are not among them."""
    sides: dict[tuple[str, str], list[Comparison]] = {}
    for row in plain_pairs(answer):
        if row.comparison is not None:
            sides.setdefault(names_text(answer, row), []).append(row.comparison)
    for names, found in sides.items():
        yield comparison_text(names, found[0]) if len(found) == 1 else _on_calls(names, found)


def plain_pairs(answer: Answer) -> list[Timed]:
    """The rows with two sides, those over sizes left out."""
    return [row for row in answer.rows if row.other is not None and row.base.size is None]


def _on_calls(names: tuple[str, str], found: Sequence[Comparison]) -> str:
    """``grade2 is 1.31× to 1.57× faster on all 4 calls``; where they disagree, how many say what."""
    base, other = names
    calls = plural(len(found), "call")
    every = "both calls" if len(found) == 2 else f"all {calls}"
    verdicts = [each.verdict for each in found]
    if set(verdicts) == {"faster"}:
        return f"{other} is {_span([each.ratio for each in found])} faster on {every}"
    if set(verdicts) == {"slower"}:
        return f"{base} is {_span([1 / each.ratio for each in found])} faster on {every}"
    if set(verdicts) == {"no_difference"}:
        return f"{other}: no difference seen on any of {calls} (below {below(max(each.smallest for each in found))})"
    counted = (
        (f"{other} is faster on", "faster"),
        (f"{base} is faster on", "slower"),
        ("no difference seen on", "no_difference"),
        (f"{TOO_FEW} on", "too_few"),
    )
    parts = [f"{said} {count(verdicts.count(verdict))}" for said, verdict in counted if verdict in verdicts]
    return f"{parts[0]} of {calls}, {', '.join(parts[1:])}"


def _span(ratios: Sequence[float]) -> str:
    lowest, highest = ratio(min(ratios)), ratio(max(ratios))
    return lowest if lowest == highest else f"{lowest} to {highest}"
