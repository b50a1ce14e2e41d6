"""Stretches of a program whose times are known, and what a profiler says of each: a function, or a marked line."""

from __future__ import annotations

import json
import re
import subprocess
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from bench.line_tools import CPROFILE, KERNPROF, PYINSTRUMENT_TOOL, LineTool
from bench.process import Process
from bench.pythons import BenchPython
from bench.workspace import PROGRAMS
from heatline_runner.profile_json import read_profile

MARK: Final = re.compile(r"# = (?P<name>.+)$")
READERS: Final = {
    KERNPROF: str(PROGRAMS / "kernprof_lines.py"),
    CPROFILE: str(PROGRAMS / "cprofile_functions.py"),
    PYINSTRUMENT_TOOL: str(PROGRAMS / "pyinstrument_functions.py"),
}  # each run by the Python that made what it reads
Times = Mapping[str, float]  # ns by a stretch's name
Lines = Iterable[tuple[str, int, float]]  # function's name, line, ns; line 0: the function as a whole


def known_ns(plain: Process) -> Times:
    """What a program of ``programs/truth`` found out about itself, without a tracer."""
    known: Times = json.loads(plain.last_line)
    return known


def told_ns(tool: LineTool, python: BenchPython, folder: Path, script: str) -> Times:
    """What the report of ``tool`` says: of a function, the time of its lines; of a marked line, that line's."""
    marks = _marks(folder / script)
    found: defaultdict[str, float] = defaultdict(float)
    for function, line, ns in _lines(tool, python, folder, script):
        found[function.rpartition(".")[2]] += ns
        if line in marks:
            found[marks[line]] += ns
    return found


def shares(times: Times, known: Times, marked: Iterable[str]) -> Times:
    """Every known stretch as a part of all known functions, in percent; those that are ``marked`` are in a function."""
    marked = set(marked)
    whole = sum(times.get(name, 0.0) for name in known if name not in marked)
    return {name: 100 * times.get(name, 0.0) / whole for name in known} if whole else {}


def marked(folder: Path, script: str) -> tuple[str, ...]:
    """The names of the marked lines."""
    return tuple(_marks(folder / script).values())


def _marks(file: Path) -> Mapping[int, str]:
    lines = enumerate(file.read_text("utf-8").splitlines(), 1)
    return {number: found["name"] for number, line in lines if (found := MARK.search(line))}


def _lines(tool: LineTool, python: BenchPython, folder: Path, script: str) -> Lines:
    report = folder / tool.report
    return _ours(report, script) if tool.ours else _theirs(python, READERS[tool], report, script)


def _ours(report: Path, script: str) -> Iterator[tuple[str, int, float]]:
    profile = read_profile(report)
    for table in profile.lines:
        if Path(table.path).name == script:
            for line, index, ns in zip(table.line, table.function, table.values["time_ns"], strict=True):
                yield profile.functions[index].name, line, ns or 0.0


def _theirs(python: BenchPython, reader: str, report: Path, script: str) -> Lines:
    argv = (str(python.executable), reader, str(report), script)
    done = subprocess.run(argv, capture_output=True, text=True, check=True)
    rows: list[Any] = json.loads(done.stdout)
    return [(str(name), int(line), float(ns)) for name, line, ns in rows]
