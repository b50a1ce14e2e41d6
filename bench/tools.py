"""The ways to run a program that are compared, as command lines."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Literal, get_args

from bench.pythons import BenchPython
from bench.workspace import PROGRAMS, Program

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
    return heatline_command(python, program.script, "line_time", REPORT[tool], "--tracer", "line_profiler")


def heatline_command(python: BenchPython, script: str, engine: str, report: str, *options: str) -> tuple[str, ...]:
    """``heatline run``, its profile written to ``report``; the script is the last word."""
    asked = ("--engine", engine, *options, "--format", "json", "--output", report)
    return (sys.executable, str(LAUNCH), "run", "--python", str(python.executable), *asked, script)


def under_memory_profiler(python: BenchPython, script: str, report: str) -> tuple[str, ...]:
    """As ``python -m memory_profiler`` would, with its figures in ``report``."""
    return (str(python.executable), str(PROGRAMS / "under_memory_profiler.py"), script, report)


def under_tracemalloc(python: BenchPython, script: str, report: str) -> tuple[str, ...]:
    """tracemalloc with one frame, with what is alive in the end in ``report``."""
    return (str(python.executable), str(PROGRAMS / "under_tracemalloc.py"), script, report)
