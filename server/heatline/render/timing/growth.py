"""How the time grows with n, in the words of big O, and which of two is the faster at which n."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from heatline.analysis.answers import Answer, GrowthAnswer, Timed
from heatline.analysis.growth import FEWEST_SIZES, Growth, GrowthKind
from heatline.render.numbers import about, count, decimal, ratio
from heatline.render.timing.verdict import comparison_text
from heatline.render.timing.words import call_text, names_text

SHORT: Final[dict[GrowthKind, str]] = {
    "constant": "does not grow with n",
    "logarithmic": "grows like log n",
    "linear": "grows like n or n·log n",
    "quadratic": "grows like n²",
    "cubic": "grows like n³",
    "exponential": "grows exponentially",
    "power": "grows like a power of n",
    "unknown": "how it grows cannot be told",
}
CLASSES: Final[dict[GrowthKind, str]] = {
    "constant": ", O(1)",
    "logarithmic": ", O(log n)",
    "linear": ", O(n) or O(n log n), which timing cannot tell apart",
    "quadratic": ", O(n²)",
    "cubic": ", O(n³)",
    "exponential": ": each step of n multiplies the time",
}
PROBLEMS: Final = {
    "few_sizes": f"fewer than {FEWEST_SIZES} sizes were timed",
    "narrow": "the sizes lie too near each other, so ask for a wider range, as in 10..100_000",
    "uneven": "the times do not lie on one curve, so time it again, or over other sizes",
}
DOUBLED: Final = ("linear", "quadratic", "cubic", "power")


def growth_lens(answer: Answer, over: GrowthAnswer) -> str:
    """``grows like n² up to n = 100,000``; of two sides, which is faster at the largest n, and from which n on."""
    lead = _lead(answer, over)
    if lead:
        return lead
    timed = [size for size, best in zip(over.sizes, over.base_ns, strict=True) if best is not None]
    return f"{SHORT[over.base_growth.kind]}{f' up to n = {count(timed[-1])}' if timed else ''}"


def growth_sentences(answer: Answer, over: GrowthAnswer) -> Iterator[str]:
    """Which of two is the faster, at the largest and at the smallest n; then how each side grows."""
    lead = _lead(answer, over)
    if lead:
        yield f"{lead}."
        compared = _compared(over)
        if len(compared) > 1:
            yield f"{_at(answer, compared[0])}."
    yield f"{growth_text(call_text(over.rows[0].base), over.base_growth)}."
    other = over.rows[0].other
    if other is not None and over.other_growth is not None:
        yield f"{growth_text(call_text(other), over.other_growth)}."


def growth_text(call: str, growth: Growth) -> str:
    """``total(n) grows like n², O(n²): twice the n takes 4.02× the time``."""
    if growth.kind == "unknown":
        why = PROBLEMS.get(growth.problem or "", "")
        return f"How {call} grows cannot be told{': ' if why else ''}{why}"
    short = SHORT[growth.kind] if growth.kind != "power" else f"grows like n to the power of {decimal(growth.slope)}"
    told = f"{call} {short}{CLASSES.get(growth.kind, '')}"
    if growth.kind not in DOUBLED:
        return told
    return f"{told}: twice the n takes {ratio(growth.doubling)} the time"


def _lead(answer: Answer, over: GrowthAnswer) -> str:
    """Who is faster at the largest n; empty where there is one side, or where the two could not be compared."""
    compared = _compared(over)
    if not compared:
        return ""
    from_n = "" if over.crossing is None else f", faster from about n = {about(over.crossing)} on"
    return _at(answer, compared[-1]) + from_n


def _at(answer: Answer, row: Timed) -> str:
    found = "" if row.comparison is None else comparison_text(names_text(answer, row), row.comparison)
    return f"{found} at n = {count(row.base.size or 0)}"


def _compared(over: GrowthAnswer) -> list[Timed]:
    return [row for row in over.rows if row.comparison is not None]
