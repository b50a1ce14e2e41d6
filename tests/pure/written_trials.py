"""Small timings written by hand."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from written_profiles import PATH, RUN, profile

from heatline.analysis.answers import Answer, profile_answers
from heatline_runner.model import Failure, Metric, Profile, RunInfo, Trial, measured_source

GRADES = """\
# timeit: grade(74)
def grade(score):
    return "FDCBA"[max(0, score // 10 - 5)]


def grade2(score):
    return "D" if score < 70 else "C"
"""
FUNCTIONS = (("<module>", 1, 7), ("grade", 2, 3), ("grade2", 6, 7))
GRADE, GRADE2 = 1, 2  # indices of functions
TIMED_RUN = replace(RUN, tracer="timeit", engine_version="", target="grades.py")


def readings(median_ns: float, spread_ns: float = 0.0, count: int = 96) -> tuple[float, ...]:
    """So many readings, evenly from twice the spread below the median to twice the spread above it."""
    if count == 1:
        return (median_ns,)
    return tuple(median_ns + spread_ns * (4 * at / (count - 1) - 2) for at in range(count))


def trial(call: str, samples_ns: Iterable[float] = (), **more: Any) -> Trial:
    """A trial of ``grade`` on line 1, of 10,000 loops each."""
    fields: dict[str, Any] = {"path": PATH, "line": 1, "function": GRADE, "loops": 10_000, "setup": "", "clock": "cpu"}
    return Trial(**{"label": call, "call": call, "samples_ns": tuple(samples_ns), **fields, **more})


def pair(number: int, base_ns: Iterable[float], other_ns: Iterable[float], score: int = 74) -> tuple[Trial, Trial]:
    """``grade`` and ``grade2``, timed in turns."""
    base = trial(f"grade({score})", base_ns, pair=number)
    return base, trial(f"grade2({score})", other_ns, pair=number, function=GRADE2)


def over(call: str, times_ns: Iterable[tuple[int, float]], first_pair: int | None = None, **more: Any) -> list[Trial]:
    """``call`` at growing sizes, four readings of each."""
    return [
        trial(call, readings(time_ns, 0, 4), size=n, pair=None if first_pair is None else first_pair + at, **more)
        for at, (n, time_ns) in enumerate(times_ns)
    ]


def failure(call: str, kind: str, message: str, line: int | None = None, **more: Any) -> Trial:
    """A trial that has no readings, and says why."""
    return trial(call, error=Failure(kind, message, None if line is None else PATH, line), **more)


def timing(*trials: Trial, text: str = GRADES, run: RunInfo = TIMED_RUN) -> Profile:
    """A profile that has trials and no lines."""
    base = profile(text, [], FUNCTIONS, run)
    metrics = (Metric("time_ns", "Time per loop", "ns"),)
    return replace(base, metrics=metrics, lines=(), trials=trials, sources={PATH: measured_source(text)})


def answer(*trials: Trial, run: RunInfo = TIMED_RUN) -> Answer:
    """The one answer that there is."""
    (found,) = profile_answers(timing(*trials, run=run))
    return found
