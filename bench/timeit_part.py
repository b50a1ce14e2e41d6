"""Timing calls: whether verdicts, intervals, figures and growth are right, on pairs and functions that are known."""

from __future__ import annotations

from bench.agreement import AgreementRow, agreement_rows
from bench.growth import GrowthRow, growth_rows
from bench.part import Bench, Part, Section
from bench.pyperf_peer import PYPERF, pyperf_python, pyperf_verdict
from bench.timed_pairs import DEFAULT_S, Verdict, pair_rows
from bench.timeit_goals import timeit_goals
from bench.timeit_results import TimeitResults, pairs_csv
from bench.timeit_tables import timeit_tables

EQUAL, APART, TWENTY = 500, 100, 20
QUICK_EQUAL, QUICK_APART, QUICK_TWENTY = 40, 20, 2
PERCENT = 5
PROCESSES = 3  # a round; where a process has its code and data makes a difference of its own
FIRST_APART = 10_000  # seeds of pairs that are apart, and those of equal ones from 0 on
ABOUT = """\
A verdict is right or wrong where the truth is known. Each pair is drawn by its seed, 0 to 499 and 10,000 to 10,099, and
timed in a process of its own, as Heatline times it: 64 rounds of 2 ms each, in the order A B B A, by the CPU clock of
the thread, and a bootstrap over pairs of rounds. Equal pairs are one function compiled twice; of the others, one goes
through the same loop 5 % more often. `%timeit`'s rule is that mean ± standard deviation of seven repeats do not
overlap: on all pairs with repeats of 18 ms, so that it takes as long as ours, and on twenty of them with 0.35 s, as
`%timeit` does by default. pyperf is `pyperf timeit --fast` and `pyperf compare_to`, which starts ten processes for each
side. The seeds are fixed and none was left out: every pair is in [timed-pairs.csv](timed-pairs.csv).

Two equal functions in one process do differ, by where their code and data happen to lie in memory: mostly by a few
tenths of a per cent, now and then by two or three. More readings do not cure that, so the interval allows for it: it is
never narrower than ±0.9 %. What is printed as the confidence is how often the interval held the truth here, on equal
pairs, at least: the 95 % bound in the second table, rounded down.

Figures are compared with those of `python -m timeit -p`, with as many readings of as many loops: the best of a process
with the best of one of ours, each the median over fifteen, both with the cost of timeit's loop, which ours leaves out.
`-p` is the process's CPU clock: by the wall, a reading has in it what else ran on a busy machine. Heatline's are by the
CPU clock too where a snippet works, and by the wall, less what its thread was kept from running, where it waits.

The readings of one snippet are called too far apart, and the machine too busy, where half of what their middle half
spans is more than 5 % of the median: more than nineteen in twenty of the pairs here stay below, as the spread
in the second table says, and what is above could not tell 5 % by a glance at two figures.

Growth is the slope of time over n on logarithmic axes, over the upper half of the sizes. n and n·log n count as one,
since Heatline says that it cannot tell them apart."""


def measure(bench: Bench) -> Section:
    """All of it on the newest Python: what is measured is the scheme, not the interpreter."""
    results = _results(bench)
    files = {"timed-pairs.csv": pairs_csv((*results.equal, *results.apart))}
    return Section(bench.rounds, timeit_goals(results), timeit_tables(results), files)


TIMEIT_PART = Part("timeit", "Timing calls", ABOUT, (PYPERF,), measure)


def _results(bench: Bench) -> TimeitResults:
    python = bench.pythons[-1]
    with_pyperf = pyperf_python(python, bench.cache)
    counts = (QUICK_EQUAL, QUICK_APART, QUICK_TWENTY) if bench.quick else (EQUAL, APART, TWENTY)
    bench.say(f"{python.version}: {counts[0]} equal pairs")
    equal = tuple(pair_rows(python, range(counts[0]), 0))
    bench.say(f"{python.version}: {counts[1]} pairs {PERCENT} % apart")
    apart = tuple(pair_rows(python, range(FIRST_APART, FIRST_APART + counts[1]), PERCENT))
    some = (*equal[: counts[2] // 2], *apart[: counts[2] // 2])
    bench.say(f"{python.version}: {len(some)} of them by %timeit as it comes, and by pyperf")
    slowly = tuple(row for each in some for row in pair_rows(python, (each.seed,), each.percent, DEFAULT_S))
    by_pyperf: tuple[Verdict, ...] = tuple(
        pyperf_verdict(with_pyperf, each.seed, each.percent, bench.folder) for each in some
    )
    agreement, growth = _figures(bench)
    return TimeitResults(python.version, equal, apart, slowly, by_pyperf, agreement, growth)


def _figures(bench: Bench) -> tuple[tuple[AgreementRow, ...], tuple[GrowthRow, ...]]:
    python = bench.pythons[-1]
    bench.say(f"{python.version}: ten calls, beside python -m timeit")
    agreement = agreement_rows(python, pyperf_python(python, bench.cache), bench.folder, PROCESSES * bench.rounds)
    taken = tuple(agreement)
    bench.say(f"{python.version}: growth")
    return taken, tuple(growth_rows(python, bench.folder))
