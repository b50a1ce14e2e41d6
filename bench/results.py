"""One run of the benchmark: all its figures and what they were taken on."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass

from bench.goals import Goal, goals
from bench.memory import MemoryRow
from bench.slowdown import Slowdown
from bench.start_up import StartUp
from bench.truth import TruthRow


@dataclass(frozen=True)
class Results:
    machine: tuple[str, ...]
    pythons: tuple[str, ...]  # full versions
    rounds: int
    slowdowns: tuple[Slowdown, ...]
    start_ups: tuple[StartUp, ...]
    memory: tuple[MemoryRow, ...]
    truth: tuple[TruthRow, ...]

    @property
    def goals(self) -> tuple[Goal, ...]:
        return goals(self.slowdowns, self.start_ups, self.memory)

    def to_json(self) -> str:
        with_goals = asdict(self) | {"goals": [asdict(goal) | {"met": goal.met} for goal in self.goals]}
        return json.dumps(with_goals, indent=2, ensure_ascii=False) + "\n"
