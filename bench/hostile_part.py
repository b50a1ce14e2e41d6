"""The hostile collection under Heatline and under other profilers: does the program do the same, are results kept."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from bench.goals import Goal
from bench.line_tools import CPROFILE, KERNPROF, MONITORING, NATIVE, LineTool
from bench.part import Bench, Part, Section
from bench.pythons import BenchPython
from bench.tables import Table
from bench.tools import LAUNCH

sys.path[:0] = [str(LAUNCH.parents[1] / "tests" / "runner"), str(LAUNCH.parent)]
from hostile import INPUT, Case, cases  # noqa: E402  (found by the path above)

MEMORY = LineTool("memory_profiler", "memory_profiler", ("-m", "memory_profiler", "-o", "{report}", "{script}"))
TOOLS = (NATIVE, MONITORING, KERNPROF, CPROFILE, MEMORY)
AT_ONCE, LIMIT_S = 2, 60
ABOUT = """\
Each program of the hostile collection (`tests/programs/hostile`) is run by plain Python, then under each profiler by
the command that its user would give. *Same*: it ends with the same exit code or signal and prints the same. *Kept*: the
profiler left results that can be read, with lines or functions of the program in them (kernprof is given the file to
profile; memory_profiler, which keeps what is decorated alone, is judged by *same*). *Exact*: Heatline's hits are those
that the program's lines say. Programs that have no code that runs are judged by *same* alone."""


@dataclass(frozen=True)
class Judged:
    """A program under a tool; ``exact`` is None where the tool counts no lines, or they say nothing."""

    case: str
    same: bool
    kept: bool
    exact: bool | None


def measure(bench: Bench) -> Section:
    """All cases under all tools, on every Python."""
    rows: list[tuple[str, ...]] = []
    details: list[tuple[str, ...]] = []
    goals: list[Goal] = []
    for python in bench.pythons:
        version = tuple(map(int, python.version.split(".")))
        fitting = [case for case in cases() if version >= case.since]
        judged: dict[str, list[Judged]] = {}
        for tool in TOOLS:
            if tool is MONITORING and version < (3, 12):
                continue
            bench.say(f"{python.version}: the hostile collection under {tool.title}")
            with ThreadPoolExecutor(AT_ONCE) as pool:
                found = list(pool.map(partial(_judge, bench.folder, python, tool), enumerate(fitting)))
            judged[tool.id] = found
            rows.append((python.version, tool.title, *_counts(found)))
        ours = judged[NATIVE.id]
        goals.append(Goal(python.version, "native: programs not the same, or not kept", sum(map(_fails, ours)), 0))
        details += _details(python.version, fitting, judged)
    head = ("Python", "profiler", "same", "kept", "both", "hits exact")
    tables = (
        Table("The hostile collection", head, tuple(rows)),
        Table("Programs that fail, and under whom", ("Python", "program", "fails under"), tuple(details)),
    )
    return Section(1, tuple(goals), tables)


HOSTILE_PART = Part(
    "hostile",
    "Hostile programs",
    ABOUT,
    ("line_profiler==5.1.0", "memory_profiler==0.61.0"),
    measure,
    (("3.11",), ("3.13", "3.12")),
)


def _judge(folder: Path, python: BenchPython, tool: LineTool, numbered: tuple[int, Case]) -> Judged:
    number, case = numbered
    name = f"{case.name} {case.named}" if case.named != f"{case.name}.py" else case.name
    where = folder / f"{python.version} {tool.id} {number}"
    plain = _run(where / "plain", case, (str(python.executable), *case.run))
    report = where / "report"
    done = _run(where / "measured", case, _command(python, tool, case, report))
    same = plain is not None and done is not None and _told(plain, where) == _told(done, where)
    return Judged(name, same, _has_results(tool, report, case), _is_exact(tool, report, case))


def _run(place: Path, case: Case, argv: Sequence[str]) -> subprocess.CompletedProcess[bytes] | None:
    """None where it takes too long."""
    program = place / "program"
    program.mkdir(parents=True)
    case.lay(program)
    try:
        return subprocess.run(
            argv,
            cwd=program,
            input=INPUT.encode(),
            capture_output=True,
            timeout=LIMIT_S,
            check=False,
            start_new_session=True,
        )
    except subprocess.TimeoutExpired:
        return None


def _command(python: BenchPython, tool: LineTool, case: Case, report: Path) -> tuple[str, ...]:
    if tool.ours:
        asked = (*tool.asked, "--format", "json", "--output", str(report))
        return (sys.executable, str(LAUNCH), "run", "--python", str(python.executable), *asked, *case.run)
    words = [word.format(report=report, script=case.run[0], measured=case.run[0]) for word in tool.asked]
    return (str(python.executable), *words, *case.run[1:])


def _told(done: subprocess.CompletedProcess[bytes], where: Path) -> tuple[int, bytes]:
    text = done.stdout
    for name in ("plain", "measured"):
        text = text.replace(str(where / name).encode(), b"PLACE")
    return done.returncode, text


def _has_results(tool: LineTool, report: Path, case: Case) -> bool:
    """Whether there is something in what it left; a program without lines that run has nothing to be kept."""
    if tool is MEMORY or not any(case.hits().values()):
        return True
    try:
        data = report.read_bytes()
    except OSError:
        return False
    return bool(_hits(data)) if tool.ours else len(data) > 0


def _is_exact(tool: LineTool, report: Path, case: Case) -> bool | None:
    if not tool.ours:
        return None
    try:
        found = _hits(report.read_bytes())
    except OSError:
        return False
    return all(
        found.get((file, line), 0) == hits for file, lines in case.hits().items() for line, hits in lines.items()
    )


def _hits(data: bytes) -> dict[tuple[str, int], float]:
    """By the name of a file and a line."""
    try:
        profile: Any = json.loads(data)
    except ValueError:
        return {}
    found: dict[tuple[str, int], float] = {}
    for table in profile["lines"]:
        name = Path(table["path"]).name
        for line, hits in zip(table["line"], table["values"]["hits"], strict=True):
            found[name, line] = found.get((name, line), 0) + (hits or 0)
    return found


def _fails(judged: Judged) -> bool:
    return not (judged.same and judged.kept)


def _counts(found: Sequence[Judged]) -> tuple[str, ...]:
    whole, exact = len(found), [each.exact for each in found if each.exact is not None]
    counts = (sum(each.same for each in found), sum(each.kept for each in found), whole - sum(map(_fails, found)))
    return (*(f"{count} of {whole}" for count in counts), f"{sum(exact)} of {whole}" if exact else "")


def _details(version: str, fitting: Sequence[Case], judged: dict[str, list[Judged]]) -> Iterator[tuple[str, ...]]:
    titles = {tool.id: tool.title for tool in TOOLS}
    for at in range(len(fitting)):
        failing = [titles[tool] for tool, found in judged.items() if _fails(found[at])]
        if failing:
            yield (
                version,
                next(iter(judged.values()))[at].case.encode("unicode_escape").decode(),
                ", ".join(failing),
            )
