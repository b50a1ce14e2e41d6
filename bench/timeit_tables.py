"""The tables of the part on timing."""

from __future__ import annotations

import math
from collections.abc import Iterator
from statistics import median, quantiles

from bench.bounds import lower_bound, upper_bound
from bench.tables import Table
from bench.timed_pairs import PairRow, Verdict
from bench.timeit_results import TimeitResults

WAYS = (
    *("Python", "way", "takes", "equal pairs", "told apart", "at most"),
    *("pairs 5 % apart", "found", "the wrong way round"),
)
INTERVALS = (
    "Python",
    "pairs",
    "intervals",
    "hold the truth",
    "at least",
    "half width",
    "spread of readings",
    "95 % of it",
)
WRONG = ("Python", "does", "seed", "truly", "said", "from", "to")
AGREEMENT = ("Python", "call", "our best", "timeit's loop", "both", "python -m timeit", "gap", "pyperf reads")
GROWTH = ("Python", "function", "n", "slope", "truly", "said", "")
Said = tuple[tuple[PairRow, Verdict], ...]  # pairs, and what one way says of each


def timeit_tables(results: TimeitResults) -> tuple[Table, ...]:
    """The verdicts first, then what they rest on."""
    python = results.python
    wrong = [row for row in (*results.equal, *results.apart) if not row.held]
    return (
        Table("Which of two is faster", WAYS, tuple(_ways(results))),
        Table("How often the interval holds the truth", INTERVALS, tuple(_intervals(results))),
        Table("Pairs whose interval misses the truth", WRONG, tuple(_wrong(python, row) for row in wrong)),
        Table("Figures beside timeit's", AGREEMENT, tuple(_agreement(results))),
        Table("How it grows", GROWTH, tuple(_growth(results))),
    )


def _ways(results: TimeitResults) -> Iterator[tuple[str, ...]]:
    every, some = (*results.equal, *results.apart), results.some
    took = f"{median(row.took_s for row in every):.2f} s"
    yield _way(results.python, "Heatline", took, tuple((row, row.verdict) for row in every))
    yield _way(results.python, "`%timeit`, in the same time", "0.25 s", tuple((row, row.timeit) for row in every))
    yield _way(results.python, "Heatline, on some", took, tuple((row, row.verdict) for row in some))
    yield _way(results.python, "`%timeit` as it comes, on some", "4.9 s", tuple((row, row.timeit) for row in some))
    by_pyperf = tuple(zip(some, results.by_pyperf, strict=True))
    yield _way(results.python, "pyperf, on some", "10 s and more", by_pyperf)


def _way(python: str, way: str, takes: str, said: Said) -> tuple[str, ...]:
    equal = [(row, verdict) for row, verdict in said if row.percent == 0]
    apart = [(row, verdict) for row, verdict in said if row.percent]
    alarms = sum(not row.right(verdict) for row, verdict in equal)
    found = sum(row.right(verdict) for row, verdict in apart)
    missed = sum(verdict == "no_difference" for _, verdict in apart)
    bound = f"{100 * upper_bound(alarms, len(equal)):.1f} %"
    wrong = len(apart) - found - missed
    return (python, way, takes, f"{len(equal)}", f"{alarms}", bound, f"{len(apart)}", f"{found}", f"{wrong}")


def _intervals(results: TimeitResults) -> Iterator[tuple[str, ...]]:
    for title, rows in (("equal", results.equal), ("5 % apart", results.apart)):
        held = sum(row.held for row in rows)
        half = median((row.high - row.low) / 2 / row.ratio for row in rows)
        spreads = [row.spread for row in rows]
        yield (
            *(results.python, title, f"{len(rows)}", f"{held}", f"{100 * lower_bound(held, len(rows)):.1f} %"),
            *(f"{100 * half:.2f} %", f"{100 * median(spreads):.1f} %", f"{100 * quantiles(spreads, n=20)[-1]:.1f} %"),
        )


def _wrong(python: str, row: PairRow) -> tuple[str, ...]:
    return (
        python,
        f"`{row.work}`",
        f"{row.seed:,}",
        *(f"{each:.3f}" for each in (row.truth, row.ratio, row.low, row.high)),
    )


def _agreement(results: TimeitResults) -> Iterator[tuple[str, ...]]:
    for row in results.agreement:
        columns = (row.ours_ns, row.loop_ns, row.ours_ns + row.loop_ns, row.theirs_ns)
        reads = "the same" if row.is_read_back else _nanoseconds(row.read_ns)
        gap = f"{100 * row.gap:.1f} %" if row.is_call else "–"
        yield (row.python, f"`{row.call}`", *map(_nanoseconds, columns), gap, reads)


def _growth(results: TimeitResults) -> Iterator[tuple[str, ...]]:
    for row in results.growth:
        sizes = " to ".join(f"{size:,}" for size in row.sizes)
        verdict = "right" if row.is_right else "wrong"
        yield (row.python, f"`{row.function}`", sizes, f"{row.slope:.2f}", row.known, row.said, verdict)


def _nanoseconds(duration_ns: float) -> str:
    digits = 2 if duration_ns <= 0 else max(0, 2 - math.floor(math.log10(duration_ns)))
    return f"{duration_ns:,.{min(digits, 2)}f} ns"
