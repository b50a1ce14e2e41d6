"""The ways to run a program that are compared, as command lines."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Literal, get_args

from bench.pythons import BenchPython
from bench.workspace import Program

Tool = Literal["plain", "kernprof", "heatline"]
TOOLS: tuple[Tool, ...] = get_args(Tool)
LAUNCH = Path(__file__).parents[1] / "server" / "launch.py"
REPORT = {"kernprof": "kernprof.lprof", "heatline": "heatline.json"}  # what a tool leaves in the folder it runs in


def command(tool: Tool, python: BenchPython, program: Program) -> tuple[str, ...]:
    """How ``tool`` runs ``program`` in ``python``, from the folder the program is in."""
    executable = str(python.executable)
    if tool == "plain":
        return (executable, program.script)
    if tool == "kernprof":
        measured = ",".join(program.files)
        return (executable, "-m", "kernprof", "-q", "-l", "-p", measured, "-o", REPORT[tool], program.script)
    asked = ("--engine", "line_time", "--tracer", "line_profiler", "--format", "json", "--output", REPORT[tool])
    return (sys.executable, str(LAUNCH), "run", "--python", executable, *asked, program.script)
