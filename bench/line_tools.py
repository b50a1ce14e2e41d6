"""Heatline by each of its tracers, and the profilers beside it, each by the command that its user would give."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from bench.line_programs import Size
from bench.process import Process, run_process
from bench.pythons import BenchPython
from bench.stop import Stop
from bench.tools import heatline_command
from bench.workspace import NOTHING, PROGRAMS

ENVIRONMENT: Final[Mapping[str, str]] = {**os.environ, "PYTHONHASHSEED": "0"}  # so that all runs do the same work


@dataclass(frozen=True)
class LineTool:
    """One way to run a program.

    ``asked`` are the words after ``heatline run`` for ours, or after ``python`` for another; {report} and {script} are
    filled in, as is {measured}: the files of the program, with commas. ``size`` is what it can do in bearable time;
    ``engine`` is that of ours.
    """

    id: str
    title: str
    asked: tuple[str, ...]
    ours: bool = False
    size: Size = "long"
    engine: str = "line_time"

    @property
    def report(self) -> str:
        """The file that it leaves in the folder it runs in."""
        return f"{self.id}.report"

    def command(self, python: BenchPython, script: str, beside: Iterable[str] = ()) -> tuple[str, ...]:
        """How it runs ``script`` from the folder that is in, with the modules ``beside`` it measured too."""
        if self.ours:
            return heatline_command(python, script, self.engine, self.report, *self.asked)
        measured = ",".join((script, *beside))
        words = (word.format(report=self.report, script=script, measured=measured) for word in self.asked)
        return (str(python.executable), *words)

    def run(self, python: BenchPython, folder: Path, script: str, beside: Iterable[str] = ()) -> Process:
        return run_process(self.command(python, script, beside), folder, ENVIRONMENT)


EVERYWHERE: Final = str(PROGRAMS / "under_memory_profiler_everywhere.py")
PLAIN: Final = LineTool("plain", "plain Python", ("{script}",))
NATIVE: Final = LineTool("native", "Heatline, native", ("--tracer", "native"), True)
NATIVE_NO_EDGES: Final = LineTool(
    "native_no_edges", "Heatline, native, no call edges", ("--tracer", "native", "--edges", "no"), True
)
NATIVE_SYSTEM: Final = LineTool(
    "native_system",
    "Heatline, native, no call edges, system clock",
    ("--tracer", "native", "--edges", "no", "--clock", "system"),
    True,
)
MONITORING: Final = LineTool("monitoring", "Heatline, monitoring", ("--tracer", "monitoring"), True, "short")
LINE_PROFILER_TOOL: Final = LineTool(
    "line_profiler", "Heatline, line_profiler", ("--tracer", "line_profiler"), True, "short"
)
KERNPROF: Final = LineTool(
    "kernprof",
    "kernprof -l -p",
    ("-m", "kernprof", "-q", "-l", "-p", "{measured}", "-o", "{report}", "{script}"),
    size="short",
)
CPROFILE: Final = LineTool("cprofile", "cProfile", ("-m", "cProfile", "-o", "{report}", "{script}"))
PYINSTRUMENT_TOOL: Final = LineTool(
    "pyinstrument", "pyinstrument", ("-m", "pyinstrument", "-r", "json", "-o", "{report}", "{script}")
)
MEMORY_PROFILER_TOOL: Final = LineTool(
    "memory_profiler", "memory_profiler", (EVERYWHERE, "{script}", "{report}"), size="shortest"
)
CALLS: Final = LineTool("call_time", "Heatline, calls", (), True, engine="call_time")
SAMPLES: Final = LineTool("samples", "Heatline, sampling", (), True, engine="samples")
OURS: Final = (NATIVE, NATIVE_NO_EDGES, NATIVE_SYSTEM, MONITORING, LINE_PROFILER_TOOL)
PEER_TOOLS: Final = (KERNPROF, CPROFILE, PYINSTRUMENT_TOOL, MEMORY_PROFILER_TOOL)
LINE_TOOLS: Final = (PLAIN, *OURS, *PEER_TOOLS)


def tools_at_hand(python: BenchPython, folder: Path, tools: Iterable[LineTool] = LINE_TOOLS) -> tuple[LineTool, ...]:
    """Those that this Python has: each runs the empty program in ``folder``; of any other it is said why not."""
    return tuple(_that_run(python, folder, tools))


def _that_run(python: BenchPython, folder: Path, tools: Iterable[LineTool]) -> Iterator[LineTool]:
    for tool in tools:
        try:
            tool.run(python, folder, NOTHING)
        except Stop as reason:
            sys.stderr.write(f"{python.version}: without {tool.title}. {str(reason).splitlines()[-1]}\n")
        else:
            yield tool
