"""Whether two profiles saw the same lines run equally often."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from heatline_runner.model import Profile

Line = tuple[str, int, int, str]  # file name, line, the function's first line and its name
LOSES_SINCE = (3, 13)  # line_profiler misses functions whose body stands on the line of their def (CPython #155992)


@dataclass(frozen=True)
class HitsCompared:
    """Of ``lines`` that either saw, ``differ`` have other hits, besides those ``lost`` to line_profiler."""

    lines: int
    differ: tuple[str, ...]
    lost: int


def compared_hits(ours: Profile, by_line_profiler: Profile) -> HitsCompared:
    """Line by line and function by function; a function in a profile has the lambdas and comprehensions in it too."""
    mine, theirs = hits_of(ours), hits_of(by_line_profiler)
    python = tuple(map(int, ours.run.python_version.split(".")[:2]))
    differ = [line for line in {*mine, *theirs} if mine.get(line, 0) != theirs.get(line, 0)]
    lost = [line for line in differ if python >= LOSES_SINCE and not theirs.get(line, 0) and line[1] == line[2]]
    texts = (_text(line, mine, theirs) for line in sorted(differ) if line not in lost)
    return HitsCompared(
        sum(1 for line in {*mine, *theirs} if mine.get(line) or theirs.get(line)), tuple(texts), len(lost)
    )


def hits_of(profile: Profile) -> Mapping[Line, int]:
    found: defaultdict[Line, int] = defaultdict(int)
    for table in profile.lines:
        for line, index, hits in zip(table.line, table.function, table.values["hits"], strict=True):
            function = profile.functions[index]
            found[(Path(table.path).name, line, function.line, function.name)] += int(hits or 0)
    return found


def _text(line: Line, ours: Mapping[Line, int], theirs: Mapping[Line, int]) -> str:
    return f"{line[0]}:{line[1]} in {line[3]}: {ours.get(line, 0):,}, line_profiler {theirs.get(line, 0):,}"
