"""What timing has to reach."""

from __future__ import annotations

from statistics import median
from typing import Final

from bench.bounds import upper_bound
from bench.goals import Goal
from bench.timeit_results import TimeitResults
from heatline.analysis.trials import COVERAGE

FALSE_ALARMS: Final = 7.0  # per cent
NOT_FOUND: Final = 10.0
GAP: Final = 5.0
NOTHING_NS: Final = 1.0
WRONG_GROWTH: Final = 2.0  # of sixteen
ANSWER_S: Final = 0.35


def timeit_goals(results: TimeitResults) -> tuple[Goal, ...]:
    """One for each promise."""
    equal, apart = len(results.equal), len(results.apart)
    calls = [row for row in results.agreement if row.is_call]
    nothing = max(row.median_ns for row in results.agreement if not row.is_call)
    missed = sum(not row.held for row in results.equal)
    goals = (
        ("equal pairs told apart, upper 95 % bound", 100 * upper_bound(results.told_apart, equal), FALSE_ALARMS, " %"),
        ("equal pairs, intervals that miss the truth", 100 * missed / equal, 100 * (1 - COVERAGE), " %"),
        ("pairs 5 % apart that are not found", 100 * results.not_found / apart, NOT_FOUND, " %"),
        ("what measuring a pair takes, median", median(row.took_s for row in results.equal), ANSWER_S, " s"),
        ("best of a call, largest gap to timeit's", 100 * max(row.gap for row in calls), GAP, " %"),
        ("what `pass` takes", nothing, NOTHING_NS, " ns"),
        ("calls that pyperf reads otherwise", float(sum(not row.is_read_back for row in results.agreement)), 0.0, ""),
        ("growth, wrong of 16", float(sum(not row.is_right for row in results.growth)), WRONG_GROWTH, ""),
    )
    return tuple(Goal(results.python, *goal) for goal in goals)
