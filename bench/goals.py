"""What the figures have to reach."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from bench.tables import Table


@dataclass(frozen=True)
class Goal:
    """A ``figure`` that is to be at most ``limit``: a share of what a peer takes where ``unit`` is empty."""

    python: str
    title: str
    figure: float
    limit: float
    unit: str = ""

    @property
    def met(self) -> bool:
        return self.figure <= self.limit


def goals_table(goals: Iterable[Goal]) -> Table:
    return Table("Goals", ("Python", "goal", "at most", "is", ""), tuple(map(_row, goals)))


def _row(goal: Goal) -> tuple[str, ...]:
    verdict = "PASS" if goal.met else "miss"
    return (goal.python, goal.title, f"{goal.limit:.2f}{goal.unit}", f"{goal.figure:.3f}{goal.unit}", verdict)
