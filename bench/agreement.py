"""Our best beside ``python -m timeit``'s, in turns, and what pyperf reads of ours."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Final

from bench.pyperf_peer import values_s
from bench.pythons import BenchPython
from bench.stop import Stop
from bench.timed_programs import FUNCTIONS, TIMED, heatline, timed_profile
from heatline_runner.model import Trial

BEST: Final = re.compile(r"best of \d+: ([\d.e+]+) nsec per loop")


@dataclass(frozen=True)
class AgreementRow:
    """One call: the best reading of a process of each, in ns, the median over all rounds. ``loop_ns`` is timeit's own.

    ``median_ns`` is what is shown of it, of the last round.
    ``read_ns`` is the least value that pyperf finds in what Heatline writes for it, ``written_ns`` ours in that.
    """

    python: str
    call: str
    ours_ns: float
    median_ns: float
    loop_ns: float
    theirs_ns: float
    written_ns: float
    read_ns: float

    @property
    def is_call(self) -> bool:
        """``pass`` is none: timeit's loop has one of its own after the snippet, which may cost more than ours does."""
        return self.call != "pass"

    @property
    def gap(self) -> float:
        """By what part ours is off theirs, both with the loop's cost in them."""
        return abs(self.ours_ns + self.loop_ns - self.theirs_ns) / self.theirs_ns

    @property
    def is_read_back(self) -> bool:
        """pyperf takes no time of nothing: there it is given a thousandth of a nanosecond."""
        return abs(self.read_ns - self.written_ns) <= 0.001 + 1e-6 * self.written_ns


def agreement_rows(python: BenchPython, with_pyperf: BenchPython, folder: Path, rounds: int) -> Iterator[AgreementRow]:
    """Each round times all calls by the one and then by the other."""
    report, written = folder / "functions.json", folder / "functions-pyperf.json"
    ours: list[tuple[Trial, ...]] = []
    theirs: list[list[float]] = []
    for _ in range(rounds):
        ours.append(timed_profile(python, FUNCTIONS, report).trials)
        theirs.append([_timeit_ns(python, trial) for trial in ours[-1]])
    heatline("show", str(report), "--format", "pyperf", "--output", str(written))
    read = values_s(with_pyperf, written)
    for index, last in enumerate(ours[-1]):
        yield AgreementRow(
            python=python.version,
            call=last.call,
            ours_ns=median(min(trials[index].samples_ns) for trials in ours),
            median_ns=median(last.samples_ns),
            loop_ns=median(trials[index].loop_ns for trials in ours),
            theirs_ns=median(each[index] for each in theirs),
            written_ns=min(last.samples_ns),
            read_ns=1e9 * read[last.call][0] if last.call in read else 0.0,
        )


def _timeit_ns(python: BenchPython, like: Trial) -> float:
    """As many readings of as many loops, by the process's CPU clock: by the wall others' time would be in them."""
    name, is_call, _ = like.call.partition("(")
    setup = f"from {FUNCTIONS.stem} import {name}" if is_call else "pass"
    readings = ("-n", str(like.loops), "-r", str(len(like.samples_ns)))
    argv = (str(python.executable), "-m", "timeit", "-p", *readings, "-u", "nsec", "-s", setup, like.call)
    done = subprocess.run(argv, cwd=TIMED, capture_output=True, text=True, check=False)
    found = BEST.search(done.stdout)
    if found is None:
        raise Stop(f"{' '.join(argv)} failed:\n{done.stderr.strip()}")
    return float(found[1])
