"""How far the shares that a profiler gives are from those that are known."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from statistics import mean, median

from bench.line_tools import CPROFILE, ENVIRONMENT, PLAIN, PYINSTRUMENT_TOOL, LineTool
from bench.process import Process, run_process
from bench.pythons import BenchPython
from bench.rounds import Run, interleaved
from bench.stretches import Times, known_ns, marked, shares, told_ns

BY_FUNCTION = (CPROFILE, PYINSTRUMENT_TOOL)  # which know nothing of lines


@dataclass(frozen=True)
class Share:
    """One stretch of a program, in percent of all that is known of it; ``told`` is by tool, where that tells it."""

    python: str
    program: str
    stretch: str
    known: float
    told: Mapping[LineTool, float]

    def error(self, tool: LineTool) -> float:
        """In points."""
        return abs(self.told[tool] - self.known)


@dataclass(frozen=True)
class Error:
    """Of all shares that ``tool`` tells: in points, and where the worst is."""

    python: str
    tool: LineTool
    stretches: int
    mean: float
    worst: float
    where: str


def accuracy(
    python: BenchPython, program: str, tools: Sequence[LineTool], folder: Path, rounds: int
) -> tuple[Share, ...]:
    """Run ``program`` by all tools, ``rounds`` times; the medians of the shares of each round."""
    script = f"{program}.py"
    told: dict[LineTool, list[Times]] = {tool: [] for tool in tools if tool is not PLAIN}
    runs: dict[str, Run] = {tool.id: partial(_run, tool, python, folder, script, told) for tool in tools}
    plain = [known_ns(process) for process in interleaved(runs, rounds)[PLAIN.id]]
    lines = marked(folder, script)
    known = _medians([shares(each, each, lines) for each in plain])
    by_tool = {tool: _medians([shares(each, plain[0], lines) for each in taken]) for tool, taken in told.items()}
    return tuple(
        Share(
            *(python.version, program, stretch, share),
            {tool: by_tool[tool][stretch] for tool in told if by_tool[tool] and _tells(tool, stretch, lines)},
        )
        for stretch, share in known.items()
    )


def errors(shares: Sequence[Share]) -> Iterator[Error]:
    """For every Python and tool."""
    for version in dict.fromkeys(share.python for share in shares):
        of_version = [share for share in shares if share.python == version]
        for tool in dict.fromkeys(tool for share in of_version for tool in share.told):
            told = [share for share in of_version if tool in share.told]
            worst = max(told, key=lambda share: share.error(tool))
            each = [share.error(tool) for share in told]
            yield Error(version, tool, len(told), mean(each), max(each), f"{worst.program}, {worst.stretch}")


def _run(
    tool: LineTool, python: BenchPython, folder: Path, script: str, told: Mapping[LineTool, list[Times]]
) -> Process:
    process = run_process(tool.command(python, script), folder, ENVIRONMENT, prints=False)
    if tool is not PLAIN:
        told[tool].append(told_ns(tool, python, folder, script))
    return process


def _medians(taken: Sequence[Times]) -> Times:
    """Empty where a round has none: what a tool tells only now and then it does not tell."""
    if not all(taken):
        return {}
    return {name: median(each[name] for each in taken) for name in taken[0]}


def _tells(tool: LineTool, stretch: str, lines: Sequence[str]) -> bool:
    return stretch not in lines or tool not in BY_FUNCTION
