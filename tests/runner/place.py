"""A folder with a program in it, and a Python to run it with: plainly, and measured by the command line."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from textwrap import dedent
from typing import Any

from heatline_runner.model import LineTable, Profile
from heatline_runner.profile_json import read_profile

LAUNCH = Path(__file__).resolve().parents[2] / "server" / "launch.py"
LIMIT_S = 60


@dataclass(frozen=True)
class Measured:
    """What a measured run printed and how it ended, and its profile."""

    done: subprocess.CompletedProcess[str]
    profile: Profile

    def rows(self, name: str = "main.py") -> list[tuple[int, str, float | None]]:
        """``(line, function, hits)`` of the file called ``name``, as they stand in the profile."""
        table = self.table(name)
        functions = [self.profile.functions[index].name for index in table.function]
        return list(zip(table.line, functions, table.values["hits"], strict=True))

    def hits(self, name: str = "main.py") -> dict[int, float | None]:
        """Line to hits, of a file in which no line is part of two functions."""
        rows = self.rows(name)
        assert len({line for line, _, _ in rows}) == len(rows)
        return {line: hits for line, _, hits in rows}

    def untimed(self, name: str = "main.py") -> list[int]:
        """The lines that have no time."""
        table = self.table(name)
        return [line for line, time in zip(table.line, table.values["time_ns"], strict=True) if time is None]

    def table(self, name: str) -> LineTable:
        (table,) = (table for table in self.profile.lines if Path(table.path).name == name)
        return table

    def files(self) -> list[str]:
        """The names of all files that were measured."""
        return sorted(Path(table.path).name for table in self.profile.lines)

    def notes(self, kind: str) -> list[tuple[str, int | None]]:
        """``(text, line)`` of the run's notes of that kind."""
        return [(note.text, note.line) for note in self.profile.run.limits if note.kind == kind]


@dataclass(frozen=True)
class Place:
    """``folder`` holds the program, ``scratch`` what Heatline writes; ``python`` is an interpreter.

    ``tracer`` is what measures the time of lines, where a test does not say which.
    """

    python: str
    version: tuple[int, int]
    folder: Path
    scratch: Path
    tracer: str = "auto"

    @property
    def is_native(self) -> bool:
        """Whether what is counted lies in a mapped file, that needs no readings and has the lines that are open."""
        return self.tracer == "native"

    @property
    def unended(self) -> str:
        """The kind of the note that a line has which had not ended."""
        return "not_ended" if self.is_native else "running"

    def write(self, name: str, text: str) -> Path:
        """Make a file of the program's."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(dedent(text), encoding="utf-8")
        return path

    def run(self, *program: str, options: tuple[str, ...] = (), stdin: str = "", **variables: str) -> Measured:
        """Measure ``python *program``, by default main.py; the profile must be there afterwards."""
        report = self.scratch / "report.json"
        asked = ("--format", "json", "--output", str(report), *options)
        argv = self.argv(*asked, *(program or ("main.py",)))
        done = self._start(argv, stdin, variables)
        assert report.is_file(), done.stderr
        return Measured(done, read_profile(report))

    def plain(self, *program: str, stdin: str = "", **variables: str) -> subprocess.CompletedProcess[str]:
        """``python *program``, by default main.py."""
        return self._start([self.python, *(program or ("main.py",))], stdin, variables)

    def argv(self, *asked: str) -> list[str]:
        """The command line that runs ``asked``, options and program, with this Python."""
        tracer = () if self.tracer == "auto" else ("--tracer", self.tracer)
        return [sys.executable, str(LAUNCH), "run", "--python", self.python, *tracer, *asked]

    def environment(self, **variables: str) -> dict[str, str]:
        # pytest changes its own variable from test to test, and programs run beside them.
        inherited = {name: value for name, value in os.environ.items() if name != "PYTEST_CURRENT_TEST"}
        return {**inherited, "TMPDIR": str(self.scratch), **variables}

    def _start(self, argv: list[str], stdin: str, variables: dict[str, str]) -> subprocess.CompletedProcess[str]:
        return subprocess.run(argv, **self.settings(variables), input=stdin, capture_output=True, timeout=LIMIT_S)

    def settings(self, variables: dict[str, str]) -> dict[str, Any]:  # keyword arguments of Popen
        environment = self.environment(**variables)
        return {"cwd": self.folder, "env": environment, "encoding": "utf-8", "errors": "surrogateescape"}
