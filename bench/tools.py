"""The ways to run a program that are compared, as command lines."""

from __future__ import annotations

import sys
from pathlib import Path

from bench.pythons import BenchPython
from bench.workspace import PROGRAMS

LAUNCH = Path(__file__).parents[1] / "server" / "launch.py"


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
