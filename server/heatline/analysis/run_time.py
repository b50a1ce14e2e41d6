"""How long a run took and each function in it, so that shares compare like with like.

Times of lines are put right by what measuring cost. Where all of that is known, the whole is too; else parts of the run
are taken of times as they were measured.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from heatline.analysis.memory import function_totals
from heatline_runner.model import Profile, RunInfo

TIME, RAW, OWN = "time_ns", "raw_time_ns", "line_own_ns"


@dataclass(frozen=True)
class RunTime:
    """``whole_ns`` is what shares of the run are parts of, and ``metric`` the one of lines that are such parts.

    ``totals_ns`` are the functions' times by their indices, with all they call; ``parts_ns`` the same as parts of the
    whole.
    """

    whole_ns: int
    metric: str
    totals_ns: Mapping[int, float]
    parts_ns: Mapping[int, float]


def run_time(profile: Profile) -> RunTime:
    """What is known of the run's time and of its functions'."""
    totals_ns = _totals(profile)
    if profile.run.overhead is None and any(RAW in table.values for table in profile.lines):
        return RunTime(_lived_ns(profile.run), RAW, totals_ns, function_totals(profile, RAW))
    return RunTime(_whole_ns(profile), TIME, totals_ns, totals_ns)


def _totals(profile: Profile) -> Mapping[int, float]:
    """As measured, of recursion the outermost calls; else the sum of the function's own lines."""
    measured = {index: total for index, row in enumerate(profile.functions) if (total := row.values.get("total_ns"))}
    return {**function_totals(profile, TIME), **measured}


def _whole_ns(profile: Profile) -> int:
    """All lines' own time and that outside of them; else the run's without what measuring cost, where that is known."""
    run = profile.run
    if run.unmeasured_ns is not None:
        return round(sum(function_totals(profile, OWN).values()) + run.unmeasured_ns)
    return round(_lived_ns(run) / (run.overhead or 1.0))


def _lived_ns(run: RunInfo) -> int:
    return max(run.thread_ns, run.body_ns)
