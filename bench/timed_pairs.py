"""Pairs of functions of which is known which is the faster, and what each way of comparing says of them."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import fmean, pstdev
from typing import Literal

from bench.pythons import BenchPython
from bench.stop import Stop
from bench.timed_programs import PAIR, SERVER
from heatline.analysis.trials import comparison, summary

Verdict = Literal["faster", "slower", "no_difference", "too_few"]
SHORT_S, DEFAULT_S = 0.018, 0.35  # a repeat of %timeit's: in Heatline's time, and as its autorange has it on average


@dataclass(frozen=True)
class PairRow:
    """One pair, by the ``seed`` that draws it: what Heatline says and what ``%timeit`` does.

    ``truth`` is how many times as long the base takes, ``ratio`` from ``low`` to ``high`` what is said of that;
    ``spread`` that of the base's readings over their median; ``took_s`` the CPU time that measuring took.
    """

    seed: int
    percent: int
    work: str
    truth: float
    ratio: float
    low: float
    high: float
    verdict: Verdict
    timeit: Verdict
    spread: float
    took_s: float

    @property
    def held(self) -> bool:
        """Whether the interval holds the truth."""
        return self.low <= self.truth <= self.high

    def right(self, verdict: Verdict) -> bool:
        """Whether ``verdict`` is that of the truth."""
        return verdict == true_verdict(self.truth)


def pair_rows(python: BenchPython, seeds: Sequence[int], percent: int, repeat_s: float = SHORT_S) -> Iterator[PairRow]:
    """Each pair in a process of its own."""
    for seed in seeds:
        yield _pair_row(python, seed, percent, repeat_s)


def true_verdict(truth: float) -> Verdict:
    """What is to be said of the other one where the base takes ``truth`` times as long."""
    return "faster" if truth > 1 else "slower" if truth < 1 else "no_difference"


def _pair_row(python: BenchPython, seed: int, percent: int, repeat_s: float) -> PairRow:
    argv = (str(python.executable), str(PAIR), str(SERVER), str(seed), str(percent), str(repeat_s))
    done = subprocess.run(argv, capture_output=True, text=True, check=False)
    if done.returncode:
        raise Stop(f"{' '.join(argv)} failed:\n{done.stderr.strip()}")
    taken = json.loads(done.stdout)
    said = comparison(taken["base_ns"], taken["other_ns"])
    base = summary(taken["base_ns"])
    return PairRow(
        *(seed, percent, taken["work"], taken["truth"], said.ratio, said.low, said.high, said.verdict),
        timeit=_overlap(*taken["repeats_ns"]),
        spread=base.spread_ns / base.median_ns,
        took_s=taken["took_ns"] / 1e9,
    )


def _overlap(base_ns: Sequence[float], other_ns: Sequence[float]) -> Verdict:
    """What one reads off two lines of ``%timeit``: no difference where mean ± standard deviation overlap."""
    gap = fmean(base_ns) - fmean(other_ns)
    if abs(gap) <= pstdev(base_ns) + pstdev(other_ns):
        return "no_difference"
    return "faster" if gap > 0 else "slower"
